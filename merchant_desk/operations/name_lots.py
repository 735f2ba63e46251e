"""Of which lots the units are that move: those scanned, else those that should leave first."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot
from merchant_desk.models.parcel import ParcelLine, ParcelScan
from merchant_desk.models.stock import StockLevel
from merchant_desk.queries.lot_shelves import LotInBin, lots_in_bins
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import LotId, ParcelId, PlaceId, ProductId
from merchant_desk.values.places import OUTSIDE
from merchant_desk.values.stock_move import Move
from merchant_desk.values.texts import _
from merchant_desk.values.words import ScanOutcome

_LOTS, _LINES, _SCANS, _LEVELS = (
    table(Lot),
    table(ParcelLine),
    table(ParcelScan),
    table(StockLevel),
)
_UNITS = case(
    (_SCANS.c.outcome == ScanOutcome.ADDED, _SCANS.c.units),
    (_SCANS.c.outcome == ScanOutcome.TAKEN_BACK, -_SCANS.c.units),
    else_=0,
)
_SCANNED = PreparedSet(
    lambda ids: (
        select(_SCANS.c.parcel_id, _LOTS.c.product_id, _LOTS.c.id, func.sum(_UNITS).label("units"))
        .join(_LINES, _LINES.c.id == _SCANS.c.parcel_line_id)
        .join(
            _LOTS,
            (_LOTS.c.product_id == _LINES.c.product_id)
            & (_LOTS.c.number == func.upper(_SCANS.c.lot)),
        )
        .where(_SCANS.c.parcel_id.in_(ids), _SCANS.c.lot != "")
        .group_by(_SCANS.c.parcel_id, _LOTS.c.product_id, _LOTS.c.id)
        .order_by(_LOTS.c.id)
    )
)
_HELD = PreparedSet(
    lambda ids: select(_LEVELS.c.product_id, _LEVELS.c.place_id, _LEVELS.c.quantity).where(
        _LEVELS.c.product_id.in_(ids)
    )
)
_WITHOUT_DATE = date.max
Scanned = Mapping[tuple[ParcelId, ProductId], Sequence[tuple[LotId, int]]]


def name_scanned_lots(
    session: Session, gesture: Gesture, moves: Sequence[Move], tracked: Collection[ProductId]
) -> list[Move]:
    """Let the moves of parcels name the lots scanned into them; the rest is supposed.

    A unit whose lot lies in another bin than the one chosen was taken from there.
    """
    parcels = {move.parcel_id for move in moves if move.parcel_id and move.product_id in tracked}
    shelves = _Lots(session, gesture, tracked)
    shelves.hold(session, tracked, moves)
    scanned = _scanned(session, sorted(parcels))
    named: list[Move] = []
    for key, some in _by_article(moves, tracked).items():
        lots = scanned.get(key, ()) if key is not None else ()
        named += shelves.name(some, lots) if key is not None else some
    return named


def name_lots(session: Session, gesture: Gesture, moves: Sequence[Move]) -> list[Move]:
    """Let moves out of bins name the lots that lie there, the earliest first, as supposed.

    Articles without lots, and moves that name theirs, stay as they are.
    """
    leaving = {
        move.product_id
        for move in moves
        if move.lot_id is None and move.from_place_id not in OUTSIDE
    }
    if not leaving:
        return list(moves)
    shelves = _Lots(session, gesture, leaving)
    return [part for move in moves for part in shelves.supposed(move)]


def _by_article(
    moves: Iterable[Move], tracked: Collection[ProductId]
) -> dict[tuple[ParcelId, ProductId] | None, list[Move]]:
    found: dict[tuple[ParcelId, ProductId] | None, list[Move]] = {}
    for move in moves:
        mine = move.parcel_id is not None and move.product_id in tracked
        key = (move.parcel_id, move.product_id) if mine and move.parcel_id else None
        found.setdefault(key, []).append(move)
    return found


def _scanned(session: Session, parcels: Sequence[ParcelId]) -> Scanned:
    found: dict[tuple[ParcelId, ProductId], list[tuple[LotId, int]]] = {}
    for row in _SCANNED.typed(session, parcels) if parcels else ():
        if row.units > 0:
            found.setdefault((row.parcel_id, row.product_id), []).append((row.id, int(row.units)))
    return found


@dataclass(slots=True)
class _Left:
    """What is left of a lot in a bin as moves take from it."""

    lot: LotInBin
    units: int


class _Lots:
    """The lots in the bins, as each move in turn takes its units."""

    def __init__(
        self, session: Session, gesture: Gesture, product_ids: Collection[ProductId]
    ) -> None:
        today = paris_date(gesture.at)
        every = lots_in_bins(session, product_ids)
        first = sorted(
            every, key=lambda each: (not each.may_leave(today), each.expires_on or _WITHOUT_DATE)
        )
        self._lying = [_Left(each, each.units) for each in first]
        self._free: Counter[tuple[ProductId, PlaceId]] = Counter()

    def hold(
        self, session: Session, product_ids: Collection[ProductId], moves: Iterable[Move]
    ) -> None:
        """Count what each bin has, and what these moves take of it already."""
        for product, place, units in _HELD.rows(session, sorted(set(product_ids))):
            self._free[ProductId(product), PlaceId(place)] = units
        for move in moves:
            self._free[move.product_id, move.from_place_id] -= move.quantity

    def name(self, moves: Sequence[Move], scanned: Sequence[tuple[LotId, int]]) -> list[Move]:
        """Return the moves of one article of a parcel, cut by lot."""
        rest = list(moves)
        named: list[Move] = []
        for lot_id, units in scanned:
            left = self._here(rest, named, lot_id, units)
            left = self._elsewhere(rest, named, lot_id, left)
            self._unknown(rest, named, lot_id, left)
        return [*named, *(part for move in rest for part in self.supposed(move))]

    def supposed(self, move: Move) -> list[Move]:
        """Return the move cut by the lots of its bin that should leave first."""
        if move.lot_id is not None or move.from_place_id in OUTSIDE:
            return [move]
        found, left = [], move.quantity
        for each in self._lying:
            there = each.lot.place_id == move.from_place_id
            units = min(left, each.units) if there and each.lot.product_id == move.product_id else 0
            if units > 0:
                each.units -= units
                left -= units
                note = move.note or _("Lot supposé")
                found.append(_part(move, units, each.lot.lot_id, note))
        if left or not found:  # what is no number of units is refused where it is posted
            found.append(_part(move, left, None, move.note))
        return found

    def _here(self, rest: list[Move], named: list[Move], lot_id: LotId, wanted: int) -> int:
        """Name the lot on moves that leave a bin where it lies; return the units left."""
        for each in self._of(lot_id):
            for move in list(rest):
                units = min(wanted, each.units, move.quantity)
                if move.from_place_id == each.lot.place_id and units > 0:
                    _cut(rest, move, units)
                    named.append(_part(move, units, lot_id, move.note))
                    each.units -= units
                    wanted -= units
        return wanted

    def _elsewhere(self, rest: list[Move], named: list[Move], lot_id: LotId, wanted: int) -> int:
        """Let units leave the bin where their lot lies, in place of another bin."""
        for each in self._of(lot_id):
            for move in list(rest):
                bin_of_lot = (move.product_id, each.lot.place_id)
                units = min(wanted, each.units, move.quantity, self._free[bin_of_lot])
                if units > 0:
                    _cut(rest, move, units)
                    self._free[bin_of_lot] -= units
                    self._free[move.product_id, move.from_place_id] += units
                    from_lot = replace(move, from_place_id=each.lot.place_id)
                    named.append(_part(from_lot, units, lot_id, move.note))
                    each.units -= units
                    wanted -= units
        return wanted

    def _unknown(self, rest: list[Move], named: list[Move], lot_id: LotId, wanted: int) -> None:
        """Name a lot that was scanned although the ledger has no more of it: she held it."""
        for move in list(rest):
            units = min(wanted, move.quantity)
            if units > 0:
                _cut(rest, move, units)
                named.append(_part(move, units, lot_id, move.note))
                wanted -= units

    def _of(self, lot_id: LotId) -> list[_Left]:
        return [each for each in self._lying if each.lot.lot_id == lot_id]


def _cut(rest: list[Move], move: Move, units: int) -> None:
    """Take units off a move of the list."""
    place = rest.index(move)
    if units == move.quantity:
        rest.pop(place)
    else:
        rest[place] = replace(move, quantity=move.quantity - units)


def _part(move: Move, units: int, lot_id: LotId | None, note: str) -> Move:
    return replace(move, quantity=units, lot_id=lot_id, note=note)
