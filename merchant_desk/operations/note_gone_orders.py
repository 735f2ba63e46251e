"""Compare the orders a storefront lists with those that came in here."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.shop import RemoteRecord, Shop
from merchant_desk.operations.open_conflicts import open_conflicts
from merchant_desk.values import disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.words import OrderState

_RECORDS = table(RemoteRecord)
_OPEN = (
    OrderState.UNPAID,
    OrderState.HELD,
    OrderState.TO_PREPARE,
    OrderState.PREPARING,
    OrderState.PARTIAL,
)
_LOOK_BACK = timedelta(days=14)
_LONGEST = timedelta(days=60)
"""Orders older than that are not listed again: a shop of 50,000 orders would be read for ever."""
_PAGE = 400


@dataclass(frozen=True, slots=True)
class OrdersCompared:
    """How many open orders the shop no longer has, and which of its orders never came in."""

    gone: int
    missed: tuple[str, ...]


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
        select(func.min(Order.placed_at)).where(Order.shop_id == shop_id, Order.state.in_(_OPEN))
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
    since: datetime,
    listed: Collection[str],
) -> OrdersCompared:
    """Open a question for every open order that the shop deleted; return what never came in.

    Nothing is cancelled here: a deletion is as often a mistake as a wish.
    """
    rows = session.execute(
        select(Order.id, Order.remote_id, Order.state).where(
            Order.shop_id == shop_id, Order.placed_at >= since, Order.remote_id.is_not(None)
        )
    ).all()
    gone = 0
    for row in rows:
        if row.state in _OPEN and row.remote_id not in listed:
            here = disagreements.value_key(disagreements.STATE, row.state.value)
            difference = (disagreements.STATE, here, disagreements.DELETED_IN_SHOP)
            gone += open_conflicts(session, gesture, shop_id, row.id, [difference])
    known = {row.remote_id for row in rows} | _received(session, shop_id, listed)
    return OrdersCompared(gone, tuple(sorted(set(listed) - known)))


def _received(session: Session, shop_id: ShopId, listed: Collection[str]) -> set[str]:
    """Return which of these were received, applied or not."""
    wanted, found = sorted(listed), set[str]()
    for start in range(0, len(wanted), _PAGE):
        found.update(
            session.scalars(
                select(_RECORDS.c.remote_id).where(
                    _RECORDS.c.shop_id == shop_id,
                    _RECORDS.c.kind == "order",
                    _RECORDS.c.remote_id.in_(wanted[start : start + _PAGE]),
                )
            )
        )
    return found
