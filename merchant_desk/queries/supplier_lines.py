"""The lines of an invoice received, with the article and the receipt of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierMatch
from merchant_desk.queries.supplier_invoices import OWED
from merchant_desk.queries.supplier_receipts import KnownGoods, ReceiptChoice, known_goods
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
    rows: Sequence[Any] = session.execute(asked).all()  # outer joins: parts may be missing
    matched = {product.id for _line, _match, product, _batch in rows if product is not None}
    goods = known_goods(session, matched, invoice.supplier_name, invoice.issue_date)
    shown = []
    taken: set[BatchId] = set()
    for line, match, product, batch in rows:
        receipt = _receipt(goods, line, product, batch, taken if invoice.state in OWED else None)
        if receipt is not None:
            taken.add(receipt.batch_id)
        shown.append(_line(goods, line, match, product, receipt))
    return tuple(shown)


def line_receipts(session: Session, line_id: RecordId) -> tuple[ReceiptChoice, ...]:
    """Return the receipts that a matched line could charge, the likeliest first."""
    line = session.get_one(SupplierInvoiceLine, line_id)
    match = session.get(SupplierMatch, line_id)
    if match is None:
        return ()
    invoice = session.get_one(SupplierInvoice, line.supplier_invoice_id)
    product_id = match.product_id
    goods = known_goods(session, {product_id}, invoice.supplier_name, invoice.issue_date)
    units = goods.units(product_id, line.ean, line.quantity_tenthousandths)
    return goods.choices(product_id, units)


def _receipt(
    goods: KnownGoods,
    line: SupplierInvoiceLine,
    product: Product | None,
    batch: Batch | None,
    taken: Collection[BatchId] | None,
) -> ReceiptChoice | None:
    """Return the receipt of a line, or the one that has come in since: approving takes it."""
    if batch is not None:
        return ReceiptChoice(
            batch.id,
            batch.received_on,
            batch.quantity,
            batch.supplier,
            taken=True,
            cost_tenthousandths=batch.cost_tenthousandths,
        )
    if product is None or taken is None or line.quantity_tenthousandths <= 0:
        return None
    units = goods.units(product.id, line.ean, line.quantity_tenthousandths)
    return goods.likeliest(product.id, units, taken)


def _line(
    goods: KnownGoods,
    line: SupplierInvoiceLine,
    match: SupplierMatch | None,
    product: Product | None,
    receipt: ReceiptChoice | None,
) -> SupplierLineRow:
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
        batch_id=None if receipt is None else receipt.batch_id,
        received_on=None if receipt is None else receipt.received_on,
        by_itself=match is not None and not match.by,
        gaps=line_gaps(_facts(goods, line, product, receipt)),
    )


def _facts(
    goods: KnownGoods,
    line: SupplierInvoiceLine,
    product: Product | None,
    receipt: ReceiptChoice | None,
) -> LineFacts:
    units = known = None
    if product is not None:
        units = goods.units(product.id, line.ean, line.quantity_tenthousandths)
        known = product.cost_tenthousandths
    if receipt is not None and receipt.cost_tenthousandths is not None:
        known = receipt.cost_tenthousandths
    return LineFacts(
        has_article=product is not None,
        is_stocked=product is not None and product.stocked,
        units=units,
        net=line.net,
        received=None if receipt is None else receipt.quantity,
        known_cost_tenthousandths=known,
    )
