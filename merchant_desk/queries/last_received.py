"""What a storefront sent last about an order, word for word."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.shop import RemoteRecord, Shop
from merchant_desk.values.ids import OrderId
from merchant_desk.values.words import RecordState

_RECORDS, _ORDERS, _SHOPS = table(RemoteRecord), table(Order), table(Shop)


@dataclass(frozen=True, slots=True)
class Received:
    """A raw record and the platform that can read it; the body is empty when there is none."""

    platform: str
    body: str


def last_received_order(session: Session, order_id: OrderId) -> Received:
    """Return the newest record of this order that was taken in."""
    row = session.execute(
        select(_SHOPS.c.platform, _RECORDS.c.body)
        .join(_ORDERS, _ORDERS.c.shop_id == _SHOPS.c.id)
        .join(
            _RECORDS,
            (_RECORDS.c.shop_id == _SHOPS.c.id)
            & (_RECORDS.c.remote_id == _ORDERS.c.remote_id)
            & (_RECORDS.c.kind == "order"),
        )
        .where(_ORDERS.c.id == order_id, _RECORDS.c.state == RecordState.APPLIED)
        .order_by(_RECORDS.c.row.desc())
        .limit(1)
    ).first()
    return Received("", "") if row is None else Received(row.platform, row.body)
