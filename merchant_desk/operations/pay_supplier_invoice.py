"""Note that a supplier was paid: the invoice, its status, and the receipts it charged."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.supplier import (
    SupplierInvoice,
    SupplierInvoiceLine,
    SupplierMatch,
    SupplierPayment,
)
from merchant_desk.operations.cost_receipts import cost_receipts
from merchant_desk.operations.decide_supplier_invoice import (
    decide_supplier_invoice,
    find_supplier_invoice,
)
from merchant_desk.operations.match_supplier_line import find_receipts
from merchant_desk.operations.note_supplier_status import note_supplier_status
from merchant_desk.operations.save_law_facts import note_payment
from merchant_desk.queries.law_shop import shop_today
from merchant_desk.values.e_invoice_status import StatusCode
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.money import Money, total
from merchant_desk.values.supplier_invoices import SupplierDecision, SupplierPaid
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _


def pay_supplier_invoice(
    session: Session, gesture: Gesture, invoice_id: SupplierInvoiceId, paid: SupplierPaid
) -> Money:
    """Note money paid; return what is left. A payment asked for twice is noted once.

    Paying an invoice to check approves it. Once the whole is paid, the receipts it charges are
    paid that day: what may be soldé hangs on it (C. com. L310-3). Raises RefusedError for a
    refused or disputed invoice, a day to come, and more than is left.
    """
    invoice = find_supplier_invoice(session, invoice_id)
    left = invoice.payable - _paid(session, invoice_id)
    if session.get(SupplierPayment, paid.payment_id) is not None:
        return left
    _check(session, gesture, invoice, left, paid)
    if invoice.state is SupplierState.TO_CHECK:
        decide_supplier_invoice(
            session, gesture, invoice_id, SupplierDecision(SupplierState.APPROVED)
        )
    session.add(
        SupplierPayment(
            id=paid.payment_id,
            supplier_invoice_id=invoice_id,
            amount=paid.amount,
            means=paid.means,
            paid_on=paid.paid_on,
            reference=" ".join(paid.reference.split()),
            at=gesture.at,
            by=gesture.person,
            station_id=gesture.station_id,
        )
    )
    note_supplier_status(session, gesture, invoice_id, StatusCode.PAYMENT_SENT)
    left -= paid.amount
    if not left:
        invoice.state = SupplierState.PAID
        session.flush()
        find_receipts(session, invoice)
        cost_receipts(session, gesture, invoice)
        _pay_receipts(session, gesture, invoice_id, paid)
    return left


def _paid(session: Session, invoice_id: SupplierInvoiceId) -> Money:
    asked = select(SupplierPayment.amount).where(SupplierPayment.supplier_invoice_id == invoice_id)
    return total(session.scalars(asked))


def _check(
    session: Session, gesture: Gesture, invoice: SupplierInvoice, left: Money, paid: SupplierPaid
) -> None:
    if invoice.state in (SupplierState.REFUSED, SupplierState.DISPUTED):
        raise _not_noted(
            _("la facture est refusée ou en litige"),
            _("Approuvez-la d’abord, une fois le litige réglé."),
        )
    if paid.paid_on > shop_today(session, gesture.at):
        raise _not_noted(_("sa date est à venir"), _("Notez-le le jour où il part."))
    if not paid.amount or (paid.amount.cents > 0) != (left.cents > 0):
        raise _not_noted(
            _("le montant n’est pas possible"),
            _("Il reste {left} à payer\u00a0; un avoir se note en négatif.").format(
                left=euros(left)
            ),
        )
    if abs(paid.amount.cents) > abs(left.cents):
        raise _not_noted(
            _("il dépasse ce qui reste à payer"),
            _("Il reste {left}.").format(left=euros(left)),
        )
    if not paid.means:
        raise _not_noted(_("le moyen n’est pas dit"), _("Choisissez comment vous avez payé."))


def _not_noted(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Le paiement n’a pas été noté\u00a0: {why}.").format(why=why), advice)


def _pay_receipts(
    session: Session, gesture: Gesture, invoice_id: SupplierInvoiceId, paid: SupplierPaid
) -> None:
    asked = (
        select(SupplierMatch.batch_id)
        .join(SupplierInvoiceLine, SupplierInvoiceLine.id == SupplierMatch.line_id)
        .where(
            SupplierInvoiceLine.supplier_invoice_id == invoice_id,
            SupplierMatch.batch_id.is_not(None),
        )
    )
    for batch_id in session.scalars(asked).all():
        if batch_id is not None:
            note_payment(session, gesture, batch_id, paid.paid_on)
