"""What an operation brought, worked out from orders, or as it was kept once nothing moves."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.product import PriceChange, Product
from merchant_desk.models.promotion import Promotion, PromotionEvent, PromotionLine
from merchant_desk.queries.law_shop import shop_zone
from merchant_desk.rules.legal.words_of_law import DISTANCE
from merchant_desk.rules.legal.zones import clock_of
from merchant_desk.rules.promotion_result import PromotionResult, read_result
from merchant_desk.rules.promotion_uplift import (
    WEEKS,
    ArticleSales,
    DaySold,
    days_between,
    uplift,
)
from merchant_desk.values.clock import PARIS
from merchant_desk.values.ids import ProductId, PromotionId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.words import OrderState, PromotionEventKind, PromotionState

AFTER = timedelta(days=14)
"""How long a dip is looked for."""
_LEAST_AFTER = 7
_PROMOTIONS, _LINES, _EVENTS, _ORDERS, _SOLD, _PRODUCTS, _PRICES = (
    table(Promotion),
    table(PromotionLine),
    table(PromotionEvent),
    table(Order),
    table(OrderLine),
    table(Product),
    table(PriceChange),
)
_DAY, _INSTANT = timedelta(days=1), timedelta(microseconds=1)
_SOLD_STATES = tuple(
    each for each in OrderState if each not in (OrderState.CANCELLED, OrderState.UNPAID)
)


@dataclass(frozen=True, slots=True)
class LastTime:
    """The latest operation of a kind that is over, and what it brought."""

    promotion_id: PromotionId
    title: str
    result: PromotionResult


def promotion_result(
    session: Session, promotion_id: PromotionId, now: datetime
) -> PromotionResult | None:
    """Return what an operation that is over brought, as kept or as far as it is known now."""
    row = session.execute(select(_PROMOTIONS).where(_PROMOTIONS.c.id == promotion_id)).first()
    if row is None or row.state is not PromotionState.ENDED or row.ends_at is None:
        return None
    kept = session.execute(
        select(_EVENTS.c.detail)
        .where(
            _EVENTS.c.promotion_id == promotion_id,
            _EVENTS.c.kind == PromotionEventKind.LEARNED,
        )
        .order_by(_EVENTS.c.row.desc())
    ).scalar()
    return read_result(json.loads(kept)) if kept else worked_out(session, row, now)


def last_of_kind(
    session: Session, kind: str, now: datetime, but_not: PromotionId | None = None
) -> LastTime | None:
    """Return what the latest operation of a kind brought, if one is over and could be compared."""
    rows = session.execute(
        select(_PROMOTIONS.c.id, _PROMOTIONS.c.title)
        .where(_PROMOTIONS.c.kind == kind, _PROMOTIONS.c.state == PromotionState.ENDED)
        .order_by(_PROMOTIONS.c.ends_at.desc())
        .limit(3)
    )
    for row in rows:
        if row.id == but_not:
            continue
        result = promotion_result(session, PromotionId(row.id), now)
        if result is not None and result.uplift is not None:
            return LastTime(PromotionId(row.id), row.title, result)
    return None


def worked_out(session: Session, promotion: Any, now: datetime) -> PromotionResult:
    """Compare the sales of an operation that is over, and of the two weeks after it."""
    zone = shop_zone(session)
    clock = clock_of(zone) if zone else PARIS
    begun = promotion.starts_at.astimezone(clock).date()
    last = (promotion.ends_at - _INSTANT).astimezone(clock).date()
    if not DISTANCE & set(promotion.channels.split(",")):
        return PromotionResult(begun, last, 0, ZERO, None, None, settled=True, sales_known=False)
    articles = _article_sales(session, promotion, clock, now)
    days = days_between(begun, last)
    sold = [each.days[day] for each in articles for day in days if day in each.days]
    settled = promotion.ends_at + AFTER <= now
    after = days_between(last + _DAY, last + AFTER)
    dip = uplift(articles, begun, after) if settled and _open(articles, after) else None
    return PromotionResult(
        first=begun,
        last=last,
        units=sum(each.units for each in sold),
        revenue=total(each.revenue for each in sold),
        uplift=uplift(articles, begun, days),
        dip_bp=None if dip is None else dip.uplift_bp,
        settled=settled,
    )


def _open(articles: Sequence[ArticleSales], days: Sequence[date]) -> bool:
    """Tell whether enough days after were free of other operations."""
    free = [day for day in days if any(day not in each.elsewhere for each in articles)]
    return len(free) >= _LEAST_AFTER


def _article_sales(
    session: Session, promotion: Any, clock: tzinfo, now: datetime
) -> tuple[ArticleSales, ...]:
    first = promotion.starts_at.astimezone(clock).date() - WEEKS * 7 * _DAY
    since = datetime.combine(first, time.min, clock)
    until = min(promotion.ends_at + AFTER + _DAY, now)
    ids = list(
        session.scalars(
            select(_LINES.c.product_id).where(_LINES.c.promotion_id == promotion.id).distinct()
        )
    )
    sold = _sold(session, ids, since, until, clock)
    elsewhere = _elsewhere(session, promotion, ids, since, until, clock)
    known = {
        row.product_id: row.known_at
        for row in session.execute(
            select(_PRICES.c.product_id, func.min(_PRICES.c.from_at).label("known_at"))
            .where(_PRICES.c.product_id.in_(ids))
            .group_by(_PRICES.c.product_id)
        )
    }
    rows = session.execute(select(_PRODUCTS).where(_PRODUCTS.c.id.in_(ids)))
    return tuple(
        ArticleSales(
            days=sold.get(row.id, {}),
            since=min(
                (known.get(row.id) or row.created_at).astimezone(clock).date(),
                min(sold.get(row.id, {}), default=date.max),
            ),
            rate_bp=row.rate_bp,
            cost_tenthousandths=row.cost_tenthousandths,
            elsewhere=frozenset(elsewhere.get(row.id, ())),
        )
        for row in rows
    )


def _sold(
    session: Session, ids: Sequence[ProductId], since: datetime, until: datetime, clock: tzinfo
) -> dict[ProductId, dict[date, DaySold]]:
    rows = session.execute(
        select(
            _SOLD.c.product_id,
            _ORDERS.c.placed_at,
            (_SOLD.c.quantity - _SOLD.c.cancelled).label("units"),
            _SOLD.c.total,
            _SOLD.c.refunded,
        )
        .join(_ORDERS, _ORDERS.c.id == _SOLD.c.order_id)
        .where(
            _SOLD.c.product_id.in_(ids),
            _SOLD.c.kind == LineKind.PRODUCT,
            _SOLD.c.kit_line_id.is_(None),  # the kit was sold, at its own price
            _ORDERS.c.state.in_(_SOLD_STATES),
            _ORDERS.c.placed_at >= since,
            _ORDERS.c.placed_at < until,
        )
    )
    found: dict[ProductId, dict[date, DaySold]] = {}
    for row in rows:
        days = found.setdefault(ProductId(row.product_id), {})
        day = row.placed_at.astimezone(clock).date()
        before = days.get(day, DaySold(0, Money(0)))
        days[day] = DaySold(before.units + row.units, before.revenue + row.total - row.refunded)
    return found


def _elsewhere(
    session: Session,
    promotion: Any,
    ids: Sequence[ProductId],
    since: datetime,
    until: datetime,
    clock: tzinfo,
) -> dict[ProductId, set[date]]:
    """Return the days on which other operations priced each article."""
    rows = session.execute(
        select(_LINES.c.product_id, _PROMOTIONS.c.starts_at, _PROMOTIONS.c.ends_at)
        .join(_PROMOTIONS, _PROMOTIONS.c.id == _LINES.c.promotion_id)
        .where(
            _LINES.c.product_id.in_(ids),
            _PROMOTIONS.c.id != promotion.id,
            _PROMOTIONS.c.state.in_([PromotionState.RUNNING, PromotionState.ENDED]),
            _PROMOTIONS.c.starts_at < until,
        )
        .distinct()
    )
    found: dict[ProductId, set[date]] = {}
    for row in rows:
        ends_at = min(row.ends_at or until, until) - _INSTANT
        first = max(row.starts_at, since).astimezone(clock).date()
        days = days_between(first, ends_at.astimezone(clock).date())
        found.setdefault(ProductId(row.product_id), set()).update(days)
    return found
