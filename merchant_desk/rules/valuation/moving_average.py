"""Weighted average after every receipt: what a move takes from the value of a stock, or adds.

PCG art. 213-34: interchangeable articles are valued by weighted average cost or by « first in,
first out ». Amounts are ten-thousandths of a euro before VAT, quantities are units. What leaves
takes the average, and the last unit takes all that is left, so that nothing is worth nothing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Worth:
    """Units of one article in the shop's bins, and what they cost together."""

    quantity: int = 0
    value: int = 0

    def after(self, change: int, value: int) -> "Worth":
        """Return what it is after a move, or after a change of cost (no units)."""
        return Worth(self.quantity + change, self.value + value)

    def unit(self, known: int) -> int:
        """Return the average of one unit; of an empty stock the last ``known`` cost."""
        return _share(self.value, 1, self.quantity) if self.quantity and self.value else known


@dataclass(frozen=True, slots=True)
class Priced:
    """What a move adds to the value of the stock (less than 0: takes from it).

    ``uncovered`` is what units sold before they were received cost more than was thought then: it
    leaves the stock for what sales cost.
    """

    value: int
    uncovered: int = 0


def price_move(worth: Worth, change: int, known: int, given: int | None = None) -> Priced:
    """Return what a move of ``change`` units is worth.

    ``known`` is the last cost of one unit, for want of an average. ``given`` is what the units
    cost together where that is known: a receipt at its price, a return at what it left for.
    """
    if change < 0:
        return Priced(-(given if given is not None else _left(worth, -change, known)))
    if not change:
        return Priced(0)
    value = change * worth.unit(known) if given is None else given
    if worth.quantity >= 0:
        return Priced(value)
    covered = min(change, -worth.quantity)
    then = _share(worth.value, covered, worth.quantity)
    now = _share(value, covered, change)
    return Priced(value, now - then)


def _left(worth: Worth, units: int, known: int) -> int:
    if worth.quantity <= 0:
        return units * worth.unit(known)
    if units >= worth.quantity:
        return worth.value + (units - worth.quantity) * worth.unit(known)
    return _share(worth.value, units, worth.quantity)


def _share(whole: int, part: int, parts: int) -> int:
    """Return a share rounded half up, whatever the signs of ``whole`` and ``parts``."""
    sign = -1 if (whole < 0) != (parts < 0) else 1
    return sign * ((2 * abs(whole) * part + abs(parts)) // (2 * abs(parts)))
