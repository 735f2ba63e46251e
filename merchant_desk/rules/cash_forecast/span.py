"""The days of a forecast: from today to the Sunday that ends so many whole weeks after this one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from merchant_desk.rules.cash_days.bank import next_bank_day

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Span:
    """Days counted from the first one, which is zero."""

    first: int
    """Its ordinal."""
    length: int

    @classmethod
    def of(cls, today: date, weeks: int) -> Self:
        """Return what is left of this week and so many whole ones; from a Monday, no part one."""
        rest = -today.weekday() % _WEEK
        return cls(today.toordinal(), rest + weeks * _WEEK)

    def day(self, at: int) -> date:
        """Return the day of a place."""
        return date.fromordinal(self.first + at)

    @property
    def last(self) -> date:
        """Return the last day."""
        return self.day(self.length - 1)

    def weeks(self) -> Iterator[tuple[date, int, int]]:
        """Return each week: its Monday, the place of its first day here, and that after it."""
        first = 0
        while first < self.length:
            day = self.day(first)
            after = min(first + _WEEK - day.weekday(), self.length)
            yield day - timedelta(days=day.weekday()), first, after
            first = after


def bank_day_after(day: date) -> date:
    """Return the next day on which money moves between banks."""
    return next_bank_day(day + timedelta(days=1))
