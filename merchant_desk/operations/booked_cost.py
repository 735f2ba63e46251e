"""What the stock was told a receipt cost: the value its units came in at, and what changed it."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import CostChange
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import RecordId
from merchant_desk.values.places import SUPPLIER

_MOVES, _CHANGES, _PRODUCTS = table(StockMove), table(CostChange), table(Product)
BY_INVOICE = frozenset({CostReason.INVOICE})
ALL_BUT_LANDED = frozenset({CostReason.INVOICE, CostReason.CREDIT})


def booked_cost(session: Session, batch: Batch, reasons: Collection[CostReason]) -> int:
    """Return what the units of a receipt cost together, in ten-thousandths of a euro.

    That is what they came in at, with the later changes of these reasons. Of a receipt older than
    the values of moves, its own cost is all that is known, else that of its article.
    """
    session.flush()
    came = session.execute(
        select(func.sum(_MOVES.c.value)).where(
            _MOVES.c.product_id == batch.product_id,
            _MOVES.c.cause_id == RecordId(batch.id),
            (_MOVES.c.from_place_id == SUPPLIER) | (_MOVES.c.to_place_id == SUPPLIER),
        )
    ).scalar()
    if came is None:
        came = batch.quantity * (_old_cost(session, batch) or 0)
    changed = session.execute(
        select(func.coalesce(func.sum(_CHANGES.c.kept + _CHANGES.c.spent), 0)).where(
            _CHANGES.c.product_id == batch.product_id,
            _CHANGES.c.batch_id == batch.id,
            _CHANGES.c.reason.in_(reasons),
        )
    ).scalar_one()
    return int(came) + int(changed)


def _old_cost(session: Session, batch: Batch) -> int | None:
    if batch.cost_tenthousandths is not None:
        return batch.cost_tenthousandths
    asked = select(_PRODUCTS.c.cost_tenthousandths).where(_PRODUCTS.c.id == batch.product_id)
    cost = session.execute(asked).scalar()
    return None if cost is None else int(cost)
