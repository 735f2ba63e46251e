"""How much more or less than usual each month sells, shared by articles that sell alike."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.rules.forecast.history import SPAN, WEEK

AHEAD = 60
"""Weeks to come that a season is told for."""
_MONTHS = 12
_YEAR = 52
_DOUBT = 40.0
"""Units a month must have sold for its own figure to weigh as much as no season at all."""
_LEAST, _MOST = 0.2, 5.0
_MIDDLE = 15


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which month each week of the window and after it falls in; ``today`` ends the window."""

    today: date

    def middle(self, week: int) -> date:
        """Return the day in the middle of a week."""
        return self.today + timedelta(days=(week - SPAN) * WEEK + 3)

    def month(self, week: int) -> int:
        """Return its month, 0 for January."""
        return self.middle(week).month - 1


@dataclass(frozen=True, slots=True)
class Season:
    """A factor for every week of the window and ``AHEAD`` weeks after it; 1 is usual."""

    weeks: tuple[float, ...]
    sums: tuple[float, ...]
    """What ``n`` weeks to come sell for a rate of one unit a week."""
    peak: float
    """The most that any week differs."""

    def ahead(self, weeks: float) -> float:
        """Return what so many weeks to come sell for a rate of one unit a week."""
        whole = min(int(weeks), AHEAD - 1)
        step = self.sums[whole + 1] - self.sums[whole]
        return self.sums[whole] + step * (weeks - whole)

    def against(self, weeks: float, past: int) -> float:
        """Return how many times what some past weeks sold so many weeks to come sell."""
        before = sum(self.weeks[SPAN - past : SPAN])
        if not before or not weeks:
            return 1.0
        return self.ahead(weeks) / weeks * past / before


FLAT_MONTHS = (1.0,) * _MONTHS


def season(calendar: Calendar, months: Sequence[float] = FLAT_MONTHS) -> Season:
    """Return the factors of weeks: between the middles of two months they go from one to other."""
    weeks = tuple(_between(calendar.middle(each), months) for each in range(SPAN + AHEAD))
    sums = [0.0]
    for each in weeks[SPAN:]:
        sums.append(sums[-1] + each)
    return Season(weeks, tuple(sums), max(weeks))


def months_of(
    calendar: Calendar, weekly: Sequence[float], parent: Sequence[float] = FLAT_MONTHS
) -> tuple[float, ...]:
    """Return the factor of each month from weekly sales, drawn to ``parent`` where they are few.

    Less than a year of sales tells no season. With two years, growth from one to the other is
    taken off first: it is no season.
    """
    begun = next((week for week, units in enumerate(weekly) if units > 0), SPAN)
    years = (SPAN - begun) // _YEAR
    if not years:
        return tuple(parent)
    start = SPAN - years * _YEAR
    level = _levels(weekly, start, years)
    usual, sold, held = [0.0] * _MONTHS, [0.0] * _MONTHS, [0.0] * _MONTHS
    for week in range(start, SPAN):
        month = calendar.month(week)
        usual[month] += level[week - start]
        sold[month] += weekly[week]
        held[month] += weekly[week]
    trust = years / (years + 1) * 2 if years > 1 else 1.0
    found = [
        (sold[month] / usual[month] * held[month] * trust + parent[month] * _DOUBT)
        / (held[month] * trust + _DOUBT)
        if usual[month]
        else parent[month]
        for month in range(_MONTHS)
    ]
    return _normal(found)


def pooled(histories: Iterable[Mapping[int, float]]) -> list[float]:
    """Return what several articles sold together, week by week."""
    weekly = [0.0] * SPAN
    for each in histories:
        for week, units in each.items():
            weekly[week] += units
    return weekly


def _levels(weekly: Sequence[float], start: int, years: int) -> list[float]:
    """Return what each week would have sold without season: the mean of its year, growth in."""
    means = [
        sum(weekly[start + year * _YEAR : start + (year + 1) * _YEAR]) / _YEAR
        for year in range(years)
    ]
    growth = (means[-1] / means[0]) ** (1 / _YEAR) if years > 1 and min(means) > 0 else 1.0
    return [
        means[week // _YEAR] * growth ** (week % _YEAR - (_YEAR - 1) / 2)
        for week in range(years * _YEAR)
    ]


def _normal(months: Sequence[float]) -> tuple[float, ...]:
    mean = sum(months) / _MONTHS
    if mean <= 0:
        return FLAT_MONTHS
    return tuple(min(max(each / mean, _LEAST), _MOST) for each in months)


def _between(day: date, months: Sequence[float]) -> float:
    """Return the factor of a day, between those of the months whose middles are nearest."""
    month = day.month - 1
    share = (day.day - _MIDDLE) / 30.5
    other = (month + (1 if share >= 0 else -1)) % _MONTHS
    return months[month] * (1 - abs(share)) + months[other] * abs(share)
