"""The figures of the day, counted in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import from_micros
from merchant_desk.queries.aside_count import returnable_count
from merchant_desk.queries.order_filters import (
    blocked,
    due,
    in_tab,
    late_at,
    new_since,
    short_orders,
    short_products,
)
from merchant_desk.queries.overdue import maybe_overdue, overdue_count
from merchant_desk.queries.parities import unsettled_shops
from merchant_desk.queries.today_levels import under_minimum
from merchant_desk.queries.today_promotions import (
    NextPromotion,
    next_promotions,
    promotion_counts,
    promotion_details,
)
from merchant_desk.queries.today_returns import first_refund_due, return_counts_today
from merchant_desk.queries.unmapped.goods import LEVELS, PRODUCTS
from merchant_desk.queries.unmapped.sales import ORDERS, SHORTAGES
from merchant_desk.queries.unmapped.shop import CONFLICTS, MESSAGES, RECORDS, SHOPS
from merchant_desk.queries.unmapped.station import PRINT_JOBS, SHOP_PROFILES
from merchant_desk.values.money import Money
from merchant_desk.values.order_views import OrderMark, OrderTab
from merchant_desk.values.words import (
    ConflictState,
    MessageState,
    PrintState,
    RecordState,
)

_OVERDUE = timedelta(minutes=2)
"""A message is « en attente » once it should have left and did not."""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """Counts by the name of their line, and what their details tell."""

    counts: Mapping[str, int]
    new_total: Money
    oldest_late: datetime | None
    oldest_unpaid: datetime | None
    short_articles: int
    since: datetime
    promotions: Mapping[str, NextPromotion]
    """The first operation that starts, and the first that ends, today or tomorrow."""
    refund_due: date | None = None
    """The first legal day to refund a return."""

    def count(self, key: str) -> int:
        """Return one count."""
        return self.counts.get(key, 0)


def day_facts(session: Session, now: datetime, since: datetime) -> DayFacts:
    """Count everything the day page tells, in one round trip."""
    counts = {
        **_order_counts(now, since),
        **_other_counts(now),
        **promotion_counts(now),
        **return_counts_today(now),
    }
    cents = func.sum(type_coerce(ORDERS.c.total, BigInteger))
    details: dict[str, Select[Any]] = {
        "new_cents": select(cents).where(new_since(since)),
        "oldest_late": select(func.min(_micros(ORDERS.c.ship_by_at))).where(late_at(now)),
        "oldest_unpaid": select(func.min(_micros(ORDERS.c.placed_at))).where(
            in_tab(OrderTab.WAITING, now)
        ),
        "refund_due": first_refund_due(now),
        "short_articles": select(func.count()).select_from(short_products().subquery()),
    }
    wanted = {**counts, **details, **promotion_details(now)}
    row = session.execute(
        select(*(each.scalar_subquery().label(name) for name, each in wanted.items()))
    ).one()
    found = dict(zip(wanted, row, strict=True))
    told = {name: int(found[name] or 0) for name in counts}
    if told["overdue"]:  # an index says that some may be late: only then is it worth adding up
        told["overdue"] = overdue_count(session, now)
    return DayFacts(
        counts=told,
        new_total=Money(int(found["new_cents"] or 0)),
        oldest_late=_instant(found["oldest_late"]),
        oldest_unpaid=_instant(found["oldest_unpaid"]),
        short_articles=int(found["short_articles"] or 0),
        since=since,
        promotions=next_promotions(found),
        refund_due=found["refund_due"],
    )


def _order_counts(now: datetime, since: datetime) -> dict[str, Select[Any]]:
    ready = in_tab(OrderTab.TO_PREPARE, now)
    return {
        "orders": _any(ORDERS),
        "ready": _orders(ready),
        "late": _orders(late_at(now)),
        "due": _orders(ready, due(OrderMark.DUE_TODAY, now)),
        "later": _orders(ready, due(OrderMark.DUE_LATER, now)),
        "in_progress": _orders(in_tab(OrderTab.IN_PROGRESS, now)),
        "short": select(func.count()).select_from(short_orders().subquery()),
        "new": _orders(new_since(since)),
        "notes": _orders(ready, ORDERS.c.note != ""),
        "unpaid": _orders(in_tab(OrderTab.WAITING, now)),
        "blocked": _orders(blocked()),
    }


def _other_counts(now: datetime) -> dict[str, Select[Any]]:
    overdue = and_(MESSAGES.c.state == MessageState.WAITING, MESSAGES.c.created_at < now - _OVERDUE)
    ready = MESSAGES.c.next_attempt_at < now - _OVERDUE
    tried = MESSAGES.c.attempts > 0
    parked = RECORDS.c.state == RecordState.PARKED
    sells = exists(select(ORDERS.c.id).limit(1))
    known = exists(select(SHOP_PROFILES.c.id))
    return {
        "products": _any(PRODUCTS),
        "shops": select(func.count()).select_from(SHOPS),
        "unreached": _rows(SHOPS, and_(SHOPS.c.active, SHOPS.c.problem != "")),
        "identity": select(case((and_(sells, ~known), 1), else_=0)),
        "prints": _rows(PRINT_JOBS, PRINT_JOBS.c.state == PrintState.WAITING),
        "doubtful": _rows(PRINT_JOBS, PRINT_JOBS.c.state == PrintState.DOUBTFUL),
        "unsent": _rows(MESSAGES, and_(overdue, ready | tried)),
        "refused": _rows(MESSAGES, MESSAGES.c.state == MessageState.PARKED),
        "differs": select(func.count()).select_from(unsettled_shops().subquery()),
        "parked": _rows(RECORDS, parked),
        "conflicts": _rows(CONFLICTS, CONFLICTS.c.state == ConflictState.OPEN),
        "shortages": _rows(SHORTAGES, SHORTAGES.c.settled_at.is_(None)),
        "negative": select(func.count(LEVELS.c.product_id.distinct())).where(LEVELS.c.quantity < 0),
        "aside": returnable_count(now),
        "under": under_minimum(),
        "overdue": maybe_overdue(),
    }


def _orders(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(ORDERS).where(*conditions)


def _any(of: Any) -> Select[Any]:
    """Return 1 when there is a row at all, else 0."""
    return select(func.count()).select_from(select(of.c.id).limit(1).subquery())


def _rows(of: Any, condition: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(of).where(condition)


def _micros(instant: ColumnElement[Any]) -> ColumnElement[int]:
    return type_coerce(instant, BigInteger)


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(int(micros))
