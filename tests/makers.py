"""Plain functions that make what a test needs, with good defaults."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.models.shop import RemoteRecord, Shop
from merchant_desk.models.station import ShopProfile, Station
from merchant_desk.models.stock import Location, Place
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.folding import folded
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    LocationId,
    PlaceId,
    ProductId,
    RemoteRecordId,
    ShopId,
    id_text,
    new_id,
)
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.money import Money, total
from merchant_desk.values.places import OPENING
from merchant_desk.values.remote import (
    Address,
    Delivery,
    LineKind,
    RemoteCustomer,
    RemoteLine,
    RemoteOrder,
    RemoteState,
)
from merchant_desk.values.snapshots import seller_json
from merchant_desk.values.vat import VatTreatment
from merchant_desk.values.words import (
    CodeKind,
    Master,
    MoveReason,
    PlaceKind,
    RecordState,
    Trouble,
)

ORDERED_AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
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


def make_shop(session: Session, **changes: Any) -> ShopId:
    """A storefront account that the desk is master of."""
    shop_id = ShopId(new_id())
    facts: dict[str, Any] = {
        "name": "Maison Lavande",
        "platform": "woocommerce",
        "url": "http://127.0.0.1:1",
        "key_hint": "ck_…1234",
        "stock_master": Master.DESK,
        "price_master": Master.DESK,
        **changes,
    }
    session.add(Shop(id=shop_id, added_at=EPOCH, **facts))
    session.flush()
    return shop_id


def make_parked(
    session: Session, shop_id: ShopId, at: datetime, body: str = "{}", **changes: Any
) -> RemoteRecordId:
    """A record that could not be taken in, with its reason."""
    record_id = RemoteRecordId(new_id())
    facts: dict[str, Any] = {
        "kind": "order",
        "remote_id": "1042",
        "version": id_text(record_id),
        "reason": "La commande n’a pas de total.",
        "advice": "Corrigez-la dans la boutique.",
        "trouble": Trouble.REFUSED,
        "state": RecordState.PARKED,
        **changes,
    }
    row = next_row(session, table(RemoteRecord))
    record = RemoteRecord(
        id=record_id, row=row, shop_id=shop_id, body=body, received_at=at, **facts
    )
    session.add(record)
    session.flush()
    return record_id


def make_profile(session: Session) -> None:
    """The shop's identity, complete enough for an invoice."""
    seller = Seller(
        name="Maison Lavande SARL",
        address=Address(line1="12 rue des Simples", postcode="84000", city="Avignon"),
        siren="732829320",
        siret="73282932000074",
        legal_form="SARL",
        capital=Money(1_000_000),
        rcs_city="Avignon",
        vat_number="FR44732829320",
    )
    session.add(
        ShopProfile(seller=seller_json(seller), vat_treatment=VatTreatment.NORMAL, changed_at=EPOCH)
    )
    session.flush()


def remote_line(sku: str = "SAV-LAV-100", quantity: int = 1, **changes: Any) -> RemoteLine:
    """A line of an order as a storefront tells it, at 5,90 € a piece."""
    facts: dict[str, Any] = {
        "remote_id": f"line-{sku}",
        "kind": LineKind.PRODUCT,
        "sku": sku,
        "name": f"Article {sku}",
        "quantity": quantity,
        "total": Money(590 * quantity),
        "vat": Money(98 * quantity),
        "rate_bp": 2000,
        **changes,
    }
    return RemoteLine(**facts)


def remote_order(number: str = "1042", *lines: RemoteLine, **changes: Any) -> RemoteOrder:
    """A paid order of one soap, unless told otherwise."""
    wanted = lines or (remote_line(),)
    address = Address(name="Camille Roux", line1="3 place du Marché", postcode="69001", city="Lyon")
    facts: dict[str, Any] = {
        "remote_id": number,
        "number": number,
        "state": RemoteState.READY,
        "state_word": "processing",
        "placed_at": ORDERED_AT,
        "modified_at": ORDERED_AT,
        "paid_at": ORDERED_AT,
        "customer": RemoteCustomer("", "Camille Roux", "camille@example.com", "0600000000"),
        "billing": address,
        "shipping": address,
        "delivery": Delivery.HOME,
        "carrier": "Colissimo",
        "lines": wanted,
        "total": total(line.total for line in wanted),
        "payment_means": "Carte bancaire",
        **changes,
    }
    return RemoteOrder(**facts)
