"""Say that an e-invoice was paid: status « Encaissée », owed for VAT due on receipts."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Payment
from merchant_desk.models.platform import InvoiceStatus
from merchant_desk.operations.note_status import StatusNoted, note_status_by_hand
from merchant_desk.values.e_invoice_status import StatusCode
from merchant_desk.values.entries import read_amount, written_amount
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.platform_words import StatusSource
from merchant_desk.values.texts import _

_INVOICES, _STATUSES, _PAYMENTS = table(Invoice), table(InvoiceStatus), table(Payment)


def declare_collected(session: Session, gesture: Gesture, invoice_id: InvoiceId) -> Money:
    """Note what was received and not told yet; return it. Raises RefusedError when nothing was."""
    session.flush()
    invoice = session.execute(
        select(
            *(_INVOICES.c[name] for name in ("id", "number", "order_id", "taken", "issued_at"))
        ).where(_INVOICES.c.id == invoice_id)
    ).one()
    amount = _received(session, invoice) - _told(session, invoice_id)
    if amount <= ZERO:
        raise RefusedError(
            _(
                "La facture {number} n’a pas été dite encaissée\u00a0: rien de nouveau n’a été "
                "reçu."
            ).format(number=invoice.number),
            _("Enregistrez d’abord le paiement."),
        )
    told = StatusNoted(
        code=StatusCode.COLLECTED,
        happened_at=gesture.at,
        source=StatusSource.DESK,
        note=written_amount(amount),
        invoice_id=invoice_id,
    )
    note_status_by_hand(session, gesture, told)
    return amount


def _received(session: Session, invoice: Any) -> Money:
    """Return the money of the document: its payments, and what it printed of its order's."""
    rows = session.execute(
        select(_PAYMENTS.c.amount, _PAYMENTS.c.at).where(_PAYMENTS.c.invoice_id == invoice.id)
    ).all()
    recorded = total(row.amount for row in rows)
    if invoice.order_id is None:
        return recorded
    at_issue = total(row.amount for row in rows if row.at == invoice.issued_at)
    taken: Money = invoice.taken
    return recorded + taken - at_issue


def _told(session: Session, invoice_id: InvoiceId) -> Money:
    notes = session.execute(
        select(_STATUSES.c.note).where(
            _STATUSES.c.invoice_id == invoice_id,
            _STATUSES.c.code == StatusCode.COLLECTED,
            _STATUSES.c.source == StatusSource.DESK,
        )
    )
    return total(read_amount(row.note) or ZERO for row in notes)


def collected_words(note: str) -> str:
    """Return what a status « Encaissée » of ours says, as it is read."""
    amount = read_amount(note)
    return note if amount is None else euros(amount)
