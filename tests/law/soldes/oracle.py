"""When soldes are, found without a formula: by walking the calendar day after day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
LORRAINE = frozenset({"54", "55", "57", "88"})
ZONES = (
    "75", "13", "54", "55", "57", "88", "2A", "2B", "06", "66", "971", "972", "973", "974", "975",
    "976", "977", "978",
)  # fmt: skip
ORDERED_YEARS = frozenset({2020, 2021, 2022, 2023})
"""Years in which orders moved seasons: a table tells them."""


@cache
def days_of(year: int, month: int, weekday: int | None = None) -> list[date]:
    """Return the days of a month, or those of one weekday, by looking at each."""
    every = (date(year, 1, 1) + timedelta(days=number) for number in range(365 + 1))
    return [
        day
        for day in every
        if (day.year, day.month) == (year, month) and weekday in {None, day.weekday()}
    ]


@cache
def first_day(zone: str, season: str, year: int) -> date:
    """Return the day on which soldes open; not for the years of orders."""
    own = dict(_own_days(zone, year))
    if season in own:
        return own[season]
    if season == "winter":
        return [day for day in days_of(year, 1, WEDNESDAY) if day.day <= 12][-1]
    latest = 28 if year >= 2011 else 30
    return [day for day in days_of(year, 6, WEDNESDAY) if day.day <= latest][-1]


def _own_days(zone: str, year: int) -> Iterator[tuple[str, date]]:
    if zone in LORRAINE:
        yield "winter", next(day for day in days_of(year, 1)[1:] if day.weekday() != SUNDAY)
    if zone in {"2A", "2B"}:
        yield "summer", days_of(year, 7, WEDNESDAY)[1]
    if (zone == "06" and year < 2023) or (zone == "66" and year < 2022):
        yield "summer", days_of(year, 7, WEDNESDAY)[0]
    yield from _overseas_days(zone, year)


def _overseas_days(zone: str, year: int) -> Iterator[tuple[str, date]]:
    if zone == "971":
        yield "winter", days_of(year, 1, SATURDAY)[0]
        yield "summer", days_of(year, 9, SATURDAY)[-1]
    if zone == "972" or (zone == "973" and year <= 2020):
        yield "summer", days_of(year, 10, THURSDAY)[0]
    if zone == "973" and year <= 2020:
        yield "winter", days_of(year, 1, WEDNESDAY)[0]
    if zone == "974":
        yield "summer", days_of(year, 2, SATURDAY)[0]
        yield "winter", days_of(year, 9, SATURDAY)[0]
    if zone == "975":
        yield "winter", next(day for day in days_of(year, 1, WEDNESDAY) if day.day > 15)
        yield "summer", next(day for day in days_of(year, 7, WEDNESDAY) if day.day > 14)
    if zone in {"977", "978"}:
        yield "winter", days_of(year, 5, SATURDAY)[0]
        yield "summer", days_of(year, 10, SATURDAY)[1]


@cache
def last_day(first: date) -> date:
    """Return the eve of the same weekday, walking as many weeks as the year has."""
    weeks = 5 if first.year < 2015 else 6 if first.year < 2020 else 4
    day, same = first, 0
    while same < weeks:
        day += timedelta(days=1)
        same += day.weekday() == first.weekday()
    return day - timedelta(days=1)


def is_open(zone: str, at: datetime) -> bool:
    """Tell whether soldes are open at a minute, by looking at both seasons of the year."""
    for season in ("winter", "summer"):
        first = first_day(zone, season, at.year)
        if first <= at.date() <= last_day(first):
            return at.date() != first or at.hour >= 8
    return False
