"""What stock did day by day, article by article, for the forecast: one walk through the moves."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

from sqlalchemy import (
    BigInteger,
    Text,
    and_,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
    text,
    type_coerce,
)
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import to_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.stock import NOT_SOLD, StockMove
from merchant_desk.rules.forecast.history import SPAN, WEEK, StockDays
from merchant_desk.values.clock import PARIS
from merchant_desk.values.progress import Progress
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

_MOVES = table(StockMove)
_HOUR = 3_600_000_000
_STEP = 5_000
_ALSO_SOLD = (MoveReason.RETURN, MoveReason.PACKAGING)
"""What leaves with a parcel is sold like what leaves in it; what comes back is taken off."""
_AT = type_coerce(_MOVES.c.at, BigInteger)
_HOUR_OF = (_AT - bindparam("begun", type_=BigInteger())) // _HOUR
"""A day of the shop has 23 hours or 25 twice a year: hours are told, days are found from them."""
_INSIDE = and_(
    _MOVES.c.at >= bindparam("since"), _MOVES.c.at < bindparam("until"), _MOVES.c.change != 0
)
_ROOM = 1 << 32
_NOTHING = 1 << 31
"""A move is told as one number: its hour, then its change above what stands for none."""
_HOURS_AT, _CHANGE = 32, _ROOM - 1
_EVERY = (
    select(
        _MOVES.c.product_id,
        func.aggregate_strings(
            cast(_HOUR_OF * _ROOM + literal(_NOTHING, BigInteger) + _MOVES.c.change, Text), ","
        ).label("moves"),
    )
    .where(_INSIDE)
    .group_by(_MOVES.c.product_id)
)
"""Answered from an index alone, one row an article: reading a million rows costs three times it."""
_OTHERS = Prepared(
    select(_MOVES.c.product_id, _HOUR_OF.label("hour"), _MOVES.c.change)
    .where(bindparam("begun") <= _AT + 0, bindparam("ended", type_=BigInteger()) > _AT + 0)
    .where(text(f"stock_move.{NOT_SOLD}"), _MOVES.c.change != 0)
    .where(*(_MOVES.c.reason != each for each in _ALSO_SOLD))
    .where(or_(_MOVES.c.reason != MoveReason.ASSEMBLY, _MOVES.c.change > 0))
)
"""Answered from the index of what was not sold: hardly any move beside those that were."""
_LATER = Prepared(
    select(_MOVES.c.product_id, func.sum(_MOVES.c.change).label("change"))
    .where(_MOVES.c.at >= bindparam("until"))
    .group_by(_MOVES.c.product_id)
)


def window_start(today: date) -> date:
    """Return the first day of the weeks that are looked at."""
    return today - timedelta(days=SPAN * WEEK)


def stock_days(session: Session, today: date, progress: Progress) -> dict[bytes, StockDays]:
    """Return how the stock of every article changed until yesterday, day by day of the shop."""
    start = midnight(window_start(today))
    end = midnight(today)
    begun = to_micros(start)
    progress.check_cancelled()
    rows = session.execute(_EVERY, {"begun": begun, "since": start, "until": end}).all()
    progress.check_cancelled()
    hours = _days_of_hours(today)
    others: dict[bytes, list[tuple[int, int]]] = {}
    for product, hour, change in _OTHERS.rows(session, begun=begun, ended=to_micros(end)):
        others.setdefault(product, []).append((hours[hour], change))
    found = {}
    for number, (product, told) in enumerate(rows):
        if number % _STEP == 0:
            progress.report(number, len(rows), _("Lecture des ventes"))
            progress.check_cancelled()
        moves = list(map(int, told.split(",")))
        moves.sort()  # as the index gives them already; a server tells them in any order
        found[product] = StockDays(
            [hours[each >> _HOURS_AT] for each in moves],
            [(each & _CHANGE) - _NOTHING for each in moves],
            others.get(product, ()),
        )
    return found


def _days_of_hours(today: date) -> list[int]:
    """Return the day of every hour of the window, by the clock of the shop."""
    start = window_start(today)
    midnights = [midnight(start + timedelta(days=day)) for day in range(SPAN * WEEK + 1)]
    found: list[int] = []
    for day, (begins, ends) in enumerate(pairwise(midnights)):
        found += [day] * ((to_micros(ends) - to_micros(begins)) // _HOUR)
    return found


def changes_of_today(session: Session, today: date) -> dict[bytes, int]:
    """Return by how much stock changed since the window ended."""
    rows = _LATER.rows(session, until=midnight(today))
    return {product: int(change) for product, change in rows}


def midnight(day: date) -> datetime:
    """Return the instant at which a day begins in Paris."""
    return datetime.combine(day, time.min, PARIS)
