"""Ship whole orders without scanning: all that may leave, in one transaction, on her word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.database.prepared import ask_ahead
from merchant_desk.database.rows import block_ahead
from merchant_desk.operations.close_parcel import ParcelClosed, send_off
from merchant_desk.operations.draft_invoice import (
    Draft,
    billing_ahead,
    draft_invoice,
    read_billing,
)
from merchant_desk.operations.give_number import NumberSeries, series_ahead
from merchant_desk.operations.hold_order import OrderLeft
from merchant_desk.operations.name_lots import name_lots
from merchant_desk.operations.note_decision import note_decision
from merchant_desk.operations.pack_whole import Whole, insert_wholes, whole_orders, wholes_ahead
from merchant_desk.operations.pick_unscanned import FreeShelves
from merchant_desk.operations.post_invoice import post_invoices
from merchant_desk.operations.post_move import Move
from merchant_desk.operations.read_parcels import AnyRow, Leaving, orders_of
from merchant_desk.operations.use_packaging import use_packaging
from merchant_desk.queries.packaging import carton_ahead
from merchant_desk.values.article_name import full_name
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ProductId, id_text
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderEventKind


@dataclass(frozen=True, slots=True)
class ShippedOrders:
    """The parcels that left, late orders first, and the orders that stayed, with why."""

    closed: tuple[ParcelClosed, ...]
    refused: tuple[OrderLeft, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What leaves, in its order, and what does not."""

    wholes: list[Whole]
    drafts: list[Draft]
    moves: list[Move]
    refused: list[OrderLeft]


def ship_orders(session: Session, gesture: Gesture, order_ids: Sequence[OrderId]) -> ShippedOrders:
    """Pack, close and invoice the whole of each order that may leave, the late ones first.

    An order that may not leave is untouched and says why: blocked, short, being packed, already
    gone, or not to be invoiced. Who shipped it without scanning is kept in its history. Raises
    RefusedError when the shop's identity, which invoices print, is not filled in.
    """
    session.flush()
    wanted = list(dict.fromkeys(order_ids))
    ask_ahead(
        session,
        *wholes_ahead(wanted),
        *billing_ahead(wanted),
        *series_ahead(gesture, InvoiceKind.INVOICE),
        block_ahead(),
        carton_ahead(),
    )
    orders = orders_of(session, wanted)
    unknown = [
        OrderLeft(id_text(each), _("Cette commande n’existe pas ou plus."))
        for each in wanted
        if each not in orders
    ]
    ranked = sorted(orders.values(), key=_rank)
    series = NumberSeries(session, gesture, InvoiceKind.INVOICE, paris_date(gesture.at))
    chosen = _choose(session, gesture, series, whole_orders(session, ranked))
    closed = _ship(session, gesture, series, chosen)
    return ShippedOrders(tuple(closed), (*unknown, *chosen.refused))


def _rank(order: AnyRow) -> tuple[object, ...]:
    return order.ship_by_at, order.placed_at, order.row


def _choose(
    session: Session, gesture: Gesture, series: NumberSeries, wholes: Sequence[Whole]
) -> _Chosen:
    """Let each order in turn take its units and its number, or say why it may not."""
    refused = [OrderLeft(each.leaving.order.number, each.reason) for each in wholes if each.reason]
    able = [each for each in wholes if not each.reason]
    chosen = _Chosen([], [], [], refused)
    if not able:
        return chosen
    billing = read_billing(session, [each.leaving.order.id for each in able])
    shelves = FreeShelves(session, _products(able), paris_date(gesture.at))
    for whole in able:
        draft = draft_invoice(gesture, billing, series.following(), whole.leaving)
        problem, moves = draft.problem, list[Move]()
        if not problem:
            moves, lacking = shelves.take(whole.leaving.parcel)
            problem = _lacking(whole.leaving, lacking) if lacking else ""
        if problem:
            refused.append(OrderLeft(whole.leaving.order.number, problem))
            continue
        series.take()
        chosen.wholes.append(whole)
        chosen.drafts.append(draft)
        chosen.moves.extend(moves)
    if shelves.tracked:
        named = name_lots(session, gesture, chosen.moves)
        return _Chosen(chosen.wholes, chosen.drafts, named, refused)
    return chosen


def _ship(
    session: Session, gesture: Gesture, series: NumberSeries, chosen: _Chosen
) -> list[ParcelClosed]:
    if not chosen.wholes:
        return []
    insert_wholes(session, gesture, chosen.wholes)
    invoices = post_invoices(session, gesture, series, chosen.drafts)
    every = [each.leaving for each in chosen.wholes]
    opened = [each.leaving.parcel.parcel_id for each in chosen.wholes if not each.is_new]
    boxes = use_packaging(session, [each.parcel.parcel_id for each in every], opened)
    closed = send_off(session, gesture, [*chosen.moves, *boxes], every, invoices)
    shipped = [each.order_id for each in closed]
    note_decision(session, gesture, shipped, OrderEventKind.UNSCANNED)
    return closed


def _products(wholes: Sequence[Whole]) -> list[ProductId]:
    parcels = [each.leaving.parcel for each in wholes]
    return sorted({taken.product_id for parcel in parcels for taken in parcel.packed})


def _lacking(leaving: Leaving, lacking: Mapping[ProductId, int]) -> str:
    line = next(each for each in leaving.lines if each.product_id in lacking)
    return _("Il manque {n} × «\u00a0{name}\u00a0» en rayon.").format(
        n=number(lacking[line.product_id]), name=full_name(line.name, line.option_text)
    )
