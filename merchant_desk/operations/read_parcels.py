"""Read parcels that are about to leave, with the whole of their orders: once for the set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.stock import Reservation
from merchant_desk.operations.explode_kits import kits_leaving
from merchant_desk.queries.lot_shelves import has_lots
from merchant_desk.queries.packaging import uses_packaging
from merchant_desk.values.ids import OrderId, OrderLineId, ParcelId, ProductId
from merchant_desk.values.texts import _
from merchant_desk.values.words import ParcelState

_ORDERS, _LINES, _PARCELS, _PARCEL_LINES, _RESERVATIONS = (
    table(Order),
    table(OrderLine),
    table(Parcel),
    table(ParcelLine),
    table(Reservation),
)
_ORDER_FACTS = (
    "id", "row", "number", "ship_by_at", "shop_id", "state", "blocked_reason", "delivery",
    "pickup_slot", "carrier", "billing", "shipping", "placed_at", "email", "siren",
    "vat_number", "tax_countries",
)  # fmt: skip
_LINE_FACTS = (
    "id", "order_id", "kind", "product_id", "sku", "name", "option_text", "quantity", "shipped",
    "cancelled", "total", "discount", "refunded", "rate_bp", "kit_line_id",
)  # fmt: skip
_READ_ORDERS = PreparedSet(
    lambda ids: select(*(_ORDERS.c[name] for name in _ORDER_FACTS)).where(_ORDERS.c.id.in_(ids))
)
_READ_LINES = PreparedSet(
    lambda ids: (
        select(
            *(_LINES.c[name] for name in _LINE_FACTS), _RESERVATIONS.c.quantity.label("promised")
        )
        .outerjoin(_RESERVATIONS, _RESERVATIONS.c.order_line_id == _LINES.c.id)
        .where(_LINES.c.order_id.in_(ids))
        .order_by(_LINES.c.order_id, _LINES.c.position)
    )
)
_READ_PARCELS = PreparedSet(
    lambda ids: (
        select(
            *(_PARCELS.c[name] for name in ("id", "order_id", "number", "state", "tracking")),
            *(_PARCEL_LINES.c[name] for name in ("order_line_id", "product_id", "packed")),
            has_lots(_PARCEL_LINES.c.product_id),
            uses_packaging(_PARCELS),
        )
        .outerjoin(
            _PARCEL_LINES,
            and_(_PARCEL_LINES.c.parcel_id == _PARCELS.c.id, _PARCEL_LINES.c.packed > 0),
        )
        .where(_PARCELS.c.id.in_(ids))
        .order_by(_PARCEL_LINES.c.id)
    )
)
AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Taken:
    """Units of an order line that are in the parcel."""

    order_line_id: OrderLineId
    product_id: ProductId
    quantity: int
    by_lot: bool = False


@dataclass(frozen=True, slots=True)
class PackedParcel:
    """A parcel and what is in it."""

    parcel_id: ParcelId
    order_id: OrderId
    number: int
    tracking: str
    packed: tuple[Taken, ...]
    uses_packaging: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """A parcel about to leave; ``order`` and ``lines`` stand as they did before it left."""

    parcel: PackedParcel
    order: AnyRow
    lines: tuple[AnyRow, ...]
    packed: Mapping[OrderLineId, int]
    complete: bool
    """Nothing of the order will be due any more."""


def packed_parcels(session: Session, parcel_ids: Sequence[ParcelId]) -> list[PackedParcel]:
    """Return the parcels in the order asked for; refuse one that is closed or empty."""
    rows: dict[bytes, list[tuple[Any, ...]]] = {}
    for row in _READ_PARCELS.rows(session, parcel_ids):
        rows.setdefault(row[0], []).append(row)
    return [_packed(rows.get(parcel_id, ())) for parcel_id in parcel_ids]


def leaving(session: Session, parcels: Sequence[PackedParcel]) -> list[Leaving]:
    """Return the parcels with their orders, as they stand before any of these has left."""
    order_ids = [each.order_id for each in parcels]
    orders, lines = orders_of(session, order_ids), lines_of(session, order_ids)
    return [leave_with(each, orders[each.order_id], lines[each.order_id]) for each in parcels]


def leave_with(parcel: PackedParcel, order: AnyRow, lines: Sequence[AnyRow]) -> Leaving:
    """Return what leaves of this order with this parcel; a kit leaves with its last part."""
    packed = {each.order_line_id: each.quantity for each in parcel.packed}
    packed |= kits_leaving(lines, packed)
    kits = {line.kit_line_id for line in lines}
    left = sum(
        due_of(line) - packed.get(line.id, 0)
        for line in lines
        if line.product_id and line.id not in kits
    )
    return Leaving(parcel, order, tuple(lines), packed, complete=left <= 0)


def due_of(line: AnyRow) -> int:
    """Return how many units of a line are still to be sent."""
    return int(line.quantity - line.shipped - line.cancelled)


def orders_of(session: Session, order_ids: Sequence[OrderId]) -> dict[OrderId, AnyRow]:
    """Return what decides about these orders, and what their invoices print of them."""
    return {OrderId(row.id): row for row in _READ_ORDERS.typed(session, order_ids)}


def orders_ahead(order_ids: Sequence[OrderId]) -> tuple[Ahead, Ahead]:
    """Return what ``orders_of`` and ``lines_of`` will ask."""
    return _READ_ORDERS.ahead(order_ids), _READ_LINES.ahead(order_ids)


def lines_of(session: Session, order_ids: Sequence[OrderId]) -> dict[OrderId, list[AnyRow]]:
    """Return the lines of these orders, with the units promised to each."""
    found: dict[OrderId, list[AnyRow]] = {order_id: [] for order_id in order_ids}
    for row in _READ_LINES.typed(session, order_ids):
        found[row.order_id].append(row)
    return found


def _packed(rows: Iterable[tuple[Any, ...]]) -> PackedParcel:
    every = list(rows)
    if not every or every[0][3] != ParcelState.OPEN:
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce colis est déjà fermé."),
            _("Ouvrez le colis suivant, ou un autre colis pour la même commande."),
        )
    taken = tuple(Taken(*row[5:9]) for row in every if row[5] is not None)
    if not taken:
        raise RefusedError(
            _("Le colis n’a pas été fermé\u00a0: il est vide."),
            _("Scannez au moins un article, ou mettez le colis de côté."),
        )
    parcel_id, order_id, number, _state, tracking = every[0][:5]
    boxed = bool(every[0][9])
    return PackedParcel(ParcelId(parcel_id), OrderId(order_id), number, tracking, taken, boxed)
