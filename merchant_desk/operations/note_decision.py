"""Keep what a person decided about orders, with who and when."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.order import OrderEvent
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, RecordId, new_ids
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
    insert_into(
        session,
        _EVENTS,
        [
            {
                "id": RecordId(event_id),
                "order_id": order_id,
                "kind": kind,
                "detail": detail,
                "at": gesture.at,
                "by": gesture.person,
                "station_id": gesture.station_id,
            }
            for event_id, order_id in zip(new_ids(len(order_ids)), order_ids, strict=True)
        ],
    )
