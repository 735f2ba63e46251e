"""The variations of a product follow it into the trash of a storefront, and back out of it."""

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.shop import ShopProduct
from merchant_desk.operations.ask_again import ask_again
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.remote import RemoteProduct

_LINKS = table(ShopProduct)


def mark_variations(
    session: Session, gesture: Gesture, shop_id: ShopId, parent: RemoteProduct
) -> None:
    """A variable product takes its variations along into the trash, and back out of it.

    While one of them is on sale the product was not in the trash: those that are gone went alone,
    and stay so. What comes back went last.
    """
    mine = (_LINKS.c.shop_id == shop_id, _LINKS.c.parent_remote_id == parent.remote_id)
    alone = (_LINKS.c.shop_id == shop_id, _LINKS.c.remote_id == parent.remote_id)
    went = _leave(session, gesture, *alone)  # sold as one article before, as several now
    if parent.deleted:
        went = _leave(session, gesture, *mine) or went
    if went:
        ask_again(session, shop_id)
    if parent.deleted:
        return
    on_sale = select(_LINKS.c.remote_id).where(*mine, _LINKS.c.gone_at.is_(None)).limit(1)
    if session.execute(on_sale).first() is not None:
        return
    last = session.execute(select(func.max(_LINKS.c.gone_at)).where(*mine)).scalar()
    back = session.scalars(
        update(_LINKS)
        .where(*mine, _LINKS.c.gone_at == last)
        .values(gone_at=None)
        .returning(_LINKS.c.product_id)
    ).all()
    for kind in ("stock", "price"):
        queue_state(session, gesture, kind, back)


def _leave(session: Session, gesture: Gesture, *which: ColumnElement[bool]) -> bool:
    """Mark as gone those that were on sale; tell whether there were any."""
    left = session.scalars(
        update(_LINKS)
        .where(*which, _LINKS.c.gone_at.is_(None))
        .values(gone_at=gesture.at)
        .returning(_LINKS.c.product_id)
    )
    return bool(left.all())
