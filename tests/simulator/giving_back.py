"""Refunds that the desk asks a shop for."""

from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order, OrderLine
from merchant_desk.operations.refund_at_shop import Refund, RefundedLine, refund_at_shop
from merchant_desk.values.ids import OrderId
from merchant_desk.values.remote import LineKind
from tests.simulator.world import World


def give_back(world: World, dice: Random) -> None:
    """Give back some units of a line of a paid order, with or without restock."""
    paid = world.desk.read(_paid)
    if not paid:
        return
    order_id = dice.choice(paid[-6:])
    line = dice.choice(world.desk.read(_lines, order_id))
    units = dice.randrange(line.quantity + 1)
    amount = line.total.part(units, line.quantity) if units else line.total.part(1, 3)
    refund = Refund(
        lines=(RefundedLine(line.id, units, amount),),
        reason=dice.choice(("Article abîmé", "Retard", "")),
        restock=dice.random() < 0.4,
        move_money=dice.random() < 0.5,
    )
    world.desk.do(refund_at_shop, world.desk.act(), order_id, refund)


def _paid(session: Session) -> list[OrderId]:
    wanted = select(Order.id).where(Order.paid_at.is_not(None), Order.shop_id.is_not(None))
    return list(session.scalars(wanted.order_by(Order.row)))


def _lines(session: Session, order_id: OrderId) -> list[OrderLine]:
    wanted = select(OrderLine).where(
        OrderLine.order_id == order_id,
        OrderLine.kind == LineKind.PRODUCT,
        OrderLine.kit_line_id.is_(None),
    )
    return list(session.scalars(wanted.order_by(OrderLine.position)))
