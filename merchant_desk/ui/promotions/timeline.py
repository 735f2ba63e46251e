"""The geometry of the calendar: which day lies where, and which bars share a lane."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import floor

from merchant_desk.queries.promotion_calendar import CalendarBar

_DAY = timedelta(days=1)
_MONDAY_BEFORE = 7


class Zoom(StrEnum):
    """How much of the year is seen at once."""

    WEEKS = "weeks"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def days(self) -> int:
        """Return how many days it shows."""
        return {Zoom.WEEKS: 42, Zoom.QUARTER: 91, Zoom.YEAR: 364}[self]

    def first_day(self, around: date) -> date:
        """Return the Monday with which it opens so that a day is seen early in it."""
        monday = around - timedelta(days=around.weekday())
        return monday - timedelta(days=_MONDAY_BEFORE if self is Zoom.WEEKS else 0)

    @property
    def page(self) -> int:
        """Return by how many days one turns the page: always whole weeks."""
        return self.days // 2 // 7 * 7


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days along a width."""

    first: date
    days: int
    left: float
    width: float

    @property
    def last(self) -> date:
        """Return the last day shown."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def column(self) -> float:
        """Return how wide a day is."""
        return self.width / self.days

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + (day - self.first).days * self.column

    def day_at(self, x: float) -> date:
        """Return the day under a point."""
        return self.first + timedelta(days=floor((x - self.left) / self.column))

    def span(self, first: date, last: date | None) -> tuple[float, float]:
        """Return where a span begins and ends inside what is shown; no end runs off the edge."""
        left, right = self.left, self.left + self.width
        end = right if last is None else min(right, self.x(last + _DAY))
        return max(left, self.x(first)), end


def lanes(bars: Sequence[CalendarBar]) -> list[int]:
    """Return the lane of each bar: the first one that is free on its first day."""
    free: list[date | None] = []
    chosen = []
    for bar in bars:
        end = bar.last or date.max
        lane = next(
            (index for index, until in enumerate(free) if until is not None and until < bar.first),
            len(free),
        )
        if lane == len(free):
            free.append(end)
        else:
            free[lane] = end
        chosen.append(lane)
    return chosen
