"""Goods that were found turn out to be those that were announced: one return is enough."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.operations.declare_return import cancel_return
from merchant_desk.operations.sort_returned import Sorted
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnState
from merchant_desk.values.ids import OrderLineId
from merchant_desk.values.texts import _


def join_returns(
    session: Session, gesture: Gesture, returned: Return, came: Sequence[Sorted]
) -> None:
    """Wait no longer for returns of the same order whose every unit has now come.

    One that still expects something stays; what a storefront refunded of it is not forgotten.
    """
    units = Counter[OrderLineId]()
    for each in came:
        if each.line is not None:
            units[each.line.line_id] += each.units
    announced = session.scalars(
        select(Return)
        .where(
            Return.order_id == returned.order_id,
            Return.id != returned.id,
            Return.state == ReturnState.DECLARED,
        )
        .order_by(Return.row)
    ).all()
    for other in announced:
        lines = session.scalars(select(ReturnLine).where(ReturnLine.return_id == other.id)).all()
        expected = Counter[OrderLineId]()
        for line in lines:
            if line.order_line_id is not None:
                expected[line.order_line_id] += line.expected
        if expected and all(units[line] >= count for line, count in expected.items()):
            units -= expected
            returned.declared_at = min(returned.declared_at, other.declared_at)
            why = _("Ses articles sont revenus avec {number}").format(number=returned.number)
            cancel_return(session, gesture, other.id, why)
