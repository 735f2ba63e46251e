"""How many receipts wait aside though no soldes hold them any more, and how many units in all."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.queries.unmapped.day import BATCHES, PROMOTION_LINES, PROMOTIONS
from merchant_desk.values.words import PromotionState

_SEASON = timedelta(days=28)
"""The longest soldes: an operation that begins within them may be of those that run now."""


def returnable_count(now: datetime) -> Select[int]:
    """Return the question how many receipts may go back on sale."""
    holds = exists(
        select(PROMOTION_LINES.c.product_id)
        .join(PROMOTIONS, PROMOTIONS.c.id == PROMOTION_LINES.c.promotion_id)
        .where(PROMOTION_LINES.c.product_id == BATCHES.c.product_id, _of_this_season(now))
    )
    return select(func.count()).select_from(BATCHES).where(BATCHES.c.quarantined, ~holds)


def _of_this_season(now: datetime) -> ColumnElement[bool]:
    return (
        (PROMOTIONS.c.kind == "soldes")
        & PROMOTIONS.c.state.in_([PromotionState.PLANNED, PromotionState.RUNNING])
        & (PROMOTIONS.c.starts_at <= now + _SEASON)
        & or_(PROMOTIONS.c.ends_at.is_(None), PROMOTIONS.c.ends_at > now)
    )


def aside_count(session: Session) -> int:
    """Return how many units wait aside in all."""
    units = func.coalesce(func.sum(BATCHES.c.quantity), 0)
    return int(session.execute(select(units).where(BATCHES.c.quarantined)).scalar_one())
