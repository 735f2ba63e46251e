"""Note money that came in or went back, once, in a ledger that nothing changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.models.base import table
from merchant_desk.models.order import Payment
from merchant_desk.operations.seal_records import Chain, ToSeal
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, OrderId, PaymentId, id_text, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteOrder
from merchant_desk.values.sealed_records import payment_record, record_digest
from merchant_desk.values.signing import SealKind

_PAYMENTS = table(Payment)
_PAYMENT = "payment:"
_KNOWN = Prepared(select(_PAYMENTS.c.id).where(_PAYMENTS.c.id == bindparam("payment")))
_NOTED = Prepared(select(_PAYMENTS.c.remote_key).where(_PAYMENTS.c.order_id == bindparam("order")))


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that came in (positive) or went back; its id is made before it is asked for."""

    payment_id: PaymentId
    amount: Money
    means: str
    paid_at: datetime
    order_id: OrderId | None = None
    invoice_id: InvoiceId | None = None
    reference: str = ""


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
    chain: Chain | None = None,
) -> None:
    """Note the payment and the refunds that the storefront tells, those not noted yet.

    ``noted`` are the keys noted before, when the caller knows them: of a new order there are none;
    ``chain`` is that of payments, where it was opened before other things were written.
    """
    wanted = [*_came_in(remote), *_went_back(remote)]
    if not wanted:
        return
    if noted is None:
        noted = {key for (key,) in _NOTED.rows(session, order=order_id)}
    if "paid" in noted:  # the whole was noted before the shop told its payments apart
        wanted = [each for each in wanted if not each.key.startswith(_PAYMENT)]
    rows = [
        _row(
            gesture,
            Paid(PaymentId(new_id()), each.amount, each.means, each.at, order_id=order_id),
            each.key,
        )
        for each in wanted
        if each.key not in noted
    ]
    if rows:
        _record(session, chain or payment_chain(session, gesture), rows)


def record_payments(session: Session, gesture: Gesture, paid: Sequence[Paid]) -> None:
    """Note money received or given back at the desk; what was noted before is left as it is."""
    known = {row[0] for each in paid for row in _KNOWN.rows(session, payment=each.payment_id)}
    fresh = [each for each in paid if each.payment_id not in known]
    rows = [_row(gesture, each, f"desk:{id_text(each.payment_id)}") for each in fresh]
    if rows:
        _record(session, payment_chain(session, gesture), rows)


def _row(gesture: Gesture, paid: Paid, key: str) -> dict[str, Any]:
    return {
        "id": paid.payment_id,
        "order_id": paid.order_id,
        "invoice_id": paid.invoice_id,
        "amount": paid.amount,
        "means": paid.means,
        "remote_key": key,
        "reference": paid.reference,
        "paid_at": paid.paid_at,
        "at": gesture.at,
        "by": gesture.person,
        "station_id": gesture.station_id,
    }


def payment_chain(session: Session, gesture: Gesture) -> Chain:
    """Open the chain of payments at this station."""
    return Chain(session, gesture, SealKind.PAYMENT)


def _record(session: Session, chain: Chain, rows: Sequence[dict[str, Any]]) -> None:
    insert_into(session, _PAYMENTS, rows)
    chain.seal(session, [payment_to_seal(row) for row in rows])


def payment_to_seal(row: Mapping[str, Any]) -> ToSeal:
    """Return what the chain says of a payment."""
    return ToSeal(
        subject_id=row["id"],
        label=row["means"],
        at=row["paid_at"],
        recorded_at=row["at"],
        record=record_digest(payment_record(row)),
        total=row["amount"],
    )


def tells_money(remote: RemoteOrder) -> bool:
    """Tell whether the storefront says of an order that money came in or went back."""
    return bool(remote.payments or remote.refunds) or remote.paid_at is not None


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
