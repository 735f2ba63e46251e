"""Costs that no unit on hand bears: what was sold turned out to have cost more, or less."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import CostChange
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import BatchId, CostChangeId, ProductId, new_id

_CHANGES = table(CostChange)


def bear_cost(
    session: Session,
    gesture: Gesture,
    product_id: ProductId,
    amount: int,
    batch_id: BatchId | None = None,
) -> None:
    """Let sales bear an amount, in ten-thousandths of a euro; the stock is worth what it was."""
    if not amount:
        return
    last = session.execute(select(func.coalesce(func.max(StockMove.row), 0))).scalar_one()
    insert_into(
        session,
        _CHANGES,
        {
            "id": CostChangeId(new_id()),
            "row": next_row(session, _CHANGES),
            "product_id": product_id,
            "batch_id": batch_id,
            "kept": 0,
            "spent": amount,
            "reason": CostReason.UNCOVERED,
            "cause_id": None,
            "after_move": last,
            "note": "",
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        },
    )
