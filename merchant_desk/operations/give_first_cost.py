"""Give units of an article that had no cost the cost that is known at last."""

from sqlalchemy.orm import Session

from merchant_desk.models.valuation import StockValue
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import ProductId


def give_first_cost(session: Session, gesture: Gesture, product_id: ProductId, cost: int) -> None:
    """Value the units on hand at this cost, in ten-thousandths, where they were worth nothing.

    A cost that an article had before is never put in place of what its units really cost.
    """
    kept = session.get(StockValue, product_id, populate_existing=True)
    if kept is None or kept.quantity <= 0 or kept.value or cost <= 0:
        return
    change_cost(
        session,
        gesture,
        LateCost(
            product_id=product_id,
            units=kept.quantity,
            amount=cost * kept.quantity,
            reason=CostReason.FIRST_COST,
        ),
    )
    session.expire(kept)
