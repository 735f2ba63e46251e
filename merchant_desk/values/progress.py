"""How far long work has come, and whether she pressed « Arrêter »."""

from typing import Protocol

from merchant_desk.errors import CancelledError


class Progress(Protocol):
    """What long work tells while it goes on."""

    def report(self, done: int, total: int | None, label: str) -> None:
        """Tell how much is done, of how much if that is known."""

    def check_cancelled(self) -> None:
        """Raise CancelledError when she pressed « Arrêter »."""


class Silent:
    """Progress that nobody watches; ``stop()`` still stops the work."""

    def __init__(self) -> None:
        self._stopped = False

    def report(self, done: int, total: int | None, label: str) -> None:
        """Tell nobody."""

    def stop(self) -> None:
        """Ask the work to end at the next item."""
        self._stopped = True

    def check_cancelled(self) -> None:
        """Raise CancelledError once ``stop`` was called."""
        if self._stopped:
            raise CancelledError
