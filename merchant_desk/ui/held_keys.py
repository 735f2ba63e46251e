"""Keys kept back until it is known whether a scanner or a hand typed them."""

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QInputMethodEvent, QKeyEvent


class HeldKeys:
    """The events kept back, in order, and the keys whose way up must be kept back too."""

    def __init__(self) -> None:
        self._events: list[tuple[QObject, QEvent]] = []
        self._down: set[int] = set()
        self._swallowed: set[int] = set()
        self._passed: set[int] = set()
        self.replaying = False

    def hold_press(self, target: QObject, event: QKeyEvent, identity: int) -> None:
        """Keep a key back."""
        self._events.append((target, QKeyEvent(event)))
        self._swallowed.discard(identity)
        self._down.add(identity)

    def hold_release(self, target: QObject, event: QKeyEvent, identity: int) -> bool:
        """Keep back the way up of a key that was; tell whether it was."""
        if identity in self._down:
            self._down.discard(identity)
            self._events.append((target, QKeyEvent(event)))
            return True
        if identity in self._swallowed:
            self._swallowed.discard(identity)
            return True
        return False

    def hold_lone_release(self, target: QObject, event: QKeyEvent) -> None:
        """Keep back a release whose press the input method ate."""
        self._events.append((target, QKeyEvent(event)))

    def hold_commit(self, target: QObject, event: QInputMethodEvent) -> None:
        """Keep back what the input method made of dead keys."""
        copy = QInputMethodEvent("", [])
        copy.setCommitString(event.commitString())
        self._events.append((target, copy))

    def pressed_past(self, identity: int) -> None:
        """Remember a key that was let through."""
        self._swallowed.discard(identity)
        self._down.discard(identity)
        self._passed.add(identity)

    def released_past(self, identity: int) -> bool:
        """Forget a key that was let through; tell whether its press had been seen."""
        seen = identity in self._passed
        self._passed.discard(identity)
        return seen

    def swallow(self, identity: int | None = None) -> None:
        """Drop everything kept back: it was a scan. ``identity``: the key that ended it."""
        self._swallowed |= self._down
        if identity is not None:
            self._swallowed.add(identity)
        self._down.clear()
        self._events.clear()

    def is_swallowed(self, identity: int) -> bool:
        """Tell whether this key is down and belongs to a scan that is over."""
        return identity in self._swallowed

    def replay(self) -> None:
        """Give everything kept back to where it was going: a hand typed it."""
        events, self._events = self._events, []
        self._passed |= self._down
        self._down.clear()
        self.replaying = True
        try:
            for target, event in events:
                if shiboken6.isValid(target):
                    QCoreApplication.sendEvent(target, event)
        finally:
            self.replaying = False
