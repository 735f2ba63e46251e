"""Write what came back on the lines of a return: those declared first, the others added."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.operations.move_returned import Graded
from merchant_desk.operations.sort_returned import Sorted
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Grade
from merchant_desk.values.ids import OrderLineId, ReturnLineId, new_id


def write_return_lines(
    session: Session, gesture: Gesture, returned: Return, came: Sequence[Sorted]
) -> list[Graded]:
    """Fill and add lines; return those whose units move now.

    What the order does not hold is written without a grade: it is kept aside until settled.
    """
    waiting = list(
        session.scalars(
            select(ReturnLine)
            .where(ReturnLine.return_id == returned.id, ReturnLine.grade.is_(None))
            .order_by(ReturnLine.id)
        )
    )
    graded = []
    for each in came:
        line = _declared(waiting, each)
        if line is not None and line.order_line_id is None:
            waiting += _identified(session, gesture, line, each.units)
        if line is None:
            line = _added(session, gesture, returned, each)
        line.received += each.units
        line.reason = each.item.reason.value
        line.note = each.item.note or line.note
        if each.line is not None:
            line.order_line_id = each.line.line_id
            line.grade = each.item.grade
            graded.append(Graded(line, each.item, each.units))
    session.flush()
    return graded


def fill_kits(session: Session, returned: Return, came: Mapping[OrderLineId, int]) -> None:
    """Note on the lines that wait for a kit that its parts are back; they alone were moved."""
    for line in session.scalars(
        select(ReturnLine).where(ReturnLine.return_id == returned.id, ReturnLine.grade.is_(None))
    ):
        kits = came.get(line.order_line_id, 0) if line.order_line_id and line.expected else 0
        if kits > 0 and line.received < line.expected:
            line.received = min(line.expected, line.received + kits)
            line.grade = Grade.RESELL if line.received == line.expected else None
    session.flush()


def _declared(waiting: list[ReturnLine], each: Sorted) -> ReturnLine | None:
    """Return the line that waits for these units, if one does; it waits no longer."""
    if each.line is None:
        return None
    for line in waiting:
        same = line.order_line_id == each.line.line_id
        found = line.order_line_id is None and line.product_id == each.item.product_id
        if same or found:
            waiting.remove(line)
            return line
    return None


def _identified(
    session: Session, gesture: Gesture, line: ReturnLine, units: int
) -> list[ReturnLine]:
    """Goods found without their order were counted, not moved; the rest of them still waits."""
    rest, line.received = line.received - units, 0
    if rest <= 0:
        return []
    kept = ReturnLine(
        id=ReturnLineId(new_id()),
        return_id=line.return_id,
        product_id=line.product_id,
        received=rest,
        note=line.note,
        at=gesture.at,
        by=gesture.person,
    )
    session.add(kept)
    return [kept]


def _added(session: Session, gesture: Gesture, returned: Return, each: Sorted) -> ReturnLine:
    line = ReturnLine(
        id=ReturnLineId(new_id()),
        return_id=returned.id,
        order_line_id=None if each.line is None else each.line.line_id,
        product_id=each.item.product_id,
        at=gesture.at,
        by=gesture.person,
    )
    session.add(line)
    return line
