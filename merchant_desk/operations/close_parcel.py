"""Close a parcel: stock leaves, the invoice is issued, papers and the shipment are queued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Integer, bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import IdColumn
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
    session.execute(
        update(_PARCELS)
        .where(_PARCELS.c.id == parcel_id)
        .values(state=ParcelState.CLOSED, closed_at=gesture.at, closed_by=gesture.person)
    )
    complete = _settle_order(session, parcel.order_id)
    invoice = post_invoice(session, gesture, parcel_id)
    order = session.execute(
        select(
            _ORDERS.c.number, _ORDERS.c.shop_id, _ORDERS.c.delivery, _ORDERS.c.pickup_slot
        ).where(_ORDERS.c.id == parcel.order_id)
    ).one()
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
    rows = session.execute(
        select(_PARCEL_LINES.c.order_line_id, _PARCEL_LINES.c.product_id, _PARCEL_LINES.c.packed)
        .where(_PARCEL_LINES.c.parcel_id == parcel_id, _PARCEL_LINES.c.packed > 0)
        .order_by(_PARCEL_LINES.c.id)
    )
    return [Taken(row.order_line_id, row.product_id, row.packed) for row in rows]


def _settle_lines(session: Session, packed: Sequence[Taken]) -> None:
    """What left is no longer promised; what is left of a promise stays."""
    parameters = [{"line": each.order_line_id, "units": each.quantity} for each in packed]
    line, units = bindparam("line", type_=IdColumn()), bindparam("units", type_=Integer())
    connection = session.connection()
    connection.execute(
        update(_LINES).where(_LINES.c.id == line).values(shipped=_LINES.c.shipped + units),
        parameters,
    )
    connection.execute(
        delete(_RESERVATIONS).where(
            _RESERVATIONS.c.order_line_id == line, _RESERVATIONS.c.quantity <= units
        ),
        parameters,
    )
    connection.execute(
        update(_RESERVATIONS)
        .where(_RESERVATIONS.c.order_line_id == line, _RESERVATIONS.c.quantity > units)
        .values(quantity=_RESERVATIONS.c.quantity - units),
        parameters,
    )


def _settle_order(session: Session, order_id: OrderId) -> bool:
    due = session.execute(
        select(
            func.coalesce(func.sum(_LINES.c.quantity - _LINES.c.shipped - _LINES.c.cancelled), 0)
        ).where(_LINES.c.order_id == order_id, _LINES.c.product_id.is_not(None))
    ).scalar_one()
    complete = int(due) <= 0
    state = OrderState.SHIPPED if complete else OrderState.PARTIAL
    session.execute(update(_ORDERS).where(_ORDERS.c.id == order_id).values(state=state))
    if complete:
        lines = select(_LINES.c.id).where(_LINES.c.order_id == order_id)
        session.execute(delete(_ALLOCATIONS).where(_ALLOCATIONS.c.order_line_id.in_(lines)))
    return complete


def _queue_papers(
    session: Session, gesture: Gesture, parcel_id: ParcelId, number: str, invoice: InvoicePosted
) -> None:
    slip = _("Bon de livraison de la commande {number}").format(number=number)
    queue_print(session, gesture, DocumentKind.PACKING, parcel_id, slip)
    title = _("Facture {number}").format(number=invoice.number)
    queue_print(session, gesture, DocumentKind.INVOICE, invoice.invoice_id, title)
