"""Name the shops and depots, and the bins on their shelves."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.stock import Location, Place
from merchant_desk.operations.find_record import find_bin, find_location
from merchant_desk.values.ids import LocationId, PlaceId, new_id
from merchant_desk.values.texts import _
from merchant_desk.values.walk_order import walk_order
from merchant_desk.values.words import PlaceKind

LONGEST_NAME = 60


def save_location(session: Session, name: str, location_id: LocationId | None = None) -> LocationId:
    """Create a shop or depot, or rename it."""
    clean = _clean(name)
    same = select(Location.id).where(Location.name == clean, Location.id != (location_id or b""))
    if session.execute(same).first():
        raise RefusedError(
            _("Le lieu n’a pas été enregistré\u00a0: «\u00a0{name}\u00a0» existe déjà.").format(
                name=clean
            ),
            _("Choisissez un autre nom."),
        )
    if location_id is not None:
        find_location(session, location_id).name = clean
        session.flush()
        return location_id
    last = session.execute(select(func.coalesce(func.max(Location.position), -1))).scalar_one()
    created = LocationId(new_id())
    session.add(Location(id=created, name=clean, position=last + 1))
    session.flush()
    return created


def save_bin(
    session: Session,
    location_id: LocationId,
    code: str,
    place_id: PlaceId | None = None,
) -> PlaceId:
    """Create a bin in a location, or change its code; the walk follows the code."""
    location, clean = find_location(session, location_id), _clean(code)
    same = select(Place.id).where(
        Place.location_id == location_id, Place.code == clean, Place.id != (place_id or b"")
    )
    if session.execute(same).first():
        raise RefusedError(
            _(
                "L’emplacement n’a pas été enregistré\u00a0: {code} existe déjà dans "
                "«\u00a0{place}\u00a0»."
            ).format(code=clean, place=location.name),
            _("Choisissez un autre code."),
        )
    if place_id is None:
        place_id = PlaceId(new_id())
        session.add(
            Place(
                id=place_id,
                location_id=location_id,
                kind=PlaceKind.BIN,
                code=clean,
                walk_order=walk_order(clean),
            )
        )
    else:
        place = find_bin(session, place_id)
        place.location_id, place.code, place.walk_order = location_id, clean, walk_order(clean)
    session.flush()
    return place_id


def _clean(text: str) -> str:
    clean = " ".join(text.split())
    if not clean or len(clean) > LONGEST_NAME:
        raise RefusedError(
            _("Le lieu n’a pas été enregistré\u00a0: il lui faut un nom de 1 à 60 caractères."),
            _("Donnez-lui un nom court, comme «\u00a0Réserve\u00a0» ou «\u00a0A1\u00a0»."),
        )
    return clean
