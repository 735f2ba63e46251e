"""The new price of an article: percent, amount or price, rounded to an ending, above a floor."""

from fractions import Fraction

from merchant_desk.rules.promotion_draft import Ending, Pricing
from merchant_desk.values.money import Money, round_half_up

_WHOLE_BP = 10_000


def new_price(
    pricing: Pricing, price: Money, cost_tenthousandths: int | None, rate_bp: int
) -> Money | None:
    """Return the price of one unit, VAT included; None where the operation sets none.

    An ending (.90, .95, .99) is reached downwards, so that what is announced stays true; a floor
    of margin lifts the price above it, to the cent, and the ending is then reached upwards.
    """
    wanted = _wanted(pricing, price)
    if wanted is None:
        return None
    rounded = _down_to(wanted, pricing.ending)
    floor = _floor(pricing, cost_tenthousandths, rate_bp)
    if floor is None or rounded >= floor:
        return rounded
    return _up_to(floor, pricing.ending)


def _wanted(pricing: Pricing, price: Money) -> Money | None:
    if pricing.by == "percent":
        kept = max(0, _WHOLE_BP - pricing.value)
        return price.part(kept, _WHOLE_BP)
    if pricing.by == "amount":
        return Money(max(0, price.cents - pricing.value))
    return Money(pricing.value) if pricing.by == "price" else None


def _down_to(price: Money, ending: Ending) -> Money:
    """Return the highest price with this ending that is not above; the price itself below it."""
    if not ending:
        return price
    cents = (price.cents - int(ending)) // 100 * 100 + int(ending)
    return Money(cents) if cents > 0 else price


def _up_to(price: Money, ending: Ending) -> Money:
    """Return the lowest price with this ending that is not below."""
    if not ending:
        return price
    return Money(-((int(ending) - price.cents) // 100) * 100 + int(ending))


def _floor(pricing: Pricing, cost_tenthousandths: int | None, rate_bp: int) -> Money | None:
    """Return the lowest price that keeps the margin asked for; None without a known cost."""
    if pricing.least_margin_bp is None or cost_tenthousandths is None:
        return None
    kept = _WHOLE_BP - min(pricing.least_margin_bp, _WHOLE_BP - 1)
    before_vat = Fraction(cost_tenthousandths, 100) * _WHOLE_BP / kept
    with_vat = before_vat * (_WHOLE_BP + rate_bp) / _WHOLE_BP
    cents = round_half_up(with_vat)
    return Money(cents if cents >= with_vat else cents + 1)
