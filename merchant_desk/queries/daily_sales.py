"""What every channel sold day by day: one statement, answered from what two tables hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    LargeBinary,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import to_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, Payment
from merchant_desk.queries.demand_rows import midnight
from merchant_desk.values.words import OrderState

_ORDERS, _PAYMENTS = table(Order), table(Payment)
_HOUR_US = 3_600_000_000
_DAY_US = 24 * _HOUR_US
_SUMMERS = 3
"""Calendar years that a question may touch."""
_ONLINE, _COUNTER = 0, 1
_NO_SHOP = b""


@dataclass(frozen=True)
class DailySales:
    """Cents by day; refunds are below zero."""

    online: Mapping[date, int]
    """Ordered, by the day of the order, cancelled ones left out."""
    counter: Mapping[date, int]
    """Taken at the desk."""
    refunds: Mapping[date, int]
    """Given back of orders."""


@dataclass(frozen=True)
class SalesParts:
    """Cents of some days, by the way their money takes."""

    online: Mapping[tuple[bytes, str], int]
    """By storefront (empty: orders made at the desk) and by its word for the payment."""
    counter: Mapping[str, int]
    """Taken at the desk, by means."""


def _micros(name: str) -> Any:
    return bindparam(name, type_=BigInteger())


def _day(column: Any) -> Any:
    """Return which day of the window an instant falls on, by the clock of Paris."""
    at = type_coerce(column, BigInteger)
    summer = or_(*(at.between(_micros(f"from{n}"), _micros(f"to{n}")) for n in range(_SUMMERS)))
    hour = case((summer, literal(_HOUR_US, BigInteger)), else_=literal(0, BigInteger))
    return (at - _micros("begun") + hour) // _DAY_US


def _sum(column: Any) -> Any:
    return func.sum(type_coerce(column, BigInteger))


def _inside(column: Any) -> Any:
    at = type_coerce(column, BigInteger)
    return and_(at >= _micros("since"), at < _micros("until"))


_ORDER_DAY = _day(_ORDERS.c.placed_at).label("day")
_PAID_DAY = _day(_PAYMENTS.c.paid_at).label("day")
_SOLD = (_inside(_ORDERS.c.placed_at), _ORDERS.c.state != OrderState.CANCELLED)
_ALONE = _PAYMENTS.c.order_id.is_(None)
_AMOUNT = type_coerce(_PAYMENTS.c.amount, BigInteger)
_GIVEN = (
    _inside(_PAYMENTS.c.paid_at),
    or_(_ALONE, _AMOUNT < 0),
)
_PLACED = (
    select(
        literal(_ONLINE).label("kind"),
        _ORDER_DAY,
        _sum(_ORDERS.c.total).label("cents"),
        literal(0, BigInteger).label("back"),
    )
    .where(*_SOLD)
    .group_by(_ORDER_DAY)
)
_TAKEN = (
    select(
        literal(_COUNTER).label("kind"),
        _PAID_DAY,
        func.sum(case((_ALONE, _AMOUNT), else_=literal(0, BigInteger))).label("cents"),
        func.sum(case((_ALONE, literal(0, BigInteger)), else_=_AMOUNT)).label("back"),
    )
    .where(*_GIVEN)
    .group_by(_PAID_DAY)
)
_EVERY = Prepared(union_all(_PLACED, _TAKEN))
_SHOP = func.coalesce(_ORDERS.c.shop_id, literal(_NO_SHOP, LargeBinary))
"""Not the bare column: its index would be walked from end to end."""
_SHOPS = Prepared(
    select(_SHOP.label("shop"), _ORDERS.c.payment_means, _sum(_ORDERS.c.total))
    .where(*_SOLD)
    .group_by(_SHOP, _ORDERS.c.payment_means)
)
_MEANS = Prepared(
    select(_PAYMENTS.c.means, func.sum(case((_ALONE, _AMOUNT), else_=literal(0, BigInteger))))
    .where(*_GIVEN)
    .group_by(_PAYMENTS.c.means)
)


def daily_sales(session: Session, first: date, last: date) -> DailySales:
    """Return what was sold on these days, of three calendar years at most.

    Days that are over hardly change: who asks again keeps the answer until the next day.
    """
    first = max(first, date(last.year - _SUMMERS + 1, 1, 1))
    rows = _EVERY.rows(
        session,
        begun=to_micros(datetime.combine(first, time(), UTC)) - _HOUR_US,
        since=to_micros(midnight(first)),
        until=to_micros(midnight(last + timedelta(days=1))),
        **_summers(last.year),
    )
    online: dict[date, int] = {}
    counter: dict[date, int] = {}
    refunds: dict[date, int] = {}
    for kind, place, cents, back in rows:
        day = first + timedelta(days=int(place))
        if kind == _ONLINE:
            online[day] = int(cents)
        else:
            counter[day], refunds[day] = int(cents), int(back)
    return DailySales(online, counter, refunds)


def sales_parts(session: Session, first: date, last: date) -> SalesParts:
    """Return how the sales of these days were paid."""
    days = {
        "since": to_micros(midnight(first)),
        "until": to_micros(midnight(last + timedelta(days=1))),
    }
    return SalesParts(
        {
            (bytes(shop), str(means)): int(cents)
            for shop, means, cents in _SHOPS.rows(session, **days)
        },
        {str(means): int(cents) for means, cents in _MEANS.rows(session, **days) if int(cents)},
    )


def _summers(last_year: int) -> Mapping[str, int]:
    """Return from when to when each summer time runs, by the rule of the Union."""
    found = {}
    for place in range(_SUMMERS):
        year = last_year - place
        begins, ends = _last_sunday(year, 3), _last_sunday(year, 10)
        found[f"from{place}"] = to_micros(datetime.combine(begins, time(1), UTC))
        found[f"to{place}"] = to_micros(datetime.combine(ends, time(1), UTC)) - 1
    return found


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
