"""Note money that came in or went back, once, in a ledger that nothing changes."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.models.base import table
from merchant_desk.models.order import Payment
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, PaymentId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteOrder

_PAYMENTS = table(Payment)
_NOTED = Prepared(select(_PAYMENTS.c.remote_key).where(_PAYMENTS.c.order_id == bindparam("order")))


def record_remote_payments(
    session: Session,
    gesture: Gesture,
    order_id: OrderId,
    remote: RemoteOrder,
    noted: Collection[str] | None = None,
) -> None:
    """Note the payment and the refunds that the storefront tells, those not noted yet.

    ``noted`` are the keys noted before, when the caller knows them: of a new order there are none.
    """
    wanted: list[tuple[str, Money, datetime]] = []
    if remote.paid_at is not None:
        wanted.append(("paid", remote.total, remote.paid_at))
    wanted.extend(
        (f"refund:{refund.remote_id}", -refund.amount, remote.modified_at)
        for refund in remote.refunds
    )
    if not wanted:
        return
    if noted is None:
        noted = {key for (key,) in _NOTED.rows(session, order=order_id)}
    rows = [
        {
            "id": PaymentId(new_id()),
            "order_id": order_id,
            "amount": amount,
            "means": remote.payment_means,
            "remote_key": key,
            "paid_at": paid_at,
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        }
        for key, amount, paid_at in wanted
        if key not in noted
    ]
    insert_into(session, _PAYMENTS, rows)
