"""Take lots off sale once their last day is over, and tell the storefronts."""

from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import LotId, ProductId


def expiry_is_due(session: Session, today: date) -> bool:
    """Tell whether the last day of a lot is over and nobody was told, without writing anything."""
    return session.execute(_over(today).limit(1)).first() is not None


def expire_lots(session: Session, gesture: Gesture) -> tuple[LotId, ...]:
    """Stop counting what expired as stock to sell; what lies of it stays where it is.

    Return the lots; twice does nothing more.
    """
    lots = session.scalars(_over(paris_date(gesture.at))).all()
    for lot in lots:
        lot.expired_at = gesture.at
    session.flush()
    ids = [lot.id for lot in lots]
    lying = select(LotLevel.product_id).where(LotLevel.lot_id.in_(ids), LotLevel.quantity > 0)
    products = {ProductId(each) for each in session.scalars(lying)} if ids else set()
    if products:
        queue_state(session, gesture, "stock", sorted(products))
    return tuple(ids)


def _over(today: date) -> Select[Lot]:
    return select(Lot).where(Lot.expires_on < today, Lot.expired_at.is_(None)).order_by(Lot.id)
