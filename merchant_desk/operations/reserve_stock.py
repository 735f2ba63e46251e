"""Promise units to order lines, and take the promise back."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.stock import PickAllocation, Reservation
from merchant_desk.values.ids import OrderLineId, ProductId

_RESERVATIONS, _ALLOCATIONS = table(Reservation), table(PickAllocation)


def reserve_lines(session: Session, lines: Sequence[tuple[OrderLineId, ProductId, int]]) -> None:
    """Promise the units of fresh lines, even beyond the stock: the shop has sold them."""
    rows = [
        {"order_line_id": line_id, "product_id": product_id, "quantity": quantity}
        for line_id, product_id, quantity in lines
        if quantity > 0
    ]
    if rows:
        insert_into(session, _RESERVATIONS, rows)


def set_reservation(
    session: Session, line_id: OrderLineId, product_id: ProductId, quantity: int
) -> None:
    """Make the promise of one line this many units."""
    if quantity <= 0:
        session.execute(delete(_RESERVATIONS).where(_RESERVATIONS.c.order_line_id == line_id))
        return
    changed = session.execute(
        update(_RESERVATIONS)
        .where(_RESERVATIONS.c.order_line_id == line_id)
        .values(quantity=quantity, product_id=product_id)
        .returning(_RESERVATIONS.c.order_line_id)
    ).first()
    if changed is None:
        reserve_lines(session, [(line_id, product_id, quantity)])


def release_lines(session: Session, line_ids: Collection[OrderLineId]) -> None:
    """Forget the promises and the bins chosen for these lines."""
    if not line_ids:
        return
    wanted = list(line_ids)
    session.execute(delete(_ALLOCATIONS).where(_ALLOCATIONS.c.order_line_id.in_(wanted)))
    session.execute(delete(_RESERVATIONS).where(_RESERVATIONS.c.order_line_id.in_(wanted)))
