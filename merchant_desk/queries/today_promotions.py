"""The operations that start or end today or tomorrow, for the page of the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from merchant_desk.queries.unmapped.day import PROMOTIONS
from merchant_desk.values.clock import PARIS
from merchant_desk.values.ids import PromotionId
from merchant_desk.values.words import PromotionState

_SOON = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class NextPromotion:
    """The first of them."""

    id: PromotionId
    title: str
    at: datetime


def promotion_counts(now: datetime) -> dict[str, Select[Any]]:
    """Return how many start, and how many end, before the day after tomorrow."""
    return {
        name: select(func.count()).select_from(PROMOTIONS).where(condition)
        for name, condition in _conditions(now).items()
    }


def promotion_details(now: datetime) -> dict[str, Select[Any]]:
    """Return what is told of the first that starts, and of the first that ends."""
    wanted = {}
    for name, condition in _conditions(now).items():
        at = _at(name)
        for part in (PROMOTIONS.c.id, PROMOTIONS.c.title, at):
            first = select(part).where(condition).order_by(at, PROMOTIONS.c.id).limit(1)
            wanted[f"{name}_{'at' if part is at else part.key}"] = first
    return wanted


def next_promotions(found: Mapping[str, Any]) -> Mapping[str, NextPromotion]:
    """Return the first of each, as the details told them."""
    return {
        name: NextPromotion(found[f"{name}_id"], found[f"{name}_title"], found[f"{name}_at"])
        for name in ("starting", "ending")
        if found[f"{name}_id"] is not None
    }


def _conditions(now: datetime) -> dict[str, ColumnElement[bool]]:
    today = datetime.combine(now.astimezone(PARIS).date(), time(), PARIS)
    limit = (today + _SOON).astimezone(now.tzinfo)
    return {
        "starting": and_(
            PROMOTIONS.c.state == PromotionState.PLANNED, PROMOTIONS.c.starts_at < limit
        ),
        "ending": and_(PROMOTIONS.c.state == PromotionState.RUNNING, PROMOTIONS.c.ends_at <= limit),
    }


def _at(name: str) -> ColumnElement[Any]:
    return PROMOTIONS.c.starts_at if name == "starting" else PROMOTIONS.c.ends_at
