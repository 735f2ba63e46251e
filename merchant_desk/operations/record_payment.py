"""Note money that came in or went back, once, in a ledger that nothing changes."""

from collections.abc import Collection
from dataclasses import dataclass
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
_PAYMENT = "payment:"
_NOTED = Prepared(select(_PAYMENTS.c.remote_key).where(_PAYMENTS.c.order_id == bindparam("order")))


@dataclass(frozen=True, slots=True)
class _Sum:
    key: str
    amount: Money
    means: str
    at: datetime


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
    wanted = [*_came_in(remote), *_went_back(remote)]
    if not wanted:
        return
    if noted is None:
        noted = {key for (key,) in _NOTED.rows(session, order=order_id)}
    if "paid" in noted:  # the whole was noted before the shop told its payments apart
        wanted = [each for each in wanted if not each.key.startswith(_PAYMENT)]
    rows = [
        {
            "id": PaymentId(new_id()),
            "order_id": order_id,
            "amount": each.amount,
            "means": each.means,
            "remote_key": each.key,
            "paid_at": each.at,
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        }
        for each in wanted
        if each.key not in noted
    ]
    insert_into(session, _PAYMENTS, rows)


def _came_in(remote: RemoteOrder) -> list[_Sum]:
    """Return each payment where the shop tells them apart, deposits included; else the whole."""
    if remote.payments:
        return [
            _Sum(f"{_PAYMENT}{each.remote_id}", each.amount, each.means, each.paid_at)
            for each in remote.payments
        ]
    if remote.paid_at is None:
        return []
    return [_Sum("paid", remote.total, remote.payment_means, remote.paid_at)]


def _went_back(remote: RemoteOrder) -> list[_Sum]:
    return [
        _Sum(f"refund:{each.remote_id}", -each.amount, remote.payment_means, remote.modified_at)
        for each in remote.refunds
    ]
