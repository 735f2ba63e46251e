"""A computer that slept wakes in another hour, sometimes another day or another network.

Windows counts the sleep in its steady clock, Linux and macOS do not (docs.python.org/3/library/
time.html, « monotonic »): a jump of either one, or a new day, and everything is looked at again.
"""

import logging
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, QTimer

from merchant_desk.app.outside import Outside
from merchant_desk.ui.desk import Desk
from merchant_desk.values.clock import paris_date, utc_now

_EVERY_S = 15.0
_LONGEST_S = 60.0
_log = logging.getLogger(__name__)


class Waking(QObject):
    """Notices a sleep, a clock that was set, and midnight; then reads anew and exchanges."""

    def __init__(
        self,
        desk: Desk,
        outside: Outside,
        start_sync: Callable[[], None],
        clocks: tuple[Callable[[], float], Callable[[], float]] | None = None,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._outside = outside
        self._start_sync = start_sync
        self._wall, self._steady = clocks or (lambda: utc_now().timestamp(), time.monotonic)
        self._seen = self._now()
        self._timer = QTimer(self, interval=round(_EVERY_S * 1000))
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch the clocks."""
        self._seen = self._now()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def look(self) -> None:
        """Compare the clocks with those of a moment ago."""
        (wall, steady, day), self._seen = self._seen, self._now()
        passed, passed_steadily = self._seen[0] - wall, self._seen[1] - steady
        slept = max(passed, passed_steadily) > _EVERY_S + _LONGEST_S
        if slept or passed < -_LONGEST_S:
            _log.info("the computer slept, or its clock was set", extra={"s": round(passed)})
            self._desk.network(self._on_dropped, self._outside.drop_connections)
        elif self._seen[2] == day:
            return
        from merchant_desk.queries.table_names import (  # noqa: PLC0415 - once a day
            table_names,
        )

        self._desk.read(self._on_tables, table_names)

    def _on_dropped(self, _nothing: None) -> None:
        self._start_sync()

    def _on_tables(self, tables: frozenset[str]) -> None:
        """Let every screen read again: its day, its delays and its lists are of another hour."""
        self._desk.changed.emit(tables)

    def _now(self) -> tuple[float, float, date]:
        wall = self._wall()
        return wall, self._steady(), paris_date(datetime.fromtimestamp(wall, UTC))
