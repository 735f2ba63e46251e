"""The figures by which the sample path is judged: received, packable, sellable, and ledgers."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice, InvoiceSeries
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.shop import OutboxMessage, RemoteRecord, ShopProduct
from merchant_desk.models.station import PrintJob
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.queries.stock import stock_differences
from merchant_desk.values.ids import OrderId, PlaceId, ProductId
from merchant_desk.values.words import (
    CodeKind,
    MessageState,
    OrderState,
    ParcelState,
    PrintState,
    RecordState,
)


@dataclass(frozen=True, slots=True)
class SlipCodes:
    """What a packer scans for one order: the slip, then every article."""

    slip_code: str
    article_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SomeStock:
    """A product in a bin with units to spare."""

    product_id: ProductId
    place_id: PlaceId


def received(session: Session) -> dict[str, int]:
    """Return how many orders, products and parked records the desk holds."""
    return {
        "products": _count(session, Product),
        "orders": _count(session, Order),
        "records": _count(session, RemoteRecord),
        "parked": session.execute(
            select(func.count())
            .select_from(RemoteRecord)
            .where(RemoteRecord.state == RecordState.PARKED)
        ).scalar_one(),
    }


def _count(session: Session, model: type[Product | Order | RemoteRecord]) -> int:
    return session.execute(select(func.count()).select_from(model)).scalar_one()


def orders_with_stock(session: Session) -> tuple[OrderId, ...]:
    """Return the orders to prepare whose every article lies on a shelf, the urgent ones first."""
    on_hand = dict(
        session.execute(
            select(StockLevel.product_id, func.sum(StockLevel.quantity)).group_by(
                StockLevel.product_id
            )
        ).all()
    )
    wanted: dict[OrderId, list[tuple[ProductId, int]]] = {}
    for order_id, product_id, units in session.execute(
        select(Order.id, Reservation.product_id, Reservation.quantity)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .join(Reservation, Reservation.order_line_id == OrderLine.id)
        .where(Order.state == OrderState.TO_PREPARE, Order.blocked_reason == "")
        .order_by(Order.ship_by_at, Order.placed_at)
    ):
        wanted.setdefault(order_id, []).append((product_id, units))
    chosen = []
    for order_id, lines in wanted.items():
        if all(on_hand.get(product_id, 0) >= units for product_id, units in lines):
            chosen.append(order_id)
            for product_id, units in lines:
                on_hand[product_id] -= units
    return tuple(chosen)


def codes_to_scan(session: Session, order_id: OrderId) -> SlipCodes:
    """Return the codes of an order: each article's EAN, or its SKU, as often as it is due."""
    slip_code = session.execute(select(Order.slip_code).where(Order.id == order_id)).scalar_one()
    codes: list[str] = []
    for product_id, sku, units in session.execute(
        select(Product.id, Product.sku, Reservation.quantity)
        .join(Reservation, Reservation.product_id == Product.id)
        .join(OrderLine, OrderLine.id == Reservation.order_line_id)
        .where(OrderLine.order_id == order_id)
        .order_by(OrderLine.position)
    ):
        ean = session.execute(
            select(func.min(ProductCode.code)).where(
                ProductCode.product_id == product_id,
                ProductCode.kind == CodeKind.EAN,
                ProductCode.units == 1,
            )
        ).scalar()
        codes.extend([ean or sku] * units)
    return SlipCodes(slip_code, tuple(codes))


def remote_number(session: Session, order_id: OrderId) -> str:
    """Return the number of an order at its storefront."""
    return session.execute(select(Order.remote_id).where(Order.id == order_id)).scalar_one() or ""


def adjustable(session: Session) -> SomeStock:
    """Return some product with units to spare in a bin."""
    return adjustable_ones(session, 1)[0]


def adjustable_ones(session: Session, count: int) -> tuple[SomeStock, ...]:
    """Return some products with units to spare, each in a bin."""
    rows = session.execute(
        select(StockLevel.product_id, StockLevel.place_id)
        .join(ShopProduct, ShopProduct.product_id == StockLevel.product_id)
        .where(StockLevel.quantity > 5)  # noqa: PLR2004 - ample
        .order_by(StockLevel.product_id)
        .limit(count)
    )
    return tuple(SomeStock(*row) for row in rows)


def waiting_messages(session: Session) -> int:
    """Return how many things wait to be told to a storefront."""
    return session.execute(
        select(func.count())
        .select_from(OutboxMessage)
        .where(OutboxMessage.state == MessageState.WAITING)
    ).scalar_one()


def sellable(session: Session) -> Mapping[str, int]:
    """Return what can still be sold of every counted article of the storefront, by SKU."""
    level = (
        select(func.coalesce(func.sum(StockLevel.quantity), 0))
        .where(StockLevel.product_id == Product.id)
        .scalar_subquery()
    )
    promised = (
        select(func.coalesce(func.sum(Reservation.quantity), 0))
        .where(Reservation.product_id == Product.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Product.sku, level - promised)
        .join(ShopProduct, ShopProduct.product_id == Product.id)
        .where(ShopProduct.stock_seen.is_not(None))
    )
    return {sku: max(0, int(units)) for sku, units in rows}


def ledgers(session: Session) -> dict[str, bool]:
    """Return what must hold of stock, invoices and payments, by name."""
    issued = session.execute(
        select(InvoiceSeries.last_counter, func.count(), func.min(Invoice.counter))
        .join(Invoice, Invoice.series_id == InvoiceSeries.id)
        .group_by(InvoiceSeries.id)
    ).all()
    of_parcels = session.execute(
        select(func.count()).where(Invoice.parcel_id.is_not(None))
    ).scalar_one()
    parcels = session.execute(
        select(func.count()).select_from(Parcel).where(Parcel.state == ParcelState.CLOSED)
    ).scalar_one()
    return {
        "stock levels equal the sum of the moves": not stock_differences(session),
        "numbers of each series are continuous": all(
            (last, first) == (count, 1) for last, count, first in issued
        ),
        "each parcel has its invoice": parcels == of_parcels,
        "invoices of complete orders equal their totals": not _unequal(session),
        "nothing waits for a printer": not _papers_left(session),
    }


def _unequal(session: Session) -> list[str]:
    """Return the complete orders whose invoices do not add up to what was ordered."""
    rows = session.execute(
        select(Order.number, Order.total, func.sum(Invoice.total))
        .join(Invoice, Invoice.order_id == Order.id)
        .where(Order.state == OrderState.SHIPPED)
        .group_by(Order.id, Order.number, Order.total)
    )
    cancelled = set(
        session.scalars(
            select(Order.number)
            .join(OrderLine, OrderLine.order_id == Order.id)
            .where(OrderLine.cancelled > 0)
        )
    )
    return [number for number, total, sum_ in rows if number not in cancelled and total != sum_]


def _papers_left(session: Session) -> int:
    out = (PrintState.PRINTED, PrintState.CANCELLED)
    return session.execute(
        select(func.count()).select_from(PrintJob).where(PrintJob.state.not_in(out))
    ).scalar_one()
