"""Give the receipts that a supplier's invoice charges the cost its lines say."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.supplier import SupplierInvoiceLine, SupplierMatch
from merchant_desk.queries.supplier_matching import units_of
from merchant_desk.rules.received.gaps import unit_cost
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierInvoiceId


def cost_receipts(session: Session, gesture: Gesture, invoice_id: SupplierInvoiceId) -> None:
    """Give each receipt the cost its line says, and the article that of its last receipt."""
    asked = (
        select(SupplierInvoiceLine, Batch)
        .join(SupplierMatch, SupplierMatch.line_id == SupplierInvoiceLine.id)
        .join(Batch, Batch.id == SupplierMatch.batch_id)
        .where(SupplierInvoiceLine.supplier_invoice_id == invoice_id)
    )
    for line, batch in session.execute(asked).all():
        units = units_of(session, batch.product_id, line.ean, line.quantity_tenthousandths)
        cost = unit_cost(line.net, units)
        if cost is None:
            continue
        batch.cost_tenthousandths = cost
        batch.at, batch.by = gesture.at, gesture.person
        last = session.execute(
            select(func.max(Batch.received_on)).where(Batch.product_id == batch.product_id)
        ).scalar()
        if last == batch.received_on:
            product = session.get_one(Product, batch.product_id)
            product.cost_tenthousandths, product.changed_at = cost, gesture.at
    session.flush()
