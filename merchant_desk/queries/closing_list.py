"""Closings done and lines of the event journal, a page at a time, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.seal import Closing, FiscalEvent, Seal
from merchant_desk.models.station import Station
from merchant_desk.rules.closing_totals import DrawerCount
from merchant_desk.values.anchor import Anchor
from merchant_desk.values.closing_text import read_drawer
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.fiscal_periods import FiscalPeriod
from merchant_desk.values.ids import ClosingId, EventId, StationId
from merchant_desk.values.money import Money
from merchant_desk.values.signing import SealKind

_CLOSINGS, _EVENTS, _SEALS, _STATIONS = (
    table(Closing),
    table(FiscalEvent),
    table(Seal),
    table(Station),
)


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """A closing as the screen lists it."""

    id: ClosingId
    period: FiscalPeriod
    station: str
    sales: Money
    returns: Money
    total: Money
    perpetual: Money
    drawer: DrawerCount | None
    at: datetime
    by: str
    anchor: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the journal as the screen lists it."""

    id: EventId
    code: EventCode
    detail: str
    station: str
    at: datetime
    by: str


@dataclass(frozen=True)
class ClosingList:
    """Every closing, newest first."""

    def count(self, session: Session) -> int:
        """Return how many there are."""
        return session.scalar(select(func.count()).select_from(_CLOSINGS)) or 0

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[ClosingRow]:
        """Return one page."""
        link = (_SEALS.c.kind == SealKind.CLOSING) & (_SEALS.c.subject_id == _CLOSINGS.c.id)
        rows = session.execute(
            select(_CLOSINGS, _STATIONS.c.letter, _SEALS.c.digest.label("link"))
            .join_from(_CLOSINGS, _STATIONS, _STATIONS.c.id == _CLOSINGS.c.station_id)
            .join(_SEALS, link, isouter=True)
            .order_by(_CLOSINGS.c.at.desc(), _CLOSINGS.c.id.desc())
            .offset(offset)
            .limit(limit)
        )
        return [_closing(row) for row in rows]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of each."""
        return list(session.scalars(select(_CLOSINGS.c.id)))

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Keep the one order: that in which they were made."""
        return self


def _closing(row: Any) -> ClosingRow:
    level, station = ClosingLevel(row.level), StationId(row.station_id)
    drawer = None
    if row.drawer:
        expected, pieces = read_drawer(row.drawer)
        drawer = DrawerCount(expected, pieces)
    return ClosingRow(
        id=ClosingId(row.id),
        period=FiscalPeriod(level, row.period, row.first_day, row.last_day),
        station=row.letter,
        sales=row.sales,
        returns=row.returns,
        total=row.total,
        perpetual=row.perpetual,
        drawer=drawer,
        at=row.at,
        by=row.by,
        anchor=Anchor(station, level, row.period, row.link or "").text,
    )


@dataclass(frozen=True)
class EventList:
    """The whole journal, newest first."""

    def count(self, session: Session) -> int:
        """Return how many lines it has."""
        return session.scalar(select(func.count()).select_from(_EVENTS)) or 0

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[EventRow]:
        """Return one page."""
        rows = session.execute(
            select(_EVENTS, _STATIONS.c.letter)
            .join_from(_EVENTS, _STATIONS, _STATIONS.c.id == _EVENTS.c.station_id, isouter=True)
            .order_by(_EVENTS.c.at.desc(), _EVENTS.c.id.desc())
            .offset(offset)
            .limit(limit)
        )
        return [
            EventRow(
                EventId(row.id), EventCode(row.code), row.detail, row.letter or "", row.at, row.by
            )
            for row in rows
        ]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of each."""
        return list(session.scalars(select(_EVENTS.c.id)))

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Keep the one order: that in which they were written."""
        return self
