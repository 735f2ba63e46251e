"""PrestaShop's amounts: decimals of six digits, prices without tax; kept as whole millionths.

A price with tax in cents goes to the shop as a net price of six decimals and comes back the same
cent: six decimals are more than any rate of VAT can lose.
"""

import re
from fractions import Fraction

from merchant_desk.sync.record_fields import UnfitError, missing
from merchant_desk.values.money import Money, round_half_up
from merchant_desk.values.texts import _

MILLION = 1_000_000
_MICRO_PER_CENT = 10_000
_WHOLE_RATE = 10_000
_DECIMAL = re.compile(r"(-?)(\d{1,12})(?:\.(\d{1,12}))?", re.ASCII)


def millionths(value: object, name: str) -> int:
    """Return a decimal text as a whole number of millionths; empty counts as nothing."""
    if value == "":
        return 0
    match = _DECIMAL.fullmatch(str(value)) if type(value) in (str, int) else None
    if match is None:
        raise missing(name)
    sign, whole, decimals = match.groups()
    digits = (decimals or "").ljust(7, "0")
    magnitude = int(whole) * MILLION + int(digits[:6]) + (digits[6] >= "5")
    return -magnitude if sign else magnitude


def cents(value: object, name: str) -> int:
    """Return an amount rounded to the cent, halves away from zero."""
    return round_half_up(Fraction(millionths(value, name), _MICRO_PER_CENT))


def with_tax(net: int, rate_bp: int) -> int:
    """Return a net price in millionths with its tax, in cents."""
    return round_half_up(Fraction(net * (_WHOLE_RATE + rate_bp), _WHOLE_RATE * _MICRO_PER_CENT))


def without_tax(price: Money, rate_bp: int) -> int:
    """Return the net price in millionths that comes back as this price."""
    gross = price.cents * _MICRO_PER_CENT
    return round_half_up(Fraction(gross * _WHOLE_RATE, _WHOLE_RATE + rate_bp))


def decimal(micro: int) -> str:
    """Return millionths as PrestaShop writes them."""
    magnitude = abs(micro)
    sign = "-" if micro < 0 else ""
    return f"{sign}{magnitude // MILLION}.{magnitude % MILLION:06d}"


def decimal_cents(amount: Money) -> str:
    """Return an amount of money as PrestaShop writes it."""
    return decimal(amount.cents * _MICRO_PER_CENT)


def price_with_tax(net: int, rate_bp: int) -> Money:
    """Return a price shown to customers; a negative one is refused."""
    price = Money(with_tax(net, rate_bp))
    if price.cents < 0:
        raise UnfitError(_("son prix est négatif"))
    return price
