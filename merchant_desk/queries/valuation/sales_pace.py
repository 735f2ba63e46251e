"""What every article sold in a stretch of days, and on which of them there was nothing to sell."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import UtcColumn, from_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockMove
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.ids import ProductId
from merchant_desk.values.words import MoveReason

_MOVES = table(StockMove)
_FROM, _UNTIL = bindparam("since", type_=UtcColumn()), bindparam("until", type_=UtcColumn())
_BEFORE = Prepared(
    select(_MOVES.c.product_id, func.sum(_MOVES.c.change))
    .where(_MOVES.c.at < _FROM)
    .group_by(_MOVES.c.product_id)
)
_DURING = Prepared(
    select(_MOVES.c.product_id, _MOVES.c.at, _MOVES.c.change, _MOVES.c.reason)
    .where(_MOVES.c.at >= _FROM, _MOVES.c.at < _UNTIL, _MOVES.c.change != 0)
    .order_by(_MOVES.c.product_id, _MOVES.c.at)
)
_LAST_SOLD = PreparedSet(
    lambda ids: (
        select(_MOVES.c.product_id, func.max(_MOVES.c.at))
        .where(
            _MOVES.c.product_id.in_(ids), _MOVES.c.reason == MoveReason.SALE, _MOVES.c.at < _UNTIL
        )
        .group_by(_MOVES.c.product_id)
    )
)


class Pace(NamedTuple):
    """How an article sold: units, the days it was followed, those without a unit all day long.

    A plain tuple: there is one of every article.
    """

    sold: int
    days: int
    empty_days: int

    @property
    def days_on_sale(self) -> int:
        """Return the days on which there was something to sell."""
        return self.days - self.empty_days


def sales_paces(session: Session, today: date, days: int) -> Mapping[bytes, Pace]:
    """Return the pace of every article that moved, over so many days up to today.

    An article is followed from its first move on. A day is empty when nothing was there in the
    morning, nothing came in and nothing was sold.
    """
    first = today - timedelta(days=days - 1)
    since, until = _midnight(first), _midnight(today + timedelta(days=1))
    start = {row[0]: int(row[1]) for row in _BEFORE.rows(session, since=since)}
    still, empty = Pace(0, days, 0), Pace(0, days, days)
    found = {product: still if units > 0 else empty for product, units in start.items()}
    known: dict[int, int] = {}
    moved = _DURING.rows(session, since=since, until=until)
    for product, rows in groupby(moved, key=itemgetter(0)):
        lines = []
        for _product, at, change, reason in rows:
            hour = at // 3_600_000_000  # whole hours: midnight in Paris is always one
            if hour not in known:
                known[hour] = (paris_date(from_micros(at)) - first).days
            lines.append((known[hour], change, reason == MoveReason.SALE))
        begins = 0 if product in start else lines[0][0]
        found[product] = _pace(start.get(product, 0), lines, begins, days)
    return found


def last_sold(
    session: Session, product_ids: Sequence[ProductId], today: date
) -> Mapping[bytes, date]:
    """Return the day of the last sale of each of these articles that was ever sold."""
    if not product_ids:
        return {}
    until = _midnight(today + timedelta(days=1))
    rows = _LAST_SOLD.rows(session, product_ids, until=until)
    return {product: paris_date(from_micros(at)) for product, at in rows}


def _pace(balance: int, lines: Sequence[tuple[int, int, bool]], first: int, end: int) -> Pace:
    """Return the pace over the days numbered from ``first`` up to ``end``; lines are in order."""
    sold, empty, day = 0, 0, first
    for moved, change, sale in lines:
        if moved >= day:
            if balance <= 0:
                empty += moved - day
            day = moved + 1
        balance += change
        if sale and change < 0:
            sold -= change
    if balance <= 0:
        empty += end - day
    return Pace(sold, end - first, empty)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), PARIS).astimezone(UTC)
