"""How many of the chosen orders could leave whole, before she decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.shop import Conflict
from merchant_desk.values.ids import OrderId
from merchant_desk.values.order_states import PREPARABLE
from merchant_desk.values.words import ConflictState

_ORDERS, _CONFLICTS = table(Order), table(Conflict)


@dataclass(frozen=True, slots=True)
class OrdersToShip:
    """The orders asked about, and how many of them may be prepared."""

    order_ids: tuple[OrderId, ...]
    preparable: int

    @property
    def others(self) -> int:
        """Return how many stay: blocked, unpaid, cancelled or gone already."""
        return len(self.order_ids) - self.preparable


def orders_to_ship(session: Session, order_ids: Sequence[OrderId]) -> OrdersToShip:
    """Count them; what lacks in the bins is found out when they are shipped."""
    count = session.execute(
        select(func.count()).where(
            _ORDERS.c.id.in_(list(order_ids)),
            _ORDERS.c.state.in_(PREPARABLE),
            _ORDERS.c.blocked_reason == "",
            ~exists().where(
                _CONFLICTS.c.order_id == _ORDERS.c.id, _CONFLICTS.c.state == ConflictState.OPEN
            ),
        )
    ).scalar_one()
    return OrdersToShip(tuple(order_ids), int(count))
