"""The operations on prices of each article, with what those that are over brought; its soldes."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.promotion import Promotion, PromotionEvent, PromotionLine
from merchant_desk.queries.demand_rows import window_start
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.rules.forecast.promotions import Campaign
from merchant_desk.rules.forecast.season import AHEAD
from merchant_desk.rules.legal.soldes_periods import period_at
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.promotion_draft import read_draft
from merchant_desk.rules.promotion_result import read_result
from merchant_desk.values.clock import PARIS
from merchant_desk.values.words import PromotionEventKind, PromotionState

_PROMOTIONS, _LINES, _EVENTS = table(Promotion), table(PromotionLine), table(PromotionEvent)
_LIVE = (PromotionState.PLANNED, PromotionState.RUNNING)
_OPEN_END = timedelta(weeks=4)
_INSTANT = timedelta(microseconds=1)
SOLDES = "soldes"
T = TypeVar("T")


def campaigns(session: Session, today: date) -> Mapping[bytes, tuple[Campaign, ...]]:
    """Return the operations of every article, in the weeks looked at and to come."""
    start = datetime.combine(window_start(today), datetime.min.time(), PARIS)
    until = datetime.combine(today + timedelta(weeks=AHEAD), datetime.min.time(), PARIS)
    rows = session.execute(
        select(
            _PROMOTIONS.c.id,
            _PROMOTIONS.c.kind,
            _PROMOTIONS.c.starts_at,
            _PROMOTIONS.c.ends_at,
        ).where(
            _PROMOTIONS.c.state.in_((*_LIVE, PromotionState.ENDED)),
            _PROMOTIONS.c.starts_at < until,
            (_PROMOTIONS.c.ends_at >= start) | _PROMOTIONS.c.ends_at.is_(None),
        )
    ).all()
    brought = _brought(session)
    found = {
        row.id: Campaign(
            row.kind,
            row.starts_at.astimezone(PARIS).date(),
            ((row.ends_at or row.starts_at + _OPEN_END) - _INSTANT).astimezone(PARIS).date(),
            brought.get(row.id),
        )
        for row in rows
    }
    return _by_article(session, found)


def soldes_seasons(session: Session, today: date) -> Mapping[bytes, tuple[tuple[date, date], ...]]:
    """Return the seasons in which each article is or will be soldé: first and last days."""
    zone = shop_zone(session)
    if zone is None:
        return {}
    clock = clock_of(zone)
    rows = session.execute(
        select(_PROMOTIONS.c.id, _PROMOTIONS.c.plan).where(
            _PROMOTIONS.c.kind == SOLDES, _PROMOTIONS.c.state.in_(_LIVE)
        )
    )
    seasons = {}
    for row in rows:
        draft = read_draft(row.plan)
        opening = draft.starts.opening(clock)
        periods = [each for ch in draft.channels if (each := period_at(zone, ch, opening))]
        last = max((each.end.date() for each in periods), default=date.min)
        if last >= today:
            seasons[row.id] = (min(each.start.date() for each in periods), last)
    return _by_article(session, seasons)


def _by_article(session: Session, known: Mapping[bytes, T]) -> dict[bytes, tuple[T, ...]]:
    """Return what is known of the operations of each article."""
    if not known:
        return {}
    found: dict[bytes, tuple[T, ...]] = {}
    rows = session.execute(
        select(_LINES.c.promotion_id, _LINES.c.product_id)
        .where(_LINES.c.promotion_id.in_(known))
        .distinct()
    )
    for row in rows:
        found[row.product_id] = (*found.get(row.product_id, ()), known[row.promotion_id])
    return found


def _brought(session: Session) -> Mapping[bytes, int]:
    """Return the uplift of each operation that is over, as it was measured and kept."""
    rows = session.execute(
        select(_EVENTS.c.promotion_id, _EVENTS.c.detail)
        .where(_EVENTS.c.kind == PromotionEventKind.LEARNED)
        .order_by(_EVENTS.c.row)
    )
    found = {}
    for row in rows:
        uplift = read_result(json.loads(row.detail)).uplift
        if uplift is not None:
            found[row.promotion_id] = uplift.uplift_bp.middle
    return found
