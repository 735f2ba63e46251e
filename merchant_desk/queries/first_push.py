"""What would change in a storefront if the desk decided: seen before anything is written there."""

from dataclasses import dataclass

from sqlalchemy import ScalarSelect, Table, func, literal, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.queries.opening_stock import came_in
from merchant_desk.rules.shown_stock import LastUnits, shown_stock
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.money import Money
from merchant_desk.values.shop_settings import read_shop_settings

_LINKS, _PRODUCTS, _LEVELS, _RESERVED, _SHOPS = (
    table(ShopProduct),
    table(Product),
    table(StockLevel),
    table(Reservation),
    table(Shop),
)


@dataclass(frozen=True, slots=True)
class WouldChange:
    """One value that the shop shows and that would be written over."""

    product_id: ProductId
    sku: str
    name: str
    shown_stock: int | None
    our_stock: int | None
    shown_price: Money | None
    our_price: Money | None


def would_change(
    session: Session, shop_id: ShopId, *, physical: bool = False, limit: int = 1000
) -> tuple[WouldChange, ...]:
    """Return the articles whose stock or price would change; None beside what would not.

    ``physical`` says that the platform counts what lies on the shelf. Stock that never came in
    here is not known and would not be written.
    """
    held = _sum(_LEVELS)
    promised = literal(0) if physical else _sum(_RESERVED)
    kept = session.execute(select(_SHOPS.c.settings).where(_SHOPS.c.id == shop_id)).scalar_one()
    rule = LastUnits(read_shop_settings(kept).keep_last)
    rows = session.execute(
        select(
            _LINKS.c.product_id,
            _PRODUCTS.c.sku,
            _PRODUCTS.c.name,
            _PRODUCTS.c.option_text,
            _PRODUCTS.c.price,
            _LINKS.c.stock_seen,
            _LINKS.c.price_seen,
            _LINKS.c.buffer,
            (held - promised).label("sellable"),
            came_in(_LINKS.c.product_id).label("came"),
        )
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINKS.c.product_id)
        .where(_LINKS.c.shop_id == shop_id, _LINKS.c.gone_at.is_(None))
        .order_by(_PRODUCTS.c.name, _LINKS.c.product_id)
    )
    found: list[WouldChange] = []
    for row in rows:
        ours = shown_stock(int(row.sellable), row.buffer, rule)
        stock = row.came and row.stock_seen is not None and ours != row.stock_seen
        price = row.price_seen is not None and row.price_seen != row.price
        if (stock or price) and len(found) < limit:
            found.append(
                WouldChange(
                    product_id=row.product_id,
                    sku=row.sku,
                    name=" · ".join(part for part in (row.name, row.option_text) if part),
                    shown_stock=row.stock_seen if stock else None,
                    our_stock=ours if stock else None,
                    shown_price=row.price_seen if price else None,
                    our_price=row.price if price else None,
                )
            )
    return tuple(found)


def _sum(source: Table) -> ScalarSelect[int]:
    return (
        select(func.coalesce(func.sum(source.c.quantity), 0))
        .where(source.c.product_id == _LINKS.c.product_id)
        .scalar_subquery()
    )
