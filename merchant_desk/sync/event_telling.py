"""What a storefront is told of things that happened: parcels, refunds, new products."""

import json
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.sync.capabilities import StockMeaning
from merchant_desk.sync.intents import ProductIntent, RefundIntent, RefundLine, ShipIntent, ShipLine
from merchant_desk.sync.outbox import Message
from merchant_desk.sync.stock_telling import wanted_stock
from merchant_desk.values.ids import OrderId, ParcelId, ProductId, id_text
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.words import CodeKind, MessageState

_MESSAGES = table(OutboxMessage)


def shipment(session: Session, message: Message) -> ShipIntent | None:
    """Return what to tell of a parcel, with the tracking number it has by now."""
    parcel = session.get(Parcel, ParcelId(message.subject))
    if parcel is None:
        return None
    order = session.get_one(Order, parcel.order_id)
    if order.remote_id is None:
        return None
    lines = _packed(session, parcel.id)
    if not lines and _holds_parts(session, parcel.id):
        # Parts of a kit that another parcel completes: no lines would tell that all is gone.
        return None
    due_units = session.execute(
        select(
            func.coalesce(func.sum(OrderLine.quantity - OrderLine.shipped - OrderLine.cancelled), 0)
        ).where(OrderLine.order_id == order.id, OrderLine.product_id.is_not(None))
    ).scalar_one()
    return ShipIntent(
        order_remote_id=order.remote_id,
        key=_key(session, message),
        tracking=parcel.tracking,
        carrier=parcel.carrier,
        partial=int(due_units) > 0 or _others_wait(session, message, order.id),
        lines=lines,
    )


def _key(session: Session, message: Message) -> str:
    """Return the key of the parcel: a tracking number that comes later speaks of the same one."""
    first = session.execute(
        select(_MESSAGES.c.id)
        .where(
            _MESSAGES.c.shop_id.in_(
                select(_MESSAGES.c.shop_id).where(_MESSAGES.c.id == message.id)
            ),
            _MESSAGES.c.kind == "shipped",
            _MESSAGES.c.subject == id_text(message.subject),
        )
        .order_by(_MESSAGES.c.row)
        .limit(1)
    ).scalar()
    return id_text(first or message.id)


def _packed(session: Session, parcel_id: ParcelId) -> tuple[ShipLine, ...]:
    rows = session.execute(
        select(OrderLine.remote_id, ParcelLine.packed, OrderLine.sku)
        .join(OrderLine, OrderLine.id == ParcelLine.order_line_id)
        .where(ParcelLine.parcel_id == parcel_id, ParcelLine.packed > 0)
        .order_by(ParcelLine.id)
    )
    told = tuple(ShipLine(row[0], row[1], row[2]) for row in rows if row[0])
    return (*told, *_kits(session, parcel_id))


def _kits_begun(parcel_id: ParcelId) -> Select[*tuple[Any, ...]]:
    """Return the lines that sell the kits whose parts lie in a parcel."""
    parts = table(OrderLine).alias("parts")
    return (
        select(parts.c.kit_line_id)
        .join(ParcelLine, ParcelLine.order_line_id == parts.c.id)
        .where(
            ParcelLine.parcel_id == parcel_id,
            ParcelLine.packed > 0,
            parts.c.kit_line_id.is_not(None),
        )
    )


def _holds_parts(session: Session, parcel_id: ParcelId) -> bool:
    return session.execute(_kits_begun(parcel_id).limit(1)).first() is not None


def _kits(session: Session, parcel_id: ParcelId) -> tuple[ShipLine, ...]:
    """Return the kits that this parcel completed: those its invoice bills."""
    rows = session.execute(
        select(OrderLine.remote_id, InvoiceLine.quantity, OrderLine.sku)
        .join(InvoiceLine, InvoiceLine.order_line_id == OrderLine.id)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .where(
            Invoice.parcel_id == parcel_id,
            Invoice.kind == InvoiceKind.INVOICE,
            OrderLine.id.in_(_kits_begun(parcel_id)),
        )
        .order_by(OrderLine.position)
    )
    return tuple(ShipLine(row[0], row[1], row[2]) for row in rows if row[0])


def packed_products(session: Session, message: Message) -> list[ProductId]:
    """Return the products that lie in a parcel."""
    packed = select(ParcelLine.product_id).where(
        ParcelLine.parcel_id == ParcelId(message.subject), ParcelLine.packed > 0
    )
    return list(session.scalars(packed))


def _others_wait(session: Session, message: Message, order_id: OrderId) -> bool:
    """Tell whether another parcel of the order is still to be told: the last one completes it."""
    parcels = session.scalars(select(Parcel.id).where(Parcel.order_id == order_id))
    others = select(_MESSAGES.c.id).where(
        _MESSAGES.c.kind == "shipped",
        _MESSAGES.c.state == MessageState.WAITING,
        _MESSAGES.c.id != message.id,
        _MESSAGES.c.subject.in_([id_text(parcel_id) for parcel_id in parcels]),
    )
    return session.execute(others.limit(1)).first() is not None


def refund(session: Session, message: Message) -> RefundIntent | None:
    """Return what to tell of money given back, as it was decided."""
    remote_id = session.execute(
        select(Order.remote_id).where(Order.id == OrderId(message.subject))
    ).scalar()
    if remote_id is None:
        return None
    told: dict[str, Any] = json.loads(message.payload)
    return RefundIntent(
        order_remote_id=remote_id,
        key=id_text(message.id),
        amount=Money(told["amount"]),
        lines=tuple(
            RefundLine(line, quantity, Money(amount), Money(vat))
            for line, quantity, amount, vat in told["lines"]
        ),
        carriage=Money(told["carriage"]),
        reason=told["reason"],
        restock=told["restock"],
        move_money=told["move_money"],
    )


def new_product(session: Session, message: Message) -> ProductIntent | None:
    """Return what to tell of a product that the shop is to sell, as it is by now."""
    product = session.get(Product, ProductId(message.subject))
    if product is None:
        return None
    code = session.execute(
        select(ProductCode.code)
        .where(
            ProductCode.product_id == product.id,
            ProductCode.kind == CodeKind.EAN,
            ProductCode.units == 1,
        )
        .order_by(ProductCode.id)
        .limit(1)
    ).scalar()
    shop_id = session.execute(
        select(_MESSAGES.c.shop_id).where(_MESSAGES.c.id == message.id)
    ).scalar_one()
    wanted = wanted_stock(session, shop_id, [product.id], StockMeaning.SELLABLE)
    return ProductIntent(
        key=id_text(product.id),
        sku=product.sku,
        name=" - ".join(part for part in (product.name, product.option_text) if part),
        price=product.price,
        rate_bp=product.rate_bp,
        ean=(code or "").removeprefix("0"),
        stock=wanted[product.id] if product.stocked else None,
        weight_g=product.weight_g,
        categories=(product.category,) if product.category else (),
    )
