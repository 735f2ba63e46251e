"""Move what a parcel holds out of the bins chosen for it, and out of the shop."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update
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
    select(_ALLOCATIONS.c.id, _ALLOCATIONS.c.place_id, _ALLOCATIONS.c.quantity)
    .where(_ALLOCATIONS.c.order_line_id == bindparam("line"))
    .order_by(_ALLOCATIONS.c.id)
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


def take_from_bins(
    session: Session, gesture: Gesture, parcel_id: ParcelId, packed: Sequence[Taken]
) -> None:
    """Post a move for each bin the units came from.

    Units in hand beyond what the ledger knew still leave: the level of their bin goes below zero
    and shows up among the things to check, because the parcel in her hands is the truth.
    """
    moves: list[Move] = []
    for each in packed:
        left = each.quantity
        chosen = _CHOSEN.rows(session, line=each.order_line_id)
        for allocation_id, place_id, units in chosen:
            taken = min(left, units)
            if taken:
                left -= taken
                _consume(session, allocation_id, units - taken)
                moves.append(_out(each, place_id, taken, parcel_id))
        if left:
            place_id = usual_bin(session, each.product_id)
            moves.append(_out(each, place_id, left, parcel_id))
    post_moves(session, gesture, moves)


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
