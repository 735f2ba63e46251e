"""What an offer gives the customer on one item, and how much it may give on consumer goods.

Everything that is given for one item counts, at once or later; a voucher on the whole basket is
given for none.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from merchant_desk.rules.legal.answer import Level
from merchant_desk.rules.legal.figures import HUNDRED
from merchant_desk.rules.legal.items import (
    Bundle,
    ExtraQuantity,
    Lot,
    NForM,
    NthReduced,
)
from merchant_desk.rules.legal.parts import ZERO
from merchant_desk.rules.legal.prior_prices import practised, price_on, shifted
from merchant_desk.rules.legal.sales_numbers import last_day_of, number_in_force, number_told
from merchant_desk.rules.legal.words_of_law import FOOD_AND_PET_FOOD
from merchant_desk.rules.legal.zones import OVERSEAS

if TYPE_CHECKING:
    from merchant_desk.rules.legal.case import Case
    from merchant_desk.rules.legal.item_case import ItemCase

FOOD_CAP = "food_cap_percent"
CONSUMER_GOODS_CAP = "consumer_goods_cap_percent"
_NOT_SETTLED = frozenset({"soldes", "liquidation"})


@dataclass(frozen=True, slots=True)
class CappedOffer:
    """The advantage of an item of consumer goods, and the cap that it is held against."""

    percent: Fraction
    """All that is given, in percent; extra quantity counts for its share of the larger pack."""
    percent_of_pack: Fraction
    """The same, with extra quantity counted against the pack that is paid for."""
    cut_percent: Fraction
    """The part that is a cut of the price."""
    cap: Fraction
    level: Level
    """BLOCK above the cap, WARN where the law is not settled, PASS within it."""
    lapsed: bool
    """Whether the cap was in force until a day that has passed."""


def price_before(each: "ItemCase") -> Fraction | None:
    """Return the price in force the day before the operation, on its first channel.

    It is read as the prior price is: an entry without an end is still in force, and two prices on
    one day count for the lower one.
    """
    case = each.case
    entries = practised(each.item.price_history, case.channels[0])
    return price_on(entries, shifted(case.day, -1))


def single_price(each: "ItemCase") -> Fraction | None:
    """Return the price of one unit before the mechanism of a bundle."""
    return each.lowest_price if each.lowest_price is not None else each.price_before


def price_cut(each: "ItemCase") -> Fraction:
    """Return the share by which the price falls; zero when it does not, or is not known."""
    before, now = each.price_before, each.lowest_price
    return (before - now) / before if before and now is not None and now < before else ZERO


def bundle_share(bundle: Bundle | None, single: Fraction | None) -> Fraction:
    """Return the share that a bundle gives; extra quantity as its share of the larger pack."""
    if bundle is None:
        return ZERO
    if isinstance(bundle, NForM):
        return max(ZERO, Fraction(bundle.get - bundle.pay, bundle.get))
    if isinstance(bundle, NthReduced):
        return bundle.percent / bundle.nth / 100
    if isinstance(bundle, ExtraQuantity):
        return bundle.percent / (100 + bundle.percent)
    if isinstance(bundle, Lot):
        total = price_of_singles(bundle, single)
        return max(ZERO, (total - bundle.lot_price) / total) if total else ZERO
    return bundle.percent / 100


def price_of_singles(lot: Lot, single: Fraction | None) -> Fraction | None:
    """Return what the units of a lot cost one by one, if it is known."""
    alone = lot.unit_price_alone if lot.unit_price_alone is not None else single
    return None if alone is None else lot.quantity * alone


def premium_share(each: "ItemCase", *, same_kind: bool) -> Fraction:
    """Return the value of the gift over product and gift; zero when its value is not told."""
    operation = each.case.operation
    premium = operation.premium if operation else None
    if premium is None or premium.same_kind is not same_kind:
        return ZERO
    value = premium.real_value if premium.real_value is not None else premium.claimed_value
    product = single_price(each)
    if not value or product is None:
        return ZERO
    return value / (product + value)


def cap_key(each: "ItemCase") -> str | None:
    """Return which cap the category of an item is under, if any."""
    category = each.item.category
    if category in FOOD_AND_PET_FOOD:
        return FOOD_CAP
    return CONSUMER_GOODS_CAP if category == "pgc_nonfood" else None


def cap_on(each: "ItemCase") -> tuple[Fraction, bool] | None:
    """Return the cap in percent that an item is under, and whether it has lapsed since."""
    key, case = cap_key(each), each.case
    if key is None or not case.to_consumers or _outside_the_scheme(each):
        return None
    cap = number_in_force(key, case.day)
    if cap is not None:
        return cap, False
    return (number_told(key, case.day), True) if has_lapsed(key, case.day) else None


def has_lapsed(key: str, day: date) -> bool:
    """Tell whether a number held before a day and does no more."""
    last = last_day_of(key)
    return last is not None and last < day


def _is_mere_cut(each: "ItemCase") -> bool:
    item, operation = each.item, each.case.operation
    return (
        item.bundle is None
        and not item.loyalty_credit_percent
        and not item.coupon_percent
        and (operation is None or operation.premium is None)
    )


def _cuts_more_than(cap: Fraction, before: Fraction | None, now: Fraction | None) -> bool:
    """Compare in whole numbers: a thousand items are judged while the merchant types."""
    if before is None or now is None:
        return False
    had = before.numerator * now.denominator
    has = now.numerator * before.denominator
    return 100 * (had - has) * cap.denominator > cap.numerator * had


def _outside_the_scheme(each: "ItemCase") -> bool:
    """Tell what FR-EGALIM-EXCLUSIONS leaves free."""
    case = each.case
    if case.shop.zone in OVERSEAS and not case.distance_channels:
        return True
    if "rapid_deterioration" in each.item.flags and not is_advertised(case):
        return True
    return case.kind == "price_change" and not _shows_a_reduction(each)


def is_advertised(case: "Case") -> bool:
    """Tell whether a text is seen from outside the shop, or sent."""
    return any(text.advertises for text in case.texts)


def _shows_a_reduction(each: "ItemCase") -> bool:
    item, operation = each.item, each.case.operation
    shown = (item.shown_prior_price, item.shown_percent, item.shown_amount_off, item.bundle)
    premium = operation.premium if operation else None
    return (
        any(one is not None for one in shown)
        or bool(item.steps or item.loyalty_credit_percent or item.coupon_percent)
        or (premium is not None and premium.same_kind)
        or (item.new_price is not None and any(text.says_trigger for text in each.case.texts))
    )


def capped_offer(each: "ItemCase") -> CappedOffer | None:
    """Return the advantage of an item under a cap; None for a mere cut of the price within it."""
    told = cap_on(each)
    if told is None:
        return None
    cap, lapsed = told
    if _is_mere_cut(each):
        if not _cuts_more_than(cap, each.price_before, each.lowest_price):
            return None
        cut = percent = of_pack = price_cut(each) * HUNDRED
    else:
        cut, percent, of_pack = _cumulated(each)
    level = Level.PASS
    if percent > cap:
        debated = lapsed or each.case.kind in _NOT_SETTLED
        level = Level.WARN if debated else Level.BLOCK
    elif of_pack > cap:
        level = Level.WARN
    return CappedOffer(percent, of_pack, cut, cap, level, lapsed)


def _cumulated(each: "ItemCase") -> tuple[Fraction, Fraction, Fraction]:
    """Return the cut, all that is given, and the same with extra quantity against the pack."""
    item = each.item
    cut = price_cut(each) * HUNDRED
    bundle = bundle_share(item.bundle, single_price(each)) * HUNDRED
    other = item.loyalty_credit_percent + item.coupon_percent
    percent = cut + bundle + other + premium_share(each, same_kind=True) * HUNDRED
    if isinstance(item.bundle, ExtraQuantity):
        return cut, percent, percent + item.bundle.percent - bundle
    return cut, percent, percent
