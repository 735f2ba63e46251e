"""What the lines of a supplier's invoice charge beyond what was ordered and what came."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.delivery import Claim, ClaimLine
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import PurchaseLine
from merchant_desk.models.stock import StockMove
from merchant_desk.models.supplier import SupplierInvoice, SupplierMatch
from merchant_desk.queries.supplier_lines import SupplierLineRow, supplier_lines
from merchant_desk.queries.supplier_receipts import known_goods
from merchant_desk.rules.purchasing.prices import net_cost
from merchant_desk.rules.received.overcharge import Charged, Overcharge, overcharge
from merchant_desk.values.goods_words import ClaimKind, ClaimState
from merchant_desk.values.ids import (
    DeliveryId,
    ProductId,
    PurchaseLineId,
    RecordId,
    SupplierInvoiceId,
)
from merchant_desk.values.money import Money, total
from merchant_desk.values.texts import _, speaking_to_customers
from merchant_desk.values.words import MoveReason

_CLAIMS, _CLAIMED, _MOVES = table(Claim), table(ClaimLine), table(StockMove)


@dataclass(frozen=True, slots=True)
class LineOvercharge:
    """A line that charges too much, and the delivery its goods came with."""

    product_id: ProductId
    delivery_id: DeliveryId | None
    purchase_line_id: PurchaseLineId | None
    asked: Overcharge


def overcharges(session: Session, invoice_id: SupplierInvoiceId) -> tuple[LineOvercharge, ...]:
    """Return the lines that charge too much, but what was claimed of them before.

    Only lines whose goods came are looked at: an invoice may well be first. Goods missing from
    their delivery that were claimed at its end are not asked back twice.
    """
    invoice = session.get_one(SupplierInvoice, invoice_id)
    lines = [each for each in supplier_lines(session, invoice_id) if each.product_id is not None]
    products = {each.product_id for each in lines if each.product_id is not None}
    goods = known_goods(session, products, invoice.supplier_name, invoice.issue_date)
    stocked = set(
        session.scalars(select(Product.id).where(Product.id.in_(products), Product.stocked))
    )
    told = _claimed(session, invoice.number, products)
    found = []
    for line in lines:
        product_id = line.product_id
        units = None if product_id is None else goods.units(product_id, line.ean, line.quantity)
        batch = None if line.batch_id is None else session.get(Batch, line.batch_id)
        if product_id is None or batch is None or not units or product_id not in stocked:
            continue
        asked = _of_line(session, line, batch, units)
        if asked.asked.any and product_id not in told:
            found.append(asked)
    return tuple(found)


def overcharged(lines: Collection[LineOvercharge]) -> Money:
    """Return what they charge too much together."""
    return total(
        amount for each in lines for amount in (each.asked.missing_amount, each.asked.dearer_amount)
    )


def _of_line(session: Session, line: SupplierLineRow, batch: Batch, units: int) -> LineOvercharge:
    came, product_id = batch.quantity, batch.product_id
    if batch.delivery_id is not None:
        came += _short(session, batch.delivery_id, product_id)
    asked = overcharge(Charged(units, line.net, came, _agreed(session, batch)))
    return LineOvercharge(product_id, batch.delivery_id, batch.purchase_line_id, asked)


def _agreed(session: Session, batch: Batch) -> int | None:
    """Return the price of the order, else the one that the goods came in at."""
    if batch.purchase_line_id is not None:
        line = session.get(PurchaseLine, batch.purchase_line_id)
        if line is not None and line.cost_tenthousandths is not None:
            return net_cost(line.cost_tenthousandths, line.rebate_bp)
    charged = select(SupplierMatch.line_id).where(SupplierMatch.batch_id == batch.id).limit(1)
    if session.execute(charged).first() is None:
        return batch.cost_tenthousandths
    value, units = session.execute(
        select(func.sum(_MOVES.c.value), func.sum(_MOVES.c.quantity)).where(
            _MOVES.c.product_id == batch.product_id,
            _MOVES.c.cause_id == RecordId(batch.id),
            _MOVES.c.reason == MoveReason.RECEIPT,
        )
    ).one()
    return int(value) // int(units) if units else None


def _short(session: Session, delivery_id: DeliveryId, product_id: ProductId) -> int:
    """Return the units whose absence was claimed at the end of the delivery already."""
    asked = (
        select(func.coalesce(func.sum(_CLAIMED.c.quantity), 0))
        .join(_CLAIMS, _CLAIMS.c.id == _CLAIMED.c.claim_id)
        .where(
            _CLAIMS.c.delivery_id == delivery_id,
            _CLAIMS.c.state != ClaimState.DROPPED,
            _CLAIMED.c.product_id == product_id,
            _CLAIMED.c.kind == ClaimKind.SHORT,
        )
    )
    return int(session.execute(asked).scalar_one())


def invoice_note(number: str) -> str:
    """Return the words by which a line of a claim names the invoice; the supplier reads them."""
    with speaking_to_customers():
        return _("facture {number}").format(number=number)


def _claimed(session: Session, number: str, products: Collection[ProductId]) -> Counter[ProductId]:
    rows = session.execute(
        select(_CLAIMED.c.product_id, func.count())
        .join(_CLAIMS, _CLAIMS.c.id == _CLAIMED.c.claim_id)
        .where(
            _CLAIMED.c.product_id.in_(products),
            _CLAIMED.c.note == invoice_note(number),
            _CLAIMS.c.state != ClaimState.DROPPED,
        )
        .group_by(_CLAIMED.c.product_id)
    )
    return Counter({product: int(count) for product, count in rows})
