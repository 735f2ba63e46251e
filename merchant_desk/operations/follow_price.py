"""Follow a price that changed in a storefront, or have the desk's told to it."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.deciding_shop import price_decider
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId, ShopId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.words import Master

_PRICES, _PRODUCTS, _LINKS = table(PriceChange), table(Product), table(ShopProduct)


def follow_price(
    session: Session, gesture: Gesture, shop_id: ShopId, product_id: ProductId, price: Money
) -> None:
    """Take the price over where the shop decides it, with its date; else tell the shop ours.

    Nothing moves while nobody has decided: this article may be sold elsewhere at the desk's price.
    Of two shops that both decide it the first one does.
    """
    product = session.get_one(Product, product_id)
    if price == product.price:
        return
    master = session.get_one(Shop, shop_id).price_master
    if master is Master.DESK:
        queue_state(session, gesture, "price", [product_id])
    elif master is Master.SHOP and price_decider(session, product_id) == shop_id:
        product.price = price
        product.changed_at = gesture.at
        from merchant_desk.operations.keep_sale_prices import (  # noqa: PLC0415 - no start waits
            keep_sale_prices,
        )

        note_price(session, gesture, product_id, price)
        keep_sale_prices(session, gesture, [product_id])
        queue_state(session, gesture, "price", [product_id])  # to the shops that follow the desk


def follow_all_prices(session: Session, gesture: Gesture, shop_id: ShopId) -> None:
    """Take over every price that the shop was seen to show, from the moment it decides them."""
    rows = session.execute(
        select(_LINKS.c.product_id, _LINKS.c.price_seen)
        .join(_PRODUCTS, _PRODUCTS.c.id == _LINKS.c.product_id)
        .where(
            _LINKS.c.shop_id == shop_id,
            _LINKS.c.gone_at.is_(None),
            _LINKS.c.price_seen != _PRODUCTS.c.price,
        )
    )
    for row in rows.all():
        follow_price(session, gesture, shop_id, row.product_id, row.price_seen)


def note_price(session: Session, gesture: Gesture, product_id: ProductId, price: Money) -> None:
    """Write into the price ledger what the storefront shows from now on."""
    session.execute(
        insert(_PRICES),
        {
            "id": RecordId(new_id()),
            "product_id": product_id,
            "channel": "online",
            "price": price,
            "from_at": gesture.at,
            "learned_at": gesture.at,
            "source": "storefront",
        },
    )
