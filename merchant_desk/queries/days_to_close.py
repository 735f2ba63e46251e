"""What is still to be closed at a station: days that sold, months and years that are over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Payment
from merchant_desk.models.seal import Closing, DrawerMove, FiscalEvent
from merchant_desk.queries.period_sums import boundary
from merchant_desk.queries.settings import settings
from merchant_desk.rules.closing_totals import DrawerCount
from merchant_desk.values import settings as declared
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closing_text import read_drawer
from merchant_desk.values.closings import ClosingLevel, DrawerKind
from merchant_desk.values.fiscal_events import EventCode
from merchant_desk.values.fiscal_periods import FiscalPeriod, day_period, month_period, year_period
from merchant_desk.values.ids import StationId
from merchant_desk.values.money import ZERO, Money

_INVOICES, _PAYMENTS, _CLOSINGS, _MOVES, _EVENTS = (
    table(Invoice),
    table(Payment),
    table(Closing),
    table(DrawerMove),
    table(FiscalEvent),
)
_CASH = "cash"


@dataclass(frozen=True, slots=True)
class ToClose:
    """Periods that wait for their closing, oldest first; ``today`` may wait for the evening."""

    days: tuple[FiscalPeriod, ...]
    today: FiscalPeriod | None
    months: tuple[FiscalPeriod, ...]
    years: tuple[FiscalPeriod, ...]


def days_to_close(session: Session, station_id: StationId, now: datetime) -> ToClose:
    """Return what is to close: every day that sold, the months and years that are over."""
    today = paris_date(now)
    days = open_days(session, station_id)
    past = tuple(day_period(day) for day in days if day < today)
    first_month = settings(session, station_id).get(declared.FISCAL_FIRST_MONTH)
    closed_days = _closed_days(session, station_id)
    months = {month_period(day) for day in closed_days}
    years = {year_period(day, first_month) for day in closed_days}
    return ToClose(
        days=past,
        today=day_period(today) if today in days else None,
        months=_over(session, station_id, months, today),
        years=_over(session, station_id, years, today),
    )


def open_days(session: Session, station_id: StationId) -> list[date]:
    """Return the days that have documents and no closing, since the desk began to seal."""
    begun = _begun(session, station_id)
    last = last_closed_day(session, station_id)
    statement = select(_INVOICES.c.fiscal_day).where(_INVOICES.c.station_id == station_id)
    if last is not None:
        statement = statement.where(_INVOICES.c.fiscal_day > last)
    if begun is not None:
        statement = statement.where(_INVOICES.c.fiscal_day >= begun)
    found = session.scalars(statement.distinct().order_by(_INVOICES.c.fiscal_day))
    return list(found)


def last_closed_day(session: Session, station_id: StationId) -> date | None:
    """Return the last day that is closed at this station."""
    found: date | None = session.scalar(
        select(func.max(_CLOSINGS.c.last_day)).where(
            _CLOSINGS.c.station_id == station_id, _CLOSINGS.c.level == ClosingLevel.DAY
        )
    )
    return found


def last_closed_period(session: Session, station_id: StationId) -> date | None:
    """Return the last day of the months and years that are closed at this station."""
    found: date | None = session.scalar(
        select(func.max(_CLOSINGS.c.last_day)).where(
            _CLOSINGS.c.station_id == station_id, _CLOSINGS.c.level != ClosingLevel.DAY
        )
    )
    return found


def expected_in_drawer(session: Session, station_id: StationId, day: date, now: datetime) -> Money:
    """Return what the drawer should hold now: what was last counted, and what moved since.

    Before it was ever counted, it holds what came in since the beginning of this day.
    """
    last = session.execute(
        select(_CLOSINGS.c.drawer, _CLOSINGS.c.last_day, _CLOSINGS.c.at)
        .where(_CLOSINGS.c.station_id == station_id, _CLOSINGS.c.drawer != "")
        .order_by(_CLOSINGS.c.at.desc())
        .limit(1)
    ).first()
    begin, since = ZERO, _start_of_day(session, station_id, day, now)
    if last is not None:
        expected, pieces = read_drawer(last.drawer)
        begin = DrawerCount(expected, pieces).counted
        since = boundary(last.last_day, last.at)
    cash = session.scalar(
        select(func.sum(_PAYMENTS.c.amount)).where(
            _PAYMENTS.c.station_id == station_id,
            _PAYMENTS.c.means == _CASH,
            _PAYMENTS.c.at > since,
            _PAYMENTS.c.at <= now,
        )
    )
    moved = session.scalar(
        select(func.sum(_MOVES.c.amount)).where(
            _MOVES.c.station_id == station_id,
            _MOVES.c.kind != DrawerKind.DIFFERENCE,
            _MOVES.c.at > (since if last is None else last.at),
            _MOVES.c.at <= now,
        )
    )
    return begin + (cash or ZERO) + (moved or ZERO)


def _start_of_day(session: Session, station_id: StationId, day: date, now: datetime) -> datetime:
    last = session.execute(
        select(_CLOSINGS.c.last_day, _CLOSINGS.c.at)
        .where(_CLOSINGS.c.station_id == station_id, _CLOSINGS.c.level == ClosingLevel.DAY)
        .order_by(_CLOSINGS.c.last_day.desc())
        .limit(1)
    ).first()
    if last is not None:
        return boundary(last.last_day, last.at)
    return boundary(day - timedelta(days=1), now)


def _begun(session: Session, station_id: StationId) -> date | None:
    at = session.scalar(
        select(func.min(_EVENTS.c.at)).where(
            _EVENTS.c.station_id == station_id, _EVENTS.c.code == int(EventCode.JOURNAL_BEGUN)
        )
    )
    return None if at is None else paris_date(at)


def _closed_days(session: Session, station_id: StationId) -> list[date]:
    found = session.scalars(
        select(_CLOSINGS.c.first_day).where(
            _CLOSINGS.c.station_id == station_id, _CLOSINGS.c.level == ClosingLevel.DAY
        )
    )
    return list(found)


def _over(
    session: Session, station_id: StationId, periods: set[FiscalPeriod], today: date
) -> tuple[FiscalPeriod, ...]:
    rows = session.execute(
        select(_CLOSINGS.c.level, _CLOSINGS.c.period).where(_CLOSINGS.c.station_id == station_id)
    )
    closed = {(ClosingLevel(level), period) for level, period in rows}
    waiting = [each for each in periods if each.last < today]
    found = [each for each in waiting if (each.level, each.name) not in closed]
    return tuple(sorted(found, key=lambda each: each.first))
