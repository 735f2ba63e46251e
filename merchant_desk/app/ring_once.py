"""One call after a while, which its owner can still stop: what is closed is not called any more."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def ring_once(owner: QObject, after_ms: int, act: Callable[[], object]) -> None:
    """Call ``act`` once, unless the timers of ``owner`` are stopped before."""
    timer = QTimer(owner, interval=after_ms, singleShot=True)
    timer.timeout.connect(act)
    timer.start()
