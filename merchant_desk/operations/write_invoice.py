"""Write an issued document into the ledger that nothing changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate
from merchant_desk.operations.give_number import NumberGiven
from merchant_desk.values import invoice_page as paper
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, OrderId, OrderLineId, ParcelId, RecordId, new_id
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
class Subject:
    """What the document is about."""

    order_id: OrderId
    parcel_id: ParcelId
    parcel_number: int


def write_invoice(
    session: Session,
    gesture: Gesture,
    given: NumberGiven,
    subject: Subject,
    page: paper.InvoicePage,
    sold: Sequence[Sold],
) -> InvoiceId:
    """Insert the document as it is printed: later edits of products or shop never reach it."""
    invoice_id = InvoiceId(new_id())
    day = page.issued_on
    insert_into(
        session,
        _INVOICES,
        {
            "id": invoice_id,
            "series_id": given.series_id,
            "counter": given.counter,
            "number": page.number,
            "kind": page.kind,
            "order_id": subject.order_id,
            "parcel_id": subject.parcel_id,
            "parcel_number": subject.parcel_number,
            "issue_date": day,
            "delivery_date": page.delivered_on or day,
            "due_on": page.due_on,
            "issued_at": gesture.at,
            "seller": seller_json(page.seller),
            "buyer": buyer_json(page.buyer),
            "delivery_address": (
                "" if page.delivery_address is None else address_json(page.delivery_address)
            ),
            "order_number": page.order_number,
            "ordered_on": page.ordered_on or day,
            "mentions": mentions_json(page.mentions),
            "logo": page.logo,
            "payments": payments_json(page.payments),
            "net_total": Money(sum(row.base.cents for row in page.vat_rows)),
            "vat_total": Money(sum(row.vat.cents for row in page.vat_rows)),
            "total": Money(sum(row.ttc.cents for row in page.vat_rows)),
            "method": "ttc",
            "by": gesture.person,
            "station_id": gesture.station_id,
        },
    )
    _write_lines(session, invoice_id, page, sold)
    _write_rates(session, invoice_id, page)
    return invoice_id


def _write_lines(
    session: Session, invoice_id: InvoiceId, page: paper.InvoicePage, sold: Sequence[Sold]
) -> None:
    insert_into(
        session,
        _LINES,
        [
            {
                "id": RecordId(new_id()),
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
            for position, (line, each) in enumerate(zip(page.lines, sold, strict=True), start=1)
        ],
    )


def _write_rates(session: Session, invoice_id: InvoiceId, page: paper.InvoicePage) -> None:
    insert_into(
        session,
        _RATES,
        [
            {
                "invoice_id": invoice_id,
                "rate_bp": row.rate_bp,
                "treatment": row.treatment,
                "base": row.base,
                "vat": row.vat,
                "total": row.ttc,
            }
            for row in page.vat_rows
        ],
    )
