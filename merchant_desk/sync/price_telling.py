"""The prices that a storefront should show."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.promotion import PriceShown
from merchant_desk.models.shop import ShopProduct
from merchant_desk.operations.note_site_price import note_practised
from merchant_desk.queries.online_sales import OnlineSale, online_sales
from merchant_desk.sync.capabilities import SaleWindow
from merchant_desk.sync.intents import PriceIntent
from merchant_desk.sync.outbox import Message
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, RecordId, ShopId, new_id
from merchant_desk.values.words import ShownWhere

_LINKS, _SHOWN = table(ShopProduct), table(PriceShown)


@dataclass(frozen=True, slots=True)
class PriceToTell:
    """The price of one article, read at this instant."""

    message: Message
    intent: PriceIntent
    sale: OnlineSale | None = None


def prices_to_tell(
    session: Session,
    shop_id: ShopId,
    messages: Sequence[Message],
    now: datetime,
    window: SaleWindow,
) -> tuple[PriceToTell, ...]:
    """Return the price of each article as it is now, with the sale that runs or comes next.

    A platform that holds no dates is told of a sale when it runs, and again when it is over. A
    sale that the desk did not write is left as it is.
    """
    by_product = {message.subject: message for message in messages}
    rows = session.execute(
        select(
            ShopProduct.product_id,
            ShopProduct.remote_id,
            ShopProduct.parent_remote_id,
            ShopProduct.sale_told,
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
    ).all()
    sales = online_sales(session, [ProductId(row.product_id) for row in rows], now)
    told = []
    for row in rows:
        sale = sales.get(ProductId(row.product_id))
        if sale is not None and window is SaleWindow.NONE and not sale.runs(now):
            sale = None
        told.append(PriceToTell(by_product[row.product_id], _intent(row, sale), sale))
    return tuple(told)


def _intent(row: Any, sale: OnlineSale | None) -> PriceIntent:
    return PriceIntent(
        row.remote_id,
        row.parent_remote_id,
        row.price,
        row.rate_bp,
        sale_price=sale.price if sale else None,
        sale_from=sale.starts_at if sale else None,
        sale_to=sale.ends_at if sale else None,
        keeps_sale=sale is None and not row.sale_told,
        prior_price=sale.prior_price if sale else None,
        sku=row.sku,
    )


def note_told(session: Session, gesture: Gesture, shop_id: ShopId, told: PriceToTell) -> None:
    """Remember what the storefront shows from now on, and that the desk wrote this sale."""
    intent, sale = told.intent, told.sale
    product_id = ProductId(told.message.subject)
    if not intent.keeps_sale:
        runs = sale is not None and sale.runs(gesture.at)
        paid = sale.price if sale is not None and runs else intent.price
        note_practised(session, gesture, shop_id, product_id, paid)
    session.execute(
        update(_LINKS)
        .where(_LINKS.c.shop_id == shop_id, _LINKS.c.product_id == told.message.subject)
        .values(price_seen=intent.price, sale_told=_sale_text(intent) if sale else "")
    )
    session.execute(
        insert(_SHOWN),
        {
            "id": RecordId(new_id()),
            "product_id": told.message.subject,
            "where": ShownWhere.SITE,
            "shop_id": shop_id,
            "promotion_id": sale.promotion_id if sale else None,
            "price": intent.price,
            "prior_price": intent.prior_price,
            "sale_price": intent.sale_price,
            "sale_from": intent.sale_from,
            "sale_to": intent.sale_to,
            "text": "",
            "at": gesture.at,
            "by": "",
        },
    )


def _sale_text(intent: PriceIntent) -> str:
    window = [each.isoformat() if each else None for each in (intent.sale_from, intent.sale_to)]
    cents = intent.sale_price.cents if intent.sale_price else None
    return json.dumps({"cents": cents, "from": window[0], "to": window[1]})
