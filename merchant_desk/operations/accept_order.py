"""Take in an order that a storefront sent: new, changed, or received once more."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.operations.accept_change import change_order
from merchant_desk.operations.accept_new import create_order
from merchant_desk.rules.refund_shares import with_refunds_shared
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ShopId
from merchant_desk.values.remote import RemoteOrder

_ORDERS = table(Order)
_KNOWN = Prepared(
    select(_ORDERS.c.id).where(
        _ORDERS.c.shop_id == bindparam("shop"), _ORDERS.c.remote_id == bindparam("remote")
    )
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a received order."""

    order_id: OrderId
    created: bool
    conflicts: int = 0


def accept_order(
    session: Session, gesture: Gesture, shop_id: ShopId, remote: RemoteOrder
) -> Accepted:
    """Record the order, reserve what it needs, note its payments; harmless when repeated.

    What the customer ordered and where to send it belong to the shop until packing begins; after
    that a change becomes a conflict with both values, for a person.
    """
    remote = with_refunds_shared(remote)
    if not _KNOWN.rows(session, shop=shop_id, remote=remote.remote_id):
        return Accepted(create_order(session, gesture, shop_id, remote), created=True)
    known = session.scalars(
        select(Order).where(Order.shop_id == shop_id, Order.remote_id == remote.remote_id),
        execution_options={"populate_existing": True},
    ).one()
    if known.remote_modified_at is not None and remote.modified_at < known.remote_modified_at:
        return Accepted(known.id, created=False)
    conflicts = change_order(session, gesture, known, remote)
    return Accepted(known.id, created=False, conflicts=conflicts)
