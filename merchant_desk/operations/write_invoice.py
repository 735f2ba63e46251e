"""Write issued documents into the ledger that nothing changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate
from merchant_desk.operations.give_number import NumberGiven
from merchant_desk.values import invoice_page as paper
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, OrderId, OrderLineId, ParcelId, RecordId, new_ids
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.snapshots import (
    address_json,
    buyer_json,
    mentions_json,
    payments_json,
    seller_json,
)
from merchant_desk.values.vat import VatTreatment

_INVOICES, _LINES, _RATES = table(Invoice), table(InvoiceLine), table(InvoiceRate)


@dataclass(frozen=True, slots=True)
class Sold:
    """A line to invoice; ``amount`` is what was paid for these units, VAT included."""

    order_line_id: OrderLineId
    kind: LineKind
    sku: str
    name: str
    option_text: str
    quantity: int
    amount: Money
    discount: Money
    rate_bp: int
    treatment: VatTreatment


@dataclass(frozen=True, slots=True)
class Issued:
    """A document to write: its number, what it is about, and the page as it is printed."""

    given: NumberGiven
    order_id: OrderId
    parcel_id: ParcelId
    page: paper.InvoicePage
    sold: Sequence[Sold]


def write_invoices(
    session: Session, gesture: Gesture, issued: Sequence[Issued]
) -> tuple[InvoiceId, ...]:
    """Insert documents as they are printed: later edits of products or shop never reach them."""
    identifiers = tuple(InvoiceId(each) for each in new_ids(len(issued)))
    pairs = tuple(zip(identifiers, issued, strict=True))
    sellers = {each.page.seller: seller_json(each.page.seller) for each in issued}
    rows = [_document(gesture, invoice_id, each, sellers) for invoice_id, each in pairs]
    insert_into(session, _INVOICES, rows)
    insert_into(session, _LINES, [row for pair in pairs for row in _lines(*pair)])
    insert_into(session, _RATES, [row for pair in pairs for row in _rates(*pair)])
    return identifiers


def _document(
    gesture: Gesture, invoice_id: InvoiceId, issued: Issued, sellers: Mapping[paper.Seller, str]
) -> dict[str, object]:
    page, day = issued.page, issued.page.issued_on
    return {
        "id": invoice_id,
        "series_id": issued.given.series_id,
        "counter": issued.given.counter,
        "number": page.number,
        "kind": page.kind,
        "order_id": issued.order_id,
        "parcel_id": issued.parcel_id,
        "parcel_number": page.parcel,
        "issue_date": day,
        "delivery_date": page.delivered_on or day,
        "due_on": page.due_on,
        "issued_at": gesture.at,
        "seller": sellers[page.seller],
        "buyer": buyer_json(page.buyer),
        "delivery_address": (
            "" if page.delivery_address is None else address_json(page.delivery_address)
        ),
        "order_number": page.order_number,
        "ordered_on": page.ordered_on or day,
        "mentions": mentions_json(page.mentions),
        "logo": page.logo,
        "payments": payments_json(page.payments),
        "net_total": page.net,
        "vat_total": page.vat,
        "total": page.ttc,
        "method": "ttc",
        "by": gesture.person,
        "station_id": gesture.station_id,
    }


def _lines(invoice_id: InvoiceId, issued: Issued) -> list[dict[str, object]]:
    page, sold = issued.page, issued.sold
    return [
        {
            "id": RecordId(line_id),
            "invoice_id": invoice_id,
            "position": position,
            "order_line_id": each.order_line_id,
            "kind": each.kind,
            "sku": line.sku,
            "name": line.name,
            "option_text": line.option,
            "quantity": line.quantity,
            "rate_bp": line.rate_bp,
            "treatment": line.treatment,
            "net": line.net,
            "total": line.ttc,
            "discount": line.discount,
        }
        for position, (line_id, line, each) in enumerate(
            zip(new_ids(len(sold)), page.lines, sold, strict=True), start=1
        )
    ]


def _rates(invoice_id: InvoiceId, issued: Issued) -> list[dict[str, object]]:
    return [
        {
            "invoice_id": invoice_id,
            "rate_bp": row.rate_bp,
            "treatment": row.treatment,
            "base": row.base,
            "vat": row.vat,
            "total": row.ttc,
        }
        for row in issued.page.vat_rows
    ]
