"""Move what a parcel holds out of the bins chosen for it, and out of the shop."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Location, PickAllocation, Place, StockLevel
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    LocationId,
    OrderLineId,
    ParcelId,
    PlaceId,
    ProductId,
    RecordId,
    new_id,
)
from merchant_desk.values.places import CUSTOMER
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason, PlaceKind

_ALLOCATIONS, _LEVELS, _PLACES, _PRODUCTS, _LOCATIONS = (
    table(PickAllocation),
    table(StockLevel),
    table(Place),
    table(Product),
    table(Location),
)
_CHOSEN = Prepared(
    select(
        _ALLOCATIONS.c.id,
        _ALLOCATIONS.c.place_id,
        _ALLOCATIONS.c.quantity,
        func.coalesce(_LEVELS.c.quantity, 0),
    )
    .outerjoin(
        _LEVELS,
        and_(
            _LEVELS.c.product_id == _ALLOCATIONS.c.product_id,
            _LEVELS.c.place_id == _ALLOCATIONS.c.place_id,
        ),
    )
    .where(_ALLOCATIONS.c.order_line_id == bindparam("line"))
    .order_by(_ALLOCATIONS.c.id)
)
_LYING = Prepared(
    select(_LEVELS.c.place_id, _LEVELS.c.quantity)
    .where(_LEVELS.c.product_id == bindparam("product"), _LEVELS.c.quantity > 0)
    .order_by(_LEVELS.c.quantity.desc(), _LEVELS.c.place_id)
)
_MINE = _ALLOCATIONS.c.id == bindparam("allocation")
_LEAVE = Prepared(update(_ALLOCATIONS).where(_MINE).values(quantity=bindparam("left")))
_FINISH = Prepared(delete(_ALLOCATIONS).where(_MINE))


@dataclass(frozen=True, slots=True)
class Taken:
    """Units of an order line that are in the parcel."""

    order_line_id: OrderLineId
    product_id: ProductId
    quantity: int


@dataclass(slots=True)
class _Shelves:
    """What these units leave, and how many each bin has given already."""

    parcel_id: ParcelId
    moves: list[Move]
    given: dict[tuple[ProductId, PlaceId], int]

    def take(self, each: Taken, place_id: PlaceId, wanted: int, level: int) -> int:
        """Take what the bin still holds, ``wanted`` at most; return how many."""
        key = (each.product_id, place_id)
        units = min(wanted, level - self.given.get(key, 0))
        if units <= 0:
            return 0
        self.given[key] = self.given.get(key, 0) + units
        self.moves.append(_out(each, place_id, units, self.parcel_id))
        return units


def take_from_bins(
    session: Session, gesture: Gesture, parcel_id: ParcelId, packed: Sequence[Taken]
) -> None:
    """Post a move for each bin the units came from: those chosen for them, else where they lie.

    Units in hand beyond what the ledger knew still leave: the level of their bin goes below zero
    and shows up among the things to check, because the parcel in her hands is the truth.
    """
    shelves = _Shelves(parcel_id, [], {})
    for each in packed:
        left = _from_chosen(session, shelves, each)
        if left:
            left = _from_anywhere(session, shelves, each, left)
        if left:
            place_id = usual_bin(session, each.product_id)
            shelves.moves.append(_out(each, place_id, left, parcel_id))
    post_moves(session, gesture, shelves.moves)


def _from_chosen(session: Session, shelves: _Shelves, each: Taken) -> int:
    """Take from the bins chosen, as far as the units are still there; return what is left."""
    chosen, left = each.quantity, each.quantity
    for allocation_id, place_id, units, level in _CHOSEN.rows(session, line=each.order_line_id):
        part = min(chosen, units)
        if part:
            chosen -= part
            _consume(session, allocation_id, units - part)
            left -= shelves.take(each, place_id, part, level)
    return left


def _from_anywhere(session: Session, shelves: _Shelves, each: Taken, left: int) -> int:
    """Take from the other bins, the fullest first; return what no bin has."""
    for place_id, level in _LYING.rows(session, product=each.product_id):
        left -= shelves.take(each, place_id, left, level)
    return left


def _consume(session: Session, allocation_id: RecordId, left: int) -> None:
    if left:
        _LEAVE.write(session, {"allocation": allocation_id, "left": left})
    else:
        _FINISH.write(session, {"allocation": allocation_id})


def _out(each: Taken, place_id: PlaceId, units: int, parcel_id: ParcelId) -> Move:
    return Move(each.product_id, place_id, CUSTOMER, units, MoveReason.SALE, parcel_id=parcel_id)


def usual_bin(session: Session, product_id: ProductId) -> PlaceId:
    """Return the product's own bin: its default, else where most lies, else « À ranger »."""
    default = session.execute(
        select(_PRODUCTS.c.default_place_id).where(_PRODUCTS.c.id == product_id)
    ).scalar()
    if default is not None:
        return PlaceId(default)
    fullest = session.execute(
        select(_LEVELS.c.place_id)
        .where(_LEVELS.c.product_id == product_id)
        .order_by(_LEVELS.c.quantity.desc())
        .limit(1)
    ).scalar()
    return PlaceId(fullest) if fullest is not None else unsorted_bin(session)


def unsorted_bin(session: Session) -> PlaceId:
    """Return the bin for what has no place yet; made the first time it is needed."""
    code = _("À ranger")
    known = session.execute(
        select(_PLACES.c.id).where(_PLACES.c.kind == PlaceKind.BIN, _PLACES.c.code == code).limit(1)
    ).scalar()
    if known is not None:
        return PlaceId(known)
    place_id = PlaceId(new_id())
    session.execute(
        insert(_PLACES),
        {
            "id": place_id,
            "location_id": first_location(session),
            "kind": PlaceKind.BIN,
            "code": code,
            "walk_order": "~",
        },
    )
    return place_id


def first_location(session: Session) -> LocationId:
    """Return the shop's first location; made the first time it is needed."""
    known = session.execute(
        select(_LOCATIONS.c.id).order_by(_LOCATIONS.c.position, _LOCATIONS.c.name).limit(1)
    ).scalar()
    if known is not None:
        return LocationId(known)
    location_id = LocationId(new_id())
    session.execute(insert(_LOCATIONS), {"id": location_id, "name": _("Boutique"), "position": 0})
    return location_id
