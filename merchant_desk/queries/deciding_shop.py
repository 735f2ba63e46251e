"""Which one of the shops that sell a product decides its price, and which one its sheet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.words import Master

_SHOPS, _LINKS = table(Shop), table(ShopProduct)


def price_decider(session: Session, product_id: ProductId) -> ShopId | None:
    """Return the shop whose price is followed; None where the desk decides.

    Two shops that both decide would rewrite each other for ever: the one that was added first
    decides an article that both sell.
    """
    deciding = _selling(session, product_id)[0]
    return deciding[0] if deciding else None


def sheet_owner(session: Session, product_id: ProductId) -> ShopId | None:
    """Return the shop whose name, options and picture are followed; None when none sells it.

    The shop that decides the price writes the sheet; where none does, the one added first.
    """
    deciding, selling = _selling(session, product_id)
    owners = deciding or selling
    return owners[0] if owners else None


def _selling(session: Session, product_id: ProductId) -> tuple[list[ShopId], list[ShopId]]:
    """Return the shops that sell it and decide its price, and all that sell it, oldest first."""
    rows = session.execute(
        select(_SHOPS.c.id, _SHOPS.c.price_master)
        .join(_LINKS, _LINKS.c.shop_id == _SHOPS.c.id)
        .where(_LINKS.c.product_id == product_id, _LINKS.c.gone_at.is_(None), _SHOPS.c.active)
        .order_by(_SHOPS.c.added_at, _SHOPS.c.id)
    ).all()
    deciding = [ShopId(row.id) for row in rows if row.price_master is Master.SHOP]
    return deciding, [ShopId(row.id) for row in rows]
