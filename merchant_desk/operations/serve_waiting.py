"""Customers' orders that waited for what came in: those that can be prepared get their units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Shortage
from merchant_desk.models.product import Product
from merchant_desk.models.stock import PickAllocation, Reservation, StockLevel
from merchant_desk.operations.assign_bins import assign_bins
from merchant_desk.values.article_name import full_name
from merchant_desk.values.clock import paris_date
from merchant_desk.values.deliveries import OrderServed
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ProductId
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderState

_RESERVATIONS, _LINES, _ALLOCATIONS, _LEVELS = (
    table(Reservation), table(OrderLine), table(PickAllocation), table(StockLevel),
)  # fmt: skip
_WAITING = (OrderState.TO_PREPARE, OrderState.PARTIAL, OrderState.HELD)


@dataclass(frozen=True, slots=True)
class _Wish:
    order: Order
    units: Mapping[ProductId, int]


def serve_waiting(
    session: Session, gesture: Gesture, came: Mapping[ProductId, int]
) -> tuple[OrderServed, ...]:
    """Give the units that came to the orders that waited for them, the most urgent first.

    An order is served when all that it still wants is there; bins are then chosen for it, so that
    no later order takes its units. One that was put aside for a missing article goes on.
    """
    session.flush()
    wishes = _wishes(session, list(came))
    if not wishes:
        return ()
    free = _free(session, wishes)
    before = {product: units - came.get(product, 0) for product, units in free.items()}
    ready = _covered(wishes, before)
    served = [each.order for each in _covered_wishes(wishes, free) if each.order.id not in ready]
    short = assign_bins(
        session, [OrderId(order.id) for order in served], None, paris_date(gesture.at)
    )
    told = []
    for order in served:
        if OrderId(order.id) in short:  # what is there has expired
            continue
        if order.state is OrderState.HELD:
            order.state = OrderState.TO_PREPARE
            order.blocked_reason = ""
        told.append(OrderServed(OrderId(order.id), order.number, order.customer_name))
    session.flush()
    return tuple(told)


def _wishes(session: Session, products: Sequence[ProductId]) -> list[_Wish]:
    """Return the orders that wait for one of the articles, the most urgent first."""
    waiting = (
        select(_LINES.c.order_id)
        .join(_RESERVATIONS, _RESERVATIONS.c.order_line_id == _LINES.c.id)
        .where(_RESERVATIONS.c.product_id.in_(products))
    )
    orders = session.scalars(
        select(Order)
        .where(Order.id.in_(waiting), Order.state.in_(_WAITING))
        .order_by(Order.ship_by_at, Order.placed_at, Order.row)
    ).all()
    reasons = _missing_reasons(session, products)
    kept = [each for each in orders if _may_go_on(session, each, reasons)]
    wanted: dict[OrderId, dict[ProductId, int]] = {}
    rows = session.execute(
        select(_LINES.c.order_id, _RESERVATIONS.c.product_id, func.sum(_RESERVATIONS.c.quantity))
        .join(_RESERVATIONS, _RESERVATIONS.c.order_line_id == _LINES.c.id)
        .where(_LINES.c.order_id.in_([each.id for each in kept]))
        .group_by(_LINES.c.order_id, _RESERVATIONS.c.product_id)
    )
    for order_id, product_id, units in rows:
        wanted.setdefault(OrderId(order_id), {})[ProductId(product_id)] = int(units)
    return [_Wish(each, wanted[OrderId(each.id)]) for each in kept]


def _missing_reasons(session: Session, products: Sequence[ProductId]) -> set[str]:
    """Return why orders were put aside when one of the articles was not in its bin."""
    rows = session.execute(
        select(Product.name, Product.option_text).where(Product.id.in_(products))
    )
    told = _("Article manquant en rayon\u00a0: {name}.")
    return {told.format(name=full_name(row.name, row.option_text)) for row in rows}


def _may_go_on(session: Session, order: Order, reasons: set[str]) -> bool:
    if order.state is not OrderState.HELD:
        return not order.blocked_reason
    unsettled = (
        select(Shortage.id)
        .join(OrderLine, OrderLine.id == Shortage.order_line_id)
        .where(OrderLine.order_id == order.id, Shortage.settled_at.is_(None))
    )
    return order.blocked_reason in reasons and session.scalars(unsettled).first() is None


def _free(session: Session, wishes: Sequence[_Wish]) -> dict[ProductId, int]:
    """Return the units of each article that no other order has been given."""
    products = {product for each in wishes for product in each.units}
    held = session.execute(
        select(_LEVELS.c.product_id, func.sum(_LEVELS.c.quantity))
        .where(_LEVELS.c.product_id.in_(products))
        .group_by(_LEVELS.c.product_id)
    )
    free = dict.fromkeys(products, 0) | {ProductId(row[0]): int(row[1]) for row in held}
    given = session.execute(
        select(_ALLOCATIONS.c.product_id, func.sum(_ALLOCATIONS.c.quantity))
        .join(_LINES, _LINES.c.id == _ALLOCATIONS.c.order_line_id)
        .where(
            _ALLOCATIONS.c.product_id.in_(products),
            _LINES.c.order_id.not_in([each.order.id for each in wishes]),
        )
        .group_by(_ALLOCATIONS.c.product_id)
    )
    for product_id, units in given:
        free[ProductId(product_id)] -= int(units)
    return free


def _covered(wishes: Sequence[_Wish], free: Mapping[ProductId, int]) -> set[OrderId]:
    return {OrderId(each.order.id) for each in _covered_wishes(wishes, free)}


def _covered_wishes(wishes: Sequence[_Wish], free: Mapping[ProductId, int]) -> list[_Wish]:
    left, covered = dict(free), []
    for wish in wishes:
        if all(left[product] >= units for product, units in wish.units.items()):
            covered.append(wish)
            for product, units in wish.units.items():
                left[product] -= units
    return covered
