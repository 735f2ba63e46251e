"""Give the receipts that a supplier's invoice charges the cost its lines say."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.supplier import SupplierInvoice, SupplierInvoiceLine, SupplierMatch
from merchant_desk.operations.booked_cost import BY_INVOICE, booked_cost
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.credit_receipts import credit_receipts
from merchant_desk.queries.supplier_receipts import known_goods
from merchant_desk.rules.received.gaps import unit_cost
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import ProductId, RecordId
from merchant_desk.values.money import ZERO


def cost_receipts(session: Session, gesture: Gesture, invoice: SupplierInvoice) -> None:
    """Give each receipt the cost its line says, and the article that of its last receipt.

    The value of the stock follows: units still there keep their part of the difference, the rest
    sales bear. Said twice, nothing changes twice. A line that gives back is a credit.
    """
    asked = (
        select(SupplierInvoiceLine, Batch, Product)
        .join(SupplierMatch, SupplierMatch.line_id == SupplierInvoiceLine.id)
        .join(Batch, Batch.id == SupplierMatch.batch_id)
        .join(Product, Product.id == Batch.product_id)
        .where(
            SupplierInvoiceLine.supplier_invoice_id == invoice.id, SupplierInvoiceLine.net >= ZERO
        )
        .order_by(SupplierInvoiceLine.position)
    )
    rows = session.execute(asked).all()
    product_ids = {batch.product_id for _line, batch, _product in rows}
    goods = known_goods(session, product_ids, invoice.supplier_name, invoice.issue_date)
    last = _last_receipts(session, product_ids)
    for line, batch, product in rows:
        units = goods.units(batch.product_id, line.ean, line.quantity_tenthousandths)
        cost = unit_cost(line.net, units)
        if cost is None:
            continue
        _follow(session, gesture, batch, cost, line.id)
        batch.cost_tenthousandths = cost
        batch.at, batch.by = gesture.at, gesture.person
        if last[batch.product_id] == batch.received_on:
            product.cost_tenthousandths, product.changed_at = cost, gesture.at
    session.flush()
    credit_receipts(session, gesture, invoice)


def _follow(session: Session, gesture: Gesture, batch: Batch, cost: int, line_id: RecordId) -> None:
    """Let the value of the stock follow; units put aside are not in it yet."""
    if batch.quarantined:
        return
    late = cost * batch.quantity - booked_cost(session, batch, BY_INVOICE)
    if late:
        change_cost(
            session,
            gesture,
            LateCost(
                product_id=batch.product_id,
                units=batch.quantity,
                amount=late,
                reason=CostReason.INVOICE,
                batch_id=batch.id,
                cause_id=line_id,
            ),
        )


def _last_receipts(
    session: Session, product_ids: Collection[ProductId]
) -> Mapping[ProductId, date]:
    asked = (
        select(Batch.product_id, func.max(Batch.received_on))
        .where(Batch.product_id.in_(product_ids))
        .group_by(Batch.product_id)
    )
    return {row[0]: row[1] for row in session.execute(asked)}
