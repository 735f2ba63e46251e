"""A storefront tells returns that its customers declared: each is expected here once."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.operations.declare_return import (
    DeclaredItem,
    ReturnDeclared,
    cancel_return,
    declare_return,
)
from merchant_desk.queries.return_units import lines_back
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import AnnouncedBy, ReturnKind, ReturnState
from merchant_desk.values.ids import OrderLineId
from merchant_desk.values.remote import RemoteOrder, RemoteReturn, RemoteReturnState
from merchant_desk.values.return_reasons import ReturnReason
from merchant_desk.values.texts import _

_KEY = "return:"
_OPEN = (ReturnState.DECLARED, ReturnState.RECEIVED)
_KINDS = {
    ReturnReason.DEFECT: ReturnKind.CONFORMITY,
    ReturnReason.NOT_AS_DESCRIBED: ReturnKind.CONFORMITY,
    ReturnReason.WRONG_ITEM: ReturnKind.WRONG_ITEM,
}


def match_returns(session: Session, gesture: Gesture, order: Order, remote: RemoteOrder) -> None:
    """Expect what was declared there, and no longer what was given up there."""
    session.flush()
    known = {
        each.remote_key: each
        for each in session.scalars(
            select(Return).where(
                Return.shop_id == order.shop_id, Return.remote_key.startswith(_KEY),
                Return.order_id == order.id,
            )
        )
    }  # fmt: skip
    alive = set[str | None]()
    for told in remote.returns:
        key = f"{_KEY}{told.remote_id}"
        if told.state is not RemoteReturnState.GIVEN_UP:
            alive.add(key)
        if key not in known and told.state is RemoteReturnState.EXPECTED:
            _expect(session, gesture, order, told, key)
    given_up = {f"{_KEY}{each.remote_id}" for each in remote.returns} - alive
    for name, returned in known.items():
        gone = name in given_up or (remote.all_returns and name not in alive)
        if gone and returned.state is ReturnState.DECLARED:
            why = _("Refusé ou repris dans la boutique en ligne")
            cancel_return(session, gesture, returned.id, why)


def _expect(session: Session, gesture: Gesture, order: Order, told: RemoteReturn, key: str) -> None:
    """Declare it, unless it was noted here by hand: then it is the same one."""
    opened = session.scalars(
        select(Return)
        .where(Return.order_id == order.id, Return.state.in_(_OPEN))
        .order_by(Return.row)
    ).all()
    waited = Counter[OrderLineId]()
    for line in session.scalars(
        select(ReturnLine).where(ReturnLine.return_id.in_([each.id for each in opened]))
    ):
        if line.order_line_id is not None:
            waited[line.order_line_id] += max(0, line.expected - line.received)
    items = _items(session, order, told, waited)
    if items:
        declare_return(session, gesture, _declared(order, told, key, items, gesture))
        return
    by_hand = next((each for each in opened if each.remote_key is None), None)
    if by_hand is not None:
        by_hand.shop_id, by_hand.remote_key = order.shop_id, key
        session.flush()


def _items(
    session: Session, order: Order, told: RemoteReturn, waited: Counter[OrderLineId]
) -> tuple[DeclaredItem, ...]:
    """Return what of it is not expected yet: never more than left."""
    lines = {line.remote_id: line for line in lines_back(session, order.id) if line.remote_id}
    found = []
    for each in told.lines:
        line = lines.get(each.line_id)
        if line is None:
            continue
        units = min(each.units, line.units.most - waited[line.line_id])
        if units > 0:
            waited[line.line_id] += units
            found.append(DeclaredItem(line.line_id, units, _reason(each.reason)))
    return tuple(found)


def _declared(
    order: Order,
    told: RemoteReturn,
    key: str,
    items: tuple[DeclaredItem, ...],
    gesture: Gesture,
) -> ReturnDeclared:
    kinds = {_KINDS.get(each.reason, ReturnKind.WITHDRAWAL) for each in items}
    return ReturnDeclared(
        order_id=order.id,
        items=items,
        kind=kinds.pop() if len(kinds) == 1 else ReturnKind.WITHDRAWAL,
        declared_at=max(order.placed_at, min(told.declared_at, gesture.at)),
        by=AnnouncedBy.STOREFRONT,
        shop_id=order.shop_id,
        remote_key=key,
        note=" · ".join(filter(None, (told.number, told.note))),
    )


def _reason(word: str) -> ReturnReason:
    return ReturnReason(word) if word in set(ReturnReason) else ReturnReason.OTHER
