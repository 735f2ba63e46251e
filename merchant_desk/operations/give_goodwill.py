"""Give something back although nothing comes: a credit note, the money, and why."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.returned import ReturnEvent
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.operations.note_return import locked_order, new_return, note_return
from merchant_desk.operations.pay_return import HowPaid, Owed, Repaid, pay_back
from merchant_desk.operations.take_return import settle_if_done
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnEventKind, ReturnKind, ReturnState
from merchant_desk.values.ids import DraftId, OrderId, RecordId, ReturnId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class Goodwill:
    """What is given back of an order, VAT included; its id makes it once."""

    gesture_id: RecordId
    order_id: OrderId
    amount: Money
    why: str
    how: HowPaid


@dataclass(frozen=True, slots=True)
class GoodwillGiven:
    """The return that keeps it, its credit note, and the money."""

    return_id: ReturnId
    number: str
    credit_number: str
    repaid: Money


def give_goodwill(session: Session, gesture: Gesture, asked: Goodwill) -> GoodwillGiven:
    """Issue the credit note of a goodwill and give the money back.

    Raises RefusedError when it is more than is left of an invoice of the order.
    """
    session.flush()
    order = locked_order(session, asked.order_id)
    if session.get(ReturnEvent, asked.gesture_id) is not None:
        raise RefusedError(
            _("Rien n’a été rendu de plus\u00a0: ce geste est déjà fait."),
            _("La liste des retours le montre."),
        )
    invoice_id = session.scalars(
        select(Invoice.id)
        .where(
            Invoice.order_id == order.id,
            Invoice.kind.in_([InvoiceKind.INVOICE, InvoiceKind.CORRECTED]),
        )
        .order_by(Invoice.issued_at.desc(), Invoice.counter.desc())
    ).first()
    if invoice_id is None:
        raise RefusedError(
            _("Le geste n’a pas été noté\u00a0: la commande {number} n’est pas facturée.").format(
                number=order.number
            ),
            _("Remboursez-la dans sa boutique, ou attendez son départ."),
        )
    credit = CreditAsked(invoice_id, asked.why, amount=asked.amount)
    posted = credit_invoice(session, gesture, DraftId(asked.gesture_id), credit)
    returned = new_return(session, gesture, order, ReturnKind.GOODWILL)
    returned.state, returned.received_at = ReturnState.RECEIVED, gesture.at
    returned.credit_id, returned.note = posted.invoice_id, asked.why
    detail = f"{posted.number} · {euros(-posted.total)}"
    kind = ReturnEventKind.CREDITED
    note_return(session, gesture, returned, kind, detail, asked.gesture_id)
    owed = Owed({}, ZERO, asked.why)
    repaid: Repaid = pay_back(session, gesture, returned, order, owed, asked.how)
    settle_if_done(session, gesture, returned)
    return GoodwillGiven(returned.id, returned.number, posted.number, repaid.amount)
