"""What stock costs: ten-thousandths of a euro before VAT, shown as a merchant reads them."""

from merchant_desk.values.french import NBSP, number
from merchant_desk.values.money import Money

PARTS = 10_000
_PER_CENT = 100
_DECIMALS = 4


def money_of(tenthousandths: int) -> Money:
    """Return it in whole cents, rounded half up away from zero."""
    sign = -1 if tenthousandths < 0 else 1
    return Money(sign * ((2 * abs(tenthousandths) + _PER_CENT) // (2 * _PER_CENT)))


def unit_cost_words(tenthousandths: int) -> str:
    """Return the cost of one unit, two to four decimals: ``4,125 €``."""
    sign = "\u2212" if tenthousandths < 0 else ""
    whole, rest = divmod(abs(tenthousandths), PARTS)
    decimals = f"{rest:0{_DECIMALS}d}".rstrip("0").ljust(2, "0")
    return f"{sign}{number(whole)},{decimals}{NBSP}€"


def share_of(whole: int, part: int, parts: int) -> int:
    """Return ``part`` of ``parts`` of an amount, rounded half up away from zero."""
    sign = -1 if (whole < 0) != ((part < 0) != (parts < 0)) else 1
    size = abs(parts)
    return sign * ((2 * abs(whole) * abs(part) + size) // (2 * size))
