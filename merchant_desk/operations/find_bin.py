"""The bin that a name stands for, made the first time it is met."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.stock import Place
from merchant_desk.operations.take_from_bins import first_location
from merchant_desk.values.ids import PlaceId, new_id
from merchant_desk.values.walk_order import walk_order
from merchant_desk.values.words import PlaceKind

_PLACES = table(Place)
_LONGEST = 40


def bin_named(session: Session, code: str) -> PlaceId:
    """Return the bin with this code, whichever location it is in; make it when there is none."""
    clean = " ".join(code.split())[:_LONGEST]
    known = session.execute(
        select(_PLACES.c.id)
        .where(_PLACES.c.kind == PlaceKind.BIN, _PLACES.c.code == clean)
        .limit(1)
    ).scalar()
    if known is not None:
        return PlaceId(known)
    place_id = PlaceId(new_id())
    session.execute(
        insert(_PLACES),
        {
            "id": place_id,
            "location_id": first_location(session),
            "kind": PlaceKind.BIN,
            "code": clean,
            "walk_order": walk_order(clean),
        },
    )
    return place_id
