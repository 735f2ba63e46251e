"""A storefront tells refunds of goods that left: match the returns here, or expect the goods.

What it tells is cumulative, and what was asked of it from here is known: so a refund told late,
twice, or before the goods are back is counted once, and never moves stock.
"""

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order
from merchant_desk.models.returned import Return, ReturnEvent, ReturnLine
from merchant_desk.operations.note_return import new_return, note_return
from merchant_desk.operations.take_return import settle_if_done
from merchant_desk.queries.return_units import OrderLineBack, lines_back
from merchant_desk.rules.returns.clocks import send_back_by
from merchant_desk.rules.returns.units import told_again
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import items
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import (
    AnnouncedBy,
    ReturnEventKind,
    ReturnKind,
    ReturnState,
)
from merchant_desk.values.ids import OrderLineId, ReturnId, ReturnLineId, new_id
from merchant_desk.values.remote import RemoteLine, RemoteOrder
from merchant_desk.values.return_reasons import ReturnReason
from merchant_desk.values.texts import _


def match_refunds(
    session: Session, gesture: Gesture, order: Order, remote: RemoteOrder
) -> ReturnId | None:
    """Settle returns that this refund pays; return the one that now expects goods, if any."""
    if not any(line.refunded_quantity for line in remote.lines) and not remote.refunds:
        return None
    session.flush()
    lines = lines_back(session, order.id)
    if not any(line.units.shipped for line in lines):
        return None
    fresh = _fresh(lines, {line.remote_id: line for line in remote.lines})
    if fresh:
        _attach(session, order, remote, fresh)
    _settle_open(session, gesture, order)
    if not any(fresh.values()):
        return None
    return _expect(session, gesture, order, remote, lines, fresh)


def _attach(
    session: Session, order: Order, remote: RemoteOrder, fresh: dict[OrderLineId, int]
) -> None:
    """Let returns that are known here answer for these units; what is left of them is new."""
    paid = select(ReturnEvent.return_id).where(ReturnEvent.kind == ReturnEventKind.REFUNDED)
    known = session.scalars(
        select(Return)
        .where(
            Return.order_id == order.id,
            Return.refund_key.is_(None),
            Return.state.in_([ReturnState.DECLARED, ReturnState.RECEIVED]),
            Return.id.not_in(paid),
        )
        .order_by(Return.row)
    ).all()
    for place, returned in enumerate(known):
        taken = 0
        for line in session.scalars(select(ReturnLine).where(ReturnLine.return_id == returned.id)):
            if line.order_line_id is None:
                continue
            units = min(fresh.get(line.order_line_id, 0), max(line.expected, line.received))
            if units:
                fresh[line.order_line_id] -= units
                line.expected = max(line.expected, units)
                taken += units
        if taken:
            returned.shop_id = order.shop_id
            returned.refund_key = _key(remote) + (f":{place}" if place else "")
    session.flush()


def covered_units(line: RemoteLine, ordered: int, shipped: int) -> int:
    """Return how many refunded units had left: they are returns, not fewer to send."""
    return max(0, min(line.refunded_quantity, ordered) - (ordered - shipped))


def _fresh(
    lines: tuple[OrderLineBack, ...], told: Mapping[str, RemoteLine]
) -> dict[OrderLineId, int]:
    found = {}
    for line in lines:
        remote = told.get(line.remote_id)
        units = 0 if remote is None else told_again(remote.refunded_quantity, line.units)
        if units:
            found[line.line_id] = units
    return found


def _settle_open(session: Session, gesture: Gesture, order: Order) -> None:
    """Settle the returns that waited for this money."""
    waiting = session.scalars(
        select(Return).where(Return.order_id == order.id, Return.state == ReturnState.RECEIVED)
    ).all()
    for returned in waiting:
        if settle_if_done(session, gesture, returned):
            words = _("Remboursé dans la boutique en ligne")
            note_return(session, gesture, returned, ReturnEventKind.REFUNDED, words)


def _expect(
    session: Session,
    gesture: Gesture,
    order: Order,
    remote: RemoteOrder,
    lines: tuple[OrderLineBack, ...],
    fresh: Mapping[OrderLineId, int],
) -> ReturnId:
    """Write a return that the storefront declared; what came here already is not waited for."""
    returned = new_return(session, gesture, order, ReturnKind.WITHDRAWAL)
    returned.shop_id, returned.refund_key = order.shop_id, f"{_key(remote)}:new"
    returned.announced_by = AnnouncedBy.STOREFRONT
    returned.send_back_by = send_back_by(paris_date(gesture.at))
    returned.note = next((each.reason for each in remote.refunds if each.reason), "")
    waited = 0
    for line in lines:
        units = fresh.get(line.line_id, 0)
        if not units or line.product_id is None:
            continue
        waited += min(units, line.units.most)
        session.add(
            ReturnLine(
                id=ReturnLineId(new_id()),
                return_id=returned.id,
                order_line_id=line.line_id,
                product_id=line.product_id,
                expected=units,
                reason=ReturnReason.OTHER.value,
                at=gesture.at,
                by=gesture.person,
            )
        )
    if not waited:
        returned.state = ReturnState.SETTLED
        returned.settled_at = gesture.at
    detail = _("{items} remboursés dans la boutique en ligne").format(
        items=items(sum(fresh.values()))
    )
    note_return(session, gesture, returned, ReturnEventKind.DECLARED, detail)
    return returned.id


def _key(remote: RemoteOrder) -> str:
    """Return what names this state of the refunds: unique, so that it is declared once."""
    told = sorted(f"{line.remote_id}={line.refunded_quantity}" for line in remote.lines)
    digest = sha256(f"{remote.remote_id}|{'|'.join(told)}".encode()).hexdigest()
    return digest[:32]
