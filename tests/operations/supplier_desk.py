"""A shop with two articles that suppliers send, and invoices taken in."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.operations.import_supplier_invoice import (
    import_supplier_invoice,
)
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.queries.supplier_invoice_card import (
    SupplierInvoiceCard,
    supplier_invoice_card,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, PaymentId, ProductId, SupplierInvoiceId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.supplier_invoices import (
    Gap,
    SupplierImported,
    SupplierPaid,
)
from tests.makers import make_bin, make_location, make_product, make_station
from tests.received.made import BILL, Bill, cii

DAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Shelf:
    """Two articles that suppliers send, and the receipt of each."""

    soap: ProductId
    candle: ProductId
    soap_batch: BatchId


def make_shelf(session: Session, gesture: Gesture, received: int = 12) -> Shelf:
    make_station(session, gesture)
    place = make_bin(session, make_location(session))
    soap = make_product(session)
    candle = make_product(session, "BOU-FIG", name="Bougie figue", ean=None)
    batch = receive_units(
        session,
        gesture,
        Receipt(product_id=soap, place_id=place, quantity=received, supplier="savonnerie ventoux"),
    )
    return Shelf(soap, candle, batch.batch_id)


def take_in(session: Session, gesture: Gesture, said: Bill = BILL) -> SupplierImported:
    file = ReceivedFile("facture.xml", cii(said))
    received = read_invoice_file(file.name, file.data)
    return import_supplier_invoice(session, gesture, received, file)


def card_of(session: Session, invoice_id: SupplierInvoiceId) -> SupplierInvoiceCard:
    card = supplier_invoice_card(session, invoice_id)
    assert card is not None
    return card


def gaps_of(card: SupplierInvoiceCard) -> list[list[Gap]]:
    return [[each.gap for each in line.gaps] for line in card.lines]


def paid_of_day(amount: int, day: date = DAY) -> SupplierPaid:
    return SupplierPaid(PaymentId(new_id()), Money(amount), "transfer", day)
