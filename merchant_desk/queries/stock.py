"""What lies where: the stock of everything as plain columns, and its proof from the moves."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.stock import (
    LEFT_A_BIN,
    REACHED_A_BIN,
    Location,
    Place,
    Reservation,
    StockLevel,
    StockMove,
)
from merchant_desk.values.ids import LocationId, PlaceId, ProductId
from merchant_desk.values.places import OUTSIDE
from merchant_desk.values.words import PlaceKind

_LEVEL = table(StockLevel)
_MOVE = table(StockMove)
_RESERVED = table(Reservation)
_LEVELS = Prepared(select(_LEVEL.c.product_id, _LEVEL.c.quantity))
_BINS = Prepared(select(_LEVEL.c.product_id, _LEVEL.c.place_id, _LEVEL.c.quantity))
_PROMISES = Prepared(
    select(_RESERVED.c.product_id, func.sum(_RESERVED.c.quantity)).group_by(_RESERVED.c.product_id)
)
_LEFT = Prepared(
    select(_MOVE.c.product_id, _MOVE.c.from_place_id, func.sum(_MOVE.c.quantity)).group_by(
        _MOVE.c.product_id, _MOVE.c.from_place_id
    )
)
_REACHED = select(_MOVE.c.product_id, _MOVE.c.to_place_id, func.sum(_MOVE.c.quantity)).group_by(
    _MOVE.c.product_id, _MOVE.c.to_place_id
)
_REACHED_ANYWHERE = Prepared(_REACHED)
_REACHED_BINS = Prepared(_REACHED.where(text(REACHED_A_BIN)))
_ENDS = Prepared(
    select(
        select(func.max(_MOVE.c.row)).scalar_subquery(),
        select(func.min(_MOVE.c.row)).scalar_subquery(),
        select(func.count())
        .select_from(_MOVE)
        .where(text(REACHED_A_BIN), text(LEFT_A_BIN))
        .scalar_subquery(),
    )
)
_MOVES = Prepared(select(func.count()).select_from(_MOVE))
_END = 32
"""The bit from which on the ends of moves are counted; the units are below it."""
_MOST = 1 << (_END - 1)
"""A level beyond could be wrong by a round number of bits."""


def _proof() -> Select[int, int, int]:
    """Return how many ends of moves the levels have, how wrong one is, how many units one has.

    One sum of each level gives both: every end of a move in its bin adds its units, and 1 << _END.
    """
    end: ColumnElement[int] = literal_column(str(1 << _END))
    units = _MOVE.c.quantity
    same = _MOVE.c.product_id == _LEVEL.c.product_id
    reached = (
        select(func.sum(end + units))
        .where(same, _MOVE.c.to_place_id == _LEVEL.c.place_id, text(REACHED_A_BIN))
        .scalar_subquery()
    )
    left = (
        select(func.sum(end - units))
        .where(same, _MOVE.c.from_place_id == _LEVEL.c.place_id)
        .scalar_subquery()
    )
    found = func.coalesce(reached, 0) + func.coalesce(left, 0) - _LEVEL.c.quantity
    # The limit that limits nothing has each sum taken once, not once for each use of it.
    each = select(found.label("found"), _LEVEL.c.quantity).limit(-1).subquery()
    units_over = each.c.found.bitwise_and((1 << _END) - 1)
    return select(
        func.sum(each.c.found.bitwise_rshift(_END)),
        func.max(units_over),
        func.max(func.abs(each.c.quantity)),
    )


_PROOF = Prepared(_proof())


@dataclass(frozen=True, slots=True)
class StockDifference:
    """A bin whose kept level is not the sum of its moves: a fault of ours, never of hers."""

    product_id: ProductId
    place_id: PlaceId
    level: int
    moves: int


@dataclass(frozen=True, slots=True)
class BinChoice:
    """A bin to choose from, in the order of the walk."""

    place_id: PlaceId
    location_id: LocationId
    location: str
    code: str


@dataclass(frozen=True, slots=True)
class LocationRow:
    """A shop or depot and how many bins it has."""

    location_id: LocationId
    name: str
    bins: int


def stock_of_everything(session: Session) -> dict[bytes, int]:
    """Return the units on hand of every product that has a level, all bins together."""
    held: dict[bytes, int] = {}
    rows = _LEVELS.rows(session)
    held.update(rows)
    if len(held) == len(rows):
        return held  # one bin a product: nothing to add up
    held = dict.fromkeys(held, 0)
    for product, quantity in rows:
        held[product] += quantity
    return held


def reserved_of_everything(session: Session) -> dict[bytes, int]:
    """Return the units promised to orders, for every product that has some."""
    return {product: int(quantity) for product, quantity in _PROMISES.rows(session)}


def stock_by_bin(session: Session) -> Sequence[tuple[bytes, bytes, int]]:
    """Return every level as product, bin, units."""
    return _BINS.rows(session)


def stock_differences(session: Session) -> tuple[StockDifference, ...]:
    """Recompute every level from the ledger and return those that are not what is kept."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    if on_sqlite and _all_proved(session):
        return ()
    moved: dict[tuple[bytes, bytes], int] = {}
    reached = (_REACHED_BINS if on_sqlite else _REACHED_ANYWHERE).rows(session)
    for sign, rows in ((1, reached), (-1, _LEFT.rows(session))):
        for product, place, units in rows:
            if place not in OUTSIDE:
                moved[product, place] = moved.get((product, place), 0) + sign * int(units)
    kept = {(product, place): units for product, place, units in stock_by_bin(session)}
    return tuple(
        StockDifference(ProductId(product), PlaceId(place), kept.get((product, place), 0), units)
        for (product, place), units in {**dict.fromkeys(kept, 0), **moved}.items()
        if units != kept.get((product, place), 0) and place not in OUTSIDE
    )


