"""What should lie on the shelves at this instant: the ledger, less what is packed already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.lot import LotLevel
from merchant_desk.models.parcel import Parcel, ParcelLine, ParcelScan
from merchant_desk.models.product import Product
from merchant_desk.models.stock import PickAllocation, StockLevel, StockMove
from merchant_desk.queries.packed_lots import PackedLots, packed_lots
from merchant_desk.rules.counting.packed_units import PackedLine, TakenLine, packed_from
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LotId, OrderLineId, ParcelId, PlaceId, ProductId
from merchant_desk.values.off_shelf import OffShelf
from merchant_desk.values.words import ParcelState, ScanOutcome

_LEVELS, _LOTS, _LINES, _PARCELS, _SCANS, _CHOSEN, _PRODUCTS, _MOVES = (
    table(StockLevel),
    table(LotLevel),
    table(ParcelLine),
    table(Parcel),
    table(ParcelScan),
    table(PickAllocation),
    table(Product),
    table(StockMove),
)
HANDLED = or_(_SCANS.c.outcome == ScanOutcome.ADDED, _SCANS.c.outcome == ScanOutcome.TAKEN_BACK)
"""A hand carried a unit to the parcel or away from it."""
_OF_PRODUCTS = PreparedSet(
    lambda ids: select(
        _PRODUCTS.c.id,
        _PRODUCTS.c.default_place_id,
        _PRODUCTS.c.tracking,
        select(func.coalesce(func.max(_MOVES.c.row), 0))
        .where(_MOVES.c.product_id == _PRODUCTS.c.id)
        .scalar_subquery()
        .label("after_move"),
    ).where(_PRODUCTS.c.id.in_(ids))
)
_LYING = PreparedSet(
    lambda ids: select(_LEVELS.c.product_id, _LEVELS.c.place_id, _LEVELS.c.quantity).where(
        _LEVELS.c.product_id.in_(ids)
    )
)
_LOTS_LYING = PreparedSet(
    lambda ids: select(
        _LOTS.c.product_id, _LOTS.c.lot_id, _LOTS.c.place_id, _LOTS.c.quantity
    ).where(_LOTS.c.product_id.in_(ids))
)
_PACKED = PreparedSet(
    lambda ids: (
        select(
            _LINES.c.product_id,
            _LINES.c.parcel_id,
            _LINES.c.order_line_id,
            _LINES.c.packed,
            select(func.count())
            .where(
                _SCANS.c.parcel_id == _LINES.c.parcel_id,
                _SCANS.c.parcel_line_id == _LINES.c.id,
                HANDLED,
            )
            .scalar_subquery()
            .label("scans"),
        )
        .join(_PARCELS, _PARCELS.c.id == _LINES.c.parcel_id)
        .where(_LINES.c.product_id.in_(ids), _PARCELS.c.state == ParcelState.OPEN)
        .order_by(_PARCELS.c.opened_at, _PARCELS.c.id, _LINES.c.id)
    )
)
_BINS_OF = PreparedSet(
    lambda ids: (
        select(_CHOSEN.c.order_line_id, _CHOSEN.c.place_id, _CHOSEN.c.quantity)
        .where(_CHOSEN.c.order_line_id.in_(ids))
        .order_by(_CHOSEN.c.id)
    )
)


@dataclass
class Shelf:
    """An article on its shelves: levels, levels of its lots, and what lies packed."""

    after_move: int
    usual: PlaceId | None
    by_lot: bool = False
    """Its lots are followed: without a lot, only the units of unknown lot are meant."""
    levels: dict[PlaceId, int] = field(default_factory=dict)
    lots: dict[LotId, dict[PlaceId, int]] = field(default_factory=dict)
    taken: tuple[TakenLine, ...] = ()
    taken_lots: Mapping[LotId, tuple[TakenLine, ...]] = field(default_factory=dict)
    scans: dict[ParcelId, int] = field(default_factory=dict)
    """How often it was scanned into each open parcel or out of it, whatever its lot."""

    def level(self, key: CountKey) -> int:
        """Return what the ledger has of it in the bin."""
        if key.lot_id is not None:
            return self.lots.get(key.lot_id, {}).get(key.place_id, 0)
        known = sum(levels.get(key.place_id, 0) for levels in self.lots.values())
        return self.levels.get(key.place_id, 0) - (known if self.by_lot else 0)

    def packed_lines(self, lot_id: LotId | None) -> tuple[TakenLine, ...]:
        """Return the packed units, with the bins they come from."""
        return self.taken if lot_id is None else self.taken_lots.get(lot_id, ())

    def off_shelf(self, key: CountKey) -> dict[ParcelId, OffShelf]:
        """Return which open parcels hold units, and how many of them are of this bin."""
        found = {parcel: OffShelf(0, 0, scans) for parcel, scans in self.scans.items()}
        for one in self.packed_lines(key.lot_id):
            parcel = one.line.parcel_id
            before = found.get(parcel, OffShelf(0, 0))
            here = sum(units for place, units in one.parts if place == key.place_id)
            found[parcel] = replace(
                before, units=before.units + one.line.packed, here=before.here + here
            )
        return found

    def expected(self, key: CountKey) -> int:
        """Return what whoever looks at the bin should find."""
        return self.level(key) - sum(each.here for each in self.off_shelf(key).values())


def shelves_now(session: Session, product_ids: Sequence[ProductId]) -> dict[ProductId, Shelf]:
    """Return the shelves of these articles."""
    wanted = sorted(set(product_ids))
    shelves = {
        ProductId(product): Shelf(int(after), usual, tracking != Tracking.NONE.value)
        for product, usual, tracking, after in _OF_PRODUCTS.rows(session, wanted)
    }
    for product, place, units in _LYING.rows(session, wanted):
        shelves[product].levels[place] = units
    for row in _LOTS_LYING.typed(session, wanted):
        shelves[row.product_id].lots.setdefault(row.lot_id, {})[row.place_id] = row.quantity
    lines = _packed_lines(session, wanted, shelves)
    lots = packed_lots(session, [each for each in lines if shelves[each].by_lot])
    for product_id, packed in lines.items():
        _take(shelves[product_id], packed, lots.get(product_id, {}))
    return shelves


def _take(shelf: Shelf, packed: Sequence[PackedLine], lots: PackedLots) -> None:
    usual = shelf.usual
    if usual is None and shelf.levels:
        usual = max(shelf.levels, key=lambda place: shelf.levels[place])
    known: dict[ParcelId, int] = {}
    for units in lots.values():
        for parcel, part in units.items():
            known[parcel] = known.get(parcel, 0) + part
    shelf.taken = packed_from(_without(packed, known), shelf.levels, usual)
    shelf.taken_lots = {
        lot: packed_from(_of_lot(packed, units), shelf.lots.get(lot, {}), usual)
        for lot, units in lots.items()
    }


def _without(packed: Sequence[PackedLine], known: Mapping[ParcelId, int]) -> list[PackedLine]:
    """Return the lines less the units whose lot is known."""
    left = dict(known)
    lines = []
    for each in packed:
        part = min(each.packed, left.get(each.parcel_id, 0))
        left[each.parcel_id] = left.get(each.parcel_id, 0) - part
        if each.packed > part:
            lines.append(replace(each, packed=each.packed - part))
    return lines


def _of_lot(packed: Sequence[PackedLine], units: Mapping[ParcelId, int]) -> list[PackedLine]:
    """Return the lines cut to their units of one lot."""
    left = dict(units)
    lines = []
    for each in packed:
        part = min(each.packed, left.get(each.parcel_id, 0))
        if part > 0:
            left[each.parcel_id] -= part
            lines.append(PackedLine(each.parcel_id, each.order_line_id, part, each.chosen))
    return lines


def _packed_lines(
    session: Session, product_ids: Sequence[ProductId], shelves: Mapping[ProductId, Shelf]
) -> dict[ProductId, list[PackedLine]]:
    """Return what lies packed; note on the shelves how often each parcel was scanned."""
    every = _PACKED.typed(session, product_ids)
    for row in every:
        if row.scans:
            scans = shelves[row.product_id].scans
            scans[row.parcel_id] = scans.get(row.parcel_id, 0) + row.scans
    rows = [row for row in every if row.packed > 0]
    chosen: dict[OrderLineId, list[tuple[PlaceId, int]]] = {}
    for row in _BINS_OF.typed(session, sorted({each.order_line_id for each in rows})):
        chosen.setdefault(row.order_line_id, []).append((row.place_id, row.quantity))
    lines: dict[ProductId, list[PackedLine]] = {}
    for row in rows:
        bins = tuple(chosen.get(row.order_line_id, ()))
        line = PackedLine(row.parcel_id, row.order_line_id, row.packed, bins)
        lines.setdefault(row.product_id, []).append(line)
    return lines
