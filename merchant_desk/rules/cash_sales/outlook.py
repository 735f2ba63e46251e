"""What a channel is likely to sell on each day to come, from what it sold.

A level of the last weeks freed of their season, the season of its own months (drawn to none where
the history is short), the growth on the year before, damped, the profile of the week, and the
public holidays it was closed on. Factors are whole millionths: no cent is ever carried by a float.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from merchant_desk.rules.cash_sales.history import SPAN, WEEK, DayHistory
from merchant_desk.rules.forecast.season import AHEAD, FLAT_MONTHS, Calendar, months_of, season
from merchant_desk.rules.legal.holidays import MAINLAND, holidays_between
from merchant_desk.values.money import round_half_up

LEAST_WEEKS = 8
"""With fewer weeks known nothing is expected."""
ONE = 1_000_000
_LEVEL_WEEKS = 13
_YEAR = 52
_USUAL = 30.0
"""What a mean week weighs against the doubt of a season."""
_DAMPING = 0.9
_LEAST_GROWTH, _MOST_GROWTH = 0.5, 2.0
_PROFILE_WEEKS = 26
_CLOSED = ONE * 7 // 10
_FEW_HOLIDAYS = 3
_AROUND = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """How sales of a channel run: everything that is told of it but its days."""

    today: date
    level: int
    """Cents of a week without season."""
    weeks: tuple[int, ...]
    """Factor of each week to come, season and growth."""
    weekdays: tuple[int, ...]
    """Part of a week that each weekday sells, Monday first; together they are one."""
    holidays: int
    """Factor of a public holiday."""


def shape_of(history: DayHistory, zone: str = MAINLAND) -> Shape | None:
    """Return how a channel sells; None when too little is known."""
    known = min(history.weeks_known, SPAN)
    if known < LEAST_WEEKS:
        return None
    weekly = history.weekly
    factors = _season(history, weekly)
    level = _level(weekly, factors, min(known, _LEVEL_WEEKS))
    growth = _growth(weekly, known)
    ahead = _with_last_year(
        [factors[SPAN + each] * _trend(growth, each) // ONE for each in range(AHEAD)],
        weekly,
        level,
        growth if known >= _YEAR + _LEVEL_WEEKS else None,
    )
    return Shape(
        today=history.today,
        level=level,
        weeks=ahead,
        weekdays=_weekdays(history),
        holidays=_holidays(history, zone),
    )


def expected_cents(shape: Shape, days: int, zone: str = MAINLAND) -> tuple[int, ...]:
    """Return the cents of so many days, today first."""
    last = shape.today + timedelta(days=max(days - 1, 0))
    off = {each.day for each in holidays_between(zone, shape.today, last)}
    found = []
    for place in range(days):
        day = shape.today + timedelta(days=place)
        week = shape.weeks[min(place // WEEK, len(shape.weeks) - 1)]
        factor = shape.holidays if day in off else ONE
        part = shape.level * week * shape.weekdays[day.weekday()] * factor
        found.append(round_half_up(Fraction(part, ONE**3)))
    return tuple(found)


def expected_weeks(history: DayHistory, weeks: int) -> tuple[int, ...] | None:
    """Return the sums of whole weeks to come; None when too little is known."""
    shape = shape_of(history)
    if shape is None:
        return None
    days = expected_cents(shape, weeks * WEEK)
    return tuple(sum(days[each : each + WEEK]) for each in range(0, weeks * WEEK, WEEK))


def _season(history: DayHistory, weekly: Sequence[int]) -> tuple[int, ...]:
    sold = sum(weekly)
    known = max(history.weeks_known, 1)
    calendar = Calendar(history.today)
    scaled = [each * _USUAL * known / sold for each in weekly] if sold else []
    months = months_of(calendar, scaled) if scaled else FLAT_MONTHS
    return tuple(round(each * ONE) for each in season(calendar, months).weeks)


def _level(weekly: Sequence[int], factors: Sequence[int], weeks: int) -> int:
    """Return the mean of the last weeks, the latest ones the heaviest, as if without season."""
    weights = range(weeks, 2 * weeks)
    places = range(SPAN - weeks, SPAN)
    sold = sum(weight * weekly[each] for weight, each in zip(weights, places, strict=True))
    usual = sum(weight * factors[each] for weight, each in zip(weights, places, strict=True))
    return max(round_half_up(Fraction(sold * ONE, max(usual, 1))), 0)


def _growth(weekly: Sequence[int], known: int) -> float:
    """Return by how much the last weeks differ from the same ones a year before."""
    if known < _YEAR + _LEVEL_WEEKS:
        return 1.0
    now = sum(weekly[SPAN - _LEVEL_WEEKS :])
    before = sum(weekly[SPAN - _YEAR - _LEVEL_WEEKS : SPAN - _YEAR])
    return min(max(now / before, _LEAST_GROWTH), _MOST_GROWTH) if before else 1.0


def _trend(growth: float, week: int) -> int:
    """Return what growth adds until a week to come, less and less of it."""
    weeks = sum(_DAMPING**each for each in range(week + 1))
    return int(growth ** (weeks / _YEAR) * ONE)


def _with_last_year(
    ahead: Sequence[int], weekly: Sequence[int], level: int, growth: float | None
) -> tuple[int, ...]:
    """Return factors half from the season, half from the same weeks a year before, grown.

    Each errs in its own way: months are coarse, single weeks swing.
    """
    if growth is None or level <= 0:
        return tuple(ahead)
    grown = round(growth * ONE)
    found = []
    for place, each in enumerate(ahead):
        if place >= _YEAR - 1:
            found.append(each)
            continue
        start = SPAN - _YEAR + place
        around = weekly[start - 1 : start + 2]
        last_year = sum(around) * grown // (len(around) * level)
        found.append((each + last_year) // 2)
    return tuple(found)


def _weekdays(history: DayHistory) -> tuple[int, ...]:
    """Return the part of each weekday, of the last half-year or what there is of it."""
    days = min(_PROFILE_WEEKS, history.weeks_known) * WEEK
    sums = [0] * WEEK
    for place in range(len(history.cents) - days, len(history.cents)):
        sums[history.day(place).weekday()] += max(history.cents[place], 0)
    whole = sum(sums)
    if not whole:
        return (ONE // WEEK,) * WEEK
    return tuple(round_half_up(Fraction(each * ONE, whole)) for each in sums)


def _holidays(history: DayHistory, zone: str) -> int:
    """Return what a public holiday sells of a usual day; one where it does about as well."""
    first = history.day(max(history.begun, _AROUND * WEEK))
    last = history.today - timedelta(days=1)
    sold, usual, seen = 0, 0, 0
    for each in holidays_between(zone, first, last):
        place = len(history.cents) - (history.today - each.day).days
        around = [place - WEEK * step for step in range(1, _AROUND + 1)]
        mean = sum(history.cents[one] for one in around) // _AROUND
        if mean > 0:
            sold, usual, seen = sold + max(history.cents[place], 0), usual + mean, seen + 1
    if seen < _FEW_HOLIDAYS:
        return ONE
    factor = sold * ONE // usual
    return factor if factor < _CLOSED else ONE


def lifted(days: Sequence[int], today: date, lifts: Mapping[date, int]) -> tuple[int, ...]:
    """Return the cents of days, operations in: ``lifts`` are millionths added to a day."""
    return tuple(
        each + round_half_up(Fraction(each * lifts.get(today + timedelta(days=place), 0), ONE))
        for place, each in enumerate(days)
    )
