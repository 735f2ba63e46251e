"""Say which article, and which receipt of it, a line of a supplier's invoice is about."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import ProductCode
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierMatch
from merchant_desk.operations.add_code import LONGEST_CODE, NewCode, add_code
from merchant_desk.operations.find_record import find_product
from merchant_desk.queries.supplier_matching import (
    LineClues,
    ReceiptClues,
    article_of,
    receipts_of,
    units_of,
)
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, ProductId, RecordId
from merchant_desk.values.received_invoice import ReceivedLine
from merchant_desk.values.supplier_words import SupplierState
from merchant_desk.values.texts import _
from merchant_desk.values.words import CodeKind

BY_ITSELF = ""
"""Who matched a line that the desk recognised."""
_OVER = frozenset({SupplierState.REFUSED, SupplierState.PAID})


def match_supplier_line(
    session: Session,
    gesture: Gesture,
    line_id: RecordId,
    product_id: ProductId | None,
    batch_id: BatchId | None = None,
) -> None:
    """Match a line by hand; without an article, undo. The supplier's reference is learnt.

    Without a receipt, the likeliest one is taken. Raises RefusedError once the invoice is paid
    or refused, and for a receipt of another article.
    """
    line, invoice = _line_of(session, line_id)
    known = session.get(SupplierMatch, line_id)
    if known is not None:
        session.delete(known)
        session.flush()
    if product_id is None:
        return
    product = find_product(session, product_id)
    if batch_id is None:
        batch_id = _likeliest(session, invoice, line, product_id)
    elif (batch := session.get(Batch, batch_id)) is None or batch.product_id != product_id:
        raise RefusedError(
            _("La ligne n’a pas été rapprochée\u00a0: cette réception n’est pas de cet article."),
            _("Choisissez une réception de l’article."),
        )
    _add(session, gesture, line_id, product.id, batch_id, gesture.person)
    _learn(session, gesture, product.id, line.supplier_sku)


def match_known_lines(
    session: Session,
    gesture: Gesture,
    invoice: SupplierInvoice,
    pairs: Sequence[tuple[SupplierInvoiceLine, ReceivedLine]],
) -> int:
    """Match the lines whose article leaves no doubt; return how many."""
    matched = 0
    for line, told in pairs:
        clues = LineClues(told.name, told.ean, told.supplier_sku, told.buyer_sku)
        product_id = article_of(session, clues)
        if product_id is not None:
            batch_id = _likeliest(session, invoice, line, product_id)
            _add(session, gesture, line.id, product_id, batch_id, BY_ITSELF)
            matched += 1
    return matched


def find_receipts(session: Session, invoice: SupplierInvoice) -> None:
    """Give the matched lines without a receipt the one that has come in since."""
    asked = (
        select(SupplierMatch, SupplierInvoiceLine)
        .join(SupplierInvoiceLine, SupplierInvoiceLine.id == SupplierMatch.line_id)
        .where(
            SupplierInvoiceLine.supplier_invoice_id == invoice.id, SupplierMatch.batch_id.is_(None)
        )
        .order_by(SupplierInvoiceLine.position)
    )
    for match, line in session.execute(asked).all():
        match.batch_id = _likeliest(session, invoice, line, match.product_id)
        session.flush()


def _line_of(session: Session, line_id: RecordId) -> tuple[SupplierInvoiceLine, SupplierInvoice]:
    line = session.get(SupplierInvoiceLine, line_id)
    if line is None:
        raise RefusedError(
            _("La ligne n’a pas été rapprochée\u00a0: elle n’existe pas."),
            _("Rouvrez la facture."),
        )
    invoice = session.get_one(SupplierInvoice, line.supplier_invoice_id)
    if invoice.state in _OVER:
        raise RefusedError(
            _("La ligne n’a pas été rapprochée\u00a0: la facture est close."),
            _("Une facture payée ou refusée ne change plus."),
        )
    return line, invoice


def _likeliest(
    session: Session, invoice: SupplierInvoice, line: SupplierInvoiceLine, product_id: ProductId
) -> BatchId | None:
    """Return the receipt the line charges; None for a credit note, which brings nothing in."""
    if line.quantity_tenthousandths <= 0:
        return None
    units = units_of(session, product_id, line.ean, line.quantity_tenthousandths)
    clues = ReceiptClues(product_id, invoice.supplier_name, invoice.issue_date, units)
    free = [each for each in receipts_of(session, clues) if not each.taken]
    return free[0].batch_id if free else None


def _add(
    session: Session,
    gesture: Gesture,
    line_id: RecordId,
    product_id: ProductId,
    batch_id: BatchId | None,
    by: str,
) -> None:
    session.add(
        SupplierMatch(
            line_id=line_id, product_id=product_id, batch_id=batch_id, by=by, at=gesture.at
        )
    )
    session.flush()


def _learn(session: Session, gesture: Gesture, product_id: ProductId, sku: str) -> None:
    """Keep the supplier's reference, so that the next invoice needs no question."""
    if not sku or len(sku) > LONGEST_CODE:
        return
    known = select(ProductCode.id).where(ProductCode.code == canonical_code(sku)).limit(1)
    if session.scalars(known).first() is None:
        add_code(session, gesture, product_id, NewCode(sku, CodeKind.SUPPLIER))
