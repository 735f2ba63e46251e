"""The calendar: operations as bars of days, the soldes behind them, holidays and events."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlalchemy.orm import Session

from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.queries.promotions import PromotionRow, promotions
from merchant_desk.rules.legal.events import events_between
from merchant_desk.rules.legal.holidays import holidays_between
from merchant_desk.rules.legal.soldes_periods import Period, periods_between
from merchant_desk.rules.legal.zones import clock_of

MAINLAND = "75"
"""Whose holidays are shown while the shop's own département is not known."""
_DAY, _INSTANT = timedelta(days=1), timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class CalendarBar:
    """One operation in days of the shop; ``last`` is None for one without an end."""

    row: PromotionRow
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class CalendarMark:
    """A day with a name: a public holiday, or an event of the trade."""

    day: date
    name: str
    holiday: bool


@dataclass(frozen=True, slots=True)
class PromotionCalendar:
    """Everything between two days. ``zone`` is None while the address is not known."""

    zone: str | None
    first: date
    last: date
    today: date
    bars: tuple[CalendarBar, ...]
    local: tuple[Period, ...]
    online: tuple[Period, ...]
    marks: tuple[CalendarMark, ...]


def promotion_calendar(
    session: Session, first: date, last: date, now: datetime
) -> PromotionCalendar:
    """Return what the calendar shows from one day to another, both included."""
    zone = shop_zone(session)
    place = zone or MAINLAND
    clock = clock_of(place)
    rows = promotions(session, _start(first, clock), _start(last + _DAY, clock))
    marks = [
        *(CalendarMark(each.day, each.french, holiday=True)
          for each in holidays_between(place, first, last)),
        *(CalendarMark(each.day, each.french, holiday=False)
          for each in events_between(first, last)),
    ]  # fmt: skip
    return PromotionCalendar(
        zone=zone,
        first=first,
        last=last,
        today=now.astimezone(clock).date(),
        bars=tuple(_bar(each, clock) for each in rows),
        local=periods_between(zone, "shop", first, last) if zone else (),
        online=periods_between(place, "web", first, last),
        marks=tuple(sorted(marks, key=lambda each: (each.day, not each.holiday))),
    )


def _start(day: date, clock: tzinfo) -> datetime:
    return datetime.combine(day, time(), clock).astimezone(UTC)


def _bar(row: PromotionRow, clock: tzinfo) -> CalendarBar:
    end = row.ends_at
    return CalendarBar(
        row,
        row.starts_at.astimezone(clock).date(),
        None if end is None else (end - _INSTANT).astimezone(clock).date(),
    )
