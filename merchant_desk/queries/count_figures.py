"""What the entries of a count come to, article by article and bin by bin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.count import CountEntry
from merchant_desk.models.stock import StockMove
from merchant_desk.queries.shelf_now import Shelf, shelves_now
from merchant_desk.rules.counting.figure import Entry, Figure, Left, Touch, figure
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.ids import CountId, LotId, ParcelId, PlaceId, ProductId
from merchant_desk.values.off_shelf import off_shelf_of
from merchant_desk.values.words import MoveReason

_ENTRIES, _MOVES = table(CountEntry), table(StockMove)
_OF_COUNT = Prepared(
    select(_ENTRIES).where(_ENTRIES.c.count_id == bindparam("count")).order_by(_ENTRIES.c.row)
)
_OF_BIN = Prepared(
    select(_ENTRIES)
    .where(
        _ENTRIES.c.count_id == bindparam("count"),
        _ENTRIES.c.place_id == bindparam("place"),
    )
    .order_by(_ENTRIES.c.row)
)
_SINCE = PreparedSet(
    lambda ids: (
        select(
            *(
                _MOVES.c[name]
                for name in (
                    "row", "product_id", "from_place_id", "to_place_id", "quantity", "reason",
                    "parcel_id", "lot_id",
                )
            )
        )
        .where(_MOVES.c.product_id.in_(ids), _MOVES.c.row > bindparam("after"))
        .order_by(_MOVES.c.row)
    )
)  # fmt: skip
_PARCELS_LEFT = PreparedSet(
    lambda ids: (
        select(
            _MOVES.c.parcel_id,
            _MOVES.c.product_id,
            _MOVES.c.from_place_id,
            _MOVES.c.quantity,
            _MOVES.c.lot_id,
        )
        .where(_MOVES.c.parcel_id.in_(ids), _MOVES.c.reason == MoveReason.SALE)
        .order_by(_MOVES.c.row)
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


@dataclass(frozen=True)
class CountFigures:
    """What was counted, and the shelves as they are now."""

    figures: Mapping[CountKey, Figure]
    entries: Mapping[CountKey, Sequence[Entry]]
    shelves: Mapping[ProductId, Shelf]


def count_figures(
    session: Session, count_id: CountId, place_id: PlaceId | None = None
) -> CountFigures:
    """Return what the entries of a count, or of one bin of it, come to now."""
    if place_id is None:
        rows = _OF_COUNT.typed(session, count=count_id)
    else:
        rows = _OF_BIN.typed(session, count=count_id, place=place_id)
    entries: dict[CountKey, list[Entry]] = {}
    for row in rows:
        entries.setdefault(CountKey(row.place_id, row.product_id, row.lot_id), []).append(
            _entry(row)
        )
    products = sorted({key.product_id for key in entries})
    shelves = shelves_now(session, products)
    touches = _touches(session, entries, shelves)
    left = _left(session, entries, shelves)
    figures = {
        key: figure(
            key.place_id,
            told,
            touches.get(key, ()),
            left.get((key.product_id, key.lot_id), {}),
        )
        for key, told in entries.items()
    }
    return CountFigures(figures, entries, shelves)


def _entry(row: CountEntry) -> Entry:
    in_parcels = off_shelf_of(row.in_parcels)
    return Entry(
        row=row.row,
        quantity=row.quantity,
        resets=bool(row.resets),
        level=row.expected + sum(each.here for each in in_parcels.values()),
        after_move=row.after_move,
        in_parcels=in_parcels,
        by=row.by,
    )


def _touches(
    session: Session,
    entries: Mapping[CountKey, Sequence[Entry]],
    shelves: Mapping[ProductId, Shelf],
) -> dict[CountKey, list[Touch]]:
    """Return the moves of each bin and article since its first entry."""
    if not entries:
        return {}
    first = min(told[0].after_move for told in entries.values())
    keys: dict[tuple[PlaceId, ProductId], list[CountKey]] = {}
    for key in entries:
        keys.setdefault((key.place_id, key.product_id), []).append(key)
    found: dict[CountKey, list[Touch]] = {}
    products = sorted({key.product_id for key in entries})
    for move in sorted(_SINCE.typed(session, products, after=first), key=lambda each: each.row):
        for place, change in (
            (move.from_place_id, -move.quantity),
            (move.to_place_id, move.quantity),
        ):
            for key in keys.get((place, move.product_id), ()):
                if _concerns(move.lot_id, key.lot_id, by_lot=shelves[key.product_id].by_lot):
                    found.setdefault(key, []).append(_touch(move, change))
    return found


def _concerns(moved: LotId | None, counted: LotId | None, *, by_lot: bool) -> bool:
    return moved == counted if by_lot else True


def _touch(move: StockMove, change: int) -> Touch:
    return Touch(
        row=move.row,
        change=change,
        parcel_id=move.parcel_id if move.reason == MoveReason.SALE else None,
        corrects=move.reason in LEDGER_ONLY,
    )


def _left(
    session: Session,
    entries: Mapping[CountKey, Sequence[Entry]],
    shelves: Mapping[ProductId, Shelf],
) -> dict[tuple[ProductId, LotId | None], dict[ParcelId, Left]]:
    """Return where the units come from of every parcel that was open when something was counted."""
    found: dict[tuple[ProductId, LotId | None], dict[ParcelId, Left]] = {}
    for key in entries:
        lines = shelves[key.product_id].packed_lines(key.lot_id)
        parts: dict[ParcelId, list[tuple[PlaceId, int]]] = {}
        for one in lines:
            parts.setdefault(one.line.parcel_id, []).extend(one.parts)
        found[key.product_id, key.lot_id] = {
            parcel: Left(tuple(told)) for parcel, told in parts.items()
        }
    parcels = sorted(_parcels(entries.values()))
    gone: dict[tuple[ProductId, LotId | None], dict[ParcelId, list[tuple[PlaceId, int]]]] = {}
    for move in _PARCELS_LEFT.typed(session, parcels):
        for lot in {None, move.lot_id}:
            of_parcel = gone.setdefault((move.product_id, lot), {})
            of_parcel.setdefault(move.parcel_id, []).append((move.from_place_id, move.quantity))
    for which, left in gone.items():
        found.setdefault(which, {}).update({each: Left(tuple(p)) for each, p in left.items()})
    return found


def _parcels(every: Iterable[Sequence[Entry]]) -> set[ParcelId]:
    return {parcel for told in every for each in told for parcel in each.in_parcels}
