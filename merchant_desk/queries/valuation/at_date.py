"""What every article is worth now, or was at the end of any past day of Paris."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import UtcColumn
from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.rules.valuation.moving_average import Worth
from merchant_desk.values.clock import PARIS
from merchant_desk.values.ids import ProductId

_MOVES, _CHANGES, _VALUES = table(StockMove), table(CostChange), table(StockValue)
UNTIL = bindparam("until", type_=UtcColumn())


def _moved() -> Select[bytes, int, int]:
    # Read in the order of ix_stock_move_valued, which holds all it asks: no row is looked up.
    return (
        select(_MOVES.c.product_id, func.sum(_MOVES.c.change), func.sum(_MOVES.c.value))
        .where(_MOVES.c.at < UNTIL)
        .group_by(_MOVES.c.product_id)
    )


_MOVED = Prepared(_moved())
_CHANGED = Prepared(
    select(_CHANGES.c.product_id, func.sum(_CHANGES.c.kept))
    .where(_CHANGES.c.at < UNTIL)
    .group_by(_CHANGES.c.product_id)
)
_KEPT = Prepared(select(_VALUES.c.product_id, _VALUES.c.quantity, _VALUES.c.value))
_ONE = Prepared(_moved().where(_MOVES.c.product_id == bindparam("product")))
_ONE_CHANGED = Prepared(
    select(func.coalesce(func.sum(_CHANGES.c.kept), 0)).where(
        _CHANGES.c.product_id == bindparam("product"), _CHANGES.c.at < UNTIL
    )
)


def end_of(day: date) -> datetime:
    """Return the first instant after a day of Paris."""
    return datetime.combine(day + timedelta(days=1), time(), PARIS).astimezone(UTC)


def worth_of_everything(session: Session) -> dict[bytes, tuple[int, int]]:
    """Return units and value of every article that ever moved, as they are kept now."""
    return {product: (units, int(value)) for product, units, value in _KEPT.rows(session)}


def worth_at(session: Session, day: date) -> dict[bytes, tuple[int, int]]:
    """Return units and value of every article at the end of a day, that day included."""
    until = end_of(day)
    moved: Sequence[tuple[bytes, int, int]] = _MOVED.rows(session, until=until)
    found = {product: (int(units), int(value)) for product, units, value in moved}
    for product, kept in _CHANGED.rows(session, until=until):
        units, value = found.get(product, (0, 0))
        found[product] = (units, value + int(kept))
    return found


def product_worth_at(session: Session, product_id: ProductId, day: date) -> Worth:
    """Return what one article was worth at the end of a day."""
    until = end_of(day)
    moved = _ONE.rows(session, product=product_id, until=until)
    ((kept,),) = _ONE_CHANGED.rows(session, product=product_id, until=until)
    units, value = (int(moved[0][1]), int(moved[0][2])) if moved else (0, 0)
    return Worth(units, value + int(kept))
