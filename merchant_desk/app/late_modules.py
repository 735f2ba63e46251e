"""Modules of Python that SQLAlchemy names when it is imported and the desk never calls.

``asyncio`` with all it brings (sockets, TLS, processes), ``importlib.metadata`` (mail, archives)
and ``hashlib`` (OpenSSL) are a tenth of the start. Whoever asks one of them for anything gets the
real one, loaded then.
"""

import importlib
import inspect
import sys
from types import ModuleType
from typing import Any

_NAMES = ("asyncio", "importlib.metadata", "hashlib")


class _Late(ModuleType):
    """Stands in ``sys.modules`` for a module until something of it is wanted."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_real(self), name)


class _LateAsyncio(_Late):
    """Knows the one function that SQLAlchemy takes from asyncio while it is imported."""

    @staticmethod
    def iscoroutine(thing: object) -> bool:
        """Tell whether this is a coroutine; without asyncio there are none but Python's own."""
        return inspect.iscoroutine(thing)


def load_late() -> None:
    """Let these modules be loaded when they are first used, unless they already are."""
    for name in _NAMES:
        if name not in sys.modules:
            late = _LateAsyncio(name) if name == "asyncio" else _Late(name)
            sys.modules[name] = late
            parent, _dot, child = name.rpartition(".")
            if parent:
                setattr(sys.modules[parent], child, late)


def _real(late: ModuleType) -> ModuleType:
    if sys.modules.get(late.__name__) is late:
        del sys.modules[late.__name__]
    return importlib.import_module(late.__name__)
