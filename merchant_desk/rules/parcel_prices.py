"""What the invoice of one parcel charges, so that all invoices of an order equal what was paid.

Each parcel takes its part of what is *left* of a line: what was paid, less what was given back and
what earlier invoices charged. The last parcel takes all that is left, so no cent is ever lost,
whatever was refunded or cancelled in between.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from merchant_desk.values.money import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of the order as this parcel finds it; carriage and fees count as one unit."""

    left: Money
    """Paid, not given back and not invoiced yet; below zero for a discount written as a fee."""
    units: int
    """In this parcel."""
    due: int
    """Still to send before this parcel left, its own units included."""
    rate_bp: int


def parcel_amounts(lines: Sequence[OpenLine]) -> list[Money]:
    """Return what this parcel charges of each line.

    A discount goes with the goods it was given on: those of its rate while they suffice, else all
    of them. So a parcel is never charged less than nothing.
    """
    amounts = [_part(line) for line in lines]
    lessened = [place for place, line in enumerate(lines) if line.left.cents < 0]
    for places, pool in _pools(lines, lessened):
        now = total(amounts[place] for place in pool)
        whole = total(lines[place].left for place in pool)
        discount = total(lines[place].left for place in places)
        taken = -discount.part(now.cents, whole.cents) if whole else ZERO
        taken = min(taken, now)
        if taken:
            shares = taken.share([-lines[place].left.cents for place in places])
            for place, share in zip(places, shares, strict=True):
                amounts[place] = -share
    return amounts


def _part(line: OpenLine) -> Money:
    if line.left.cents <= 0 or line.units <= 0:
        return ZERO
    return line.left.part(line.units, max(line.due, line.units))


def _pools(
    lines: Sequence[OpenLine], lessened: Sequence[int]
) -> list[tuple[Sequence[int], Sequence[int]]]:
    """Return which discounts fall on which lines."""
    charged = [place for place, line in enumerate(lines) if line.left.cents > 0]
    goods, discounts = _by_rate(lines, charged), _by_rate(lines, lessened)
    enough = all(
        total(lines[place].left for place in [*places, *goods.get(rate, ())]).cents >= 0
        for rate, places in discounts.items()
    )
    if not enough:
        return [(lessened, charged)]
    return [(places, goods[rate]) for rate, places in discounts.items()]


def _by_rate(lines: Sequence[OpenLine], places: Sequence[int]) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for place in places:
        found[lines[place].rate_bp].append(place)
    return found
