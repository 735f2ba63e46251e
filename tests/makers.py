"""Plain functions that make what a test needs, with good defaults."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.station import Station
from merchant_desk.models.stock import Location, Place
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.folding import folded
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import LocationId, PlaceId, ProductId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import CodeKind, MoveReason, PlaceKind

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def make_station(session: Session, gesture: Gesture) -> None:
    """The station where the gesture is made."""
    session.add(Station(id=gesture.station_id, name="Poste 1", letter="A", created_at=EPOCH))
    session.flush()


def make_location(session: Session, name: str = "Boutique") -> LocationId:
    """A shop with no bin yet."""
    location_id = LocationId(new_id())
    session.add(Location(id=location_id, name=name))
    session.flush()
    return location_id


def make_bin(session: Session, location_id: LocationId, code: str = "A1") -> PlaceId:
    """A bin on a shelf."""
    place_id = PlaceId(new_id())
    session.add(
        Place(id=place_id, location_id=location_id, kind=PlaceKind.BIN, code=code, walk_order=code)
    )
    session.flush()
    return place_id


def make_product(
    session: Session,
    sku: str = "SAV-LAV-100",
    *,
    name: str = "Savon lavande 100 g",
    ean: str | None = "3760123456784",
    price_cents: int = 590,
    rate_bp: int = 2000,
) -> ProductId:
    """A product with one EAN."""
    product_id = ProductId(new_id())
    session.add(
        Product(
            id=product_id,
            row=next_row(session, table(Product)),
            sku=sku,
            name=name,
            price=Money(price_cents),
            rate_bp=rate_bp,
            search_text=folded(f"{name} {sku} {ean or ''}"),
            created_at=EPOCH,
            changed_at=EPOCH,
        )
    )
    session.flush()
    if ean:
        session.add(ProductCode(code=canonical_code(ean), product_id=product_id, kind=CodeKind.EAN))
        session.flush()
    return product_id


def put_stock(
    session: Session, gesture: Gesture, product_id: ProductId, place_id: PlaceId, quantity: int
) -> None:
    """Opening stock of a product in a bin."""
    post_move(
        session,
        gesture,
        Move(product_id, OPENING, place_id, quantity, MoveReason.OPENING),
    )
