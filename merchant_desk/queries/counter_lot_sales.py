"""Units of a lot sold at the counter: read there, known all the same, or only supposed."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.lot import Lot
from merchant_desk.models.parcel import ParcelLine, ParcelScan
from merchant_desk.models.stock import StockMove
from merchant_desk.rules.lot_certainty import ShelfChange, surely_of_the_lot
from merchant_desk.values.ids import LotId, ProductId
from merchant_desk.values.places import CUSTOMER, OUTSIDE
from merchant_desk.values.words import MoveReason, ScanOutcome

_MOVES, _LOTS, _LINES, _SCANS = (
    table(StockMove),
    table(Lot),
    table(ParcelLine),
    table(ParcelScan),
)
_UNITS = case(
    (_SCANS.c.outcome == ScanOutcome.ADDED, _SCANS.c.units),
    (_SCANS.c.outcome == ScanOutcome.TAKEN_BACK, -_SCANS.c.units),
    else_=0,
)
_COLUMNS = ("row", "from_place_id", "to_place_id", "quantity", "lot_id", "reason", "cause_id")


def sure_rows(session: Session, product_id: ProductId, lot_id: LotId, last: int) -> frozenset[int]:
    """Return the rows of the ledger, up to ``last``, that took units of the lot for sure."""
    moves = session.execute(
        select(*(_MOVES.c[name] for name in _COLUMNS), _MOVES.c.parcel_id)
        .where(_MOVES.c.product_id == product_id, _MOVES.c.row <= last)
        .order_by(_MOVES.c.row)
    )
    read = _read(session, product_id)
    return surely_of_the_lot(part for move in moves for part in _changes(move, lot_id, read))


def _changes(move: Any, lot_id: LotId, read: Counter[tuple[bytes, bytes]]) -> Iterator[ShelfChange]:
    left, reached = move.from_place_id not in OUTSIDE, move.to_place_id not in OUTSIDE
    if left == reached:
        return
    mine = move.lot_id == lot_id
    if reached:
        yield ShelfChange(move.row, move.quantity, mine, move.from_place_id != CUSTOMER)
        return
    certain = _certain(move, read)
    if certain:
        yield ShelfChange(move.row, -certain, mine, certain=True)
    if move.quantity > certain:
        yield ShelfChange(move.row, certain - move.quantity, mine, certain=False)


def _certain(move: Any, read: Counter[tuple[bytes, bytes]]) -> int:
    """Return how many units of a move were read to be of the lot that it names."""
    if move.lot_id is None or move.reason != MoveReason.SALE:
        return 0
    if move.parcel_id is None:
        return move.quantity if move.cause_id == move.lot_id else 0
    key = (move.parcel_id, move.lot_id)
    units = min(move.quantity, read[key])
    read[key] -= units
    return int(units)


def _read(session: Session, product_id: ProductId) -> Counter[tuple[bytes, bytes]]:
    """Return how many units of each lot were scanned into each parcel."""
    rows = session.execute(
        select(_SCANS.c.parcel_id, _LOTS.c.id, func.sum(_UNITS))
        .join(_LINES, _LINES.c.id == _SCANS.c.parcel_line_id)
        .join(
            _LOTS,
            (_LOTS.c.product_id == _LINES.c.product_id)
            & (_LOTS.c.number == func.upper(_SCANS.c.lot)),
        )
        .where(_LINES.c.product_id == product_id, _SCANS.c.lot != "")
        .group_by(_SCANS.c.parcel_id, _LOTS.c.id)
    )
    return Counter({(row[0], row[1]): int(row[2]) for row in rows if row[2] > 0})
