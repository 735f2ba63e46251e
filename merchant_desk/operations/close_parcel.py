"""Close parcels: stock leaves, invoices are issued, papers and the shipments are queued.

One parcel and five hundred take the same way and the same number of statements.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Integer, bindparam, delete, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import IdColumn
from merchant_desk.database.prepared import Prepared, ask_ahead
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.database.rows import block_ahead
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.stock import PickAllocation, Reservation
from merchant_desk.operations.draft_invoice import billing_ahead, draft_invoices, read_billing
from merchant_desk.operations.give_number import NumberSeries, series_ahead
from merchant_desk.operations.name_lots import name_scanned_lots
from merchant_desk.operations.post_invoice import InvoicePosted, post_invoices
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.operations.queue_message import Happened, queue_events
from merchant_desk.operations.queue_print import Paper, queue_prints
from merchant_desk.operations.read_parcels import (
    Leaving,
    PackedParcel,
    leaving,
    orders_ahead,
    packed_parcels,
)
from merchant_desk.operations.refuse_recalled import refuse_recalled
from merchant_desk.operations.set_tracking import SHIPPED
from merchant_desk.operations.take_from_bins import Shelves, bins_ahead
from merchant_desk.operations.use_packaging import use_packaging, used_up
from merchant_desk.operations.value_moves import values_ahead
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.remote import Delivery
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind, OrderState, ParcelState

_ORDERS, _LINES, _PARCELS, _RESERVATIONS, _ALLOCATIONS = (
    table(Order),
    table(OrderLine),
    table(Parcel),
    table(Reservation),
    table(PickAllocation),
)
TRACKING_WAIT = timedelta(minutes=10)
"""How long a shipment waits for its tracking number before the customer is told without it."""
COLLECTED = frozenset({Delivery.COLLECT, Delivery.RESERVED})
_CARRIED = frozenset({Delivery.HOME, Delivery.RELAY})
_LINE, _UNITS = bindparam("line", type_=IdColumn()), bindparam("units", type_=Integer())
_CLOSE = PreparedSet(
    lambda ids: (
        update(_PARCELS)
        .where(_PARCELS.c.id.in_(ids))
        .values(state=ParcelState.CLOSED, closed_at=bindparam("at"), closed_by=bindparam("person"))
    )
)
_SHIP = Prepared(
    update(_LINES).where(_LINES.c.id == _LINE).values(shipped=_LINES.c.shipped + _UNITS)
)
_RELEASE = PreparedSet(
    lambda ids: delete(_RESERVATIONS).where(_RESERVATIONS.c.order_line_id.in_(ids))
)
_LOWER = Prepared(
    update(_RESERVATIONS)
    .where(_RESERVATIONS.c.order_line_id == _LINE)
    .values(quantity=_RESERVATIONS.c.quantity - _UNITS)
)
_STATE = PreparedSet(
    lambda ids: update(_ORDERS).where(_ORDERS.c.id.in_(ids)).values(state=bindparam("new_state"))
)
_FORGET = PreparedSet(
    lambda ids: delete(_ALLOCATIONS).where(
        _ALLOCATIONS.c.order_line_id.in_(select(_LINES.c.id).where(_LINES.c.order_id.in_(ids)))
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
    used_up: tuple[str, ...] = ()
    """Boxes and fill it used of which the ledger has no more: to count, or to order."""


def close_parcel(session: Session, gesture: Gesture, parcel_id: ParcelId) -> ParcelClosed:
    """Ship what is packed; what is not stays due for another parcel.

    Raises RefusedError when the parcel is empty or already closed.
    """
    return close_parcels(session, gesture, (parcel_id,))[0]


def close_parcels(
    session: Session, gesture: Gesture, parcel_ids: Sequence[ParcelId]
) -> tuple[ParcelClosed, ...]:
    """Ship what is packed in these parcels, in this order: all of them, or none.

    Raises RefusedError when one is empty, already closed, or may not be invoiced.
    """
    session.flush()
    gone: dict[ParcelId, ParcelClosed] = {}
    for parcels in _one_an_order(packed_parcels(session, parcel_ids)):
        order_ids = [each.order_id for each in parcels]
        ask_ahead(
            session,
            *orders_ahead(order_ids),
            *bins_ahead(parcels),
            *billing_ahead(order_ids),
            *series_ahead(gesture, InvoiceKind.INVOICE),
            block_ahead(),
            values_ahead([one.product_id for each in parcels for one in each.packed]),
        )
        every = leaving(session, parcels)
        shelves = Shelves(session, every)
        moves = [move for each in parcels for move in shelves.take(each.parcel_id, each.packed)]
        tracked = {one.product_id for each in parcels for one in each.packed if one.by_lot}
        if tracked:
            for each in parcels:
                refuse_recalled(session, each.parcel_id)
            moves = name_scanned_lots(session, gesture, moves, tracked)
        boxed = [each.parcel_id for each in parcels if each.uses_packaging]
        moves += use_packaging(session, boxed, boxed) if boxed else []
        billing = read_billing(session, order_ids)
        series = NumberSeries(session, gesture, InvoiceKind.INVOICE, paris_date(gesture.at))
        drafts = draft_invoices(gesture, billing, series, every)
        invoices = post_invoices(session, gesture, series, drafts)
        mark_closed(session, gesture, [each.parcel_id for each in parcels])
        shelves.forget_chosen()
        for closed in send_off(session, gesture, moves, every, invoices):
            gone[closed.parcel_id] = closed
    return tuple(gone[parcel_id] for parcel_id in parcel_ids)


def mark_closed(session: Session, gesture: Gesture, parcel_ids: Sequence[ParcelId]) -> None:
    """Note who closed these parcels, and when."""
    _CLOSE.write(session, parcel_ids, at=gesture.at, person=gesture.person)


def send_off(
    session: Session,
    gesture: Gesture,
    moves: Sequence[Move],
    every: Sequence[Leaving],
    invoices: Sequence[InvoicePosted],
) -> list[ParcelClosed]:
    """Let closed and invoiced parcels go: their stock leaves, the shops and the printer know."""
    post_moves(session, gesture, moves)
    _settle_lines(session, every)
    _settle_orders(session, every)
    short = used_up(session, moves)
    closed = [
        _closed(each, invoice, short.get(each.parcel.parcel_id, ()))
        for each, invoice in zip(every, invoices, strict=True)
    ]
    later = gesture.at + TRACKING_WAIT
    happened = [
        Happened(each.order.shop_id, one.parcel_id, later if one.wants_tracking else None)
        for each, one in zip(every, closed, strict=True)
        if each.order.shop_id is not None
    ]
    queue_events(session, gesture, SHIPPED, happened)
    queue_prints(session, gesture, [paper for each in closed for paper in _papers(each)])
    return closed


def _one_an_order(parcels: Sequence[PackedParcel]) -> list[list[PackedParcel]]:
    """Split the set so that parcels of one order leave one after the other, as they would alone."""
    rounds: list[dict[OrderId, PackedParcel]] = []
    for each in parcels:
        free = next((one for one in rounds if each.order_id not in one), None)
        if free is None:
            free = {}
            rounds.append(free)
        free[each.order_id] = each
    return [list(one.values()) for one in rounds]


def _settle_lines(session: Session, every: Sequence[Leaving]) -> None:
    """What left is no longer promised; what is left of a promise stays."""
    shipped = [
        {"line": line_id, "units": units}
        for each in every
        for line_id, units in each.packed.items()
    ]
    _SHIP.write(session, *shipped)
    promised = [
        (line.id, line.promised - each.packed[line.id], each.packed[line.id])
        for each in every
        for line in each.lines
        if line.promised is not None and line.id in each.packed
    ]
    _RELEASE.write(session, [line_id for line_id, left, _units in promised if left <= 0])
    lowered = [{"line": line_id, "units": units} for line_id, left, units in promised if left > 0]
    if lowered:
        _LOWER.write(session, *lowered)


def _settle_orders(session: Session, every: Sequence[Leaving]) -> None:
    complete = [each.order.id for each in every if each.complete]
    partial = [each.order.id for each in every if not each.complete]
    _STATE.write(session, complete, new_state=OrderState.SHIPPED)
    _STATE.write(session, partial, new_state=OrderState.PARTIAL)
    _FORGET.write(session, complete)


def _closed(each: Leaving, invoice: InvoicePosted, short: tuple[str, ...]) -> ParcelClosed:
    order = each.order
    return ParcelClosed(
        parcel_id=each.parcel.parcel_id,
        order_id=order.id,
        order_number=order.number,
        parcel_number=each.parcel.number,
        order_complete=each.complete,
        invoice=invoice,
        wants_tracking=order.delivery in _CARRIED and not each.parcel.tracking,
        collected=order.delivery in COLLECTED,
        pickup_slot=order.pickup_slot,
        used_up=short,
    )


def _papers(closed: ParcelClosed) -> tuple[Paper, Paper]:
    slip = _("Bon de livraison de la commande {number}").format(number=closed.order_number)
    title = _("Facture {number}").format(number=closed.invoice.number)
    return (
        Paper(DocumentKind.PACKING, closed.parcel_id, slip),
        Paper(DocumentKind.INVOICE, closed.invoice.invoice_id, title),
    )
