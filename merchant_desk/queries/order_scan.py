"""Which order a scanned slip or carrier's label belongs to."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel
from merchant_desk.values.ids import OrderId
from merchant_desk.values.order_states import why_not_preparable
from merchant_desk.values.scan import Scan
from merchant_desk.values.tracking import tracking_number

_ORDERS, _PARCELS = table(Order), table(Parcel)


@dataclass(frozen=True, slots=True)
class OrderFound:
    """The order a code names; ``by_slip`` when it is the code of its packing slip."""

    order_id: OrderId
    number: str
    can_pack: bool
    by_slip: bool


def order_of_scan(session: Session, scan: Scan) -> OrderFound | None:
    """Return the order of the slip or of the tracking number that was scanned."""
    for reading in scan.candidates:
        code = reading.text.strip().upper()
        found = _order(session, _ORDERS.c.slip_code == code, by_slip=True)
        if found is not None:
            return found
    for reading in scan.candidates:
        tracked = (
            select(_PARCELS.c.order_id)
            .where(_PARCELS.c.tracking == tracking_number(reading.text), _PARCELS.c.tracking != "")
            .order_by(_PARCELS.c.opened_at.desc())
            .limit(1)
        )
        found = _order(session, _ORDERS.c.id.in_(tracked), by_slip=False)
        if found is not None:
            return found
    return None


def _order(session: Session, condition: ColumnElement[bool], *, by_slip: bool) -> OrderFound | None:
    row = session.execute(
        select(_ORDERS.c.id, _ORDERS.c.number, _ORDERS.c.state, _ORDERS.c.blocked_reason)
        .where(condition)
        .limit(1)
    ).first()
    if row is None:
        return None
    can_pack = not why_not_preparable(row.state, row.blocked_reason)
    return OrderFound(OrderId(row.id), row.number, can_pack, by_slip)
