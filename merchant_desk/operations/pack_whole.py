"""Pack all that orders are due as one parcel each, without scanning; and why an order may not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, ask_ahead, insert_into
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.parcel import Parcel, ParcelLine, Shortage
from merchant_desk.models.shop import Conflict
from merchant_desk.operations.close_parcel import mark_closed
from merchant_desk.operations.pick_unscanned import shelves_ahead
from merchant_desk.operations.read_parcels import (
    AnyRow,
    Leaving,
    PackedParcel,
    Taken,
    due_of,
    leave_with,
    lines_of,
    orders_ahead,
)
from merchant_desk.operations.value_moves import values_ahead
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, OrderLineId, ParcelId, ParcelLineId, new_ids
from merchant_desk.values.order_states import why_not_preparable
from merchant_desk.values.texts import _
from merchant_desk.values.words import ConflictState, ParcelState

_PARCELS, _PARCEL_LINES, _SHORTAGES, _CONFLICTS = (
    table(Parcel),
    table(ParcelLine),
    table(Shortage),
    table(Conflict),
)
_KNOWN = PreparedSet(
    lambda ids: (
        select(
            *(_PARCELS.c[name] for name in ("order_id", "id", "number", "state")),
            *(_PARCELS.c[name] for name in ("tracking",)),
            *(_PARCEL_LINES.c[name] for name in ("order_line_id", "wanted", "packed", "missing")),
        )
        .outerjoin(
            _PARCEL_LINES,
            and_(_PARCEL_LINES.c.parcel_id == _PARCELS.c.id, _PARCELS.c.state == ParcelState.OPEN),
        )
        .where(_PARCELS.c.order_id.in_(ids))
    )
)
_FILL = PreparedSet(
    lambda ids: (
        update(_PARCEL_LINES)
        .where(_PARCEL_LINES.c.parcel_id.in_(ids))
        .values(packed=_PARCEL_LINES.c.wanted)
    )
)
_UNSETTLED = PreparedSet(
    lambda ids: select(_SHORTAGES.c.order_line_id).where(
        _SHORTAGES.c.product_id.in_(ids), _SHORTAGES.c.settled_at.is_(None)
    )
)


_QUESTIONED = PreparedSet(
    lambda ids: select(_CONFLICTS.c.order_id).where(
        _CONFLICTS.c.order_id.in_(ids), _CONFLICTS.c.state == ConflictState.OPEN
    )
)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is due of an order, as one parcel; or why it may not be packed."""

    leaving: Leaving
    reason: str
    is_new: bool
    """Not so when the order's parcel was opened already, and nothing put into it."""


@dataclass(slots=True)
class _Known:
    """The parcels an order has already: the greatest number, and the open one."""

    last: int = 0
    open_id: ParcelId | None = None
    open_number: int = 0
    tracking: str = ""
    wanted: dict[OrderLineId, int] = field(default_factory=dict)
    touched: bool = False
    """Something was packed in the open one, or said to be missing."""
    questioned: bool = False
    """The shop and the desk disagree about the order, and nobody has decided yet."""


def whole_orders(session: Session, orders: Sequence[AnyRow]) -> list[Whole]:
    """Return what each order is due; nothing is written yet."""
    order_ids = [OrderId(row.id) for row in orders]
    lines, known = lines_of(session, order_ids), _known_parcels(session, order_ids)
    products = {line.product_id for each in lines.values() for line in each if line.product_id}
    wanted = sorted(products)
    ask_ahead(session, _UNSETTLED.ahead(wanted), *shelves_ahead(wanted), values_ahead(wanted))
    missing = {OrderLineId(row[0]) for row in _UNSETTLED.rows(session, wanted)}
    for (order_id,) in _QUESTIONED.rows(session, order_ids):
        known.setdefault(OrderId(order_id), _Known()).questioned = True
    return [
        _whole(order, lines[order.id], known.get(order.id, _Known()), missing, ParcelId(fresh))
        for order, fresh in zip(orders, new_ids(len(orders)), strict=True)
    ]


