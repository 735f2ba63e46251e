"""Goods that come back: declared or not, of any grade, scanned twice, wrong, or never sent."""

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.operations.close_return import LeavesAside, close_return, leave_aside
from merchant_desk.operations.declare_return import (
    ReturnDeclared,
    cancel_return,
    declare_return,
)
from merchant_desk.operations.pay_return import HowPaid, pay_return
from merchant_desk.operations.take_return import take_return
from merchant_desk.values.goods_words import Grade, ReturnKind, ReturnState
from merchant_desk.values.ids import (
    OrderId,
    ProductId,
    RecordId,
    ReturnId,
    ReturnLineId,
    new_id,
)
from merchant_desk.values.remote import LineKind
from merchant_desk.values.taken_return import PayBack, ReturnTaken, TakenItem
from tests.simulator.buying_steps import articles
from tests.simulator.world import World

_KINDS = (ReturnKind.WITHDRAWAL, ReturnKind.CONFORMITY, ReturnKind.REFUSED, ReturnKind.GOODWILL)
_MEANS = ("", "cash", "transfer")


def _take(world: World, dice: Random) -> None:
    """Take back what an order had, more or less of it; the same gesture may be made twice."""
    sold = world.desk.read(_sold)
    if not sold:
        return
    order_id = dice.choice(sold[-8:])
    taken = ReturnTaken(
        taking_id=RecordId(new_id()),
        order_id=order_id,
        items=_items(world, dice, order_id),
        kind=dice.choice(_KINDS),
        pay_back=dice.choice(list(PayBack)),
        means=dice.choice(_MEANS),
        credit=dice.random() < 0.9,
        restock_there=dice.random() < 0.3,
    )
    for _time in range(dice.choice((1, 1, 1, 2))):
        world.desk.do(take_return, world.desk.act(), taken)


def _items(world: World, dice: Random, order_id: OrderId) -> tuple[TakenItem, ...]:
    """What lies in the parcel; one in ten holds something that the order never had."""
    lines = world.desk.read(_goods, order_id)
    chosen = dice.sample(lines, min(len(lines), dice.choice((1, 1, 2))))
    if dice.random() < 0.1:
        chosen.append((dice.choice(world.desk.read(articles)), 1))
    return tuple(
        TakenItem(
            product_id=product_id,
            units=dice.choice((1, 1, 1, units)),
            grade=dice.choice((Grade.RESELL, Grade.RESELL, *Grade)),
        )
        for product_id, units in chosen
    )


def _declare(world: World, dice: Random) -> None:
    """A customer writes that everything comes back."""
    sold = world.desk.read(_sold)
    if sold:
        told = ReturnDeclared(order_id=dice.choice(sold[-8:]))
        world.desk.do(declare_return, world.desk.act(), told)


def _end(world: World, dice: Random) -> None:
    """Pay what waits, wait no longer for the rest, or give the return up."""
    opened = world.desk.read(_open_returns)
    if opened:
        desk, return_id, turn = world.desk, dice.choice(opened), dice.random()
        if turn < 0.5:
            how = HowPaid(dice.choice((PayBack.SHOP, PayBack.DESK)), dice.choice(_MEANS))
            desk.do(pay_return, desk.act(), return_id, how)
        elif turn < 0.8:
            desk.do(close_return, desk.act(), return_id)
        else:
            desk.do(cancel_return, desk.act(), return_id)


def _settle_aside(world: World, dice: Random) -> None:
    """What waited for repair or for the supplier leaves: back to the shelf, or for good."""
    lines = world.desk.read(_graded)
    if lines:
        leaves = LeavesAside(
            line_id=dice.choice(lines),
            to=dice.choice((Grade.RESELL, Grade.SUPPLIER, Grade.SCRAP)),
            units=dice.choice((1, 2)),
        )
        world.desk.do(leave_aside, world.desk.act(), leaves)


def _sold(session: Session) -> list[OrderId]:
    """Return the orders that came in, most often those of which something left."""
    wanted = (
        select(Order.id)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(OrderLine.shipped > 0)
        .group_by(Order.id, Order.row)
    )
    left = list(session.scalars(wanted.order_by(Order.row)))
    last = session.scalars(select(Order.id).order_by(Order.row.desc()).limit(1)).all()
    return [*left, *last]


def _goods(session: Session, order_id: OrderId) -> list[tuple[ProductId, int]]:
    rows = session.execute(
        select(OrderLine.product_id, OrderLine.quantity)
        .where(
            OrderLine.order_id == order_id,
            OrderLine.kind == LineKind.PRODUCT,
        )
        .order_by(OrderLine.position)
    )
    return [(product, units) for product, units in rows if product is not None]


def _open_returns(session: Session) -> list[ReturnId]:
    states = (ReturnState.DECLARED, ReturnState.RECEIVED)
    wanted = select(Return.id).where(Return.state.in_(states)).order_by(Return.row)
    return list(session.scalars(wanted))


def _graded(session: Session) -> list[ReturnLineId]:
    grades = (Grade.REPAIR, Grade.SUPPLIER)
    wanted = select(ReturnLine.id).where(ReturnLine.grade.in_(grades)).order_by(ReturnLine.id)
    return list(session.scalars(wanted))


RETURN_STEPS: Mapping[str, Callable[[World, Random], None]] = MappingProxyType(
    {"take return": _take, "declare": _declare, "end return": _end, "settle aside": _settle_aside}
)