def _all_proved(session: Session) -> bool:
    """Tell whether every level is the sum of its moves and no end of a move is in no level.

    False says only that the levels must be looked at one by one. It is summed in the database:
    handing 100,000 sums over would take as long again.
    """
    last, first, transfers = _ENDS.rows(session)[0]
    try:
        ends, over, most = _PROOF.rows(session)[0]
    except DBAPIError:  # a sum past 64 bits
        return False
    if over or (most or 0) >= _MOST:
        return False
    if last is None:
        return not ends
    # Moves are numbered without a gap: the last number says how many there are, at no cost.
    moves = (ends or 0) - transfers
    return bool(moves == last - first + 1 or moves == _MOVES.rows(session)[0][0])


def bins(session: Session) -> tuple[BinChoice, ...]:
    """Return every bin, in the order of the walk."""
    rows = session.execute(
        select(Place.id, Location.id, Location.name, Place.code)
        .join(Location, Location.id == Place.location_id)
        .where(Place.kind == PlaceKind.BIN)
        .order_by(Location.position, Location.name, Place.walk_order, Place.code)
    )
    return tuple(BinChoice(*row) for row in rows)


def locations(session: Session) -> tuple[LocationRow, ...]:
    """Return every shop and depot."""
    rows = session.execute(
        select(Location.id, Location.name, func.count(Place.id))
        .join(Place, Place.location_id == Location.id, isouter=True)
        .group_by(Location.id, Location.name, Location.position)
        .order_by(Location.position, Location.name)
    )
    return tuple(LocationRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class BinStock:
    """A bin to choose from, and how many of one product it holds."""

    place_id: PlaceId
    location: str
    code: str
    quantity: int


def bins_with(session: Session, product_id: ProductId) -> tuple[BinStock, ...]:
    """Return every bin with what it holds of a product; those that hold some come first."""
    held = and_(StockLevel.place_id == Place.id, StockLevel.product_id == product_id)
    rows = session.execute(
        select(Place.id, Location.name, Place.code, func.coalesce(StockLevel.quantity, 0))
        .join(Location, Location.id == Place.location_id)
        .outerjoin(StockLevel, held)
        .where(Place.kind == PlaceKind.BIN)
        .order_by(Location.position, Location.name, Place.walk_order, Place.code)
    )
    found = [BinStock(*row) for row in rows]
    return tuple(sorted(found, key=lambda each: each.quantity == 0))
