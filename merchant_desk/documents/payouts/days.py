"""Days and instants as settlements write them, brought to the legal day of Paris."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from merchant_desk.values.clock import PARIS, paris_date

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_HOUR = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})$")
_FIRST_YEAR = 2000
_LAST_YEAR = 2100
_MOST_MONTHS = 12
_NAMED = {
    "z": UTC,
    "utc": UTC,
    "gmt": UTC,
    "cet": timezone(timedelta(hours=1)),
    "cest": timezone(timedelta(hours=2)),
    "pst": timezone(timedelta(hours=-8)),
    "pdt": timezone(timedelta(hours=-7)),
}


class DayOrder(StrEnum):
    """How a file writes 05/11/2026."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def day_order(cells: Iterable[str]) -> DayOrder | None:
    """Return the order that every day of a file allows; the day first when all do; None: neither.

    What the desk reads comes from French providers: 05/11 is the fifth of November unless
    another line says 11/25.
    """
    both = [(int(found[1]), int(found[2])) for cell in cells if (found := _PARTS.match(cell))]
    if all(month <= _MOST_MONTHS for _day, month in both):
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if all(first <= _MOST_MONTHS for first, _ in both) else None


def read_moment(text: str, order: DayOrder, zone: tzinfo | None = None) -> datetime | None:
    """Return the instant a cell tells; without an hour it is noon in Paris: the day stays.

    ``zone`` is that of an hour that names none: Paris if nothing else is said.
    """
    day, rest = _day(text.strip(), order)
    if day is None:
        return None
    found = _HOUR.search(rest)
    if found is None:
        return datetime.combine(day, time(12), PARIS)
    try:
        hour = time(int(found[1]), int(found[2]), int(found[3] or 0))
    except ValueError:
        return None
    told = _zone(rest[found.end() :].strip())
    return datetime.combine(day, hour, told or zone or PARIS)


def read_paris_day(text: str, order: DayOrder, zone: tzinfo | None = None) -> date | None:
    """Return the day in Paris that a cell tells."""
    moment = read_moment(text, order, zone)
    return None if moment is None else paris_date(moment)


def zone_named(text: str) -> tzinfo | None:
    """Return the zone that a cell names: « CET », « Europe/Paris », « GMT+02:00 »."""
    return _zone(text.strip())


def _zone(text: str) -> tzinfo | None:
    if (found := _OFFSET.search(text)) is not None:
        gap = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(-gap if found[1] == "-" else gap)
    if text.lower() in _NAMED:
        return _NAMED[text.lower()]
    if "/" not in text:
        return None
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _day(text: str, order: DayOrder) -> tuple[date | None, str]:
    if (found := _ISO.match(text)) is not None:
        year, month, day = (int(each) for each in found.groups())
    elif (found := _PARTS.match(text)) is not None:
        day, month, year = (int(each) for each in found.groups())
        if order is DayOrder.MONTH_FIRST:
            day, month = month, day
    else:
        return None, ""
    if not _FIRST_YEAR <= year < _LAST_YEAR:
        return None, ""
    try:
        return date(year, month, day), text[found.end() :]
    except ValueError:
        return None, ""
