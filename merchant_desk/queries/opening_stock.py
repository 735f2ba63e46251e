"""What is to be decided at the first pull: whose stock, whose price, and where the stock begins."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.kit import KitPart
from merchant_desk.models.product import Product
from merchant_desk.models.shop import ShopProduct
from merchant_desk.models.stock import Reservation, StockMove
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.words import MoveReason

_PARTS, _PRODUCTS, _LINKS, _MOVES, _RESERVED = (
    table(KitPart),
    table(Product),
    table(ShopProduct),
    table(StockMove),
    table(Reservation),
)


@dataclass(frozen=True, slots=True)
class FirstPull:
    """What the first pull brought, and how much of it has no stock at the desk yet."""

    products: int
    uncounted: int
    """Products that the storefront counts and that never came in here."""
    units_shown: int
    """What the storefront shows for those."""
    units_sold: int
    """What it sold of them and the desk has not shipped: still on the shelf."""

    @property
    def units(self) -> int:
        """Return what would be taken in."""
        return self.units_shown + self.units_sold


def came_in(product_id: ColumnElement[ProductId]) -> ColumnElement[bool]:
    """Return the condition that stock of this product was ever taken in, not only shipped."""
    return exists().where(_MOVES.c.product_id == product_id, _MOVES.c.reason != MoveReason.SALE)


def known_kit(product_id: ColumnElement[ProductId]) -> ColumnElement[bool]:
    """Return the condition that a kit is made of parts that all came in here."""
    mine = _PARTS.c.kit_id == product_id
    return exists().where(mine) & ~exists().where(mine, ~came_in(_PARTS.c.product_id))


def first_pull(session: Session, shop_id: ShopId) -> FirstPull:
    """Return what is to be decided for this storefront."""
    linked = select(func.count()).where(_LINKS.c.shop_id == shop_id, _LINKS.c.gone_at.is_(None))
    shown = session.execute(
        _uncounted(shop_id).with_only_columns(
            func.count(), func.coalesce(func.sum(_LINKS.c.stock_seen), 0)
        )
    ).one()
    sold = session.execute(
        select(func.coalesce(func.sum(_RESERVED.c.quantity), 0)).where(
            _RESERVED.c.product_id.in_(_uncounted(shop_id))
        )
    ).scalar_one()
    return FirstPull(
        products=session.execute(linked).scalar_one(),
        uncounted=shown[0],
        units_shown=int(shown[1]),
        units_sold=int(sold),
    )


def uncounted_but_sold(session: Session, shop_id: ShopId) -> int:
    """Return how many products would fall to zero in the shop if the desk decided now."""
    counted = _uncounted(shop_id).where(_LINKS.c.stock_seen > 0).with_only_columns(func.count())
    return session.execute(counted).scalar_one()


def _uncounted(shop_id: ShopId) -> Select[tuple[ProductId]]:
    return (
        select(_LINKS.c.product_id)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINKS.c.product_id)
        .where(
            _LINKS.c.shop_id == shop_id,
            _LINKS.c.gone_at.is_(None),
            _LINKS.c.stock_seen.is_not(None),
            _PRODUCTS.c.stocked,
            ~came_in(_LINKS.c.product_id),
        )
    )
