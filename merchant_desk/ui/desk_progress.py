"""How far a long task is, shown after a while and stoppable."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from merchant_desk.errors import CancelledError

SHOWN_AFTER_S = 0.4
_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class ProgressSeen:
    """What the window shows of a long task; ``total`` is None while it is unknown."""

    label: str
    done: int
    total: int | None
    over: bool = False


class DeskProgress:
    """Handed to a long task on another thread; ``stop`` is pressed in the window."""

    def __init__(self, seen: Callable[[ProgressSeen], None]) -> None:
        self._seen = seen
        self.over = False
        self._stopped = Event()
        self._next = time.monotonic() + SHOWN_AFTER_S

    def report(self, done: int, total: int | None, label: str = "") -> None:
        """Tell how many are done, of how many; the window hears ten times a second at most."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY_S
            self._seen(ProgressSeen(label, done, total))

    @property
    def stopped(self) -> bool:
        """Tell whether she has pressed « Arrêter »."""
        return self._stopped.is_set()

    def check_cancelled(self) -> None:
        """Raise CancelledError once she has pressed « Arrêter »."""
        if self._stopped.is_set():
            raise CancelledError

    def stop(self) -> None:
        """Ask the task to end at its next check."""
        self._stopped.set()

    def end(self) -> None:
        """Take the progress off the window."""
        self.over = True
        self._seen(ProgressSeen("", 0, None, over=True))
