"""Note where desk and storefront disagree about an order: both values, once, for a person."""

from collections.abc import Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.shop import Conflict
from merchant_desk.values import disagreements
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ConflictId, OrderId, ShopId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.words import ConflictState

_CONFLICTS = table(Conflict)
Difference = tuple[str, str, str]
"""The field, what the desk has, what the storefront shows: keys of ``values.disagreements``."""


def open_conflicts(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    order_id: OrderId,
    differences: Sequence[Difference],
) -> int:
    """Write the differences that were not noted before; return how many are new."""
    if not differences:
        return 0
    known = {
        (
            disagreements.field_key(row.field),
            disagreements.value_key(row.field, row.shop_value),
        )
        for row in session.execute(select(_CONFLICTS).where(_CONFLICTS.c.order_id == order_id))
    }
    fresh = [each for each in differences if (each[0], each[2]) not in known]
    if fresh:
        session.execute(
            insert(_CONFLICTS),
            [
                {
                    "id": ConflictId(new_id()),
                    "shop_id": shop_id,
                    "order_id": order_id,
                    "product_id": None,
                    "field": field,
                    "desk_value": desk_value,
                    "shop_value": shop_value,
                    "state": ConflictState.OPEN,
                    "at": gesture.at,
                    "settled_at": None,
                    "settled_by": "",
                }
                for field, desk_value, shop_value in fresh
            ],
        )
    return len(fresh)


def completed_elsewhere(desk_value: str) -> Difference:
    """Return the difference of an order that the storefront calls done and the desk does not."""
    here = disagreements.value_key(disagreements.STATE, desk_value)
    return (disagreements.STATE, here, disagreements.COMPLETED_IN_SHOP)


def refunded_after_invoice(amount: Money) -> Difference:
    """Return the difference of money given back on what an invoice charged."""
    return (disagreements.REFUND, disagreements.INVOICED, disagreements.refunded(amount))
