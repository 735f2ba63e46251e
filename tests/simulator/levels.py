"""Stock and prices: what every shop shows is what the desk has, in the meaning of the shop."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from merchant_desk.connectors import CONNECTORS
from merchant_desk.models.kit import KitPart
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Shop as ShopAccount
from merchant_desk.models.shop import ShopProduct
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.rules.shown_stock import LastUnits, shown_stock
from merchant_desk.sync.capabilities import StockMeaning
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.shop_settings import read_shop_settings
from tests.simulator.world import World


@dataclass(frozen=True, slots=True)
class Level:
    """An article of a shop: what it should show, and at what price."""

    sku: str
    shown: int
    seen: int | None
    cents: int


def levels_wrong(world: World) -> Iterator[str]:
    """Compare each article that the desk knows in a shop with what the shop shows."""
    for name, shop in world.shops.items():
        meaning = CONNECTORS[shop.platform].capabilities.stock_meaning
        for each in world.desk.read(wanted_levels, world.desk.shops[name], meaning):
            try:
                stock, price = shop.stock(each.sku), shop.price(each.sku)
            except KeyError:
                yield f"{each.sku} is gone from {name}, the desk believes that it is sold there"
                continue
            if stock is not None and stock != each.shown:
                yield (
                    f"{name} shows {stock} of {each.sku}, the desk has {each.shown} to show "
                    f"and last saw {each.seen}"
                )
            if price is not None and price != each.cents:
                yield f"{name} sells {each.sku} for {price}, the desk for {each.cents}"


def wanted_levels(session: Session, shop_id: ShopId, meaning: StockMeaning) -> list[Level]:
    """Return what a shop should show, from the ledger and the promises alone."""
    kept = session.get_one(ShopAccount, shop_id).settings
    rule = LastUnits(read_shop_settings(kept).keep_last)
    links = session.execute(
        select(ShopProduct, Product)
        .join(Product, Product.id == ShopProduct.product_id)
        .where(ShopProduct.shop_id == shop_id, ShopProduct.gone_at.is_(None))
        .order_by(Product.sku)
    ).all()
    found = []
    for link, product in links:
        free = _free(session, product.id, shop_id, meaning)
        shown = shown_stock(free, link.buffer, rule)
        found.append(Level(product.sku, shown, link.stock_seen, product.price.cents))
    return found


def _free(session: Session, product_id: ProductId, shop_id: ShopId, meaning: StockMeaning) -> int:
    """Return what may be sold; of a kit, what its parts make."""
    parts = session.scalars(select(KitPart).where(KitPart.kit_id == product_id)).all()
    if not parts:
        return _held(session, product_id) - _promised(session, product_id, shop_id, meaning)
    return min(
        (_left_of_part(session, part) + _owed(session, part, shop_id, meaning)) // part.quantity
        for part in parts
    )


def _left_of_part(session: Session, part: KitPart) -> int:
    promised = select(func.coalesce(func.sum(Reservation.quantity), 0))
    mine = promised.where(Reservation.product_id == part.product_id)
    return _held(session, part.product_id) - int(session.execute(mine).scalar_one())


def _owed(session: Session, part: KitPart, shop_id: ShopId, meaning: StockMeaning) -> int:
    """Return what a shop that counts its shelves still has in the kits it sold."""
    if meaning is not StockMeaning.PHYSICAL:
        return 0
    kit = aliased(OrderLine)
    promised = (
        select(func.coalesce(func.sum(Reservation.quantity), 0))
        .join(OrderLine, OrderLine.id == Reservation.order_line_id)
        .join(kit, kit.id == OrderLine.kit_line_id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            Reservation.product_id == part.product_id,
            kit.product_id == part.kit_id,
            Order.shop_id == shop_id,
        )
    )
    return int(session.execute(promised).scalar_one())


def _held(session: Session, product_id: ProductId) -> int:
    """Return what lies on the shelves, but for lots that are over or recalled."""
    held = select(func.coalesce(func.sum(StockLevel.quantity), 0)).where(
        StockLevel.product_id == product_id
    )
    blocked = (
        select(func.coalesce(func.sum(LotLevel.quantity), 0))
        .join(Lot, Lot.id == LotLevel.lot_id)
        .where(
            LotLevel.product_id == product_id,
            LotLevel.quantity > 0,
            Lot.expired_at.is_not(None) | Lot.recalled_at.is_not(None),
        )
    )
    return int(session.execute(held).scalar_one()) - int(session.execute(blocked).scalar_one())


def _promised(
    session: Session, product_id: ProductId, shop_id: ShopId, meaning: StockMeaning
) -> int:
    """Return what is promised: to anyone, or to others than this shop where it counts shelves.

    That shop keeps the stock of a kit, not of its parts: what it sold in kits is promised here.
    """
    promised = (
        select(func.coalesce(func.sum(Reservation.quantity), 0))
        .join(OrderLine, OrderLine.id == Reservation.order_line_id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(Reservation.product_id == product_id)
    )
    if meaning is StockMeaning.PHYSICAL:
        promised = promised.where(
            Order.shop_id.is_(None)
            | (Order.shop_id != shop_id)
            | OrderLine.kit_line_id.is_not(None)
        )
    return int(session.execute(promised).scalar_one())
