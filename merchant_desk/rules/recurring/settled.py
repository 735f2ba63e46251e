"""What is still to come of one time of something that comes back."""

from merchant_desk.rules.recurring.amounts import Amounts
from merchant_desk.values.money import ZERO, Money

_NEARLY = 10


def left_of(told: Amounts, paid: Money) -> Money:
    """Return what is still to come of a time: next to nothing left is nothing."""
    least = min(abs(each.cents) for each in (told.amount, told.low, told.high))
    if _NEARLY * abs(paid.cents) >= (_NEARLY - 1) * least:
        return ZERO
    return told.amount - paid
