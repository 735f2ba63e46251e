"""Labels that were asked for, as they were: drawn from what was kept, never anew."""

import json

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.promotion import PromotionEvent
from merchant_desk.values.ids import RecordId
from merchant_desk.values.price_tags import PriceTags
from merchant_desk.values.words import PromotionEventKind

_EVENTS = table(PromotionEvent)


def kept_tags(session: Session, event_id: RecordId) -> PriceTags | None:
    """Return the labels of a line of the journal; None where it tells of none."""
    detail = session.execute(
        select(_EVENTS.c.detail).where(
            _EVENTS.c.id == event_id, _EVENTS.c.kind == PromotionEventKind.TAGGED
        )
    ).scalar()
    return None if detail is None else msgspec.convert(json.loads(detail), PriceTags)
