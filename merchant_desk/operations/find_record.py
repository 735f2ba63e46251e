"""Look up what a gesture names, or refuse in the merchant's words when it is gone."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Location, Place, StockLevel
from merchant_desk.values.ids import LocationId, PlaceId, ProductId
from merchant_desk.values.texts import _
from merchant_desk.values.words import PlaceKind


def find_product(session: Session, product_id: ProductId) -> Product:
    """Return the product, or refuse."""
    product = session.get(Product, product_id)
    if product is None:
        raise RefusedError(
            _("Rien n’a été enregistré\u00a0: ce produit n’existe pas ou plus."),
            _("Choisissez un produit de la liste."),
        )
    return product


def find_bin(session: Session, place_id: PlaceId) -> Place:
    """Return the bin, or refuse: the outside ends of the ledger are no bins."""
    place = session.get(Place, place_id)
    if place is None or place.kind is not PlaceKind.BIN:
        raise RefusedError(
            _("Rien n’a été enregistré\u00a0: cet emplacement n’existe pas ou plus."),
            _("Choisissez un emplacement de la liste, ou créez-le d’abord."),
        )
    return place


def find_location(session: Session, location_id: LocationId) -> Location:
    """Return the shop or depot, or refuse."""
    location = session.get(Location, location_id)
    if location is None:
        raise RefusedError(
            _("Rien n’a été enregistré\u00a0: ce lieu n’existe pas ou plus."),
            _("Choisissez un lieu de la liste, ou créez-le d’abord."),
        )
    return location


def level_of(session: Session, product_id: ProductId, place_id: PlaceId) -> int:
    """Return how many units of the product the ledger has in the bin."""
    wanted = select(StockLevel.quantity).where(
        StockLevel.product_id == product_id, StockLevel.place_id == place_id
    )
    return session.execute(wanted).scalar_one_or_none() or 0
