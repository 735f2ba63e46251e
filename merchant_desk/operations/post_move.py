"""The only way stock changes: a move in the ledger and the levels that follow, together."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.operations.change_lots import change_lot_levels
from merchant_desk.operations.value_moves import value_moves
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MoveId, PlaceId, ProductId, new_ids
from merchant_desk.values.places import OUTSIDE
from merchant_desk.values.stock_move import Move
from merchant_desk.values.texts import _

__all__ = ["Move", "post_move", "post_moves"]

_MOVES = table(StockMove)
_LEVELS = table(StockLevel)


def _adding(upsert: sqlite.Insert | postgresql.Insert) -> Prepared:
    added = upsert.values(
        product_id=bindparam("product"), place_id=bindparam("place"), quantity=bindparam("change")
    )
    return Prepared(
        added.on_conflict_do_update(
            index_elements=["product_id", "place_id"],
            set_={"quantity": _LEVELS.c.quantity + added.excluded.quantity},
        )
    )


_ADD = {
    "sqlite": _adding(sqlite.insert(_LEVELS)),
    "postgresql": _adding(postgresql.insert(_LEVELS)),
}


def post_move(session: Session, gesture: Gesture, move: Move) -> MoveId:
    """Record one move; see ``post_moves``."""
    return post_moves(session, gesture, (move,))[0]


def post_moves(session: Session, gesture: Gesture, moves: Sequence[Move]) -> tuple[MoveId, ...]:
    """Record moves and change the levels of the bins they touch, in this transaction.

    Raises RefusedError for a quantity that is not a positive number of units.
    """
    if not moves:
        return ()
    for move in moves:
        _check(move)
    first = next_row(session, _MOVES, len(moves))
    values = value_moves(session, gesture, moves, first)
    identifiers = tuple(MoveId(each) for each in new_ids(len(moves)))
    insert_into(
        session,
        _MOVES,
        [
            {
                "id": identifier,
                "row": first + offset,
                "product_id": move.product_id,
                "from_place_id": move.from_place_id,
                "to_place_id": move.to_place_id,
                "quantity": move.quantity,
                "reason": move.reason,
                "note": move.note,
                "parcel_id": move.parcel_id,
                "import_id": move.import_id,
                "lot_id": move.lot_id,
                "change": move.change,
                "value": value,
                "cause_id": move.cause_id,
                "at": gesture.at,
                "by": gesture.person,
                "station_id": gesture.station_id,
            }
            for offset, (identifier, move, value) in enumerate(
                zip(identifiers, moves, values, strict=True)
            )
        ],
    )
    change_levels(session, moves)
    change_lot_levels(session, moves)
    return identifiers


def change_levels(session: Session, moves: Sequence[Move]) -> None:
    """Add the moves to the cached levels of the bins they leave and reach."""
    changes: dict[tuple[ProductId, PlaceId], int] = {}
    for move in moves:
        for place, sign in ((move.from_place_id, -1), (move.to_place_id, 1)):
            if place not in OUTSIDE:
                key = (move.product_id, place)
                changes[key] = changes.get(key, 0) + sign * move.quantity
    rows = [
        {"product": product, "place": place, "change": change}
        for (product, place), change in sorted(changes.items())
        if change
    ]
    if rows:
        _ADD[session.connection().dialect.name].write(session, *rows)


def _check(move: Move) -> None:
    if move.quantity <= 0:
        raise RefusedError(
            _("Le stock n’a pas bougé\u00a0: la quantité doit être un nombre supérieur à zéro."),
            _("Corrigez la quantité."),
        )
    if move.from_place_id == move.to_place_id:
        raise RefusedError(
            _("Le stock n’a pas bougé\u00a0: le départ et l’arrivée sont le même emplacement."),
            _("Choisissez un autre emplacement."),
        )
