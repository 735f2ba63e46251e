"""Take away a bin or a depot that was never used; one with a history stays in the ledger."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.count import CountBin, CountEntry
from merchant_desk.models.product import Product
from merchant_desk.models.stock import PickAllocation, Place, StockLevel, StockMove
from merchant_desk.operations.find_record import find_bin, find_location
from merchant_desk.values.ids import LocationId, PlaceId
from merchant_desk.values.texts import _


def remove_bin(session: Session, place_id: PlaceId) -> None:
    """Delete the bin; refused once goods have been through it."""
    place = find_bin(session, place_id)
    if _is_used(session, place_id):
        raise RefusedError(
            _("L’emplacement {code} n’a pas été supprimé\u00a0: il a déjà servi.").format(
                code=place.code
            ),
            _("Videz-le par un transfert et renommez-le\u00a0: son histoire reste lisible."),
        )
    session.delete(place)
    session.flush()


def remove_location(session: Session, location_id: LocationId) -> None:
    """Delete the location; refused while it has bins."""
    location = find_location(session, location_id)
    if session.execute(select(Place.id).where(Place.location_id == location_id)).first():
        raise RefusedError(
            _("«\u00a0{name}\u00a0» n’a pas été supprimé\u00a0: il contient des emplacements.")
            .format(name=location.name),
            _("Supprimez d’abord ses emplacements."),
        )  # fmt: skip
    session.delete(location)
    session.flush()


def _is_used(session: Session, place_id: PlaceId) -> bool:
    uses = (
        select(StockLevel.place_id).where(StockLevel.place_id == place_id),
        select(PickAllocation.id).where(PickAllocation.place_id == place_id),
        select(Product.id).where(Product.default_place_id == place_id),
        select(CountEntry.id).where(CountEntry.place_id == place_id),
        select(CountBin.place_id).where(CountBin.place_id == place_id),
        select(StockMove.id).where(
            or_(StockMove.from_place_id == place_id, StockMove.to_place_id == place_id)
        ),
    )
    return any(session.execute(use.limit(1)).first() for use in uses)
