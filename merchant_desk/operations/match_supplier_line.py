"""Say which article, and which receipt of it, a line of a supplier's invoice is about."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import ProductCode
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierMatch
from merchant_desk.operations.add_code import LONGEST_CODE, NewCode, add_code
from merchant_desk.operations.find_record import find_product
from merchant_desk.queries.supplier_matching import LineClues, articles_of
from merchant_desk.queries.supplier_receipts import KnownGoods, known_goods
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
        batch_id = _likeliest(_goods(session, invoice, {product_id}), line, product_id)
    elif (batch := session.get(Batch, batch_id)) is None or batch.product_id != product_id:
        raise RefusedError(
            _("La ligne n’a pas été rapprochée\u00a0: cette réception n’est pas de cet article."),
            _("Choisissez une réception de l’article."),
        )
    session.add(
        SupplierMatch(
            line_id=line_id,
            product_id=product.id,
            batch_id=batch_id,
            by=gesture.person,
            at=gesture.at,
        )
    )
    session.flush()
    _learn(session, gesture, product.id, line.supplier_sku)


def match_known_lines(
    session: Session,
    gesture: Gesture,
    invoice: SupplierInvoice,
    pairs: Sequence[tuple[SupplierInvoiceLine, ReceivedLine]],
) -> int:
    """Match the lines whose article leaves no doubt; return how many."""
    clues = [
        LineClues(told.name, told.ean, told.supplier_sku, told.buyer_sku) for _line, told in pairs
    ]
    found = articles_of(session, clues)
    session.add_all(
        SupplierMatch(line_id=line.id, product_id=product_id, by=BY_ITSELF, at=gesture.at)
        for (line, _told), product_id in zip(pairs, found, strict=True)
        if product_id is not None
    )
    session.flush()
    find_receipts(session, invoice)
    return sum(product_id is not None for product_id in found)


def find_receipts(session: Session, invoice: SupplierInvoice) -> None:
    """Give the matched lines without a receipt the one that has come in, even since."""
    asked = (
        select(SupplierMatch, SupplierInvoiceLine)
        .join(SupplierInvoiceLine, SupplierInvoiceLine.id == SupplierMatch.line_id)
        .where(
            SupplierInvoiceLine.supplier_invoice_id == invoice.id, SupplierMatch.batch_id.is_(None)
        )
        .order_by(SupplierInvoiceLine.position)
    )
    rows = session.execute(asked).all()
    goods = _goods(session, invoice, {match.product_id for match, _line in rows})
    taken: set[BatchId] = set()
    for match, line in rows:
        match.batch_id = _likeliest(goods, line, match.product_id, taken)
        if match.batch_id is not None:
            taken.add(match.batch_id)
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


def _goods(
    session: Session, invoice: SupplierInvoice, product_ids: Collection[ProductId]
) -> KnownGoods:
    return known_goods(session, product_ids, invoice.supplier_name, invoice.issue_date)


def _likeliest(
    goods: KnownGoods,
    line: SupplierInvoiceLine,
    product_id: ProductId,
    taken: Collection[BatchId] = (),
) -> BatchId | None:
    """Return the receipt the line charges; None for a credit note, which brings nothing in."""
    if line.quantity_tenthousandths <= 0:
        return None
    units = goods.units(product_id, line.ean, line.quantity_tenthousandths)
    choice = goods.likeliest(product_id, units, taken)
    return None if choice is None else choice.batch_id


def _learn(session: Session, gesture: Gesture, product_id: ProductId, sku: str) -> None:
    """Keep the supplier's reference, so that the next invoice needs no question."""
    if not sku or len(sku) > LONGEST_CODE:
        return
    known = select(ProductCode.id).where(ProductCode.code == canonical_code(sku)).limit(1)
    if session.scalars(known).first() is None:
        add_code(session, gesture, product_id, NewCode(sku, CodeKind.SUPPLIER))
