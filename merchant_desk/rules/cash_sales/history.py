"""What a channel sold day by day, in cents, up to yesterday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7
SPAN = 104
"""Weeks looked at: two of every season."""
DAYS = SPAN * WEEK


@dataclass(frozen=True, slots=True)
class DayHistory:
    """``cents`` of the last two years, the oldest first; ``today`` is the day after the last."""

    today: date
    cents: tuple[int, ...]

    @property
    def begun(self) -> int:
        """Return the first day with a sale; as many as there are days when nothing was sold."""
        return next((place for place, each in enumerate(self.cents) if each), len(self.cents))

    @property
    def weeks_known(self) -> int:
        """Return how many whole weeks there are since the first sale."""
        return (len(self.cents) - self.begun) // WEEK

    @property
    def weekly(self) -> tuple[int, ...]:
        """Return the sum of each week."""
        return tuple(sum(self.cents[each : each + WEEK]) for each in range(0, DAYS, WEEK))

    def day(self, place: int) -> date:
        """Return the day of a place."""
        return self.today + timedelta(days=place - len(self.cents))

    def before(self, weeks: int) -> "DayHistory":
        """Return what was known so many weeks ago."""
        days = weeks * WEEK
        kept = (0,) * days + self.cents[: len(self.cents) - days]
        return DayHistory(self.today - timedelta(days=days), kept)


def day_history(sold: Mapping[date, int], today: date) -> DayHistory:
    """Return the history of days that sold something, others having sold nothing."""
    first = today - timedelta(days=DAYS)
    days = (first + timedelta(days=each) for each in range(DAYS))
    return DayHistory(today, tuple(sold.get(day, 0) for day in days))


def added(histories: Sequence[DayHistory], today: date) -> DayHistory:
    """Return what several channels sold together."""
    if not histories:
        return day_history({}, today)
    return DayHistory(today, tuple(map(sum, zip(*(each.cents for each in histories), strict=True))))
