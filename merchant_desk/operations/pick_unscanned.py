"""From which bins whole orders leave when nothing is scanned: only units that are free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.stock import PickAllocation, Place, StockLevel
from merchant_desk.operations.post_move import Move
from merchant_desk.operations.read_parcels import PackedParcel, Taken
from merchant_desk.operations.take_from_bins import move_out
from merchant_desk.queries.lot_shelves import has_lots, lots_to_pick
from merchant_desk.rules.allocation import BinStock, allocate
from merchant_desk.rules.fefo import first_expired
from merchant_desk.values.ids import OrderLineId, PlaceId, ProductId

_ALLOCATIONS, _LEVELS, _PLACES = table(PickAllocation), table(StockLevel), table(Place)
_CHOSEN = PreparedSet(
    lambda ids: (
        select(
            *(
                _ALLOCATIONS.c[name]
                for name in ("order_line_id", "product_id", "place_id", "quantity")
            )
        )
        .where(_ALLOCATIONS.c.product_id.in_(ids))
        .order_by(_ALLOCATIONS.c.id)
    )
)
_LYING = PreparedSet(
    lambda ids: (
        select(
            *(_LEVELS.c[name] for name in ("product_id", "place_id", "quantity")),
            has_lots(_LEVELS.c.product_id),
        )
        .join(_PLACES, _PLACES.c.id == _LEVELS.c.place_id)
        .where(_LEVELS.c.product_id.in_(ids), _LEVELS.c.quantity > 0)
        .order_by(_PLACES.c.walk_order, _PLACES.c.code)
    )
)
_Bin = tuple[ProductId, PlaceId]


@dataclass(slots=True)
class _Basket:
    """What one order takes, bin by bin."""

    units: dict[_Bin, int]
    lacking: dict[ProductId, int]

    def add(self, product_id: ProductId, place_id: PlaceId, units: int) -> None:
        """Put units of a bin in it."""
        key = (product_id, place_id)
        self.units[key] = self.units.get(key, 0) + units


def shelves_ahead(product_ids: Sequence[ProductId]) -> tuple[Ahead, Ahead]:
    """Return what the free shelves will ask when they are made."""
    return _LYING.ahead(product_ids), _CHOSEN.ahead(product_ids)


class FreeShelves:
    """What lies where and for whom it was chosen, as each order in turn takes all it is due."""

    def __init__(self, session: Session, product_ids: Sequence[ProductId], today: date) -> None:
        self._lying: dict[ProductId, dict[PlaceId, int]] = {}
        self.tracked: set[ProductId] = set()
        self._chosen: dict[_Bin, int] = {}
        self._mine: dict[OrderLineId, list[tuple[PlaceId, int]]] = {}
        for product, place, units, by_lot in _LYING.rows(session, product_ids):
            self._lying.setdefault(product, {})[place] = units
            if by_lot:
                self.tracked.add(product)
        self._lots = lots_to_pick(session, self.tracked, today)
        for product, lots in self._lots.items():
            for place, units in lots.blocked.items():
                self._lying[product][place] = max(0, self._lying[product].get(place, 0) - units)
        for line, product, place, units in _CHOSEN.rows(session, product_ids):
            self._chosen[product, place] = self._chosen.get((product, place), 0) + units
            self._mine.setdefault(line, []).append((place, units))

    def take(self, parcel: PackedParcel) -> tuple[list[Move], dict[ProductId, int]]:
        """Return the moves of the whole parcel; or what lacks, and then nothing is taken.

        The bins chosen for its lines come first. What was chosen for other orders is theirs.
        """
        basket = _Basket({}, {})
        mine = self._chosen_for(parcel)
        rests = [self._take_mine(basket, each) for each in parcel.packed]
        for each, rest in zip(parcel.packed, rests, strict=True):
            if rest:
                self._take_free(basket, each.product_id, rest, mine)
        if basket.lacking:
            return [], basket.lacking
        for (product, place), units in basket.units.items():
            self._lying[product][place] -= units
        for key, units in mine.items():
            self._chosen[key] -= units
        moves = [
            move_out(product, place, units, parcel.parcel_id)
            for (product, place), units in basket.units.items()
        ]
        return moves, {}

    def _chosen_for(self, parcel: PackedParcel) -> dict[_Bin, int]:
        found: dict[_Bin, int] = {}
        for each in parcel.packed:
            for place, units in self._mine.get(each.order_line_id, ()):
                key = (each.product_id, place)
                found[key] = found.get(key, 0) + units
        return found

    def _take_mine(self, basket: _Basket, each: Taken) -> int:
        """Take from the bins chosen for the line what still lies there; return what is left."""
        left, lying = each.quantity, self._lying.get(each.product_id, {})
        for place, chosen in self._mine.get(each.order_line_id, ()):
            there = lying.get(place, 0) - basket.units.get((each.product_id, place), 0)
            units = min(left, chosen, there)
            if units > 0:
                basket.add(each.product_id, place, units)
                left -= units
        return left

    def _take_free(
        self, basket: _Basket, product_id: ProductId, rest: int, mine: dict[_Bin, int]
    ) -> None:
        """Take the rest from what is not chosen for any other order; note what lacks."""
        bins = []
        for place, lying in self._lying.get(product_id, {}).items():
            key = (product_id, place)
            theirs = self._chosen.get(key, 0) - mine.get(key, 0)
            bins.append(BinStock(place, lying - theirs - basket.units.get(key, 0)))
        lots = self._lots.get(product_id)
        for place, units in (
            allocate(rest, bins) if lots is None else first_expired(rest, bins, lots.fit)
        ):
            basket.add(product_id, place, units)
            rest -= units
        if rest:
            basket.lacking[product_id] = basket.lacking.get(product_id, 0) + rest
