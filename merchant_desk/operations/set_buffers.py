"""Hold units back from a storefront, by what sells elsewhere and how late it hears of it."""

from collections.abc import Sequence

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.shop import ShopProduct
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.buffers import buffer_changes
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId

_LINKS = table(ShopProduct)
_HOLD = (
    update(_LINKS)
    .where(_LINKS.c.shop_id == bindparam("shop"), _LINKS.c.product_id == bindparam("product"))
    .values(buffer=bindparam("units"))
)


def set_buffers(session: Session, gesture: Gesture, shop_id: ShopId) -> int:
    """Bring the buffers of a shop up to date in one gesture, or back to none; return how many."""
    changes = buffer_changes(session, shop_id, gesture.at)
    hold_back(session, gesture, shop_id, changes)
    return len(changes)


def hold_back(
    session: Session, gesture: Gesture, shop_id: ShopId, changes: Sequence[tuple[ProductId, int]]
) -> None:
    """Hold so many units of each product back; the shop is told the stock of those."""
    if not changes:
        return
    held = [{"shop": shop_id, "product": product, "units": units} for product, units in changes]
    session.execute(_HOLD, held)
    told = [product for product, _units in changes]
    queue_state(session, gesture, "stock", told, only_shop=shop_id)
