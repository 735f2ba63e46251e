"""What a test leaves running: threads of ours, and timers of Qt that still tick."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_PATIENCE_S = 10.0  # a loaded machine closes its sockets late
_PAUSE_S = 0.01


@contextmanager
def nothing_left_running(patience_s: float = _PATIENCE_S) -> Iterator[None]:
    """Fail when what began inside has not ended shortly after."""
    threads, timers = _threads(), set(_timers())
    yield
    ends_at = time.monotonic() + patience_s
    while left := _left(threads, timers):
        if time.monotonic() > ends_at:
            raise AssertionError(f"left running: {', '.join(left)}")
        time.sleep(_PAUSE_S)


def _left(threads: set[threading.Thread], timers: set[int]) -> list[str]:
    named = [f"thread {each.name}" for each in _threads() - threads]
    if not _timers().keys() <= timers:
        _let_go()
    return named + [name for key, name in _timers().items() if key not in timers]


def _threads() -> set[threading.Thread]:
    """Return the threads that Python started; those of Qt itself only pass through."""
    dummy = threading._DummyThread
    return {each for each in threading.enumerate() if not isinstance(each, dummy)}


def _timers() -> dict[int, str]:
    """Return the ticking timers made in Python, by the address of each."""
    if "PySide6.QtCore" not in sys.modules:
        return {}
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - tests without a window load no Qt
    from shiboken6 import Shiboken  # noqa: PLC0415 - as above

    found: dict[int, str] = {}
    wrappers: list[Any] = Shiboken.getAllValidWrappers()
    for each in wrappers:
        if isinstance(each, QTimer) and Shiboken.isValid(each) and each.isActive():
            owner = type(each.parent()).__name__ if each.parent() else "nobody"
            found[Shiboken.getCppPointer(each)[0]] = f"timer of {owner} ({each.interval()} ms)"
    return found


def _let_go() -> None:
    """Let Qt delete what was closed."""
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415 - only with Qt loaded

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
