"""Take a payment of a supplier back by its opposite: it was noted by mistake."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.supplier import SupplierInvoiceLine, SupplierMatch, SupplierPayment
from merchant_desk.operations.decide_supplier_invoice import find_supplier_invoice
from merchant_desk.operations.save_law_facts import note_payment
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PaymentId, SupplierInvoiceId
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _


def unpay_supplier_invoice(
    session: Session, gesture: Gesture, payment_id: PaymentId, back: PaymentId
) -> None:
    """Record the opposite of a payment under the identity ``back``; what was paid is owed again.

    An invoice that was paid whole is approved again, and the receipts it charges are not paid
    any more: what may be soldé hangs on it (C. com. L310-3).
    """
    if session.get(SupplierPayment, back) is not None:
        return
    paid = session.get(SupplierPayment, payment_id)
    if paid is None:
        raise RefusedError(
            _("Le paiement n’a pas été annulé\u00a0: il n’existe pas."),
            _("Rouvrez la facture du fournisseur."),
        )
    invoice = find_supplier_invoice(session, SupplierInvoiceId(paid.supplier_invoice_id))
    session.add(
        SupplierPayment(
            id=back,
            supplier_invoice_id=invoice.id,
            amount=-paid.amount,
            means=paid.means,
            paid_on=paid.paid_on,
            reference=paid.reference,
            at=gesture.at,
            by=gesture.person,
            station_id=gesture.station_id,
        )
    )
    session.flush()
    if invoice.state is SupplierState.PAID:
        invoice.state = SupplierState.APPROVED
        session.flush()
        _unpay_receipts(session, gesture, invoice.id)


def _unpay_receipts(session: Session, gesture: Gesture, invoice_id: SupplierInvoiceId) -> None:
    """Say that the receipts of an invoice are not paid."""
    of_invoice = (
        select(SupplierMatch.batch_id)
        .join(SupplierInvoiceLine, SupplierInvoiceLine.id == SupplierMatch.line_id)
        .where(SupplierInvoiceLine.supplier_invoice_id == invoice_id)
    )
    asked = select(Batch.id).where(Batch.id.in_(of_invoice))
    for batch_id in session.scalars(asked).all():
        note_payment(session, gesture, batch_id, None)
