"""Close a parcel: stock leaves, the invoice is issued, papers and the shipment are queued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Integer, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import IdColumn
from merchant_desk.database.prepared import Prepared
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.stock import PickAllocation, Reservation
from merchant_desk.operations.open_parcel import open_parcel_row
from merchant_desk.operations.post_invoice import InvoicePosted, post_invoice
from merchant_desk.operations.queue_message import queue_event
from merchant_desk.operations.queue_print import queue_print
from merchant_desk.operations.set_tracking import SHIPPED
from merchant_desk.operations.take_from_bins import Taken, take_from_bins
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId
from merchant_desk.values.remote import Delivery
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind, OrderState, ParcelState

_ORDERS, _LINES, _PARCELS, _PARCEL_LINES, _RESERVATIONS, _ALLOCATIONS = (
    table(Order),
    table(OrderLine),
    table(Parcel),
    table(ParcelLine),
    table(Reservation),
    table(PickAllocation),
)
TRACKING_WAIT = timedelta(minutes=10)
"""How long a shipment waits for its tracking number before the customer is told without it."""
COLLECTED = frozenset({Delivery.COLLECT, Delivery.RESERVED})
_CARRIED = frozenset({Delivery.HOME, Delivery.RELAY})
_LINE, _UNITS = bindparam("line", type_=IdColumn()), bindparam("units", type_=Integer())
_PACKED = Prepared(
    select(_PARCEL_LINES.c.order_line_id, _PARCEL_LINES.c.product_id, _PARCEL_LINES.c.packed)
    .where(_PARCEL_LINES.c.parcel_id == bindparam("parcel"), _PARCEL_LINES.c.packed > 0)
    .order_by(_PARCEL_LINES.c.id)
)
_CLOSE = Prepared(
    update(_PARCELS)
    .where(_PARCELS.c.id == bindparam("parcel"))
    .values(state=ParcelState.CLOSED, closed_at=bindparam("at"), closed_by=bindparam("by"))
)
_ORDER = Prepared(
    select(_ORDERS.c.number, _ORDERS.c.shop_id, _ORDERS.c.delivery, _ORDERS.c.pickup_slot).where(
        _ORDERS.c.id == bindparam("order")
    )
)
_SHIP = Prepared(
    update(_LINES).where(_LINES.c.id == _LINE).values(shipped=_LINES.c.shipped + _UNITS)
)
_RELEASE = Prepared(
    delete(_RESERVATIONS).where(
        _RESERVATIONS.c.order_line_id == _LINE, _RESERVATIONS.c.quantity <= _UNITS
    )
)
_LOWER = Prepared(
    update(_RESERVATIONS)
    .where(_RESERVATIONS.c.order_line_id == _LINE, _RESERVATIONS.c.quantity > _UNITS)
    .values(quantity=_RESERVATIONS.c.quantity - _UNITS)
)
_DUE = Prepared(
    select(
        func.coalesce(func.sum(_LINES.c.quantity - _LINES.c.shipped - _LINES.c.cancelled), 0)
    ).where(_LINES.c.order_id == bindparam("order"), _LINES.c.product_id.is_not(None))
)
_STATE = Prepared(
    update(_ORDERS).where(_ORDERS.c.id == bindparam("order")).values(state=bindparam("new_state"))
)
_FORGET = Prepared(
    delete(_ALLOCATIONS).where(
        _ALLOCATIONS.c.order_line_id.in_(
            select(_LINES.c.id).where(_LINES.c.order_id == bindparam("order"))
        )
    )
)


@dataclass(frozen=True, slots=True)
class ParcelClosed:
    """A parcel that left, with the number of its invoice."""

    parcel_id: ParcelId
    order_id: OrderId
    order_number: str
    parcel_number: int
    order_complete: bool
    invoice: InvoicePosted
    wants_tracking: bool
    collected: bool
    """The customer comes for it, at ``pickup_slot`` when she chose one."""
    pickup_slot: str


def close_parcel(session: Session, gesture: Gesture, parcel_id: ParcelId) -> ParcelClosed:
    """Ship what is packed; what is not stays due for another parcel.

    Raises RefusedError when the parcel is empty or already closed.
    """
    parcel = open_parcel_row(session, parcel_id)
    packed = _packed(session, parcel_id)
    if not packed:
        raise RefusedError(
            _("Le colis n’a pas été fermé\u00a0: il est vide."),
            _("Scannez au moins un article, ou mettez le colis de côté."),
        )
    take_from_bins(session, gesture, parcel_id, packed)
    _settle_lines(session, packed)
    _CLOSE.write(session, {"parcel": parcel_id, "at": gesture.at, "by": gesture.person})
    complete = _settle_order(session, parcel.order_id)
    invoice = post_invoice(session, gesture, parcel_id)
    order = _ORDER.first(session, order=parcel.order_id)
    wants_tracking = order.delivery in _CARRIED and not parcel.tracking
    if order.shop_id is not None:
        later = gesture.at + TRACKING_WAIT if wants_tracking else None
        queue_event(session, gesture, SHIPPED, order.shop_id, parcel_id, not_before=later)
    _queue_papers(session, gesture, parcel_id, order.number, invoice)
    return ParcelClosed(
        parcel_id=parcel_id,
        order_id=parcel.order_id,
        order_number=order.number,
        parcel_number=parcel.number,
        order_complete=complete,
        invoice=invoice,
        wants_tracking=wants_tracking,
        collected=order.delivery in COLLECTED,
        pickup_slot=order.pickup_slot,
    )


def _packed(session: Session, parcel_id: ParcelId) -> list[Taken]:
    return [Taken(*row) for row in _PACKED.rows(session, parcel=parcel_id)]


def _settle_lines(session: Session, packed: Sequence[Taken]) -> None:
    """What left is no longer promised; what is left of a promise stays."""
    parameters = [{"line": each.order_line_id, "units": each.quantity} for each in packed]
    for change in (_SHIP, _RELEASE, _LOWER):
        change.write(session, *parameters)


def _settle_order(session: Session, order_id: OrderId) -> bool:
    complete = int(_DUE.rows(session, order=order_id)[0][0]) <= 0
    state = OrderState.SHIPPED if complete else OrderState.PARTIAL
    _STATE.write(session, {"order": order_id, "new_state": state})
    if complete:
        _FORGET.write(session, {"order": order_id})
    return complete


def _queue_papers(
    session: Session, gesture: Gesture, parcel_id: ParcelId, number: str, invoice: InvoicePosted
) -> None:
    slip = _("Bon de livraison de la commande {number}").format(number=number)
    queue_print(session, gesture, DocumentKind.PACKING, parcel_id, slip)
    title = _("Facture {number}").format(number=invoice.number)
    queue_print(session, gesture, DocumentKind.INVOICE, invoice.invoice_id, title)
