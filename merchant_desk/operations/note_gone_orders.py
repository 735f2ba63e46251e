"""Note which open orders a storefront deleted, and from when on they are compared."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.shop import Conflict, Shop
from merchant_desk.operations.open_conflicts import open_conflicts
from merchant_desk.operations.settle_conflict import take_shop
from merchant_desk.values import disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ShopId
from merchant_desk.values.order_states import OPEN
from merchant_desk.values.words import ConflictState, OrderState

_ORDERS, _CONFLICTS = table(Order), table(Conflict)
_NOT_BEGUN = (OrderState.UNPAID, OrderState.HELD, OrderState.TO_PREPARE)
_LOOK_BACK = timedelta(days=14)
_LONGEST = timedelta(days=60)
"""Orders older than that are not listed again: a shop of 50,000 orders would be read for ever."""


def open_since(session: Session, shop_id: ShopId, now: datetime) -> datetime | None:
    """Return from when on the orders are compared; None before the first pull.

    From the oldest order that is still open, at least a fortnight and at most sixty days back.
    """
    shop = session.execute(
        select(Shop.last_pull_at, Shop.orders_since).where(Shop.id == shop_id)
    ).one()
    if shop.last_pull_at is None:
        return None
    oldest = session.execute(
        select(func.min(Order.placed_at)).where(Order.shop_id == shop_id, Order.state.in_(OPEN))
    ).scalar()
    wanted = min(oldest or now, now - _LOOK_BACK)
    bounds = [wanted, now - _LONGEST]
    if shop.orders_since is not None:
        bounds.append(shop.orders_since)
    return max(bounds)


def note_gone_orders(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    order_ids: Collection[OrderId],
    *,
    meant: bool = False,
) -> int:
    """Open a question for each of these open orders that the shop deleted; return how many.

    Nothing is cancelled by itself: a deletion is as often a mistake as a wish. ``meant`` says that
    a person confirmed them all: then those that nobody began to prepare are cancelled.
    """
    states = session.execute(
        select(_ORDERS.c.id, _ORDERS.c.state).where(
            _ORDERS.c.id.in_(order_ids), _ORDERS.c.state.in_(OPEN)
        )
    ).all()
    asked = 0
    for row in states:
        here = disagreements.value_key(disagreements.STATE, row.state.value)
        difference = (disagreements.STATE, here, disagreements.DELETED_IN_SHOP)
        asked += open_conflicts(session, gesture, shop_id, row.id, [difference])
        if meant and row.state in _NOT_BEGUN:
            _cancel(session, gesture, row.id)
    return asked


def _cancel(session: Session, gesture: Gesture, order_id: OrderId) -> None:
    questions = session.scalars(
        select(_CONFLICTS.c.id).where(
            _CONFLICTS.c.order_id == order_id,
            _CONFLICTS.c.state == ConflictState.OPEN,
            _CONFLICTS.c.shop_value == disagreements.DELETED_IN_SHOP,
        )
    ).all()
    for conflict_id in questions:
        take_shop(session, gesture, conflict_id)
