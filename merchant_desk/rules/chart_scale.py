"""Where days and amounts lie on a drawing; its lengths are floats, its amounts never."""

from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.values.money import Money

_STEPS = (1, 2, 5)
_LEAST = 100_00
"""An account that does not move is drawn on a hundred euros."""


def amount_ticks(low: Money, high: Money, most: int = 6) -> tuple[Money, ...]:
    """Return round amounts from below ``low`` to above ``high``, zero among them if within."""
    top = max(high.cents, low.cents + _LEAST)
    step = _step(top - low.cents, most)
    first = low.cents // step
    last = -(-top // step)
    return tuple(Money(each * step) for each in range(first, last + 1))


def _step(span: int, most: int) -> int:
    """Return the smallest round step, that needs no more ticks than that."""
    power = 100
    while True:
        for each in _STEPS:
            if -(-span // (each * power)) <= most - 1:
                return each * power
        power *= 10


@dataclass(frozen=True, slots=True)
class ChartArea:
    """The rectangle that the lines are drawn in."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return its lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class ChartScale:
    """Maps days to the right and amounts upwards."""

    area: ChartArea
    first: date
    last: date
    low: Money
    high: Money

    @property
    def column(self) -> float:
        """Return the width of one day."""
        return self.area.width / max(1, (self.last - self.first).days)

    def x(self, day: date) -> float:
        """Return where the evening of a day is."""
        return self.area.left + (day - self.first).days * self.column

    def y(self, amount: Money) -> float:
        """Return how far down an amount is."""
        span = max(1, self.high.cents - self.low.cents)
        return self.area.bottom - self.area.height * ((amount.cents - self.low.cents) / span)

    def day_at(self, x: float) -> date:
        """Return the day that is nearest, inside of what is drawn."""
        days = round((x - self.area.left) / self.column)
        return self.first + timedelta(days=min(max(days, 0), (self.last - self.first).days))


def scale_of(
    area: ChartArea, days: tuple[date, date], amounts: tuple[Money, Money]
) -> tuple[ChartScale, tuple[Money, ...]]:
    """Return the scale of a drawing and the round amounts that are named beside it."""
    ticks = amount_ticks(*amounts)
    return ChartScale(area, *days, ticks[0], ticks[-1]), ticks


def mondays(first: date, last: date) -> list[date]:
    """Return the Mondays between two days, these included."""
    day = first + timedelta(days=-first.weekday() % 7)
    return [day + timedelta(days=7 * week) for week in range((last - day).days // 7 + 1)]
