"""Keep how many units of each lot lie in which bin, as moves that name a lot are posted."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.lot import LotLevel
from merchant_desk.values.ids import LotId, PlaceId, ProductId
from merchant_desk.values.places import OUTSIDE
from merchant_desk.values.stock_move import Move

_LEVELS = table(LotLevel)


def _adding(upsert: sqlite.Insert | postgresql.Insert) -> Prepared:
    added = upsert.values(
        lot_id=bindparam("lot"),
        place_id=bindparam("place"),
        product_id=bindparam("product"),
        quantity=bindparam("change"),
    )
    return Prepared(
        added.on_conflict_do_update(
            index_elements=["lot_id", "place_id"],
            set_={"quantity": _LEVELS.c.quantity + added.excluded.quantity},
        )
    )


_ADD = {
    "sqlite": _adding(sqlite.insert(_LEVELS)),
    "postgresql": _adding(postgresql.insert(_LEVELS)),
}


def change_lot_levels(session: Session, moves: Sequence[Move]) -> None:
    """Add the moves that name a lot to what lies of it in the bins they leave and reach."""
    changes: dict[tuple[LotId, PlaceId, ProductId], int] = {}
    for move in moves:
        if move.lot_id is None:
            continue
        for place, sign in ((move.from_place_id, -1), (move.to_place_id, 1)):
            if place not in OUTSIDE:
                key = (move.lot_id, place, move.product_id)
                changes[key] = changes.get(key, 0) + sign * move.quantity
    rows = [
        {"lot": lot, "place": place, "product": product, "change": change}
        for (lot, place, product), change in sorted(changes.items())
        if change
    ]
    if rows:
        _ADD[session.connection().dialect.name].write(session, *rows)
