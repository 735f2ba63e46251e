"""Hold units back from a storefront, by what sells elsewhere and how late it hears of it."""

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.shop import Shop, ShopProduct
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.queries.buffers import Buffers, buffers
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.shop_settings import read_shop_settings

_LINKS = table(ShopProduct)
_HOLD = (
    update(_LINKS)
    .where(_LINKS.c.shop_id == bindparam("shop"), _LINKS.c.product_id == bindparam("product"))
    .values(buffer=bindparam("units"))
)


def set_buffers(session: Session, gesture: Gesture, shop_id: ShopId) -> int:
    """Bring the buffers of a shop up to date, or back to none where she wants none.

    Returns how many changed; the shop is told the stock of those.
    """
    kept = session.execute(select(Shop.settings).where(Shop.id == shop_id)).scalar_one()
    if read_shop_settings(kept).buffered:
        changed = _wanted(buffers(session, shop_id, gesture.at))
    else:
        held = session.scalars(
            select(_LINKS.c.product_id).where(_LINKS.c.shop_id == shop_id, _LINKS.c.buffer > 0)
        )
        changed = dict.fromkeys(held, 0)
    if changed:
        session.execute(
            _HOLD,
            [
                {"shop": shop_id, "product": product, "units": units}
                for product, units in changed.items()
            ],
        )
        queue_state(session, gesture, "stock", list(changed))
    return len(changed)


def _wanted(found: Buffers) -> dict[ProductId, int]:
    return {row.product_id: row.wanted.units for row in found.rows if row.wanted.units != row.now}
