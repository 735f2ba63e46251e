"""Note units counted in a bin, with what the shelf should have held at that instant."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.count import CountEntry
from merchant_desk.queries.shelf_now import shelves_now
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CountId, RecordId, new_id
from merchant_desk.values.off_shelf import off_shelf_text

_ENTRIES = table(CountEntry)
_OF_KEY = Prepared(
    select(_ENTRIES.c.lot_id, _ENTRIES.c.quantity, _ENTRIES.c.resets)
    .where(
        _ENTRIES.c.count_id == bindparam("count"),
        _ENTRIES.c.place_id == bindparam("place"),
        _ENTRIES.c.product_id == bindparam("product"),
    )
    .order_by(_ENTRIES.c.row)
)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """Units to add to what was counted; negative takes back."""

    key: CountKey
    quantity: int
    code: str = ""
    resets: bool = False
    takes_back: RecordId | None = None


def record_count(session: Session, gesture: Gesture, count_id: CountId, new: NewEntry) -> RecordId:
    """Append the entry."""
    shelf = shelves_now(session, [new.key.product_id])[new.key.product_id]
    entry_id = RecordId(new_id())
    insert_into(
        session,
        _ENTRIES,
        {
            "id": entry_id,
            "row": next_row(session, _ENTRIES),
            "count_id": count_id,
            "place_id": new.key.place_id,
            "product_id": new.key.product_id,
            "lot_id": new.key.lot_id,
            "quantity": new.quantity,
            "resets": new.resets,
            "expected": shelf.expected(new.key),
            "after_move": shelf.after_move,
            "in_parcels": off_shelf_text(shelf.off_shelf(new.key)),
            "code": new.code,
            "takes_back": new.takes_back,
            "at": gesture.at,
            "by": gesture.person,
            "station_id": gesture.station_id,
        },
    )
    return entry_id


def counted_so_far(session: Session, count_id: CountId, key: CountKey) -> int | None:
    """Return the units counted of an article in a bin, or None when nobody counted it."""
    total: int | None = None
    rows = _OF_KEY.typed(session, count=count_id, place=key.place_id, product=key.product_id)
    for row in rows:
        if row.lot_id == key.lot_id:
            total = row.quantity if row.resets or total is None else total + row.quantity
    return total
