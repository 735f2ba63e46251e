"""Claim what a supplier's invoice charges beyond the order and the goods that came."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.delivery import Claim, Delivery
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.operations.claim_goods import add_line, claim_about, draft_claim
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.queries.overcharges import LineOvercharge, invoice_note, overcharges
from merchant_desk.values.deliveries import ClaimAsked
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ClaimKind
from merchant_desk.values.ids import ClaimId, SupplierInvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


def claim_invoice(
    session: Session, gesture: Gesture, invoice_id: SupplierInvoiceId
) -> tuple[ClaimId, ...]:
    """Add every overcharge to the claim about its delivery, as a draft; return the claims.

    Asked again, nothing is claimed twice. Raises RefusedError when there is nothing to claim.
    """
    session.flush()
    invoice = session.get(SupplierInvoice, invoice_id)
    found = () if invoice is None else overcharges(session, invoice_id)
    if invoice is None or not found:
        raise RefusedError(
            _("Rien n’a été réclamé\u00a0: cette facture ne demande rien de trop, ou c’est fait."),
            _("Seules comptent les lignes dont l’article est choisi."),
        )
    claims: dict[ClaimId, None] = {}
    note = invoice_note(invoice.number)
    for each in found:
        claim = _claim(session, gesture, invoice, each)
        claims[claim.id] = None
        asked = each.asked
        _add(session, claim, each, (ClaimKind.SHORT, asked.missing, asked.missing_amount), note)
        _add(session, claim, each, (ClaimKind.PRICE, asked.dearer, asked.dearer_amount), note)
    return tuple(claims)


def _claim(
    session: Session, gesture: Gesture, invoice: SupplierInvoice, line: LineOvercharge
) -> Claim:
    delivery = None if line.delivery_id is None else session.get(Delivery, line.delivery_id)
    if delivery is not None and delivery.supplier_id is not None:
        return claim_about(session, gesture, delivery)
    supplier_id = supplier_named(session, gesture, invoice.supplier_name)
    return draft_claim(session, gesture, supplier_id, None)


def _add(
    session: Session,
    claim: Claim,
    line: LineOvercharge,
    wrong: tuple[ClaimKind, int, Money],
    note: str,
) -> None:
    kind, units, amount = wrong
    if units:
        asked = ClaimAsked(product_id=line.product_id, kind=kind, quantity=units, note=note)
        add_line(session, claim.id, asked, amount.cents, line.purchase_line_id)
