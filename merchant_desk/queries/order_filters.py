"""What each view and each filter of the list of orders keeps."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true

from merchant_desk.queries.unmapped.goods import LEVELS
from merchant_desk.queries.unmapped.sales import ORDER_LINES, ORDERS, PARCELS, RESERVATIONS
from merchant_desk.queries.unmapped.shop import CONFLICTS
from merchant_desk.values.clock import PARIS
from merchant_desk.values.order_states import PREPARABLE
from merchant_desk.values.order_views import OrderMark, OrderTab, Period
from merchant_desk.values.remote import Delivery
from merchant_desk.values.words import ConflictState, OrderState, ParcelState

OPEN = (
    OrderState.UNPAID,
    OrderState.HELD,
    OrderState.TO_PREPARE,
    OrderState.PREPARING,
    OrderState.PARTIAL,
)
_DAYS_BACK = {Period.TODAY: 0, Period.WEEK: 6, Period.MONTH: 29, Period.QUARTER: 89}
_STATES: dict[OrderTab, tuple[OrderState, ...]] = {
    OrderTab.TO_PREPARE: (OrderState.TO_PREPARE,),
    OrderTab.IN_PROGRESS: (OrderState.PREPARING, OrderState.PARTIAL),
    OrderTab.WAITING: (OrderState.UNPAID,),
    OrderTab.SHIPPED: (OrderState.SHIPPED,),
    OrderTab.CANCELLED: (OrderState.CANCELLED,),
}


def in_tab(tab: OrderTab, now: datetime) -> ColumnElement[bool]:
    """Return the condition of a view; a blocked order is in no view of work but « Bloquées »."""
    if tab is OrderTab.ALL:
        return true()
    if tab is OrderTab.BLOCKED:
        return blocked()
    if tab is OrderTab.LATE:
        return late_at(now)
    states = _STATES[tab]
    kept = ORDERS.c.state == states[0] if len(states) == 1 else ORDERS.c.state.in_(states)
    if tab is OrderTab.TO_PREPARE:
        return and_(kept, ORDERS.c.blocked_reason == "")
    return kept


def late_at(now: datetime) -> ColumnElement[bool]:
    """Return the condition that an order should have left by now, and that nothing blocks it."""
    overdue = and_(ORDERS.c.state.in_(sorted(PREPARABLE)), ORDERS.c.ship_by_at < now)
    return and_(overdue, ORDERS.c.blocked_reason == "")


def blocked() -> ColumnElement[bool]:
    """Return the condition that a person must decide before anything is prepared."""
    stopped = or_(ORDERS.c.state == OrderState.HELD, ORDERS.c.blocked_reason != "")
    return and_(ORDERS.c.state.in_(OPEN), stopped)


def since(period: Period, now: datetime) -> datetime | None:
    """Return the first instant of a period, midnight in Paris; None for all time."""
    if period is Period.ANY:
        return None
    first_day = now.astimezone(PARIS).date() - timedelta(days=_DAYS_BACK[period])
    return datetime.combine(first_day, time(), PARIS).astimezone(now.tzinfo)


def new_since(instant: datetime) -> ColumnElement[bool]:
    """Return the condition of « nouvelles commandes »: placed after then, and not cancelled."""
    return and_(ORDERS.c.placed_at >= instant, ORDERS.c.state != OrderState.CANCELLED)


def short_products() -> Select[Any]:
    """Return the products promised more often than they lie in stock."""
    promised = (
        select(RESERVATIONS.c.product_id, func.sum(RESERVATIONS.c.quantity).label("units"))
        .group_by(RESERVATIONS.c.product_id)
        .subquery()
    )
    held = (
        select(func.coalesce(func.sum(LEVELS.c.quantity), 0))
        .where(LEVELS.c.product_id == promised.c.product_id)
        .scalar_subquery()
    )
    return select(promised.c.product_id).where(held < promised.c.units)


def short_orders() -> Select[Any]:
    """Return the orders that wait for one of those products."""
    return (
        select(ORDER_LINES.c.order_id)
        .join(RESERVATIONS, RESERVATIONS.c.order_line_id == ORDER_LINES.c.id)
        .where(RESERVATIONS.c.product_id.in_(short_products()))
        .distinct()
    )


def due(mark: OrderMark, now: datetime) -> ColumnElement[bool]:
    """Return the condition that an order leaves later today, or on a day that follows."""
    tomorrow = datetime.combine(
        now.astimezone(PARIS).date() + timedelta(days=1), time(), PARIS
    ).astimezone(now.tzinfo)
    if mark is OrderMark.DUE_LATER:
        return ORDERS.c.ship_by_at >= tomorrow
    return and_(ORDERS.c.ship_by_at >= now, ORDERS.c.ship_by_at < tomorrow)


def marked(mark: OrderMark, now: datetime) -> ColumnElement[bool]:
    """Return the condition of a mark."""
    match mark:
        case OrderMark.NOTE:
            return ORDERS.c.note != ""
        case OrderMark.GIFT:
            return ORDERS.c.gift_note != ""
        case OrderMark.SHORT:
            return ORDERS.c.id.in_(short_orders())
        case OrderMark.CONFLICT:
            return ORDERS.c.id.in_(_conflicting())
        case OrderMark.NO_TRACKING:
            return ORDERS.c.id.in_(_untracked())
        case OrderMark.DUE_TODAY | OrderMark.DUE_LATER:
            return due(mark, now)


def _conflicting() -> Select[Any]:
    return select(CONFLICTS.c.order_id).where(
        CONFLICTS.c.state == ConflictState.OPEN, CONFLICTS.c.order_id.is_not(None)
    )


def _untracked() -> Select[Any]:
    """Parcels that left with a carrier, without a number."""
    carried = select(ORDERS.c.id).where(ORDERS.c.delivery.in_((Delivery.HOME, Delivery.RELAY)))
    return select(PARCELS.c.order_id).where(
        PARCELS.c.state == ParcelState.CLOSED,
        PARCELS.c.tracking == "",
        PARCELS.c.order_id.in_(carried),
    )
