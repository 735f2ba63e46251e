"""Change what units cost after they came: carriage, a supplier's invoice, a late credit."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import CostChange
from merchant_desk.operations.value_moves import add_worths, worths_of
from merchant_desk.rules.valuation.late_cost import split_cost
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import BatchId, CostChangeId, ProductId, RecordId, new_id

_CHANGES = table(CostChange)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCost:
    """What ``units`` units of an article cost more (or less) together, before VAT.

    ``amount`` is in ten-thousandths of a euro. ``cause_id`` names the invoice line, the charge or
    the credit, as ``reason`` says.
    """

    product_id: ProductId
    units: int
    amount: int
    reason: CostReason
    batch_id: BatchId | None = None
    cause_id: RecordId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CostChanged:
    """What the stock is worth more by it, and what sales bear of it."""

    change_id: CostChangeId
    kept: int
    spent: int


def change_cost(session: Session, gesture: Gesture, late: LateCost) -> CostChanged:
    """Record a cost learnt late: units still there keep their part, the rest sales bear."""
    session.flush()
    before, _known = worths_of(session, [late.product_id])
    worth = before[late.product_id]
    kept, spent = split_cost(late.amount, late.units, worth.quantity)
    change_id = CostChangeId(new_id())
    last = session.execute(select(func.coalesce(func.max(StockMove.row), 0))).scalar_one()
    row = {
        "id": change_id,
        "row": next_row(session, _CHANGES),
        "product_id": late.product_id,
        "batch_id": late.batch_id,
        "kept": kept,
        "spent": spent,
        "reason": late.reason,
        "cause_id": late.cause_id,
        "after_move": last,
        "note": late.note,
        "at": gesture.at,
        "by": gesture.person,
        "station_id": gesture.station_id,
    }
    insert_into(session, _CHANGES, row)
    add_worths(session, before, {late.product_id: worth.after(0, kept)})
    return CostChanged(change_id, kept, spent)
