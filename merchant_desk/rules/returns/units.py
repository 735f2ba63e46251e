"""How many units may come back, and what their price, cost and carriage come to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineBack:
    """One order line over every channel, in units.

    ``back`` came back to the desk or with a credit note; ``credited`` were given back by credit
    notes; ``told`` were refunded by the storefront, or asked of it.
    """

    ordered: int
    shipped: int
    cancelled: int = 0
    back: int = 0
    credited: int = 0
    told: int = 0

    @property
    def most(self) -> int:
        """Return how many units may still come back: never more than left."""
        return max(0, self.shipped - self.back)

    def to_credit(self, units: int) -> int:
        """Return how many of these units no credit note has given back yet."""
        return max(0, min(units, self.back + units - self.credited))

    def to_tell(self, units: int) -> int:
        """Return how many of these units the storefront does not count as given back yet."""
        return max(0, min(units, self.ordered - self.cancelled - self.told))


def share_of(whole: int, before: int, units: int, parts: int) -> int:
    """Return what the next ``units`` of ``parts`` take of a whole, so that all take all of it."""
    if parts <= 0:
        return 0
    return _upto(whole, before + units, parts) - _upto(whole, before, parts)


def told_again(refunded: int, line: LineBack) -> int:
    """Return how many shipped units a storefront refunded that nothing here accounts for.

    Units cancelled before they left are refunded first; the total told is cumulative, so a late or
    repeated message never counts twice.
    """
    unshipped = line.ordered - line.shipped
    return max(0, min(refunded, line.ordered) - unshipped - line.told)


def second_choice_value(cost: int, twin_price: int, price: int) -> int:
    """Return what units sold cheaper are kept for: their cost, in the ratio of the prices."""
    if price <= 0 or twin_price >= price:
        return cost
    return cost * max(0, twin_price) // price


def _upto(whole: int, units: int, parts: int) -> int:
    return (2 * whole * units + parts) // (2 * parts)
