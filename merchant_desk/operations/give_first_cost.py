"""Give units of articles that had no cost the cost that is known at last."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks
from merchant_desk.database.prepared import insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.value_moves import add_worths
from merchant_desk.rules.valuation.moving_average import Worth
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import ImportId, ProductId, RecordId, new_ids

_CHANGES, _VALUES, _MOVES = table(CostChange), table(StockValue), table(StockMove)


def give_first_cost(session: Session, gesture: Gesture, product_id: ProductId, cost: int) -> None:
    """Value the units on hand at this cost, in ten-thousandths, where they were worth nothing."""
    give_first_costs(session, gesture, {product_id: cost})
    kept = session.get(StockValue, product_id)
    if kept is not None:
        session.expire(kept)


def give_first_costs(
    session: Session,
    gesture: Gesture,
    costs: Mapping[ProductId, int],
    import_id: ImportId | None = None,
) -> int:
    """Value the units on hand of many articles that were worth nothing; return of how many.

    A cost that an article had before is never put in place of what its units really cost.
    """
    session.flush()
    told = sorted(product for product, cost in costs.items() if cost > 0)
    last = session.execute(select(func.coalesce(func.max(StockMove.row), 0))).scalar_one()
    given = 0
    for some in chunks(told):
        rows = session.execute(
            select(_VALUES.c.product_id, _VALUES.c.quantity).where(
                _VALUES.c.product_id.in_(some), _VALUES.c.quantity > 0, _VALUES.c.value == 0
            )
        ).all()
        if not rows:
            continue
        before = {row.product_id: Worth(row.quantity, 0) for row in rows}
        after = {
            product: worth.after(0, worth.quantity * costs[product])
            for product, worth in before.items()
        }
        changes = _changes(session, gesture, after, last)
        if import_id is not None:
            changes = [{**each, "cause_id": RecordId(import_id)} for each in changes]
        insert_into(session, _CHANGES, changes)
        add_worths(session, before, after)
        given += len(rows)
    return given


def _changes(
    session: Session, gesture: Gesture, after: Mapping[ProductId, Worth], last: int
) -> list[dict[str, object]]:
    """Return the lines that give these articles what they are worth now, of nothing before."""
    first = next_row(session, _CHANGES, len(after))
    return [
        {
            "id": identifier,
            "row": first + rank,
            "product_id": product,
            "batch_id": None,
            "kept": worth.value,
            "spent": 0,
            "reason": CostReason.FIRST_COST,
            "cause_id": None,
            "after_move": last,
            "note": "",
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        }
        for rank, (identifier, (product, worth)) in enumerate(
            zip(new_ids(len(after)), sorted(after.items()), strict=True)
        )
    ]


def take_first_costs_back(session: Session, gesture: Gesture, import_id: ImportId) -> None:
    """Take back what an import said articles cost, where their card has no cost any more."""
    session.flush()
    units = (
        select(func.sum(_MOVES.c.change))
        .where(_MOVES.c.product_id == _CHANGES.c.product_id, _MOVES.c.row <= _CHANGES.c.after_move)
        .scalar_subquery()
    )
    rows = session.execute(
        select(_CHANGES.c.product_id, _CHANGES.c.kept, units.label("units"))
        .join(Product, Product.id == _CHANGES.c.product_id)
        .where(
            _CHANGES.c.cause_id == RecordId(import_id),
            _CHANGES.c.reason == CostReason.FIRST_COST,
            func.coalesce(Product.cost_tenthousandths, 0) == 0,
        )
        .order_by(_CHANGES.c.row)
    ).all()
    for row in rows:
        late = LateCost(
            product_id=row.product_id,
            units=int(row.units),
            amount=-row.kept,
            reason=CostReason.FIRST_COST,
            cause_id=RecordId(import_id),
        )
        change_cost(session, gesture, late)
