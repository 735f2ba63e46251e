"""How many receipts wait aside though no soldes hold them any more, and how many units in all."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.promotion import Promotion, PromotionLine
from merchant_desk.values.words import PromotionState

_BATCHES, _PROMOTIONS, _LINES = table(Batch), table(Promotion), table(PromotionLine)
_SEASON = timedelta(days=28)
"""The longest soldes: an operation that begins within them may be of those that run now."""


def returnable_count(now: datetime) -> Select[int]:
    """Return the question how many receipts may go back on sale."""
    holds = exists(
        select(_LINES.c.product_id)
        .join(_PROMOTIONS, _PROMOTIONS.c.id == _LINES.c.promotion_id)
        .where(_LINES.c.product_id == _BATCHES.c.product_id, _of_this_season(now))
    )
    return select(func.count()).select_from(_BATCHES).where(_BATCHES.c.quarantined, ~holds)


def _of_this_season(now: datetime) -> ColumnElement[bool]:
    return (
        (_PROMOTIONS.c.kind == "soldes")
        & _PROMOTIONS.c.state.in_([PromotionState.PLANNED, PromotionState.RUNNING])
        & (_PROMOTIONS.c.starts_at <= now + _SEASON)
        & or_(_PROMOTIONS.c.ends_at.is_(None), _PROMOTIONS.c.ends_at > now)
    )


def aside_count(session: Session) -> int:
    """Return how many units wait aside in all."""
    units = func.coalesce(func.sum(_BATCHES.c.quantity), 0)
    return int(session.execute(select(units).where(_BATCHES.c.quarantined)).scalar_one())
