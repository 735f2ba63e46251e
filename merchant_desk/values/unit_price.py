"""Prices of one unit, longer than a cent: six decimals, as EN 16931 and some platforms allow."""

from dataclasses import dataclass
from fractions import Fraction

from merchant_desk.values.money import Money, round_half_up

MILLIONTHS = 1_000_000
_PER_CENT = MILLIONTHS // 100


@dataclass(frozen=True, slots=True, order=True)
class UnitPrice:
    """The price of one unit in millionths of a euro; never mixed with ``Money`` by accident."""

    millionths: int

    @classmethod
    def of(cls, amount: Money) -> "UnitPrice":
        """Return a price that is whole cents."""
        return cls(amount.cents * _PER_CENT)

    @classmethod
    def each(cls, whole: Money, quantity: int) -> "UnitPrice":
        """Return what one of ``quantity`` units costs when all cost ``whole``, as near as it goes.

        Raises ValueError when there are no units.
        """
        if quantity == 0:
            raise ValueError("no units to share a price")
        return cls(round_half_up(Fraction(whole.cents * _PER_CENT, quantity)))

    def times(self, quantity: int) -> Money:
        """Return what so many units cost, rounded half up to the cent."""
        return Money(round_half_up(Fraction(self.millionths * quantity, _PER_CENT)))

    @property
    def text(self) -> str:
        """Return it with a decimal point, two to six decimals, as data formats write it."""
        whole, rest = divmod(abs(self.millionths), MILLIONTHS)
        digits = f"{rest:06d}".rstrip("0").ljust(2, "0")
        return f"{'-' if self.millionths < 0 else ''}{whole}.{digits}"
