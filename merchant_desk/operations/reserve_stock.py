"""Promise units to order lines, and take the promise back."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.stock import PickAllocation, Reservation
from merchant_desk.values.ids import OrderLineId, ProductId

_RESERVATIONS, _ALLOCATIONS = table(Reservation), table(PickAllocation)
_PROMISE = Prepared(
    update(_RESERVATIONS)
    .where(_RESERVATIONS.c.order_line_id == bindparam("line"))
    .values(quantity=bindparam("units"), product_id=bindparam("product"))
    .returning(_RESERVATIONS.c.order_line_id)
)
_UNCHOOSE = PreparedSet(
    lambda lines: delete(_ALLOCATIONS).where(_ALLOCATIONS.c.order_line_id.in_(lines))
)
_UNPROMISE = PreparedSet(
    lambda lines: delete(_RESERVATIONS).where(_RESERVATIONS.c.order_line_id.in_(lines))
)


def reserve_lines(session: Session, lines: Sequence[tuple[OrderLineId, ProductId, int]]) -> None:
    """Promise the units of fresh lines, even beyond the stock: the shop has sold them."""
    rows = [
        {"order_line_id": line_id, "product_id": product_id, "quantity": quantity}
        for line_id, product_id, quantity in lines
        if quantity > 0
    ]
    insert_into(session, _RESERVATIONS, rows)


def set_reservation(
    session: Session, line_id: OrderLineId, product_id: ProductId, quantity: int
) -> None:
    """Make the promise of one line this many units."""
    session.flush()
    if quantity <= 0:
        _UNPROMISE.write(session, [line_id])
    elif not _PROMISE.returned(session, line=line_id, units=quantity, product=product_id):
        reserve_lines(session, [(line_id, product_id, quantity)])


def release_lines(session: Session, line_ids: Collection[OrderLineId]) -> None:
    """Forget the promises and the bins chosen for these lines."""
    session.flush()
    wanted = list(line_ids)
    _UNCHOOSE.write(session, wanted)
    _UNPROMISE.write(session, wanted)
