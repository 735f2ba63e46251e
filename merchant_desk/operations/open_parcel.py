"""Open a parcel for an order: the next one to fill, or the one left open."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, exists, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, ask_ahead, insert_into
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.station import ShopProfile
from merchant_desk.models.stock import PickAllocation
from merchant_desk.operations.assign_bins import choose_bins
from merchant_desk.operations.choose_regime import invoice_problem, problem_ahead
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId, ParcelId, ParcelLineId, new_id, new_ids
from merchant_desk.values.order_states import why_not_preparable
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderState, ParcelState

_ORDERS, _LINES, _PARCELS, _PARCEL_LINES, _ALLOCATIONS = (
    table(Order),
    table(OrderLine),
    table(Parcel),
    table(ParcelLine),
    table(PickAllocation),
)


_OPEN = (
    select(_PARCELS.c.id)
    .where(_PARCELS.c.order_id == _ORDERS.c.id, _PARCELS.c.state == ParcelState.OPEN)
    .limit(1)
)
_LAST = select(func.coalesce(func.max(_PARCELS.c.number), 0)).where(
    _PARCELS.c.order_id == _ORDERS.c.id
)
_CHOSEN = (
    select(_ALLOCATIONS.c.id)
    .join(_LINES, _LINES.c.id == _ALLOCATIONS.c.order_line_id)
    .where(_LINES.c.order_id == _ORDERS.c.id)
)
_ORDER = Prepared(
    select(
        *(_ORDERS.c[name] for name in ("number", "state", "blocked_reason", "carrier")),
        _OPEN.scalar_subquery().label("open_id"),
        _LAST.scalar_subquery().label("last"),
        exists(_CHOSEN).label("chosen"),
        exists(select(table(ShopProfile).c.id)).label("identified"),
    ).where(_ORDERS.c.id == bindparam("order"))
)
_BEGIN = Prepared(
    update(_ORDERS).where(_ORDERS.c.id == bindparam("order")).values(state=OrderState.PREPARING)
)
_DUE = Prepared(
    select(
        _LINES.c.id,
        _LINES.c.product_id,
        _LINES.c.kit_line_id,
        (_LINES.c.quantity - _LINES.c.shipped - _LINES.c.cancelled).label("units"),
    )
    .where(_LINES.c.order_id == bindparam("order"), _LINES.c.product_id.is_not(None))
    .order_by(_LINES.c.position)
)


class ShopIdentityMissingError(RefusedError):
    """The shop's own name and address are needed first: the screen leads to the settings."""


_AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class ParcelOpened:
    """A parcel ready to be filled."""

    parcel_id: ParcelId
    order_id: OrderId
    order_number: str
    resumed: bool


def open_parcel(session: Session, gesture: Gesture, order_id: OrderId) -> ParcelOpened:
    """Open the order's next parcel, or resume the one that is open.

    Raises RefusedError when the order may not be prepared, when nothing is left to pack, when its
    invoice could not be right, or when the shop's identity, which it prints, is not filled in yet.
    """
    asked = _ORDER.ahead(order=order_id), _DUE.ahead(order=order_id)
    ask_ahead(session, *asked, *problem_ahead(order_id))
    order = _ORDER.typed(session, order=order_id)[0]
    _refuse_unless_ready(order)
    if order.open_id is not None:
        return ParcelOpened(ParcelId(order.open_id), order_id, order.number, resumed=True)
    problem = invoice_problem(session, gesture, order_id)
    if problem:
        raise _not_opened(order.number, problem)
    parcel_id = _insert_parcel(session, gesture, order_id, order)
    if not order.chosen:
        choose_bins(session, [order_id], None, paris_date(gesture.at))
    if order.state == OrderState.TO_PREPARE:
        _BEGIN.write(session, {"order": order_id})
    return ParcelOpened(parcel_id, order_id, order.number, resumed=False)


