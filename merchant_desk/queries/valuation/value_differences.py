"""Prove the values kept from both ledgers, and their units from the levels of the bins."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import CostChange
from merchant_desk.queries.stock import stock_of_everything
from merchant_desk.queries.valuation.at_date import worth_of_everything
from merchant_desk.values.ids import ProductId

_MOVES, _CHANGES = table(StockMove), table(CostChange)
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
    kept, shelf = worth_of_everything(session), stock_of_everything(session)
    moved = {product: (int(units), int(value)) for product, units, value in _MOVED.rows(session)}
    for product, change in _CHANGED.rows(session):
        units, value = moved.get(product, _NONE)
        moved[product] = (units, value + int(change))
    if kept == moved and all(shelf.get(product, 0) == each[0] for product, each in kept.items()):
        wrong = {product for product, units in shelf.items() if units and product not in kept}
    else:
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
