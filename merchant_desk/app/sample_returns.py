"""Goods that come back to the sample shop: announced, back on the shelf, and damaged."""

from dataclasses import replace

from sqlalchemy.orm import Session

from merchant_desk.operations.declare_return import DeclaredItem, ReturnDeclared, declare_return
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.operations.take_return import take_return
from merchant_desk.queries import demo_report as figures
from merchant_desk.queries.return_units import OrderLineBack, lines_back
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import AnnouncedBy, Grade, ReturnKind
from merchant_desk.values.ids import OrderId, ProductId, RecordId, new_id
from merchant_desk.values.return_reasons import ReturnReason
from merchant_desk.values.taken_return import PayBack, ReturnTaken, TakenItem

_MINUTES = 6
_FIRST, _SHIPPED = 8, 5
"""Which orders leave: neither the late ones nor those a demonstration packs."""


def take_some_back(session: Session, gesture: Gesture) -> None:
    """Ship a few orders; of some of them goods come back."""
    ready = figures.orders_with_stock(session)
    wanted = ready[_FIRST : _FIRST + _SHIPPED]
    gone = [each.order_id for each in ship_orders(session, gesture, wanted).closed]
    if len(gone) < _SHIPPED:
        return
    changed, small, broken, refused, announced = gone
    _take(session, gesture, changed, _back(Grade.RESELL, ReturnReason.CHANGED_MIND))
    _take(session, gesture, small, _back(Grade.SECOND_CHOICE, ReturnReason.NOT_AS_DESCRIBED))
    spoilt = _back(Grade.SCRAP, ReturnReason.DAMAGED)
    later = replace(spoilt, kind=ReturnKind.CONFORMITY, pay_back=PayBack.LATER)
    _take(session, gesture, broken, later)
    told = _declared(session, announced, ReturnReason.CHANGED_MIND, ReturnKind.WITHDRAWAL)
    declare_return(session, gesture, told)
    told = _declared(session, refused, ReturnReason.NPAI, ReturnKind.REFUSED)
    declare_return(session, gesture, told)


def _declared(
    session: Session, order_id: OrderId, reason: ReturnReason, kind: ReturnKind
) -> ReturnDeclared:
    line = _line(session, order_id)
    item = DeclaredItem(line.line_id, line.units.most, reason)
    return ReturnDeclared(order_id=order_id, items=(item,), kind=kind, by=AnnouncedBy.EMAIL)


def _back(grade: Grade, reason: ReturnReason) -> ReturnTaken:
    item = TakenItem(product_id=ProductId(b""), grade=grade, reason=reason)
    return ReturnTaken(
        taking_id=RecordId(b""), order_id=OrderId(b""), items=(item,), minutes=_MINUTES
    )


def _take(session: Session, gesture: Gesture, order_id: OrderId, back: ReturnTaken) -> None:
    """Take one unit of the first line back; ``back`` says how."""
    product_id = _line(session, order_id).product_id
    if product_id is None:
        return
    item = replace(back.items[0], product_id=product_id)
    taken = replace(back, taking_id=RecordId(new_id()), order_id=order_id, items=(item,))
    take_return(session, gesture, taken)


def _line(session: Session, order_id: OrderId) -> OrderLineBack:
    """Return the first line of an order whose goods left."""
    return next(each for each in lines_back(session, order_id) if each.units.most)
