"""What a screen keeps of a question it asked: who waits for the answer, and whether still."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Generic, Self, TypeVar

import shiboken6
from PySide6.QtCore import QObject

from merchant_desk.errors import CancelledError, DeskError

T = TypeVar("T")
Receiver = Callable[[Any], None]
Told = Callable[[DeskError], None]


class Ticket(Generic[T]):
    """One question on its way; the answer comes later, in the window's thread, or never."""

    def __init__(self, what: str, then: Callable[[T], None] | None, future: Future[T]) -> None:
        self.what = what
        self.then = then
        self._told: Told | None = None
        self._stopped: Callable[[], None] | None = None
        self._future = future
        self._waiting = True

    def or_else(self, told: Told) -> Self:
        """Hand a refusal (or the outside's silence) to this bound method instead of the banner."""
        require_bound(told)
        self._told = told
        return self

    def or_stopped(self, stopped: Callable[[], None]) -> Self:
        """Tell this bound method that she pressed « Arrêter »."""
        require_bound(stopped)
        self._stopped = stopped
        return self

    def cancel(self) -> None:
        """Want no answer any more; work that has not begun is dropped."""
        self._waiting = False
        self._future.cancel()

    @property
    def waiting(self) -> bool:
        """Tell whether the answer is still to come."""
        return self._waiting

    @property
    def answered(self) -> bool:
        """Tell whether the lane has done its work, or dropped it."""
        return self._future.done()

    def close(self) -> bool:
        """Note that the answer is here; return whether anyone still wants it."""
        wanted = self._waiting and not self._future.cancelled()
        self._waiting = False
        return wanted and _alive(self.then)

    def give(self) -> BaseException | None:
        """Hand the answer over; return the error that no one took."""
        error = self._future.exception()
        if error is None:
            if self.then is not None:
                self.then(self._future.result())
            return None
        if isinstance(error, DeskError) and self._told is not None and _alive(self._told):
            self._told(error)
            return None
        if isinstance(error, CancelledError) and self._stopped is not None:
            if _alive(self._stopped):
                self._stopped()
            return None
        return error


def require_bound(receiver: Callable[..., None] | None) -> None:
    """Refuse a receiver that Qt cannot bring back to the window's thread, nor know dead."""
    if receiver is not None and not isinstance(getattr(receiver, "__self__", None), QObject):
        raise TypeError(f"{receiver!r} must be a bound method of a QObject")


def _alive(receiver: Callable[..., None] | None) -> bool:
    owner = getattr(receiver, "__self__", None)
    return owner is None or shiboken6.isValid(owner)
