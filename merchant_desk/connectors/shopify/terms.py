"""How a Shopify shop writes prices: with the tax or without, and a sale as a price crossed out."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from merchant_desk.sync.record_fields import Body, UnfitError, exact
from merchant_desk.values.money import Money, round_half_up

STANDARD_BP = 2000
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Prices:
    """What a variant costs, VAT included: its regular price, and the sale that runs now."""

    price: Money | None
    sale: Money | None


def prices_of(variant: Body, *, gross: bool) -> Prices:
    """Return the prices of a variant; one crossed out above the price makes it a sale."""
    rate_bp = rate_of(variant)
    price = _with_tax(variant.get("price"), rate_bp, gross=gross)
    before = _with_tax(variant.get("compareAtPrice"), rate_bp, gross=gross)
    if price is not None and before is not None and before > price:
        return Prices(before, price)
    return Prices(price, None)


def rate_of(variant: Body) -> int:
    """Return the rate of a variant: Shopify keeps its rates to itself and tells taxed or not."""
    return 0 if variant.get("taxable") is False else STANDARD_BP


def written(price: Money, rate_bp: int, *, gross: bool) -> str:
    """Return a price as the shop writes it."""
    cents = price.cents
    if not gross:
        cents = round_half_up(Fraction(cents * _WHOLE, _WHOLE + rate_bp))
    return str(Decimal(cents).scaleb(-2))


def _with_tax(told: object, rate_bp: int, *, gross: bool) -> Money | None:
    if told is None or told == "":
        return None
    try:
        cents = exact(told, "price") * 100
    except UnfitError:
        return None
    return Money(round_half_up(cents if gross else cents * (_WHOLE + rate_bp) / _WHOLE))
