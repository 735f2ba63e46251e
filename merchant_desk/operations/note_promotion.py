"""The journal of an operation: every thing that happened to it, never written over."""

import json
from collections.abc import Mapping

from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.promotion import PromotionEvent
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PromotionId, RecordId
from merchant_desk.values.words import PromotionEventKind

_EVENTS = table(PromotionEvent)


def note_promotion(
    session: Session,
    gesture: Gesture,
    promotion_id: PromotionId,
    kind: PromotionEventKind,
    detail: Mapping[str, object] | None = None,
) -> RecordId:
    """Add a line to the journal of an operation; return which one."""
    event = PromotionEvent(
        row=next_row(session, _EVENTS),
        promotion_id=promotion_id,
        kind=kind,
        at=gesture.at,
        by=gesture.person,
        detail=json.dumps(detail or {}, ensure_ascii=False, sort_keys=True),
    )
    session.add(event)
    session.flush()
    return event.id
