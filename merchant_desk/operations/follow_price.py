"""Follow a price that changed in a storefront, or have the desk's told to it."""

from sqlalchemy import insert
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.models.shop import Shop
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId, ShopId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.words import Master

_PRICES = table(PriceChange)


def follow_price(
    session: Session, gesture: Gesture, shop_id: ShopId, product_id: ProductId, price: Money
) -> None:
    """Take the price over where the shop decides it, with its date; else tell the shop ours."""
    product = session.get_one(Product, product_id)
    if price == product.price:
        return
    if session.get_one(Shop, shop_id).price_master is Master.DESK:
        queue_state(session, gesture, "price", [product_id])
        return
    product.price = price
    product.changed_at = gesture.at
    note_price(session, gesture, product_id, price)


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
