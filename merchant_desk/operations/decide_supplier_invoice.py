"""Approve, dispute or refuse an invoice received."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.operations.cost_receipts import cost_receipts
from merchant_desk.operations.match_supplier_line import find_receipts
from merchant_desk.operations.note_supplier_status import note_supplier_status
from merchant_desk.rules.status_reasons import is_reason
from merchant_desk.values.e_invoice_status import StatusCode
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.supplier_invoices import SupplierDecision
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _

_CODES = {
    SupplierState.APPROVED: StatusCode.APPROVED,
    SupplierState.DISPUTED: StatusCode.DISPUTED,
    SupplierState.REFUSED: StatusCode.REFUSED,
}
_ALLOWED = {
    SupplierState.TO_CHECK: frozenset(_CODES),
    SupplierState.APPROVED: frozenset({SupplierState.DISPUTED}),
    SupplierState.DISPUTED: frozenset({SupplierState.APPROVED, SupplierState.REFUSED}),
    SupplierState.REFUSED: frozenset[SupplierState](),
    SupplierState.PAID: frozenset[SupplierState](),
}


def may_decide(state: SupplierState, wanted: SupplierState) -> bool:
    """Tell whether a decision can follow the state of an invoice."""
    return wanted in _ALLOWED[state]


def find_supplier_invoice(session: Session, invoice_id: SupplierInvoiceId) -> SupplierInvoice:
    """Return the invoice, or refuse."""
    invoice = session.get(SupplierInvoice, invoice_id)
    if invoice is None:
        raise RefusedError(
            _("Rien n’a été enregistré\u00a0: cette facture n’existe pas."),
            _("Choisissez une facture de la liste."),
        )
    return invoice


def decide_supplier_invoice(
    session: Session, gesture: Gesture, invoice_id: SupplierInvoiceId, decision: SupplierDecision
) -> None:
    """Keep the decision and its status; an approval gives the receipts their cost.

    Raises RefusedError without a reason of the closed list, or when it comes too late.
    """
    invoice = find_supplier_invoice(session, invoice_id)
    if not may_decide(invoice.state, decision.state):
        raise RefusedError(
            _("La facture {number} n’a pas changé\u00a0: il est trop tard pour cela.").format(
                number=invoice.number
            ),
            _("Une facture payée ou refusée le reste\u00a0; demandez un avoir au fournisseur."),
        )
    code = _CODES[decision.state]
    if decision.state is not SupplierState.APPROVED and not is_reason(code, decision.reason):
        raise RefusedError(
            _("La facture {number} n’a pas changé\u00a0: il manque la raison.").format(
                number=invoice.number
            ),
            _("Choisissez une raison\u00a0: votre fournisseur la reçoit avec votre réponse."),
        )
    invoice.state, invoice.state_note = decision.state, decision.note.strip()
    session.flush()
    note_supplier_status(session, gesture, invoice.id, code, decision.reason, decision.note.strip())
    if decision.state is SupplierState.APPROVED:
        find_receipts(session, invoice)
        cost_receipts(session, gesture, invoice)