def _refuse_unless_ready(order: _AnyRow) -> None:
    reason = why_not_preparable(order.state, order.blocked_reason)
    if reason:
        raise _not_opened(order.number, reason)
    if not order.identified:
        raise ShopIdentityMissingError(
            _("Le colis n’a pas été ouvert\u00a0: l’identité de la boutique manque."),
            _("Remplissez-la dans Réglages, Boutique\u00a0: chaque facture la porte."),
        )


def _not_opened(number: str, reason: str) -> RefusedError:
    title = _("Le colis de la commande {number} n’a pas été ouvert.").format(number=number)
    return RefusedError(title, reason)


def _insert_parcel(
    session: Session, gesture: Gesture, order_id: OrderId, order: _AnyRow
) -> ParcelId:
    wanted = _still_due(session, order_id)
    if not wanted:
        raise RefusedError(
            _("Le colis n’a pas été ouvert\u00a0: la commande {number} n’attend plus rien.").format(
                number=order.number
            ),
            _("Tout est parti, ou ce qui reste a été annulé ou remboursé."),
        )
    parcel_id = ParcelId(new_id())
    opened = {"opened_at": gesture.at, "opened_by": gesture.person}
    insert_into(
        session,
        _PARCELS,
        {
            "id": parcel_id,
            "order_id": order_id,
            "number": order.last + 1,
            "state": ParcelState.OPEN,
            "station_id": gesture.station_id,
            "closed_at": None,
            "closed_by": "",
            "carrier": order.carrier,
            "tracking": "",
            "weight_g": None,
            **opened,
        },
    )
    ids = (ParcelLineId(each) for each in new_ids(len(wanted)))
    lines = [_line(its_id, parcel_id, row) for its_id, row in zip(ids, wanted, strict=True)]
    insert_into(session, _PARCEL_LINES, lines)
    return parcel_id


def _still_due(session: Session, order_id: OrderId) -> list[_AnyRow]:
    """Return what the shelves owe the order: of a kit its parts, never the kit itself."""
    rows = _DUE.typed(session, order=order_id)
    kits = {row.kit_line_id for row in rows}
    return [row for row in rows if row.units > 0 and row.id not in kits]


def _line(its_id: ParcelLineId, parcel_id: ParcelId, row: _AnyRow) -> dict[str, object]:
    return {
        "id": its_id,
        "parcel_id": parcel_id,
        "order_line_id": row.id,
        "product_id": row.product_id,
        "wanted": row.units,
        "packed": 0,
        "missing": 0,
    }


def set_parcel_aside(session: Session, gesture: Gesture, parcel_id: ParcelId) -> None:
    """Give up an open parcel: what was packed goes back to its bins, the order waits again."""
    parcel = open_parcel_row(session, parcel_id)
    session.execute(
        update(_PARCEL_LINES).where(_PARCEL_LINES.c.parcel_id == parcel_id).values(packed=0)
    )
    session.execute(
        update(_PARCELS)
        .where(_PARCELS.c.id == parcel_id)
        .values(state=ParcelState.CANCELLED, closed_at=gesture.at, closed_by=gesture.person)
    )
    shipped = session.execute(
        select(func.coalesce(func.sum(_LINES.c.shipped), 0)).where(
            _LINES.c.order_id == parcel.order_id, _LINES.c.product_id.is_not(None)
        )
    ).scalar_one()
    session.execute(
        update(_ORDERS)
        .where(_ORDERS.c.id == parcel.order_id, _ORDERS.c.state == OrderState.PREPARING)
        .values(state=OrderState.PARTIAL if shipped else OrderState.TO_PREPARE)
    )


def open_parcel_row(session: Session, parcel_id: ParcelId) -> Parcel:
    """Return the parcel; raise RefusedError when it is no longer open."""
    parcel = session.get(Parcel, parcel_id, populate_existing=True)
    if parcel is None or parcel.state is not ParcelState.OPEN:
        raise RefusedError(
            _("Rien n’a changé\u00a0: ce colis est déjà fermé."),
            _("Ouvrez le colis suivant, ou un autre colis pour la même commande."),
        )
    return parcel
