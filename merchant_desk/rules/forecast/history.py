"""What an article sold week by week; days without stock are not days without demand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

WEEK = 7
SPAN = 104
"""Weeks looked at: two of every season."""
_TOO_SHORT = 2
"""Fewer days in stock than this say nothing of a week in which nothing was sold."""


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


@dataclass(frozen=True, slots=True)
class StockDays:
    """How the stock of one article changed, in the order of the days; day 0 begins the window."""

    days: Sequence[int] = ()
    changes: Sequence[int] = ()
    """By how many units; what sales took is below zero."""
    others: Sequence[tuple[int, int]] = ()
    """Those changes among them that were no sale: their day, and the units."""


def history(stock: StockDays, on_hand: int, first_day: int) -> History:
    """Return the weeks of an article whose stock was ``on_hand`` at the end of the window."""
    sold: dict[int, float] = {}
    for day, change in zip(stock.days, stock.changes, strict=True):
        week = day // WEEK
        if week in sold:
            sold[week] -= change
        else:
            sold[week] = -change
    for day, change in stock.others:
        sold[day // WEEK] += change
    levels = list(accumulate(stock.changes, initial=on_hand - sum(stock.changes)))
    net = _net(sold)
    first = min(max(first_day, 0) // WEEK, SPAN - 1, *net)
    if 0 not in levels:  # never without stock: nearly every article that sells
        return History(first, net)
    return _corrected(first, net, _days_out(stock.days, levels))


def _net(sold: dict[int, float]) -> dict[int, float]:
    """Take returns off the sales before them: no week sells less than nothing."""
    least = min(sold.values(), default=1)
    if least > 0:
        return sold
    if least == 0:
        return {week: units for week, units in sold.items() if units}
    net: dict[int, float] = {}
    owed = 0.0
    for week in sorted(sold, reverse=True):
        units = sold[week] + owed
        owed = min(units, 0.0)
        if units > 0:
            net[week] = units
    return net


def _days_out(days: Sequence[int], levels: Sequence[int]) -> dict[int, int]:
    """Count, week by week, the days on which there was nothing and nothing moved."""
    out: dict[int, int] = {}
    begun = 0
    for day, level in zip((*days, SPAN * WEEK), levels, strict=True):
        if level == 0:
            for each in range(begun, day):
                out[each // WEEK] = out.get(each // WEEK, 0) + 1
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
