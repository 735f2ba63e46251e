"""The money of the last weeks as the desk noted it, kept up by what was noted since."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import IdColumn, UtcColumn, from_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.order import Payment
from merchant_desk.queries.forecast_memory import ForecastMemory, recent_from
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.ids import InvoiceId, OrderId, PaymentId

_PAYMENTS = table(Payment)
LOOKED_BACK = 60
"""Days: what is older and not at the bank will not come by itself."""
_FACTS = tuple(
    _PAYMENTS.c[name] for name in ("id", "order_id", "invoice_id", "amount", "means", "paid_at")
)
_SINCE = bindparam("since", type_=UtcColumn())
_PAID_SINCE = Prepared(select(*_FACTS).where(_PAYMENTS.c.paid_at >= _SINCE))
_NOTED_SINCE = Prepared(
    select(*_FACTS).where(
        _PAYMENTS.c.id >= bindparam("noted", type_=IdColumn()), _PAYMENTS.c.paid_at >= _SINCE
    )
)
_LAST = Prepared(select(_PAYMENTS.c.id).order_by(_PAYMENTS.c.id.desc()).limit(1))


@dataclass(frozen=True, slots=True)
class RecentPayment:
    """Money in (positive) or back, in cents."""

    payment_id: PaymentId
    order_id: OrderId | None
    invoice_id: InvoiceId | None
    cents: int
    means: str
    day: date


@dataclass(eq=False)
class _Noted:
    by_id: dict[bytes, RecentPayment] = field(default_factory=dict)
    noted_from: bytes = bytes(16)


def recent_payments(
    session: Session, today: date, memory: ForecastMemory
) -> Sequence[RecentPayment]:
    """Return every payment and refund of the last weeks, in the order they were noted."""
    since = datetime.combine(today - timedelta(days=LOOKED_BACK), time(), PARIS)
    noted: _Noted = memory.kept("recent_payments", today, _Noted)
    if noted.by_id:
        rows = _NOTED_SINCE.rows(session, noted=noted.noted_from, since=since)
    else:
        rows = _PAID_SINCE.rows(session, since=since)
        noted.noted_from = recent_from(next((row[0] for row in _LAST.rows(session)), None))
    for row in rows:
        if row[0] not in noted.by_id:
            noted.by_id[row[0]] = _payment(row)
    return tuple(noted.by_id.values())


def _payment(row: tuple[Any, ...]) -> RecentPayment:
    payment_id, order_id, invoice_id, cents, means, paid_at = row
    day = paris_date(from_micros(paid_at))
    return RecentPayment(payment_id, order_id, invoice_id, cents, means, day)
