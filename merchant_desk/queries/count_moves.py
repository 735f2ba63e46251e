"""What moved of the counted articles since they were counted, and where packed units came from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.count import CountEntry
from merchant_desk.models.parcel import ParcelLine, ParcelScan
from merchant_desk.models.stock import StockMove
from merchant_desk.queries.shelf_now import HANDLED, Shelf
from merchant_desk.rules.counting.figure import Entry, Left, Touch
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.ids import CountId, LotId, ParcelId, PlaceId, ProductId
from merchant_desk.values.words import MoveReason

_ENTRIES, _MOVES, _LINES, _SCANS = (
    table(CountEntry),
    table(StockMove),
    table(ParcelLine),
    table(ParcelScan),
)
_MOVED = [
    _MOVES.c[name]
    for name in (
        "row", "product_id", "from_place_id", "to_place_id", "quantity", "reason", "parcel_id",
        "lot_id",
    )
]  # fmt: skip
_FIRST = (
    select(_ENTRIES.c.product_id, func.min(_ENTRIES.c.after_move).label("after_move"))
    .where(_ENTRIES.c.count_id == bindparam("count"))
    .group_by(_ENTRIES.c.product_id)
)


def _since(of_count: Any) -> Prepared:
    """Return the moves of each article since its own first entry: of most articles, none."""
    first = of_count.subquery()
    return Prepared(
        select(*_MOVED)
        .join(
            first,
            (first.c.product_id == _MOVES.c.product_id) & (_MOVES.c.row > first.c.after_move),
        )
        .order_by(_MOVES.c.row)
    )


_SINCE = _since(_FIRST)
_SINCE_IN_BIN = _since(_FIRST.where(_ENTRIES.c.place_id == bindparam("place")))
_PARCELS_LEFT = PreparedSet(
    lambda ids: (
        select(
            _MOVES.c.parcel_id,
            _MOVES.c.product_id,
            _MOVES.c.lot_id,
            _MOVES.c.from_place_id,
            _MOVES.c.quantity,
            _MOVES.c.row,
        )
        .where(_MOVES.c.parcel_id.in_(ids), _MOVES.c.reason == MoveReason.SALE)
        .order_by(_MOVES.c.row)
    )
)
_SCANNED = PreparedSet(
    lambda ids: (
        select(_SCANS.c.parcel_id, _LINES.c.product_id, func.count())
        .join(_LINES, _LINES.c.id == _SCANS.c.parcel_line_id)
        .where(_SCANS.c.parcel_id.in_(ids), HANDLED)
        .group_by(_SCANS.c.parcel_id, _LINES.c.product_id)
    )
)
LEDGER_ONLY = frozenset(
    {
        MoveReason.COUNT,
        MoveReason.CORRECTION,
        MoveReason.LOSS,
        MoveReason.THEFT,
        MoveReason.FOUND,
        MoveReason.OPENING,
        MoveReason.IMPORT,
    }
)
"""Reasons that tell the ledger what lies there, rather than carry something."""
_SUPPOSED = frozenset(
    {MoveReason.SALE, MoveReason.RETURN, MoveReason.PACKAGING, MoveReason.ASSEMBLY}
)
"""Reasons of which nobody is asked the bin: the desk takes the usual one."""
Moves = Mapping[ProductId, Sequence[tuple[Any, ...]]]
Entries = Mapping[CountKey, Sequence[Entry]]
LeftOf = Mapping[tuple[ProductId, LotId | None], Mapping[ParcelId, Left]]
_Parts = dict[tuple[ProductId, LotId | None], dict[ParcelId, list[tuple[PlaceId, int]]]]


def moves_since(session: Session, count_id: CountId, place_id: PlaceId | None) -> Moves:
    """Return the moves of each article counted since its first entry, those of one bin's only."""
    if place_id is None:
        rows = _SINCE.rows(session, count=count_id)
    else:
        rows = _SINCE_IN_BIN.rows(session, count=count_id, place=place_id)
    found: dict[ProductId, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(row)
    return found


def touches_of(
    moves: Moves, entries: Entries, shelves: Mapping[ProductId, Shelf]
) -> dict[CountKey, list[Touch]]:
    """Return the moves as each bin counted sees them."""
    found: dict[CountKey, list[Touch]] = {}
    for key in entries:
        for row in moves.get(key.product_id, ()):
            touch = _touch(row, key, by_lot=shelves[key.product_id].by_lot)
            if touch is not None:
                found.setdefault(key, []).append(touch)
    return found


def _touch(row: tuple[Any, ...], key: CountKey, *, by_lot: bool) -> Touch | None:
    number, _product, start, end, units, reason, parcel, lot = row
    in_parcel = reason == MoveReason.SALE and parcel is not None
    supposed = reason in _SUPPOSED and not in_parcel
    if by_lot and lot != key.lot_id:
        return Touch(number, 0, supposed=True) if supposed and lot is None else None
    change = units * ((end == key.place_id) - (start == key.place_id))
    if not change and not supposed and not in_parcel:
        return None
    return Touch(
        row=number,
        change=change,
        parcel_id=parcel if in_parcel else None,
        corrects=reason in LEDGER_ONLY,
        supposed=supposed,
        packed=units if in_parcel else 0,
    )


def left_of(session: Session, entries: Entries, shelves: Mapping[ProductId, Shelf]) -> LeftOf:
    """Return where the units come from of every parcel that was open when something was counted."""
    open_ones = _open(entries, shelves)
    parcels = sorted(_parcels(entries.values()))
    if not parcels:
        return open_ones
    scans = {(parcel, product): n for parcel, product, n in _SCANNED.rows(session, parcels)}
    parts: _Parts = {}
    rows: dict[tuple[ParcelId, ProductId], int] = {}
    for parcel, product, lot, place, units, row in _PARCELS_LEFT.rows(session, parcels):
        rows[parcel, product] = row
        for each in {None, lot}:
            parts.setdefault((product, each), {}).setdefault(parcel, []).append((place, units))
    found = {
        which: {
            parcel: Left(each.parts, scans.get((parcel, which[0]), 0))
            for parcel, each in left.items()
        }
        for which, left in open_ones.items()
    }
    for key in entries:
        which = (key.product_id, key.lot_id)
        for parcel in parcels:
            row = rows.get((parcel, key.product_id))
            if row is not None:
                told = tuple(parts.get(which, {}).get(parcel, ()))
                left = Left(told, scans.get((parcel, key.product_id), 0), row)
                found.setdefault(which, {})[parcel] = left
    return found


def _open(
    entries: Entries, shelves: Mapping[ProductId, Shelf]
) -> dict[tuple[ProductId, LotId | None], dict[ParcelId, Left]]:
    found: dict[tuple[ProductId, LotId | None], dict[ParcelId, Left]] = {}
    for which in {key[1:] for key in entries if key.product_id in shelves}:
        parts: dict[ParcelId, list[tuple[PlaceId, int]]] = {}
        for one in shelves[which[0]].packed_lines(which[1]):
            parts.setdefault(one.line.parcel_id, []).extend(one.parts)
        if parts:
            found[which] = {parcel: Left(tuple(told)) for parcel, told in parts.items()}
    return found


def _parcels(every: Iterable[Sequence[Entry]]) -> set[ParcelId]:
    return {parcel for told in every for each in told for parcel in each.in_parcels}
