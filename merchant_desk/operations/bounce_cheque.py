"""A cheque came back unpaid: what it had paid is due again."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Payment
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.operations.turn_deposit import (
    DepositTurned,
    deposit_row,
    is_bounced,
    item_row,
    write_event,
)
from merchant_desk.queries.days_to_close import last_closed_period
from merchant_desk.values.cash_words import DepositEventKind, DepositKind
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DepositId, InvoiceId, OrderId, PaymentId, RecordId, new_id
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_PAYMENTS = table(Payment)


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceAsked:
    """Which cheque, the day the bank says so, and what the bank charges for it."""

    item_id: RecordId
    day: date
    fee: Money = ZERO
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChequeTurned:
    """What became of a cheque; ``invoice_id``: what is due again, or no more."""

    deposit_id: DepositId
    item_id: RecordId
    amount: Money
    label: str
    invoice_id: InvoiceId | None
    order_id: OrderId | None


def bounce_cheque(session: Session, gesture: Gesture, asked: BounceAsked) -> ChequeTurned:
    """Note a cheque unpaid: a counter-payment makes its document due again.

    The fee is told, not recorded: its line of the bank says it. Raises RefusedError for a cheque
    that came back before, for a day to come, before the slip, or of a closed month.
    """
    item = item_row(session, asked.item_id)
    deposit = deposit_row(session, DepositId(item.deposit_id))
    if deposit.kind is not DepositKind.CHEQUES:
        raise RefusedError(
            _("Rien n’a été noté\u00a0: ce bordereau est d’espèces."),
            _("Seul un chèque peut revenir impayé."),
        )
    if is_bounced(session, asked.item_id):
        raise RefusedError(
            _("Rien n’a été noté\u00a0: ce chèque est déjà impayé."),
            _("Il n’y a plus rien à faire."),
        )
    _check_day(session, gesture, asked, deposit.day)
    payment = _payment(session, item.payment_id)
    payment_id = _counter(session, gesture, payment, -item.amount, asked.day)
    fee = _("frais {amount}").format(amount=euros(asked.fee)) if asked.fee else ""
    turned = DepositTurned(
        kind=DepositEventKind.BOUNCED,
        deposit_id=DepositId(item.deposit_id),
        item_id=asked.item_id,
        day=asked.day,
        payment_id=payment_id,
        note=" · ".join(filter(None, (asked.note, fee))),
    )
    write_event(session, gesture, turned)
    return _turned(item, payment)


def undo_bounce(session: Session, gesture: Gesture, item_id: RecordId) -> ChequeTurned:
    """Take back that a cheque came back unpaid: it pays its document again.

    Raises RefusedError for a cheque that is not unpaid.
    """
    item = item_row(session, item_id)
    deposit_row(session, DepositId(item.deposit_id))
    if not is_bounced(session, item_id):
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce chèque n’est pas impayé."),
            _("Rouvrez la liste des remises."),
        )
    payment = _payment(session, item.payment_id)
    today = paris_date(gesture.at)
    payment_id = _counter(session, gesture, payment, item.amount, today)
    turned = DepositTurned(
        kind=DepositEventKind.BOUNCE_UNDONE,
        deposit_id=DepositId(item.deposit_id),
        item_id=item_id,
        day=today,
        payment_id=payment_id,
    )
    write_event(session, gesture, turned)
    return _turned(item, payment)


def _check_day(session: Session, gesture: Gesture, asked: BounceAsked, brought: date) -> None:
    if asked.day > paris_date(gesture.at) or asked.day < brought:
        raise RefusedError(
            _("Le chèque impayé n’a pas été noté\u00a0: sa date n’est pas possible."),
            _("Indiquez le jour où la banque l’a rendu, du {day} à aujourd’hui.").format(
                day=short_date(brought)
            ),
        )
    closed = last_closed_period(session, gesture.station_id)
    if closed is not None and asked.day <= closed:
        raise RefusedError(
            _("Le chèque impayé n’a pas été noté\u00a0: tout est clôturé jusqu’au {day}.").format(
                day=short_date(closed)
            ),
            _("Datez-le d’aujourd’hui."),
        )
    if asked.fee.cents < 0:
        raise RefusedError(
            _("Le chèque impayé n’a pas été noté\u00a0: ses frais sont négatifs."),
            _("Écrivez un montant comme 12,50, ou rien."),
        )


def _payment(session: Session, payment_id: bytes | None) -> Any:
    if payment_id is None:
        return None
    return session.execute(select(_PAYMENTS).where(_PAYMENTS.c.id == payment_id)).one_or_none()


def _counter(
    session: Session, gesture: Gesture, payment: Any, amount: Money, day: date
) -> PaymentId | None:
    """Record the payment that says it; a cheque that no document told of has none."""
    if payment is None:
        return None
    today = day == paris_date(gesture.at)
    at = (
        gesture.at
        if today
        else datetime.combine(day, time(12), PARIS).astimezone(gesture.at.tzinfo)
    )
    paid = Paid(
        PaymentId(new_id()),
        amount,
        payment.means,
        at,
        order_id=payment.order_id,
        invoice_id=payment.invoice_id,
        reference=payment.reference,
    )
    record_payments(session, gesture, [paid])
    return paid.payment_id


def _turned(item: Any, payment: Any) -> ChequeTurned:
    return ChequeTurned(
        deposit_id=DepositId(item.deposit_id),
        item_id=RecordId(item.id),
        amount=item.amount,
        label=item.label,
        invoice_id=None if payment is None else payment.invoice_id,
        order_id=None if payment is None else payment.order_id,
    )
