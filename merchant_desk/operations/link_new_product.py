"""Keep under which number a storefront sells a product that the desk made there."""

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.shop import ShopProduct
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId

_LINKS = table(ShopProduct)


def link_new_product(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    product_id: ProductId,
    remote_id: str,
    *,
    shown: int | None = None,
) -> None:
    """Link the product to what the storefront made of it; harmless when repeated.

    Its stock and its price are compared with the next push: what was sent with it, ``shown``, may
    be old. An article that came in as another product meanwhile stays that one.
    """
    taken = session.execute(
        select(_LINKS.c.product_id).where(
            _LINKS.c.shop_id == shop_id, _LINKS.c.remote_id == remote_id
        )
    ).scalar()
    if taken is not None and taken != product_id:
        return
    mine = (_LINKS.c.shop_id == shop_id, _LINKS.c.product_id == product_id)
    known = session.execute(select(_LINKS.c.remote_id).where(*mine)).scalar()
    if known is None:
        session.execute(
            insert(_LINKS),
            {
                "shop_id": shop_id,
                "remote_id": remote_id,
                "parent_remote_id": "",
                "product_id": product_id,
                "stock_seen": shown,
                "stock_seen_at": gesture.at,
                "gone_at": None,
                "price_seen": None,
                "buffer": 0,
            },
        )
    else:
        session.execute(update(_LINKS).where(*mine).values(remote_id=remote_id, gone_at=None))
    for kind in ("stock", "price"):
        queue_state(session, gesture, kind, [product_id])
