"""Finish what is left of a return: the rest will not come, or what was kept aside is settled."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.move_returned import ASIDE_OF
from merchant_desk.operations.note_return import find_return, note_return
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.take_apart import take_apart
from merchant_desk.operations.take_from_bins import usual_bin
from merchant_desk.operations.take_return import settle_if_done
from merchant_desk.queries.return_units import left_at
from merchant_desk.rules.returns.units import share_of
from merchant_desk.values.french import items
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Grade, ReturnEventKind, ReturnState
from merchant_desk.values.ids import PlaceId, RecordId, ReturnId, ReturnLineId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.places import ASIDE, BACK_TO_SUPPLIER, CUSTOMER, REPAIR, SCRAP, SUPPLIER
from merchant_desk.values.return_words import grade_words
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

_PER_CENT = 100
_REASONS = {
    Grade.RESELL: MoveReason.REPAIR,
    Grade.SUPPLIER: MoveReason.BACK_TO_SUPPLIER,
    Grade.SCRAP: MoveReason.SCRAP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavesAside:
    """Units of a line that leave repair, or the pile of the supplier.

    ``to``: RESELL puts them back in a bin, SUPPLIER hands them over, SCRAP throws them away.
    """

    line_id: ReturnLineId
    to: Grade
    units: int
    place_id: PlaceId | None = None
    credit: Money = ZERO
    """What the supplier gives for them, before VAT."""


def leave_aside(session: Session, gesture: Gesture, leaves: LeavesAside) -> None:
    """Take units out of repair or of the supplier's pile.

    Raises RefusedError when fewer lie there.
    """
    session.flush()
    line = session.get(ReturnLine, leaves.line_id, with_for_update=True, populate_existing=True)
    if line is None or line.place_id not in ASIDE or leaves.to not in _REASONS:
        raise _not_there(0)
    there = line.received - _left_already(session, line)
    if not 0 < leaves.units <= there:
        raise _not_there(there)
    returned = session.get_one(Return, line.return_id)
    cost = _cost(session, returned, line, leaves.units)
    to, value = _destination(session, line, leaves, cost)
    move = Move(
        line.product_id, PlaceId(line.place_id), to, leaves.units, _REASONS[leaves.to],
        returned.number, lot_id=line.lot_id, value=value, cause_id=RecordId(line.id),
    )  # fmt: skip
    moves = take_apart(session, [move])
    post_moves(session, gesture, moves)
    if leaves.to is not Grade.RESELL:
        line.write_down += cost - leaves.credit.cents * _PER_CENT
    queue_state(session, gesture, "stock", sorted({each.product_id for each in moves}))
    detail = f"{items(leaves.units)} · {grade_words(leaves.to)}"
    note_return(session, gesture, returned, ReturnEventKind.CHANGED, detail)


def grade_odd(session: Session, gesture: Gesture, line_id: ReturnLineId, grade: Grade) -> None:
    """Settle an article that the order does not hold: it is ours now, and stays so graded.

    Nothing is credited for it. Raises RefusedError when it was settled before.
    """
    session.flush()
    line = session.get(ReturnLine, line_id, with_for_update=True, populate_existing=True)
    if line is None or line.grade is not None or line.received <= 0:
        raise RefusedError(
            _("Rien n’a changé\u00a0: cet article est déjà réglé."),
            _("La liste va se mettre à jour."),
        )
    returned = session.get_one(Return, line.return_id)
    place = ASIDE_OF.get(grade) or usual_bin(session, line.product_id)
    line.grade, line.place_id = grade, place
    product = session.get_one(Product, line.product_id)
    if product.stocked:
        move = Move(
            line.product_id, CUSTOMER, place, line.received, MoveReason.RETURN, returned.number,
            cause_id=RecordId(line.id),
        )  # fmt: skip
        moves = take_apart(session, [move])
        post_moves(session, gesture, moves)
        queue_state(session, gesture, "stock", sorted({each.product_id for each in moves}))
    note_return(session, gesture, returned, ReturnEventKind.CHANGED, grade_words(grade))
    settle_if_done(session, gesture, returned)


def close_return(session: Session, gesture: Gesture, return_id: ReturnId) -> bool:
    """Wait no longer for what was declared and did not come; tell whether all is settled."""
    returned = find_return(session, return_id)
    if returned.state is not ReturnState.RECEIVED:
        raise RefusedError(
            _("Le retour n’a pas été clos\u00a0: rien n’en est revenu, ou il est déjà fait."),
            _("Annulez-le s’il ne viendra pas."),
        )
    lines = session.scalars(select(ReturnLine).where(ReturnLine.return_id == returned.id))
    for line in lines:
        line.expected = min(line.expected, line.received)
        if not line.received and line.grade is None:
            line.grade = Grade.SCRAP  # nothing came of it: there is nothing left to grade
    words = _("Le reste ne viendra pas")
    note_return(session, gesture, returned, ReturnEventKind.CHANGED, words)
    return settle_if_done(session, gesture, returned)


def _destination(
    session: Session, line: ReturnLine, leaves: LeavesAside, cost: int
) -> tuple[PlaceId, int | None]:
    if leaves.to is Grade.RESELL:
        place = leaves.place_id or usual_bin(session, line.product_id)
        return place, cost or None
    return (SUPPLIER if leaves.to is Grade.SUPPLIER else SCRAP), None


def _left_already(session: Session, line: ReturnLine) -> int:
    gone = session.scalar(
        select(func.sum(StockMove.quantity)).where(
            StockMove.product_id == line.product_id,
            StockMove.cause_id == RecordId(line.id),
            StockMove.from_place_id.in_([REPAIR, BACK_TO_SUPPLIER]),
        )
    )
    return int(gone or 0)


def _cost(session: Session, returned: Return, line: ReturnLine, units: int) -> int:
    """Return what the units had left for; of goods without an order, their last known cost."""
    left = (
        None
        if returned.order_id is None
        else left_at(session, returned.order_id).get(line.product_id)
    )
    if left is not None:
        return share_of(left.value, 0, units, left.quantity)
    known = session.get_one(Product, line.product_id).cost_tenthousandths
    return (known or 0) * units


def _not_there(there: int) -> RefusedError:
    return RefusedError(
        _("Le stock n’a pas bougé\u00a0: ces unités n’attendent plus là."),
        _("Il en reste {n}.").format(n=items(there)),
    )
