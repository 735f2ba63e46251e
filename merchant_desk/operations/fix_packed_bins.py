"""Fix from which bins the units packed in open parcels come, as a count took them to.

A count that corrects the levels could have a parcel, when it is closed, take its units from
another bin than the one the count took them off. So they are chosen there, for good.
"""

from collections.abc import Iterable

from sqlalchemy import bindparam, delete
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared, insert_into
from merchant_desk.models.base import table
from merchant_desk.models.stock import PickAllocation
from merchant_desk.queries.shelf_now import Shelf
from merchant_desk.rules.counting.packed_units import chosen_anew
from merchant_desk.values.ids import ProductId, new_id

_CHOSEN = table(PickAllocation)
_FORGET = Prepared(delete(_CHOSEN).where(_CHOSEN.c.order_line_id == bindparam("line")))


def fix_packed_bins(session: Session, shelves: Iterable[tuple[ProductId, Shelf]]) -> None:
    """Have closing the open parcels take their units from the bins they were taken off."""
    for product_id, shelf in shelves:
        if shelf.by_lot:
            continue  # the lots scanned say themselves where they were taken
        for taken in shelf.taken:
            chosen = chosen_anew(taken)
            if chosen == taken.line.chosen:
                continue
            line_id = taken.line.order_line_id
            _FORGET.write(session, {"line": line_id})
            rows = [
                {
                    "id": new_id(),
                    "order_line_id": line_id,
                    "product_id": product_id,
                    "place_id": place_id,
                    "quantity": units,
                    "wave_id": None,
                }
                for place_id, units in chosen
            ]
            insert_into(session, _CHOSEN, rows)
