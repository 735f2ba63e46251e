"""How often lines come, told from their days: one may be missing, a bank moves them a little."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from merchant_desk.rules.cash_days.bank import next_bank_day, previous_bank_day
from merchant_desk.rules.recurring.times import (
    STEP_DAYS,
    STEP_MONTHS,
    WEEK,
    nearest_month,
    time_of_month,
)
from merchant_desk.values.cash_words import Cadence

_FEWEST: Mapping[Cadence, int] = {
    Cadence.WEEKLY: 5,
    Cadence.MONTHLY: 3,
    Cadence.BIMONTHLY: 3,
    Cadence.QUARTERLY: 3,
    Cadence.HALF_YEARLY: 3,
    Cadence.YEARLY: 2,
}
_TOLERANCE: Mapping[Cadence, int] = {
    Cadence.WEEKLY: 2,
    Cadence.MONTHLY: 4,
    Cadence.BIMONTHLY: 6,
    Cadence.QUARTERLY: 8,
    Cadence.HALF_YEARLY: 10,
    Cadence.YEARLY: 12,
}
"""How many days a time may be from its own."""
_ONE_IN = 6
"""One time in so many may be missing, or off its day."""
_SHORT_MONTH = 28
_MONTHS_VARY = 3
"""From February to a long month, in days."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A cadence that fits the days, and how well."""

    cadence: Cadence
    day: int
    missing: int
    off: int
    """Days apart, all together."""


def beat_of(days: Sequence[date]) -> Beat | None:
    """Return how often these days (in order, each once) come, or None when they do not."""
    found = [each for cadence in Cadence if (each := _fit(days, cadence)) is not None]
    return min(found, key=lambda each: (each.missing, each.off), default=None)


def tolerance(cadence: Cadence) -> timedelta:
    """Return how far from its day a time may be seen."""
    return timedelta(days=_TOLERANCE[cadence])


def _fit(days: Sequence[date], cadence: Cadence) -> Beat | None:
    if len(days) < _FEWEST[cadence] or not _about(days, cadence):
        return None
    return min(
        (each for day in _anchors(days, cadence) if (each := _held(days, cadence, day))),
        key=lambda each: (each.off, each.missing),
        default=None,
    )


def _about(days: Sequence[date], cadence: Cadence) -> bool:
    """Tell whether the usual time between two is about that of a cadence."""
    between = [(later - sooner).days for sooner, later in pairwise(days)]
    slack = 2 * _TOLERANCE[cadence]
    step = STEP_DAYS[cadence]
    odd = sum(
        min(abs(each - step), abs(each - 2 * step)) > slack + _MONTHS_VARY for each in between
    )
    if odd > 2 * (len(days) // _ONE_IN):
        return False
    usual = median(between)
    few = len(days) == _FEWEST[Cadence.MONTHLY]  # of two intervals, one may be twice as long
    return abs(usual - step) <= slack or (few and abs(min(between) - step) <= slack)


def _anchors(days: Sequence[date], cadence: Cadence) -> Iterable[int]:
    if cadence is Cadence.WEEKLY:
        return {each.isoweekday() for each in days}
    seen = {each.day for each in days}
    return sorted(seen | ({31} if max(seen) >= _SHORT_MONTH else set()), reverse=True)


def _held(days: Sequence[date], cadence: Cadence, day: int) -> Beat | None:
    """Return how well these days hold to this day of the week or month."""
    places = [_place(each, cadence, day) for each in days]
    offs = [off for _at, off in places]
    allowed = len(days) // _ONE_IN
    if sum(off > _TOLERANCE[cadence] for off in offs) > allowed:
        return None
    at = [place for place, _off in places]
    step = STEP_MONTHS.get(cadence, 1)
    rest = at[-1] % step
    if len(set(at)) < len(at) or any(each % step != rest for each in at):
        return None
    missing = (at[-1] - at[0]) // step + 1 - len(at)
    if missing > max(1, allowed) or (missing and len(days) < _FEWEST[Cadence.MONTHLY]):
        return None
    return Beat(cadence, day, missing, sum(offs))


def _place(seen: date, cadence: Cadence, day: int) -> tuple[int, int]:
    """Return the number of the time that was seen, and by how many days it was off."""
    if cadence is not Cadence.WEEKLY:
        month = nearest_month(seen, day)
        return month, _off(seen, time_of_month(month, day))
    week = round((seen.toordinal() - day) / WEEK)
    offs = {each: _off(seen, date.fromordinal(WEEK * each + day)) for each in (week, week - 1)}
    return min(offs.items(), key=lambda each: each[1])


def _off(seen: date, told: date) -> int:
    """Return how many days from its own a time was; a bank moves it over days it is closed."""
    moved = {told, next_bank_day(told), previous_bank_day(told)}
    return 0 if seen in moved else abs((seen - told).days)
