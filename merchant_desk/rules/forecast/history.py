"""What an article sold week by week; days without stock are not days without demand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WEEK = 7
SPAN = 104
"""Weeks looked at: two of every season."""
_TOO_SHORT = 2
"""Fewer days in stock than this say nothing of a week in which nothing was sold."""

DayChange = tuple[int, int, int]
"""A day of the window (0 is its first), by how much stock changed, and units sold net."""


@dataclass(frozen=True, slots=True)
class History:
    """Weeks of one article, counted from the oldest of the window; ``SPAN - 1`` is the last.

    ``sold`` holds the weeks with sales only, as a whole week in stock would have sold.
    """

    first: int
    sold: Mapping[int, float]
    out: frozenset[int] = frozenset()
    """Weeks that say nothing: there was no stock to sell."""
    counted: Mapping[int, float] | None = None
    """Units really sold, where ``sold`` makes up for days without stock."""

    def last(self, weeks: int) -> int:
        """Return the units really sold in the last weeks."""
        really = self.sold if self.counted is None else self.counted
        return round(sum(units for week, units in really.items() if week >= SPAN - weeks))

    @property
    def observed(self) -> int:
        """Return how many weeks say something."""
        return SPAN - self.first - len(self.out)

    @property
    def units(self) -> float:
        """Return what all weeks sold."""
        return sum(self.sold.values())

    def before(self, week: int) -> "History":
        """Return what was known before a week, moved so that it ends the window."""
        moved = SPAN - week
        return History(
            self.first + moved,
            {each + moved: units for each, units in self.sold.items() if each < week},
            frozenset(each + moved for each in self.out if each < week),
        )

    def actual(self, week: int, weeks: int) -> float | None:
        """Return what some weeks sold; None where one of them says nothing."""
        wanted = range(week, week + weeks)
        if week < self.first or not self.out.isdisjoint(wanted):
            return None
        return sum(self.sold.get(each, 0.0) for each in wanted)


def history(changes: Sequence[DayChange], on_hand: int, first_day: int) -> History:
    """Return the weeks of an article whose stock is ``on_hand`` now.

    ``changes`` are in the order of the days; the window has ``SPAN`` weeks and its last day was
    yesterday.
    """
    days = SPAN * WEEK
    sold: dict[int, int] = {}
    level = on_hand
    lowest = on_hand
    for _day, change, _units in reversed(changes):
        level -= change
        lowest = min(lowest, abs(level))
    for day, _change, units in changes:
        if units and day < days:
            week = max(day, 0) // WEEK
            sold[week] = sold.get(week, 0) + units
    first = min(max(first_day, 0) // WEEK, SPAN - 1)
    if sold:
        first = min(first, *sold)
    net = _net(sold)
    if lowest > 0:  # never without stock: nearly every article that sells
        return History(first, net)
    return _corrected(first, net, _days_out(changes, level))


def _net(sold: Mapping[int, int]) -> dict[int, float]:
    """Take returns off the sales before them: no week sells less than nothing."""
    net: dict[int, float] = {}
    owed = 0
    for week in sorted(sold, reverse=True):
        units = sold[week] + owed
        owed = min(units, 0)
        if units > 0:
            net[week] = float(units)
    return net


def _days_out(changes: Sequence[DayChange], level: int) -> dict[int, int]:
    """Count, week by week, the days on which there was nothing and nothing moved."""
    out: dict[int, int] = {}
    begun = 0
    for day, change, _units in (*changes, (SPAN * WEEK, 0, 0)):
        if level == 0:
            for each in range(max(begun, 0), min(day, SPAN * WEEK)):
                out[each // WEEK] = out.get(each // WEEK, 0) + 1
        level += change
        begun = day + 1
    return out


def _corrected(first: int, counted: dict[int, float], out: Mapping[int, int]) -> History:
    silent = set()
    net = dict(counted)
    for week, days in out.items():
        if week < first:
            continue
        if week in net:
            net[week] *= WEEK / max(WEEK - days, 1)
        elif WEEK - days < _TOO_SHORT:
            silent.add(week)
    return History(first, net, frozenset(silent), counted)
