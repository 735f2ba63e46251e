"""What a drawing of the account shows: the same for the window and for paper."""

from dataclasses import dataclass, field
from datetime import date

from merchant_desk.values.cash_flow import CashDay, CashWeek, Reading
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """The balance of one evening."""

    day: date
    balance: Money


@dataclass(frozen=True, slots=True)
class ChartMark:
    """One large event on the line; ``movable`` when it may be tried on another day."""

    key: str
    day: date
    amount: Money
    label: str
    movable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CashChart:
    """The account as a line: what was, then what is foreseen, in three readings."""

    today: date
    past: tuple[ChartPoint, ...]
    """Known evenings, the oldest first."""
    opening: Money
    """The balance to date, where the foreseen lines begin."""
    days: tuple[CashDay, ...]
    floor: Money
    reading: Reading = Reading.LIKELY
    """The line that is looked at."""
    low: ChartPoint | None = None
    """The lowest evening of that line."""
    red_day: date | None = None
    """Its first evening under the floor."""
    weeks: tuple[CashWeek, ...] = ()
    marks: tuple[ChartMark, ...] = field(default=())

    @property
    def first(self) -> date:
        """Return the first day that is drawn."""
        days = (self.today, *(each.day for each in self.past[:1]))
        return min(days)

    @property
    def last(self) -> date:
        """Return the last day that is drawn."""
        return max((self.today, *(each.day for each in self.days[-1:])))

    @property
    def lowest(self) -> Money:
        """Return the lowest amount that must be in sight: no account is drawn without its zero."""
        return Money(min(self._cents()))

    @property
    def highest(self) -> Money:
        """Return the highest amount that must be in sight."""
        return Money(max(self._cents()))

    def line(self, reading: Reading) -> tuple[ChartPoint, ...]:
        """Return a foreseen line, from the balance to date on."""
        points = tuple(ChartPoint(each.day, balance_of(each, reading)) for each in self.days)
        if points and points[0].day <= self.today:
            return points
        return (ChartPoint(self.today, self.opening), *points)

    def _cents(self) -> list[int]:
        found = [0, self.floor.cents, self.opening.cents]
        found += [each.balance.cents for each in self.past]
        for each in self.days:
            found += (each.certain.cents, each.likely.cents, each.cautious.cents)
        return found


def balance_of(day: CashDay, reading: Reading) -> Money:
    """Return the balance of an evening in one reading."""
    match reading:
        case Reading.CERTAIN:
            return day.certain
        case Reading.LIKELY:
            return day.likely
        case Reading.CAUTIOUS:
            return day.cautious
