"""Which items announce a price reduction to everybody, and owe a prior price for it."""

from datetime import date
from typing import TYPE_CHECKING

from merchant_desk.rules.legal.items import Item
from merchant_desk.rules.legal.prior_prices import WINDOW_DAYS
from merchant_desk.rules.legal.sales_numbers import number_in_force, number_told

if TYPE_CHECKING:
    from merchant_desk.rules.legal.case import Case
    from merchant_desk.rules.legal.item_case import ItemCase
    from merchant_desk.rules.legal.parts import Audience

ANNOUNCING = frozenset({
    "promotion", "soldes", "destocking", "private_sale", "promo_code", "liquidation",
})  # fmt: skip
"""The kinds that announce a reduction by themselves."""
_OUTSIDE = frozenset({"loyalty", "launch_price"})
GENERAL_AUDIENCE = "general_audience_percent"


def reaches_all(audience: "Audience", day: date) -> bool:
    """Tell whether a price is open to everybody, or to so many that it counts as such."""
    if audience.who == "segment":
        return audience.share_percent >= number_told(GENERAL_AUDIENCE, day)
    return audience.who == "all"


def is_code_for_few(kind: str, audience: "Audience", day: date) -> bool:
    """Tell whether an offer is a code sent to a small part of the customers."""
    return kind == "promo_code" and audience.who == "segment" and not reaches_all(audience, day)


def is_in_force(day: date) -> bool:
    """Tell whether the prior price is due on a day."""
    return number_in_force(WINDOW_DAYS, day) is not None


def is_outside(case: "Case") -> bool:
    """Tell whether no reduction of an operation is announced to everybody."""
    operation = case.operation
    if operation is None or not case.to_consumers or not is_in_force(case.day):
        return True
    audience = operation.audience
    return (
        operation.kind in _OUTSIDE
        or operation.basket_voucher is not None
        or audience.who == "single_customer"
        or is_code_for_few(operation.kind, audience, case.day)
    )


def owes_prior_price(each: "ItemCase") -> bool:
    """Tell whether goods are such that a reduction needs a prior price."""
    return "rapid_deterioration" not in each.item.flags


def announced_items(case: "Case") -> tuple["ItemCase", ...]:
    """Return the items whose price reduction is announced."""
    if is_outside(case):
        return ()
    return tuple(each for each in case.judged_items if _is_announced(case, each))


def _is_announced(case: "Case", each: "ItemCase") -> bool:
    item = each.item
    if not owes_prior_price(each):
        return False
    if shows_reduction(item):
        return True
    if item.new_price is None or item.bundle is not None:
        return False
    if item.comparison is not None and not item.comparison.crossed_out:
        return False
    return case.kind in ANNOUNCING or case.says_trigger


def shows_reduction(item: Item) -> bool:
    """Tell whether an item shows a prior price, a percentage, an amount off or steps."""
    return (
        item.shown_prior_price is not None
        or item.shown_percent is not None
        or item.shown_amount_off is not None
        or bool(item.steps)
    )
