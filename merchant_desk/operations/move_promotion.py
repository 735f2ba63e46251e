"""Move an operation in the calendar, or change its length: judged again like any other change."""

from datetime import UTC, date, datetime, timedelta, tzinfo

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.promotion import Acknowledgement, Promotion
from merchant_desk.operations.plan_promotion import plan_promotion, save_draft
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.queries.promotion_calendar import MAINLAND
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.promotion_draft import PromotionDraft, read_draft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PromotionId
from merchant_desk.values.texts import _
from merchant_desk.values.words import PromotionState

_ACKNOWLEDGED = table(Acknowledgement)


def move_promotion(
    session: Session,
    gesture: Gesture,
    promotion_id: PromotionId,
    start_days: int,
    end_days: int,
) -> None:
    """Move the start and the end by days; local times stay, also over a change of clocks.

    Warnings she took upon herself stay so; a new one refuses the move until it is read. Raises
    RefusedError.
    """
    promotion = session.get(Promotion, promotion_id)
    if promotion is None:
        raise RefusedError(
            _("L’opération n’a pas été déplacée\u00a0: elle n’existe plus."),
            _("Le calendrier montre ce qui est planifié."),
        )
    clock = clock_of(shop_zone(session) or MAINLAND)
    draft = _moved(read_draft(promotion.plan), start_days, end_days, clock)
    if promotion.state is PromotionState.DRAFT:
        save_draft(session, gesture, draft, promotion_id)
        return
    read = session.scalars(
        select(_ACKNOWLEDGED.c.rule).where(_ACKNOWLEDGED.c.promotion_id == promotion_id)
    )
    plan_promotion(session, gesture, draft, frozenset(read), promotion_id)


def _moved(draft: PromotionDraft, start_days: int, end_days: int, clock: tzinfo) -> PromotionDraft:
    together = start_days == end_days
    steps = tuple(
        replace(each, starts_at=_shifted(each.starts_at, start_days, clock)) if together else each
        for each in draft.steps
    )
    return replace(
        draft,
        starts_at=_shifted(draft.starts_at, start_days, clock),
        ends_at=None if draft.ends_at is None else _shifted(draft.ends_at, end_days, clock),
        steps=steps,
    )


def _shifted(instant: datetime, days: int, clock: tzinfo) -> datetime:
    local = instant.astimezone(clock)
    day: date = local.date() + timedelta(days=days)
    return datetime.combine(day, local.time(), clock).astimezone(UTC)
