"""Gestures of the packing station one at a time, in the order of the scans.

They wait here, not in the writer: the next one is sent when the former is answered, so that no
scan is counted behind an error that she has not seen yet.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from merchant_desk.errors import DeskError
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.scanner import Scan


@dataclass(frozen=True, slots=True)
class Wish:
    """A gesture that waits: what to do, with what (told when its turn comes), from which scan."""

    operation: Callable[..., Any]
    arguments: Callable[[], tuple[object, ...]]
    scan: Scan | None = None


class GestureTurns(QObject):
    """Sends wishes in turn; while it is ``blocked`` they are passed over instead.

    ``answered`` carries what a gesture answered, ``refused`` the error, ``broken`` says that the
    desk itself failed, ``passed_over`` carries the scan that was not counted (or None).
    """

    answered = Signal(object)
    refused = Signal(object)
    broken = Signal()
    passed_over = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: deque[Wish] = deque()
        self._sent: Ticket[Any] | None = None
        self.blocked = False
        desk.crashed.connect(self._on_crashed)

    def take(self, wish: Wish) -> None:
        """Send the gesture when its turn comes."""
        self._waiting.append(wish)
        self._go_on()

    def _go_on(self) -> None:
        while self.blocked and self._waiting:
            self.passed_over.emit(self._waiting.popleft().scan)
        if self._sent is None and self._waiting:
            wish = self._waiting.popleft()
            gesture = self._desk.gesture()
            ticket = self._desk.write(self._take, wish.operation, gesture, *wish.arguments())
            self._sent = ticket.or_else(self._refuse)

    def _take(self, answer: object) -> None:
        self._sent = None
        self.answered.emit(answer)
        self._go_on()

    def _refuse(self, error: DeskError) -> None:
        self._sent = None
        self.refused.emit(error)
        self._go_on()

    def _on_crashed(self) -> None:
        if self._sent is not None and not self._sent.waiting:
            self._sent = None
            self.broken.emit()
            self._go_on()
