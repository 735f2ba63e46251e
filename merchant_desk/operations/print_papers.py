"""Ask once more for the papers of orders: packing slips, invoices."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel, Wave, WaveOrder
from merchant_desk.operations.note_decision import note_decision
from merchant_desk.operations.queue_print import queue_print
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, WaveId
from merchant_desk.values.texts import _
from merchant_desk.values.words import DocumentKind, OrderEventKind, ParcelState

_ORDERS, _INVOICES, _PARCELS, _WAVES, _WAVE_ORDERS = (
    table(Order),
    table(Invoice),
    table(Parcel),
    table(Wave),
    table(WaveOrder),
)


@dataclass(frozen=True, slots=True)
class PapersQueued:
    """How many papers will come out, and the orders that have none yet."""

    papers: int
    without: tuple[str, ...]


def print_invoices(
    session: Session, gesture: Gesture, order_ids: Sequence[OrderId]
) -> PapersQueued:
    """Ask for the invoices of these orders; one printed before comes out as a DUPLICATA."""
    rows = session.execute(
        select(_INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.order_id)
        .where(_INVOICES.c.order_id.in_(list(order_ids)))
        .order_by(_INVOICES.c.issued_at, _INVOICES.c.counter)
    ).all()
    for invoice_id, invoice, order_id in rows:
        title = _("Duplicata de la facture {number}").format(number=invoice)
        queue_print(session, gesture, DocumentKind.INVOICE, invoice_id, title)
        note_decision(session, gesture, [OrderId(order_id)], OrderEventKind.REPRINTED, title)
    having = {row.order_id for row in rows}
    return PapersQueued(
        len(rows), _numbers(session, [each for each in order_ids if each not in having])
    )


def print_slips(session: Session, gesture: Gesture, order_ids: Sequence[OrderId]) -> PapersQueued:
    """Ask again for the paper each order has reached: its parcels' slips, else its wave's slip.

    An order in no wave has no bins chosen yet: « Préparer ensemble » makes its slip.
    """
    parcels = _closed_parcels(session, order_ids)
    for parcel_id, order, title in parcels:
        queue_print(session, gesture, DocumentKind.PACKING, parcel_id, title)
        note_decision(session, gesture, [order], OrderEventKind.REPRINTED, title)
    packed = {order for _parcel, order, _title in parcels}
    waves = _waves(session, [each for each in order_ids if each not in packed])
    for wave_id, (title, orders) in waves.items():
        queue_print(session, gesture, DocumentKind.PICKING, wave_id, title)
        note_decision(session, gesture, orders, OrderEventKind.REPRINTED, title)
    picked = {order for _title, orders in waves.values() for order in orders}
    without = [each for each in order_ids if each not in packed and each not in picked]
    return PapersQueued(len(parcels) + len(waves), _numbers(session, without))


def _closed_parcels(
    session: Session, order_ids: Sequence[OrderId]
) -> list[tuple[ParcelId, OrderId, str]]:
    rows = session.execute(
        select(_PARCELS.c.id, _PARCELS.c.order_id, _ORDERS.c.number)
        .join(_ORDERS, _ORDERS.c.id == _PARCELS.c.order_id)
        .where(_PARCELS.c.order_id.in_(list(order_ids)), _PARCELS.c.state == ParcelState.CLOSED)
        .order_by(_ORDERS.c.placed_at, _PARCELS.c.number)
    )
    title = _("Bon de livraison de la commande {number}")
    return [
        (ParcelId(parcel), OrderId(order), title.format(number=order_number))
        for parcel, order, order_number in rows
    ]


def _waves(
    session: Session, order_ids: Sequence[OrderId]
) -> dict[WaveId, tuple[str, list[OrderId]]]:
    """Return the last wave of each order, with its title."""
    rows = session.execute(
        select(_WAVE_ORDERS.c.order_id, _WAVES.c.id, _WAVES.c.number)
        .join(_WAVES, _WAVES.c.id == _WAVE_ORDERS.c.wave_id)
        .where(_WAVE_ORDERS.c.order_id.in_(list(order_ids)))
        .order_by(_WAVES.c.number)
    )
    last = {row.order_id: (WaveId(row.id), int(row.number)) for row in rows}
    found: dict[WaveId, tuple[str, list[OrderId]]] = {}
    for order_id, (wave_id, wave) in last.items():
        title = _("Bon de préparation n°\u00a0{number}").format(number=number(wave))
        found.setdefault(wave_id, (title, []))[1].append(OrderId(order_id))
    return found


def _numbers(session: Session, order_ids: Sequence[OrderId]) -> tuple[str, ...]:
    rows = session.execute(
        select(_ORDERS.c.number).where(_ORDERS.c.id.in_(list(order_ids))).order_by(_ORDERS.c.row)
    )
    return tuple(rows.scalars())
