"""Which ticket of the counter a card payment of a settlement is: that day, that amount."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Payment
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means

_PAYMENTS = table(Payment)


def tickets_of(session: Session, wanted: Sequence[tuple[date, Money]]) -> list[InvoiceId | None]:
    """Return the ticket of each day and amount, each ticket once; None where there is none left.

    Two tickets of one amount on one day cannot be told apart by a card: either is right.
    """
    if not wanted:
        return []
    days = [day for day, _amount in wanted]
    start = datetime.combine(min(days), time(), PARIS)
    end = datetime.combine(max(days) + timedelta(days=1), time(), PARIS)
    rows = session.execute(
        select(_PAYMENTS.c.invoice_id, _PAYMENTS.c.paid_at, _PAYMENTS.c.amount)
        .where(
            _PAYMENTS.c.order_id.is_(None),
            _PAYMENTS.c.invoice_id.is_not(None),
            _PAYMENTS.c.means == Means.CARD.value,
            _PAYMENTS.c.paid_at >= start,
            _PAYMENTS.c.paid_at < end,
        )
        .order_by(_PAYMENTS.c.paid_at.desc(), _PAYMENTS.c.id.desc())
    )
    held: dict[tuple[date, Money], list[InvoiceId]] = {}
    for row in rows:
        key = (paris_date(row.paid_at), row.amount)
        held.setdefault(key, []).append(InvoiceId(row.invoice_id))
    return [held[each].pop() if held.get(each) else None for each in wanted]
