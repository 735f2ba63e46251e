"""What an article is made of, how it is followed, and its sister variations."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Reservation, StockLevel
from merchant_desk.queries.blocked_stock import blocked_of
from merchant_desk.queries.kits import KitPartRow, KitWith, kit_rows, kits_with
from merchant_desk.queries.lots import LotRow, lots_of_product
from merchant_desk.queries.packaging import usual_carton
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import ProductId

_PRODUCTS, _LEVELS, _RESERVED = table(Product), table(StockLevel), table(Reservation)
_MOST_SISTERS = 120


@dataclass(frozen=True, slots=True)
class Sister:
    """A variation of the same article, and what can still be sold of it."""

    product_id: ProductId
    option_text: str
    available: int


@dataclass(frozen=True, slots=True)
class Goods:
    """What the card says of an article besides its price and its bins."""

    product_id: ProductId
    kind: ProductKind
    tracking: Tracking
    parts: tuple[KitPartRow, ...]
    used_in: tuple[KitWith, ...]
    lots: tuple[LotRow, ...]
    sisters: tuple[Sister, ...]
    sku: str = ""
    usual_carton: bool = False
    """Every parcel uses one, unless another box was scanned."""


def goods_of(session: Session, product_id: ProductId, today: date) -> Goods | None:
    """Return it, or None when there is no such product."""
    product = session.get(Product, product_id)
    if product is None:
        return None
    is_kit = product.kind is ProductKind.KIT
    return Goods(
        product_id=product_id,
        kind=product.kind,
        tracking=product.tracking,
        parts=kit_rows(session, product_id) if is_kit else (),
        used_in=() if is_kit else kits_with(session, product_id),
        lots=lots_of_product(session, product_id, today),
        sisters=_sisters(session, product.family),
        sku=product.sku,
        usual_carton=usual_carton(session) == product_id,
    )


def _sisters(session: Session, family: str) -> tuple[Sister, ...]:
    """Return the variations of a family, in the order of their names; none when it is alone."""
    if not family:
        return ()
    mine = _PRODUCTS.c.id
    on_hand = select(func.coalesce(func.sum(_LEVELS.c.quantity), 0)).where(
        _LEVELS.c.product_id == mine
    )
    reserved = select(func.coalesce(func.sum(_RESERVED.c.quantity), 0)).where(
        _RESERVED.c.product_id == mine
    )
    rows = session.execute(
        select(
            mine,
            _PRODUCTS.c.option_text,
            on_hand.scalar_subquery() - reserved.scalar_subquery() - blocked_of(mine),
        )
        .where(_PRODUCTS.c.family == family, _PRODUCTS.c.active, _PRODUCTS.c.option_text != "")
        .order_by(_PRODUCTS.c.search_text, _PRODUCTS.c.row)
        .limit(_MOST_SISTERS)
    ).all()
    found = tuple(Sister(ProductId(row[0]), row[1], int(row[2])) for row in rows)
    return found if len(found) > 1 else ()
