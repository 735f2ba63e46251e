"""A shop that buys from one supplier: soap by the carton, with a price by quantity."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from merchant_desk.models.law_facts import Batch
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.operations.save_supplier_article import save_supplier_article
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.operations.settle_purchase import settle_purchase
from merchant_desk.queries.purchase_card import PurchaseCard, purchase_card
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId, ProductId, PurchaseId, SupplierId
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import (
    ArticleTerms,
    PriceBreak,
    PurchaseDraft,
    PurchaseKept,
    PurchaseWish,
    SupplierTerms,
)
from merchant_desk.values.remote import Address
from tests.makers import make_bin, make_location, make_product, make_station

GARRIGUE = SupplierTerms(
    name="Savonnerie de la Garrigue",
    siren="552100554",
    email="commandes@garrigue.example",
    phone="04 90 00 00 00",
    address=Address(line1="8 chemin des Olives", postcode="30000", city="Nîmes"),
    customer_number="C-1042",
    lead_days=8,
    minimum=Money(10_000),
    carriage=Money(1_500),
    free_carriage_from=Money(25_000),
)
SOAP = ArticleTerms(
    supplier_sku="GAR-LAV",
    pack_units=12,
    minimum_units=24,
    cost_tenthousandths=21_500,
    breaks=(PriceBreak(60, 19_875), PriceBreak(120, 18_000)),
    preferred=True,
)


@dataclass(frozen=True, slots=True)
class Buying:
    """What the tests name."""

    supplier: SupplierId
    soap: ProductId
    balm: ProductId
    bin: PlaceId


def make_buying(session: Session, gesture: Gesture) -> Buying:
    """A supplier that sells soap; a balm that no one sells yet."""
    make_station(session, gesture)
    supplier = save_supplier(session, gesture, GARRIGUE)
    soap = make_product(session)
    balm = make_product(session, "BAU-KAR", name="Baume karité", ean="3760123456791")
    save_supplier_article(session, gesture, supplier, soap, SOAP)
    return Buying(supplier, soap, balm, make_bin(session, make_location(session)))


def draft(session: Session, gesture: Gesture, buying: Buying, units: int = 60) -> PurchaseKept:
    """An order of soap."""
    wishes = (PurchaseWish(buying.soap, units),)
    return draft_purchase(
        session, gesture, PurchaseDraft(supplier_id=buying.supplier, lines=wishes)
    )


def sent(session: Session, gesture: Gesture, buying: Buying, units: int = 60) -> PurchaseId:
    """An order of soap that left."""
    purchase_id = draft(session, gesture, buying, units).purchase_id
    send_purchase(session, gesture, purchase_id, accept_below=True)
    return purchase_id


def card_of(session: Session, purchase_id: PurchaseId) -> PurchaseCard:
    """The order as its sheet shows it."""
    card = purchase_card(session, purchase_id)
    assert card is not None
    return card


def receive(
    session: Session, gesture: Gesture, buying: Buying, purchase_id: PurchaseId, units: int
) -> PurchaseKept:
    """Units of soap that came for an order."""
    receipt = Receipt(product_id=buying.soap, place_id=buying.bin, quantity=units)
    batch = session.get_one(Batch, receive_units(session, gesture, receipt).batch_id)
    batch.purchase_line_id = card_of(session, purchase_id).lines[0].line_id
    session.flush()
    return settle_purchase(session, gesture, purchase_id)


def on(gesture: Gesture, day: int, month: int = 11) -> Gesture:
    """The same person on another day of 2026."""
    return replace(gesture, at=datetime(2026, month, day, 9, 30, tzinfo=UTC))
