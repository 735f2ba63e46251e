"""Write down, once, what operations brought when the two weeks after them are over."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.promotion import Promotion, PromotionEvent
from merchant_desk.operations.note_promotion import note_promotion
from merchant_desk.queries.promotion_result import AFTER, worked_out
from merchant_desk.rules.promotion_result import result_facts
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.words import PromotionEventKind, PromotionState

_PROMOTIONS, _EVENTS = table(Promotion), table(PromotionEvent)
_AT_ONCE = 20


def learn_promotions(session: Session, gesture: Gesture) -> int:
    """Keep what operations brought, the oldest first; return how many were learnt from."""
    rows = session.execute(
        select(_PROMOTIONS)
        .where(
            _PROMOTIONS.c.state == PromotionState.ENDED,
            _PROMOTIONS.c.ends_at <= gesture.at - AFTER,
            ~_learnt(),
        )
        .order_by(_PROMOTIONS.c.ends_at)
        .limit(_AT_ONCE)
    ).all()
    for row in rows:
        facts = result_facts(worked_out(session, row, gesture.at))
        note_promotion(session, gesture, row.id, PromotionEventKind.LEARNED, facts)
    return len(rows)


def next_lesson(session: Session) -> datetime | None:
    """Return when the next operation can be learnt from; None when nothing waits."""
    first = session.execute(
        select(func.min(_PROMOTIONS.c.ends_at)).where(
            _PROMOTIONS.c.state == PromotionState.ENDED, ~_learnt()
        )
    ).scalar()
    return None if first is None else first + AFTER


def _learnt() -> ColumnElement[bool]:
    return exists().where(
        _EVENTS.c.promotion_id == _PROMOTIONS.c.id,
        _EVENTS.c.kind == PromotionEventKind.LEARNED,
    )
