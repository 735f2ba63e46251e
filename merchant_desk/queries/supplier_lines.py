"""The lines of an invoice received, with the article and the receipt of each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierMatch
from merchant_desk.queries.supplier_invoices import OWED
from merchant_desk.queries.supplier_matching import (
    ReceiptChoice,
    ReceiptClues,
    receipts_of,
    units_of,
)
from merchant_desk.rules.received.gaps import LineFacts, LineGap, line_gaps
from merchant_desk.values.article_name import full_name
from merchant_desk.values.ids import BatchId, ProductId, RecordId, SupplierInvoiceId
from merchant_desk.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierLineRow:
    """One line: what it charges, what it is matched with, what does not agree."""

    line_id: RecordId
    position: int
    name: str
    supplier_sku: str
    ean: str
    quantity: int  # in ten-thousandths
    unit_millionths: int | None
    net: Money
    rate_bp: int
    category: str
    product_id: ProductId | None
    article: str
    sku: str
    batch_id: BatchId | None
    received_on: date | None
    by_itself: bool
    gaps: tuple[LineGap, ...]


def supplier_lines(session: Session, invoice_id: SupplierInvoiceId) -> tuple[SupplierLineRow, ...]:
    """Return the lines in the order of the invoice."""
    asked = (
        select(SupplierInvoiceLine, SupplierMatch, Product, Batch)
        .outerjoin(SupplierMatch, SupplierMatch.line_id == SupplierInvoiceLine.id)
        .outerjoin(Product, Product.id == SupplierMatch.product_id)
        .outerjoin(Batch, Batch.id == SupplierMatch.batch_id)
        .where(SupplierInvoiceLine.supplier_invoice_id == invoice_id)
        .order_by(SupplierInvoiceLine.position)
    )
    invoice = session.get_one(SupplierInvoice, invoice_id)
    return tuple(_line(session, invoice, row) for row in session.execute(asked))


def line_receipts(session: Session, line_id: RecordId) -> tuple[ReceiptChoice, ...]:
    """Return the receipts that a matched line could charge, the likeliest first."""
    line = session.get_one(SupplierInvoiceLine, line_id)
    match = session.get(SupplierMatch, line_id)
    if match is None:
        return ()
    invoice = session.get_one(SupplierInvoice, line.supplier_invoice_id)
    units = units_of(session, match.product_id, line.ean, line.quantity_tenthousandths)
    clues = ReceiptClues(match.product_id, invoice.supplier_name, invoice.issue_date, units)
    return receipts_of(session, clues)


def _come_since(
    session: Session,
    invoice: SupplierInvoice,
    line: SupplierInvoiceLine,
    match: SupplierMatch | None,
) -> Batch | None:
    """Return the receipt that came in after the invoice: approving it will take this one."""
    if match is None or line.quantity_tenthousandths <= 0:
        return None
    units = units_of(session, match.product_id, line.ean, line.quantity_tenthousandths)
    clues = ReceiptClues(match.product_id, invoice.supplier_name, invoice.issue_date, units)
    free = [each for each in receipts_of(session, clues) if not each.taken]
    return session.get(Batch, free[0].batch_id) if free else None


def _line(session: Session, invoice: SupplierInvoice, row: Any) -> SupplierLineRow:
    line, match, product, batch = row
    if batch is None and invoice.state in OWED:
        batch = _come_since(session, invoice, line, match)
    return SupplierLineRow(
        line_id=line.id,
        position=line.position,
        name=line.name,
        supplier_sku=line.supplier_sku,
        ean=line.ean,
        quantity=line.quantity_tenthousandths,
        unit_millionths=line.unit_millionths,
        net=line.net,
        rate_bp=line.rate_bp,
        category=line.category,
        product_id=None if product is None else product.id,
        article="" if product is None else full_name(product.name, product.option_text),
        sku="" if product is None else product.sku,
        batch_id=None if batch is None else batch.id,
        received_on=None if batch is None else batch.received_on,
        by_itself=match is not None and not match.by,
        gaps=line_gaps(_facts(session, line, product, batch)),
    )


def _facts(
    session: Session, line: SupplierInvoiceLine, product: Product | None, batch: Batch | None
) -> LineFacts:
    units = known = None
    if product is not None:
        units = units_of(session, product.id, line.ean, line.quantity_tenthousandths)
        known = product.cost_tenthousandths
    if batch is not None and batch.cost_tenthousandths is not None:
        known = batch.cost_tenthousandths
    return LineFacts(
        has_article=product is not None,
        is_stocked=product is not None and product.stocked,
        units=units,
        net=line.net,
        received=None if batch is None else batch.quantity,
        known_cost_tenthousandths=known,
    )
