"""The red day of the account on the day page: foreseen behind the scenes, once a change.

The first forecast of a day is kept: in a month it is held beside what happened.
"""

from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from merchant_desk.queries.today import Today, TodayLine
from merchant_desk.queries.today_red_day import CASH_TABLES, RedDayFound, today_red_day
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.values.clock import paris_date, utc_now

_AFTER_MS = 700
"""The page is there by then, and a burst of changes is over."""


class RedDay(QObject):
    """``found`` when the line is another one than before."""

    found = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._line: TodayLine | None = None
        self._stale, self._seen = True, False
        self._asked_on: date | None = None
        self._kept_on: date | None = None
        self._ticket: Ticket[RedDayFound] | None = None
        self._soon = QTimer(self, interval=_AFTER_MS)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)
        desk.changed.connect(self._on_changed)

    @property
    def line(self) -> TodayLine | None:
        """Return what is known to be foreseen."""
        return self._line

    def look(self) -> None:
        """Foresee again soon, when something changed or the day did."""
        self._seen = True
        if (self._stale or self._asked_on != paris_date(utc_now())) and not self._soon.isActive():
            self._soon.start()

    def wait(self) -> None:
        """Ask nothing while no one looks."""
        self._seen = False
        self._soon.stop()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if CASH_TABLES.isdisjoint(tables):
            return
        self._stale = True
        if self._seen:
            self._soon.start()

    def _ask(self) -> None:
        if self._ticket is not None and self._ticket.waiting:
            self._soon.start()  # one at a time, whatever its lane has to do
            return
        self._stale, self._asked_on = False, paris_date(utc_now())
        station = self._desk.gesture().station_id
        memory = self._desk.forecast_memory
        self._ticket = self._desk.read(self._show, today_red_day, station, self._asked_on, memory)

    def _show(self, found: RedDayFound) -> None:
        self._keep(found)
        if found.line != self._line:
            self._line = found.line
            self.found.emit()

    def _keep(self, found: RedDayFound) -> None:
        forecast = found.forecast
        if forecast is None or forecast.made_on == self._kept_on:
            return
        from merchant_desk.operations.keep_forecast import (  # noqa: PLC0415 - not at the start
            keep_forecast,
        )

        self._kept_on = forecast.made_on
        self._desk.write(None, keep_forecast, self._desk.gesture(), forecast)


def with_red_day(day: Today, line: TodayLine | None) -> Today:
    """Return the day with the line of the account before all others."""
    if line is None:
        return day
    return Today((line, *day.lines), day.to_prepare, day.late, day.first_run, day.has_shop)
