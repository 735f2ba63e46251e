"""Notices when the window stands still, and what it was doing then."""

import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from merchant_desk.ui.cpu_turns import CpuTurns

STALL_S = 0.050
_BEAT_MS = 10
_KEPT = 20
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stall:
    """How long the window stood still, how long of it it was computing, and where."""

    seconds: float
    stack: str
    busy_s: float = 0.0


class StallWatch(QObject):
    """A heart beats in the event loop; a thread listens, and looks at the stack when it stops."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window_thread = threading.get_ident()
        self._turns = CpuTurns()
        self._beat_at = time.monotonic()
        self._queued_s = self._turns.queued_s()
        self._busy_at = time.thread_time()
        self._stack = ""
        self._excused = 0
        self._stalls: list[Stall] = []
        self._stopped = threading.Event()
        self._heart = QTimer(self)
        self._heart.setInterval(_BEAT_MS)
        self._heart.timeout.connect(self._on_beat)
        self._listener = threading.Thread(target=self._listen, name="stall-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch, in the thread of the window."""
        self._beat_at = time.monotonic()
        self._queued_s = self._turns.queued_s()
        self._heart.start()
        self._listener.start()

    def stop(self) -> None:
        """End the watch and its thread."""
        self._heart.stop()
        self._stopped.set()
        if self._listener.is_alive():
            self._listener.join()
        self._turns.close()

    def forget(self) -> None:
        """Begin anew: what was built before is not counted."""
        self._stalls.clear()
        self._beat_at = time.monotonic()
        self._queued_s = self._turns.queued_s()
        self._busy_at = time.thread_time()

    @property
    def worst(self) -> tuple[Stall, ...]:
        """Return the longest stalls, the worst first."""
        return tuple(sorted(self._stalls, key=lambda stall: -stall.seconds)[:_KEPT])

    @contextmanager
    def excused(self) -> Iterator[None]:
        """Count nothing meanwhile: the first building of a screen may take its time."""
        self._excused += 1
        try:
            yield
        finally:
            self._excused -= 1
            self._beat_at = time.monotonic()
            self._queued_s = self._turns.queued_s()
            self._busy_at = time.thread_time()

    def _on_beat(self) -> None:
        now, queued_s = time.monotonic(), self._turns.queued_s()
        gap = now - self._beat_at - (queued_s - self._queued_s) - _BEAT_MS / 1000
        self._beat_at, self._queued_s = now, queued_s
        busy_at = time.thread_time()
        busy_s, self._busy_at = busy_at - self._busy_at, busy_at
        stack, self._stack = self._stack, ""
        if gap > STALL_S:
            self._stalls.append(Stall(gap, stack, busy_s))
            _log.warning("window stood still", extra={"ms": round(gap * 1000), "stack": stack})

    def _listen(self) -> None:
        """Look at the window's stack while the heart is late; keep the first look of each stop."""
        while not self._stopped.wait(_BEAT_MS / 1000):
            late = time.monotonic() - self._beat_at
            if late > STALL_S and not self._stack and not self._excused:
                self._stack = stack_of(self._window_thread)


def stack_of(thread: int) -> str:
    """Return where a thread is, letting go of its frames at once.

    A frame kept here keeps the locals of the window's functions alive: a painter would then
    outlive its paint event and end in this thread. So nothing is read from disk meanwhile.
    """
    places = []
    frame = sys._current_frames().get(thread)  # noqa: SLF001 - the only way to see another thread
    while frame is not None:
        places.append((frame.f_code, frame.f_lineno))
        frame = frame.f_back
    return "\n".join(
        f"{code.co_filename}:{line} {code.co_qualname}" for code, line in reversed(places)
    )
