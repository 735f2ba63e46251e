"""The prices that a storefront should show."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.product import Product
from merchant_desk.models.shop import ShopProduct
from merchant_desk.sync.intents import PriceIntent
from merchant_desk.sync.outbox import Message
from merchant_desk.values.ids import ShopId


@dataclass(frozen=True, slots=True)
class PriceToTell:
    """The price of one article, read at this instant."""

    message: Message
    intent: PriceIntent


def prices_to_tell(
    session: Session, shop_id: ShopId, messages: Sequence[Message]
) -> tuple[PriceToTell, ...]:
    """Return the price of each article as it is now."""
    by_product = {message.subject: message for message in messages}
    rows = session.execute(
        select(
            ShopProduct.product_id,
            ShopProduct.remote_id,
            ShopProduct.parent_remote_id,
            Product.price,
            Product.rate_bp,
            Product.sku,
        )
        .join(Product, Product.id == ShopProduct.product_id)
        .where(
            ShopProduct.shop_id == shop_id,
            ShopProduct.gone_at.is_(None),
            ShopProduct.product_id.in_(list(by_product)),
        )
    )
    return tuple(
        PriceToTell(
            by_product[row.product_id],
            PriceIntent(
                row.remote_id,
                row.parent_remote_id,
                row.price,
                row.rate_bp,
                keeps_sale=True,
                sku=row.sku,
            ),
        )
        for row in rows
    )
