"""Functions of records compiled at their first call; import this early, it acts when imported.

``@dataclass`` writes the source of six functions a class and compiles each: for the two hundred
classes of a start that was a fifth of opening the shop, and nearly none of them is called before
the desk answers. What is called is Python's own function, compiled then and put in its place.
"""

import dataclasses
from collections.abc import Callable
from typing import Any

_NAMES = frozenset(
    {"__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"}
)  # fmt: skip
_create: Callable[..., Callable[..., Any]] | None = getattr(dataclasses, "_create_fn", None)


def _create_late(name: str, *source: Any, **around: Any) -> Callable[..., Any]:
    """Stand in for what makes a function of its source, in ``dataclasses``."""
    if _create is None:
        raise RuntimeError(name)
    if name not in _NAMES:
        return _create(name, *source, **around)
    return _late(lambda: _create(name, *source, **around), name)


def _late(create: Callable[[], Callable[..., Any]], name: str) -> Callable[..., Any]:
    made: list[Callable[..., Any]] = []

    def late(self: object, /, *given: Any, **named: Any) -> Any:
        if not made:
            real = create()
            real.__qualname__ = late.__qualname__
            _put_in_place(type(self), late, real)
            made.append(real)
        return made[0](self, *given, **named)

    late.__name__ = late.__qualname__ = name
    return late


def _put_in_place(kind: type, late: Callable[..., Any], real: Callable[..., Any]) -> None:
    """Call the real one directly from now on; where another wraps it, that one goes on calling."""
    name = late.__name__
    for each in kind.__mro__:
        if each.__dict__.get(name) is late:
            type.__setattr__(each, name, real)


if _create is not None:  # later versions of Python compile all functions of a class at once
    vars(dataclasses)["_create_fn"] = _create_late
