"""Keep what a person decided about orders, with who and when."""

from collections.abc import Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import OrderEvent
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, RecordId, new_id
from merchant_desk.values.words import OrderEventKind

_EVENTS = table(OrderEvent)


def note_decision(
    session: Session,
    gesture: Gesture,
    order_ids: Sequence[OrderId],
    kind: OrderEventKind,
    detail: str = "",
) -> None:
    """Write one line in the history of each of these orders."""
    if not order_ids:
        return
    session.execute(
        insert(_EVENTS),
        [
            {
                "id": RecordId(new_id()),
                "order_id": order_id,
                "kind": kind,
                "detail": detail,
                "at": gesture.at,
                "by": gesture.person,
                "station_id": gesture.station_id,
            }
            for order_id in order_ids
        ],
    )
