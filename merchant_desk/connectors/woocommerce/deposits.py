"""Deposits, as the plugins that write ``_wc_deposits_…`` into an order keep them.

These amounts are read only where they are plain; anything else leaves the order as WooCommerce
itself tells it: one payment, on the day it was paid.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

from merchant_desk.sync.record_fields import UnfitError, hundredths, text
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import RemotePayment

_HAS = "_wc_deposits_order_has_deposit"
_FIRST = "_wc_deposits_deposit_amount"
_FIRST_PAID = "_wc_deposits_deposit_paid"
_FIRST_PAID_AT = "_wc_deposits_deposit_payment_time"
_SECOND = "_wc_deposits_second_payment"
_SECOND_PAID = "_wc_deposits_second_payment_paid"
_YES = "yes"
_LONGEST_TIME = 10


def is_half_paid(meta: Mapping[str, object]) -> bool:
    """Tell whether something is still due after a deposit."""
    return meta.get(_HAS) == _YES and meta.get(_SECOND_PAID) != _YES


def read_payments(
    meta: Mapping[str, object], whole: Money, means: str, at: datetime
) -> tuple[RemotePayment, ...]:
    """Return the deposit and what followed; nothing where the plugin keeps no plain amounts."""
    if meta.get(_HAS) != _YES or meta.get(_FIRST_PAID) != _YES:
        return ()
    try:
        first, second = Money(hundredths(meta.get(_FIRST), _FIRST)), _rest(meta)
    except UnfitError:
        return ()
    if total((first, second)) != whole or first.cents <= 0:
        return ()
    deposit = RemotePayment("deposit", first, means, _instant(meta.get(_FIRST_PAID_AT)) or at)
    if is_half_paid(meta):
        return (deposit,)
    return (deposit, RemotePayment("rest", second, means, at))


def _rest(meta: Mapping[str, object]) -> Money:
    return Money(hundredths(meta.get(_SECOND), _SECOND))


def _instant(written: object) -> datetime | None:
    """Return an instant that PHP wrote as seconds since 1970."""
    digits = text(written)
    if len(digits) != _LONGEST_TIME or not digits.isdecimal() or not digits.isascii():
        return None
    return datetime.fromtimestamp(int(digits), UTC)
