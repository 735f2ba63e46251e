"""What operations on prices add to the sales of a day: those that are over, and those to come."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low

from sqlalchemy import BigInteger, case, func, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.promotion import Promotion, PromotionEvent, PromotionLine
from merchant_desk.queries.demand_rows import midnight
from merchant_desk.rules.cash_sales.outlook import ONE
from merchant_desk.rules.promotion_result import PromotionResult, read_result
from merchant_desk.values.clock import PARIS
from merchant_desk.values.words import OrderState, PromotionEventKind, PromotionState

_PROMOTIONS, _LINES, _EVENTS = table(Promotion), table(PromotionLine), table(PromotionEvent)
_ORDERS, _SOLD = table(Order), table(OrderLine)
_LIVE = (PromotionState.PLANNED, PromotionState.RUNNING)
_INSTANT = timedelta(microseconds=1)
_OPEN_END = timedelta(weeks=4)
_WEEKS = timedelta(weeks=13)
_MOST_BP = 50_000
_PER_BP = ONE // 10_000


@dataclass(frozen=True)
class SalesLifts:
    """What operations did and will do."""

    brought: Mapping[date, int]
    """Cents that those that are over added to a day."""
    ahead: Mapping[date, int]
    """Millionths that those to come add to a day."""
    unmeasured: tuple[str, ...] = ()
    """Names of those to come of whose kind nothing was measured yet: they add nothing."""


def sales_lifts(session: Session, today: date, last: date) -> SalesLifts:
    """Return what operations added to past days, and are expected to add until a day."""
    learned = _learned(session)
    uplifts = _uplifts(learned)
    ahead: dict[date, int] = {}
    unmeasured = []
    for promotion_id, name, kind, days in _coming(session, today, last):
        if kind not in uplifts:
            unmeasured.append(name)
            continue
        added = uplifts[kind] * _PER_BP * _share(session, promotion_id, today) // ONE
        for day in days:
            ahead[day] = ahead.get(day, 0) + added
    return SalesLifts(_past(learned), ahead, tuple(unmeasured))


def _learned(session: Session) -> Sequence[tuple[str, PromotionResult]]:
    """Return the last kept result of each operation that is over, with its kind."""
    rows = session.execute(
        select(_EVENTS.c.promotion_id, _PROMOTIONS.c.kind, _EVENTS.c.detail)
        .join_from(_EVENTS, _PROMOTIONS, _PROMOTIONS.c.id == _EVENTS.c.promotion_id)
        .where(_EVENTS.c.kind == PromotionEventKind.LEARNED)
        .order_by(_EVENTS.c.row)
    )
    found = {row.promotion_id: (row.kind, read_result(json.loads(row.detail))) for row in rows}
    return list(found.values())


def _uplifts(learned: Sequence[tuple[str, PromotionResult]]) -> Mapping[str, int]:
    """Return by how many basis points each kind of operation raised the sales of its articles."""
    found: dict[str, list[int]] = {}
    for kind, result in learned:
        if result.uplift is not None:
            found.setdefault(kind, []).append(result.uplift.uplift_bp.middle)
    return {kind: min(max(median_low(each), 0), _MOST_BP) for kind, each in found.items()}


def _past(learned: Sequence[tuple[str, PromotionResult]]) -> Mapping[date, int]:
    found: dict[date, int] = {}
    for _kind, result in learned:
        if result.uplift is None:
            continue
        days = (result.last - result.first).days + 1
        extra = result.uplift.extra_revenue.middle.cents // max(days, 1)
        for place in range(days):
            day = result.first + timedelta(days=place)
            found[day] = found.get(day, 0) + extra
    return found


def _coming(
    session: Session, today: date, last: date
) -> Sequence[tuple[bytes, str, str, Sequence[date]]]:
    until = midnight(last + timedelta(days=1))
    rows = session.execute(
        select(
            _PROMOTIONS.c.id,
            _PROMOTIONS.c.title,
            _PROMOTIONS.c.kind,
            _PROMOTIONS.c.starts_at,
            _PROMOTIONS.c.ends_at,
        ).where(_PROMOTIONS.c.state.in_(_LIVE), _PROMOTIONS.c.starts_at < until)
    )
    found = []
    for row in rows:
        first = max(_day(row.starts_at), today)
        ends = min(_day((row.ends_at or row.starts_at + _OPEN_END) - _INSTANT), last)
        days = [first + timedelta(days=each) for each in range((ends - first).days + 1)]
        if days:
            found.append((row.id, row.title, row.kind, days))
    return found


def _share(session: Session, promotion_id: bytes, today: date) -> int:
    """Return which part of the last weeks' orders were of its articles, in millionths."""
    articles = select(_LINES.c.product_id).where(_LINES.c.promotion_id == promotion_id)
    cents = type_coerce(_SOLD.c.total, BigInteger)
    row = session.execute(
        select(func.sum(case((_SOLD.c.product_id.in_(articles), cents), else_=0)), func.sum(cents))
        .join_from(_ORDERS, _SOLD, _SOLD.c.order_id == _ORDERS.c.id)
        .where(
            _ORDERS.c.placed_at >= midnight(today - _WEEKS),
            _ORDERS.c.placed_at < midnight(today),
            _ORDERS.c.state != OrderState.CANCELLED,
        )
    ).one()
    inside, whole = int(row[0] or 0), int(row[1] or 0)
    return min(inside * ONE // whole, ONE) if whole > 0 else 0


def _day(instant: datetime) -> date:
    return instant.astimezone(PARIS).date()
