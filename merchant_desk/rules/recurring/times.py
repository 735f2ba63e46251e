"""The days on which something comes back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from merchant_desk.rules.cash_days.bank import next_bank_day
from merchant_desk.rules.cash_days.months import day_of_month
from merchant_desk.values.cash_words import Cadence

WEEK = 7
STEP_MONTHS: Mapping[Cadence, int] = {
    Cadence.MONTHLY: 1,
    Cadence.BIMONTHLY: 2,
    Cadence.QUARTERLY: 3,
    Cadence.HALF_YEARLY: 6,
    Cadence.YEARLY: 12,
}
STEP_DAYS: Mapping[Cadence, int] = {
    Cadence.WEEKLY: 7,
    Cadence.MONTHLY: 31,
    Cadence.BIMONTHLY: 62,
    Cadence.QUARTERLY: 92,
    Cadence.HALF_YEARLY: 184,
    Cadence.YEARLY: 366,
}
"""The longest that one time is after the other."""
_MOST_SHIFT = timedelta(days=5)
"""Banks are closed four days at most, at Easter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often something comes back, and on which day."""

    cadence: Cadence
    day: int
    """Of the month (31: the last one), or of the week (1: Monday) for a weekly one."""
    first_on: date
    """A day it fell on, from which its times are counted."""
    until: date | None = None


def next_times(rhythm: Rhythm, first: date, last: date) -> tuple[date, ...]:
    """Return the days from ``first`` to ``last`` on which it comes, each a day of banks."""
    told = (next_bank_day(each) for each in _told(rhythm, first - _MOST_SHIFT, last))
    return tuple(each for each in told if first <= each <= last)


def next_time(rhythm: Rhythm, after: date) -> date | None:
    """Return the first day after this one on which it comes, or None when it is over."""
    span = timedelta(days=STEP_DAYS[rhythm.cadence] + 31)
    start = max(after + timedelta(days=1), rhythm.first_on - _MOST_SHIFT)
    return next(iter(next_times(rhythm, start, start + span)), None)


def month_number(day: date) -> int:
    """Return the number of a month since year 0."""
    return 12 * day.year + day.month - 1


@lru_cache(maxsize=16_384)
def time_of_month(month: int, day: int) -> date:
    """Return a day of the month of this number, its last one when it is shorter."""
    return day_of_month(date(month // 12, month % 12 + 1, 1), day)


def nearest_month(seen: date, day: int) -> int:
    """Return the month whose time was seen on a day: a bank may book it in the next one."""
    here = month_number(seen)
    several = (here, here - 1, here + 1)
    return min(several, key=lambda each: abs((time_of_month(each, day) - seen).days))


def _told(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    """Yield its days as they are told, weekends and holidays among them, from its first one on."""
    until = last if rhythm.until is None else min(last, rhythm.until)
    begins = max(first, rhythm.first_on - _MOST_SHIFT)
    if rhythm.cadence is Cadence.WEEKLY:
        day = begins + timedelta(days=(rhythm.day - begins.isoweekday()) % WEEK)
        while day <= until:
            yield day
            day += timedelta(days=WEEK)
        return
    step = STEP_MONTHS[rhythm.cadence]
    anchor = nearest_month(rhythm.first_on, rhythm.day)
    month = anchor + step * max((month_number(begins) - anchor) // step - 1, 0)
    while (day := time_of_month(month, rhythm.day)) <= until:
        if day >= begins:
            yield day
        month += step
