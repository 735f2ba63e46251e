"""Move what parcels hold out of the bins chosen for them, and out of the shop."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead, Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Location, PickAllocation, Place, StockLevel
from merchant_desk.operations.post_move import Move
from merchant_desk.operations.read_parcels import Leaving, PackedParcel, Taken
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
_CHOSEN = PreparedSet(
    lambda ids: (
        select(*(_ALLOCATIONS.c[name] for name in ("id", "order_line_id", "place_id", "quantity")))
        .where(_ALLOCATIONS.c.order_line_id.in_(ids))
        .order_by(_ALLOCATIONS.c.id)
    )
)
_LYING = PreparedSet(
    lambda ids: select(_LEVELS.c.product_id, _LEVELS.c.place_id, _LEVELS.c.quantity).where(
        _LEVELS.c.product_id.in_(ids)
    )
)
_MINE = _ALLOCATIONS.c.id == bindparam("allocation")
_LEAVE = Prepared(update(_ALLOCATIONS).where(_MINE).values(quantity=bindparam("left")))
_FINISH = PreparedSet(lambda ids: delete(_ALLOCATIONS).where(_ALLOCATIONS.c.id.in_(ids)))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Units of a bin that were chosen for an order line."""

    allocation_id: RecordId
    place_id: PlaceId
    units: int


def bins_ahead(parcels: Sequence[PackedParcel]) -> tuple[Ahead, Ahead]:
    """Return what the shelves of these parcels will ask when they are made."""
    taken = [each for one in parcels for each in one.packed]
    lines = [each.order_line_id for each in taken]
    return _CHOSEN.ahead(lines), _LYING.ahead(_products(taken))


class Shelves:
    """What lies in the bins and what was chosen there, as each parcel in turn takes its units."""

    def __init__(self, session: Session, every: Sequence[Leaving]) -> None:
        taken = [each for one in every for each in one.parcel.packed]
        self._session = session
        self._levels: dict[ProductId, dict[PlaceId, int]] = {}
        self._chosen: dict[OrderLineId, list[_Chosen]] = {}
        self._left: dict[RecordId, int] = {}
        for row in _CHOSEN.rows(session, [each.order_line_id for each in taken]):
            chosen = _Chosen(row[0], row[2], row[3])
            self._chosen.setdefault(row[1], []).append(chosen)
        for product, place, units in _LYING.rows(session, _products(taken)):
            self._levels.setdefault(product, {})[place] = units

    def take(self, parcel_id: ParcelId, packed: Sequence[Taken]) -> list[Move]:
        """Return a move for each bin the units come from: those chosen, else where they lie.

        Units in hand beyond what the ledger knew still leave: the level of their bin goes below
        zero and shows up among the things to check, because the parcel in her hands is the truth.
        """
        moves: list[Move] = []
        for each in packed:
            left = self._from_chosen(moves, parcel_id, each)
            if left:
                left = self._from_anywhere(moves, parcel_id, each, left)
            if left:
                place_id = usual_bin(self._session, each.product_id)
                moves.append(move_out(each.product_id, place_id, left, parcel_id))
        return moves

    def forget_chosen(self) -> None:
        """Keep of the bins chosen only what was not taken."""
        finished = [allocation for allocation, left in self._left.items() if not left]
        lowered = [
            {"allocation": allocation, "left": left}
            for allocation, left in self._left.items()
            if left
        ]
        _FINISH.write(self._session, finished)
        if lowered:
            _LEAVE.write(self._session, *lowered)

    def _from_chosen(self, moves: list[Move], parcel_id: ParcelId, each: Taken) -> int:
        """Take from the bins chosen, as far as the units are still there; return what is left."""
        wanted, left = each.quantity, each.quantity
        for chosen in self._chosen.get(each.order_line_id, ()):
            part = min(wanted, chosen.units)
            if part:
                wanted -= part
                self._left[chosen.allocation_id] = chosen.units - part
                left -= self._give(moves, parcel_id, each.product_id, (chosen.place_id, part))
        return left

    def _from_anywhere(self, moves: list[Move], parcel_id: ParcelId, each: Taken, left: int) -> int:
        """Take from the other bins, the fullest first; return what no bin has."""
        bins = self._levels.get(each.product_id, {})
        for place_id in sorted(bins, key=lambda place: (-bins[place], place)):
            left -= self._give(moves, parcel_id, each.product_id, (place_id, left))
        return left

    def _give(
        self,
        moves: list[Move],
        parcel_id: ParcelId,
        product_id: ProductId,
        wanted: tuple[PlaceId, int],
    ) -> int:
        """Take what the bin still holds, ``wanted`` at most; return how many."""
        place_id, most = wanted
        bins = self._levels.get(product_id, {})
        units = min(most, bins.get(place_id, 0))
        if units <= 0:
            return 0
        bins[place_id] -= units
        moves.append(move_out(product_id, place_id, units, parcel_id))
        return units


def _products(taken: Sequence[Taken]) -> list[ProductId]:
    return sorted({one.product_id for one in taken})


def move_out(product_id: ProductId, place_id: PlaceId, units: int, parcel_id: ParcelId) -> Move:
    """Return the move of units that leave the shop in a parcel."""
    return Move(product_id, place_id, CUSTOMER, units, MoveReason.SALE, parcel_id=parcel_id)


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
