"""Prove the values kept from both ledgers, and their units from the levels of the bins."""

from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.queries.stock import stock_of_everything
from merchant_desk.queries.valuation.at_date import worth_of_everything
from merchant_desk.values.ids import ProductId

_MOVES, _CHANGES = table(StockMove), table(CostChange)
_VALUES, _LEVELS = table(StockValue), table(StockLevel)
# Both sums are read off ix_stock_move_valued, in its order: no row of a million is looked up.
_MOVED = Prepared(
    select(_MOVES.c.product_id, func.sum(_MOVES.c.change), func.sum(_MOVES.c.value)).group_by(
        _MOVES.c.product_id
    )
)
_CHANGED = Prepared(
    select(_CHANGES.c.product_id, func.sum(_CHANGES.c.kept)).group_by(_CHANGES.c.product_id)
)
_NONE = (0, 0)


def _proof() -> Select[int | None, int]:
    """Return how many articles are wrong, and how many values kept were looked at.

    Summed and compared in the database: handing 50,000 sums over would take as long again.
    """
    moved = (
        select(
            _MOVES.c.product_id,
            func.sum(_MOVES.c.change).label("units"),
            func.sum(_MOVES.c.value).label("value"),
        )
        .group_by(_MOVES.c.product_id)
        .subquery()
    )
    mine = moved.c.product_id
    changed = select(func.coalesce(func.sum(_CHANGES.c.kept), 0)).where(
        _CHANGES.c.product_id == mine
    )
    shelf = select(func.coalesce(func.sum(_LEVELS.c.quantity), 0)).where(
        _LEVELS.c.product_id == mine
    )
    wrong = (
        (func.coalesce(_VALUES.c.quantity, 0) != moved.c.units)
        | (func.coalesce(_VALUES.c.value, 0) != moved.c.value + changed.scalar_subquery())
        | (moved.c.units != shelf.scalar_subquery())
    )
    return select(
        func.sum(case((wrong, 1), else_=0)), func.count(_VALUES.c.product_id)
    ).select_from(moved.outerjoin(_VALUES, _VALUES.c.product_id == mine))


_PROOF = Prepared(_proof())
_COUNT = Prepared(select(func.count()).select_from(_VALUES))


@dataclass(frozen=True, slots=True)
class ValueDifference:
    """An article whose kept value or units are not what its ledgers say: a fault of ours."""

    product_id: ProductId
    units: int
    value: int
    moved_units: int
    moved_value: int
    shelf_units: int

    @property
    def follows(self) -> bool:
        """Tell whether what is kept follows the ledgers: then a level of a bin is wrong."""
        return (self.units, self.value) == (self.moved_units, self.moved_value)


def value_differences(session: Session) -> tuple[ValueDifference, ...]:
    """Recompute every value from the ledgers; return those that are not what is kept."""
    wrong, seen = _PROOF.rows(session)[0]
    if not wrong and seen == _COUNT.rows(session)[0][0]:
        return ()
    return _told(session)


def _told(session: Session) -> tuple[ValueDifference, ...]:
    kept, shelf = worth_of_everything(session), stock_of_everything(session)
    moved = {product: (int(units), int(value)) for product, units, value in _MOVED.rows(session)}
    for product, change in _CHANGED.rows(session):
        units, value = moved.get(product, _NONE)
        moved[product] = (units, value + int(change))
    wrong = {
        product
        for product in kept.keys() | moved.keys() | shelf.keys()
        if (mine := kept.get(product, _NONE)) != moved.get(product, _NONE)
        or mine[0] != shelf.get(product, 0)
    }
    return tuple(
        ValueDifference(
            ProductId(product),
            *kept.get(product, _NONE),
            *moved.get(product, _NONE),
            shelf.get(product, 0),
        )
        for product in sorted(wrong)
    )
