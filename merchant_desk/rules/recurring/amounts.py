"""How much comes back each time: the last amount of what holds, the middle of what varies."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from merchant_desk.values.money import Money

_HOLDS = 50
"""One part in so many: an amount within it is the same as before."""
_RAISE = 6
"""A raise of one part in so many, or less, is one; more is another thing once."""
_YEAR = 12
_HELD = 2
"""So many times on average an amount comes before it is another."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one time is: between ``low`` and ``high``, signed."""

    amount: Money
    low: Money
    high: Money

    @property
    def steady(self) -> bool:
        """Tell whether it is the same each time."""
        return (self.high.cents - self.low.cents) * _HOLDS <= 2 * abs(self.amount.cents)


def amounts_of(seen: Sequence[Money]) -> Amounts:
    """Return what the next time will be, from all the times that were seen, the last one last.

    What holds, raises now and then and holds again is what it was last; the rest varies.
    """
    last, levels = seen[-1], _levels(seen)
    once = levels[-1] == 1 and len(levels) > 1
    if len(seen) >= _HELD * len(levels) and not (once and not near(last, seen[-2], _RAISE)):
        run = seen[-levels[-1] :]
        return Amounts(last, min(run), max(run))
    recent = seen[-_YEAR:]
    cents = median_low([each.cents for each in recent])
    return Amounts(Money(cents), min(recent), max(recent))


def near(one: Money, other: Money, part: int) -> bool:
    """Tell whether two amounts differ by one part in so many at most."""
    return abs(one.cents - other.cents) * part <= max(abs(one.cents), abs(other.cents))


def apart(seen: Sequence[Money]) -> list[list[int]]:
    """Return the places of the amounts in groups that a jump of more than one in six parts."""
    order = sorted(range(len(seen)), key=lambda place: abs(seen[place].cents))
    groups: list[list[int]] = []
    for place in order:
        if groups and near(seen[groups[-1][-1]], seen[place], _RAISE):
            groups[-1].append(place)
        else:
            groups.append([place])
    return [sorted(each) for each in groups]


def _levels(seen: Sequence[Money]) -> list[int]:
    """Return how many times each amount held, one after the other."""
    counts = [0]
    level = seen[0]
    for each in seen:
        if not near(each, level, _HOLDS):
            counts.append(0)
            level = each
        counts[-1] += 1
    return counts