def wholes_ahead(order_ids: Sequence[OrderId]) -> tuple[Ahead, ...]:
    """Return what ``whole_orders`` will ask, and the orders themselves."""
    return (
        *orders_ahead(order_ids), _KNOWN.ahead(order_ids), _QUESTIONED.ahead(order_ids),
    )  # fmt: skip


def insert_wholes(session: Session, gesture: Gesture, wholes: Sequence[Whole]) -> None:
    """Write the parcels with everything in them, closed."""
    fresh = [each.leaving for each in wholes if each.is_new]
    insert_into(session, _PARCELS, [_parcel_row(gesture, each) for each in fresh])
    lines = [(each.parcel.parcel_id, taken) for each in fresh for taken in each.parcel.packed]
    insert_into(
        session,
        _PARCEL_LINES,
        [
            {
                "id": ParcelLineId(line_id),
                "parcel_id": parcel_id,
                "order_line_id": taken.order_line_id,
                "product_id": taken.product_id,
                "wanted": taken.quantity,
                "packed": taken.quantity,
                "missing": 0,
            }
            for line_id, (parcel_id, taken) in zip(new_ids(len(lines)), lines, strict=True)
        ],
    )
    opened = [each.leaving.parcel.parcel_id for each in wholes if not each.is_new]
    _FILL.write(session, opened)
    mark_closed(session, gesture, opened)


def _whole(
    order: AnyRow,
    lines: Sequence[AnyRow],
    known: _Known,
    missing: Collection[OrderLineId],
    fresh: ParcelId,
) -> Whole:
    kits = {line.kit_line_id for line in lines}
    taken = tuple(
        Taken(line.id, line.product_id, due_of(line))
        for line in lines
        if line.product_id is not None and due_of(line) > 0 and line.id not in kits
    )
    is_new = known.open_id is None
    parcel = PackedParcel(
        parcel_id=known.open_id or fresh,
        order_id=order.id,
        number=known.last + 1 if is_new else known.open_number,
        tracking=known.tracking,
        packed=taken,
    )
    reason = _why_not(order, taken, known, missing)
    return Whole(leave_with(parcel, order, lines), reason, is_new)


def _why_not(
    order: AnyRow, taken: Sequence[Taken], known: _Known, missing: Collection[OrderLineId]
) -> str:
    reason = why_not_preparable(order.state, order.blocked_reason)
    if reason:
        return reason
    if not taken:
        return _("Elle n’attend plus rien\u00a0: tout est parti, annulé ou remboursé.")
    due = {each.order_line_id: each.quantity for each in taken}
    if known.touched or (known.open_id is not None and known.wanted != due):
        return _("Son colis est en cours d’emballage\u00a0: terminez-le ou mettez-le de côté.")
    if any(each.order_line_id in missing for each in taken):
        return _("Un article a été signalé manquant\u00a0: réglez-le dans À vérifier.")
    if known.questioned:
        return _("La boutique dit autre chose de cette commande\u00a0: décidez dans À vérifier.")
    return ""


def _known_parcels(session: Session, order_ids: Sequence[OrderId]) -> dict[OrderId, _Known]:
    found: dict[OrderId, _Known] = {}
    for row in _KNOWN.typed(session, order_ids):
        known = found.setdefault(OrderId(row.order_id), _Known())
        known.last = max(known.last, row.number)
        if row.state is ParcelState.OPEN:
            known.open_id, known.open_number = row.id, row.number
            known.tracking = row.tracking
            if row.order_line_id is not None:
                known.wanted[row.order_line_id] = row.wanted
                known.touched = known.touched or bool(row.packed or row.missing)
    return found


def _parcel_row(gesture: Gesture, each: Leaving) -> dict[str, object]:
    return {
        "id": each.parcel.parcel_id,
        "order_id": each.order.id,
        "number": each.parcel.number,
        "state": ParcelState.CLOSED,
        "opened_at": gesture.at,
        "opened_by": gesture.person,
        "station_id": gesture.station_id,
        "closed_at": gesture.at,
        "closed_by": gesture.person,
        "carrier": each.order.carrier,
        "tracking": "",
        "weight_g": None,
    }
