"""Looks for what may be thrown away, in the window's thread and in no other.

Python looks for cycles wherever an object happens to be made. In a background lane it could find
a closed page: Qt then disconnects it under a lock of its own and waits for Python, while the
window holds Python and waits for that lock. Both stand still for good.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

_BEAT_MS = 250
_WHOLE_EVERY_S = 300.0  # looking through everything takes some 80 ms
_OLDEST = 2


class Collector(QObject):
    """Does between two events of the window what Python would do anywhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_on = False
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self._whole_at = time.monotonic()

    def start(self) -> None:
        """Take it over from Python."""
        self._was_on = gc.isenabled()
        gc.disable()
        self._beat.start()

    def stop(self) -> None:
        """Give it back: nothing of the window is left to be found."""
        self._beat.stop()
        if self._was_on:
            gc.enable()

    def _on_beat(self) -> None:
        now = time.monotonic()
        whole = now - self._whole_at > _WHOLE_EVERY_S
        if collect_due(_OLDEST if whole else _OLDEST - 1) == _OLDEST:
            self._whole_at = now


def collect_due(oldest: int) -> int | None:
    """Collect the oldest generation that is due by Python's own measure, up to this one.

    Return which it was, or None.
    """
    measures = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(measures) if count > most > 0]
    found = min(due[-1], oldest) if due else None
    if found is not None:
        gc.collect(found)
    return found
