"""How far a price may fall: the greatest discount that both prior price and costs allow."""

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from merchant_desk.rules.legal.figures import HUNDRED
from merchant_desk.rules.legal.loss_cases import is_freed
from merchant_desk.rules.legal.purchase_prices import share_paid

if TYPE_CHECKING:
    from merchant_desk.rules.legal.item_case import ItemCase

_GREATEST = 99


def whole_percent_down(percent: Fraction) -> int:
    """Return a reduction as it may be shown: rounded down, so that it stays true."""
    return floor(percent)


def greatest_lawful_discount(each: "ItemCase") -> int | None:
    """Return the greatest whole percent off the prior price that is not a resale at a loss.

    None when no price before is known; 0 when any reduction would be a loss. The caps on consumer
    goods are another matter.
    """
    announcement = each.announcement
    prior = None if announcement.is_new else announcement.lowest
    if prior is None:
        return None
    lowest, share = each.lowest_legal_price, share_paid(each.item.bundle)
    if lowest is None or is_freed(each):
        return _GREATEST
    if not prior or share <= 0:
        return 0
    percent = HUNDRED * (prior - lowest.lawful / share) / prior
    return max(0, min(_GREATEST, whole_percent_down(percent)))
