"""What the last forecast read and the next one need not read again.

Twenty thousand open documents take a second to read and a few milliseconds to correct by what was
recorded since. Whoever shows forecasts keeps one memory and hands it in; without one everything is
read. What was recorded since is known by the ids, which are made in the order of time: those of
the last days are compared one by one, for the clocks of two stations differ.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

T = TypeVar("T")
_MARGIN_MS = 3 * 24 * 3600 * 1000
_STAMP = 6
"""Bytes of an id that say when it was made."""


@dataclass(eq=False)
class ForecastMemory:
    """Answers by name, each with what it hangs on."""

    _kept: dict[str, tuple[Hashable, Any]] = field(default_factory=dict)

    def kept(self, name: str, key: Hashable, read: Callable[[], T]) -> T:
        """Return what was read when it hung on the same, else read it."""
        known = self._kept.get(name)
        if known is None or known[0] != key:
            known = (key, read())
            self._kept[name] = known
        return cast("T", known[1])

    def forget(self) -> None:
        """Read everything again: a customer was erased, another file was opened."""
        self._kept.clear()


def recent_from(newest: bytes | None) -> bytes:
    """Return the least id that may have been unseen when ``newest`` was the greatest one."""
    if newest is None:
        return bytes(16)
    millis = int.from_bytes(newest[:_STAMP], "big")
    return max(0, millis - _MARGIN_MS).to_bytes(_STAMP, "big") + bytes(10)
