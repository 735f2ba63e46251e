"""What stock did day by day, article by article, for the forecast: one walk through the moves."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import to_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockMove
from merchant_desk.rules.forecast.history import SPAN, WEEK, DayChange
from merchant_desk.values.clock import PARIS
from merchant_desk.values.progress import Progress
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason

_MOVES = table(StockMove)
_DAY = 86_400_000_000
_STEP = 100_000
_SOLD = (MoveReason.SALE, MoveReason.RETURN, MoveReason.PACKAGING)
"""What leaves for a customer or with a parcel; what comes back is taken off."""
_USED = or_(
    *(_MOVES.c.reason == each for each in _SOLD),
    (_MOVES.c.reason == MoveReason.ASSEMBLY) & (_MOVES.c.change < 0),
)
_ROWS = Prepared(
    select(
        _MOVES.c.product_id,
        _MOVES.c.at,
        _MOVES.c.change,
        case((_USED, -_MOVES.c.change), else_=0).label("units"),
    )
    .where(_MOVES.c.at >= bindparam("since"), _MOVES.c.at < bindparam("until"))
    .where(_MOVES.c.change != 0)
)
_LATER = Prepared(
    select(_MOVES.c.product_id, func.sum(_MOVES.c.change).label("change"))
    .where(_MOVES.c.at >= bindparam("until"))
    .group_by(_MOVES.c.product_id)
)


def window_start(today: date) -> date:
    """Return the first day of the weeks that are looked at."""
    return today - timedelta(days=SPAN * WEEK)


def day_changes(
    session: Session, today: date, progress: Progress
) -> tuple[dict[bytes, list[DayChange]], dict[bytes, int]]:
    """Return the changes of every article until yesterday, and by how much today changed it.

    Days are those of the shop in winter: an hour of summer nights counts as the day before.
    """
    start = midnight(window_start(today))
    begun = to_micros(start)
    found: dict[bytes, list[DayChange]] = {}
    rows = _ROWS.rows(session, since=start, until=midnight(today))
    progress.check_cancelled()
    for number, (product, at, change, units) in enumerate(rows):
        if number % _STEP == 0:
            progress.report(number, len(rows), _("Lecture des ventes"))
            progress.check_cancelled()
        told = ((at - begun) // _DAY, change, units)
        known = found.get(product)
        if known is None:
            found[product] = [told]
        else:
            known.append(told)
    for changes in found.values():
        changes.sort()
    later = _LATER.rows(session, until=midnight(today))
    return found, {product: int(change) for product, change in later}


def midnight(day: date) -> datetime:
    """Return the instant at which a day begins in Paris."""
    return datetime.combine(day, time.min, PARIS)
