"""Write issued documents into the ledger that nothing changes."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import insert_into
from merchant_desk.models.base import table
from merchant_desk.models.invoice import DepositUse, Invoice, InvoiceLine, InvoiceRate
from merchant_desk.operations.give_number import NumberGiven, NumberSeries
from merchant_desk.operations.seal_records import ToSeal
from merchant_desk.values import invoice_page as paper
from merchant_desk.values.document_search import document_search_text
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import (
    CustomerId,
    DraftId,
    InvoiceId,
    OrderId,
    OrderLineId,
    ParcelId,
    ProductId,
    RecordId,
    new_ids,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.sealed_records import document_record, party_digest, record_digest
from merchant_desk.values.snapshots import (
    address_json,
    buyer_json,
    deposits_json,
    mentions_json,
    payments_json,
    seller_json,
)
from merchant_desk.values.vat import VatTreatment

_INVOICES, _LINES, _RATES = table(Invoice), table(InvoiceLine), table(InvoiceRate)
_USES = table(DepositUse)


@dataclass(frozen=True, slots=True)
class Sold:
    """A line to invoice; ``amount`` is what was paid for these units, VAT included."""

    order_line_id: OrderLineId | None
    kind: LineKind
    sku: str
    name: str
    option_text: str
    quantity: int
    amount: Money
    discount: Money
    rate_bp: int
    treatment: VatTreatment
    product_id: ProductId | None = None
    credits_line_id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A document to write: its number, what it is about, and the page as it is printed."""

    given: NumberGiven
    order_id: OrderId | None
    parcel_id: ParcelId | None
    page: paper.InvoicePage
    sold: Sequence[Sold]
    customer_id: CustomerId | None = None
    corrects_id: InvoiceId | None = None
    details_id: InvoiceId | None = None
    draft_id: DraftId | None = None


def write_invoices(
    session: Session, gesture: Gesture, series: NumberSeries, issued: Sequence[Issued]
) -> tuple[InvoiceId, ...]:
    """Insert and seal documents as they are printed: later edits never reach them."""
    identifiers = tuple(InvoiceId(each) for each in new_ids(len(issued)))
    pairs = tuple(zip(identifiers, issued, strict=True))
    sellers = {each.page.seller: seller_json(each.page.seller) for each in issued}
    rows = [
        _document(gesture, series.fiscal_day, invoice_id, each, sellers)
        for invoice_id, each in pairs
    ]
    lines = [_lines(*pair) for pair in pairs]
    rates = [_rates(*pair) for pair in pairs]
    insert_into(session, _INVOICES, rows)
    insert_into(session, _LINES, [row for each in lines for row in each])
    insert_into(session, _RATES, [row for each in rates for row in each])
    _use_deposits(session, pairs)
    series.chain.seal(
        session, [document_to_seal(*each) for each in zip(rows, lines, rates, strict=True)]
    )
    return identifiers


def _use_deposits(session: Session, pairs: Sequence[tuple[InvoiceId, Issued]]) -> None:
    """Note what of each deposit was deducted: no other invoice deducts it again."""
    wanted = {each.number for _id, issued in pairs for each in issued.page.deposits}
    if not wanted:
        return
    known = dict(
        session.execute(
            select(_INVOICES.c.number, _INVOICES.c.id).where(_INVOICES.c.number.in_(wanted))
        ).all()
    )
    rows = [
        {"deposit_id": known[each.number], "final_id": invoice_id, "amount": each.amount}
        for invoice_id, issued in pairs
        for each in issued.page.deposits
    ]
    insert_into(session, _USES, rows)


def document_to_seal(
    row: Mapping[str, Any], lines: Sequence[Mapping[str, Any]], rates: Sequence[Mapping[str, Any]]
) -> ToSeal:
    """Return what the chain says of a document."""
    return ToSeal(
        subject_id=row["id"],
        label=row["number"],
        at=row["issued_at"],
        recorded_at=row["issued_at"],
        record=record_digest(document_record(row, lines, rates)),
        total=row["total"],
        rates=[(rate["rate_bp"], rate["total"]) for rate in rates],
    )


def _document(
    gesture: Gesture,
    fiscal_day: date,
    invoice_id: InvoiceId,
    issued: Issued,
    sellers: Mapping[paper.Seller, str],
) -> dict[str, Any]:
    page, day = issued.page, issued.page.issued_on
    return {
        **_party(page),
        "id": invoice_id,
        "series_id": issued.given.series_id,
        "counter": issued.given.counter,
        "number": page.number,
        "kind": page.kind,
        "order_id": issued.order_id,
        "parcel_id": issued.parcel_id,
        "parcel_number": page.parcel,
        "issue_date": day,
        "fiscal_day": fiscal_day,
        "delivery_date": page.delivered_on or day,
        "due_on": page.due_on,
        "issued_at": gesture.at,
        "seller": sellers[page.seller],
        "order_number": page.order_number,
        "ordered_on": page.ordered_on or day,
        "logo": page.logo,
        "payments": payments_json(page.payments),
        "taken": page.paid,
        "left_to_pay": page.left_to_pay,
        "search_text": document_search_text(page),
        "net_total": page.net,
        "vat_total": page.vat,
        "total": page.ttc,
        "method": page.method.value,
        "by": gesture.person,
        "station_id": gesture.station_id,
        **_origin(issued),
        "category": page.category,
        "reason": page.reason,
        "purchase_order": page.purchase_order,
        "deposits": deposits_json(page.deposits),
        "change": page.change,
        "tax_country": page.tax_country,
    }


def _origin(issued: Issued) -> dict[str, Any]:
    return {
        name: getattr(issued, name)
        for name in ("customer_id", "corrects_id", "details_id", "draft_id")
    }


def _party(page: paper.InvoicePage) -> dict[str, Any]:
    """Return what tells who bought, and the salted digest that is sealed in its place."""
    delivery = page.delivery_address
    personal = {
        "buyer": buyer_json(page.buyer),
        "delivery_address": "" if delivery is None else address_json(delivery),
        "mentions": mentions_json(page.mentions),
        "note": page.note,
    }
    salt = os.urandom(16)
    return {**personal, "salt": salt, "party_digest": party_digest(salt, *personal.values())}


def _lines(invoice_id: InvoiceId, issued: Issued) -> list[dict[str, Any]]:
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
            "product_id": each.product_id,
            "unit_millionths": None if line.unit_price is None else line.unit_price.millionths,
            "category": line.category,
            "ean": line.ean,
            "eco": line.eco,
            "eco_scheme": line.eco_scheme,
            "credits_line_id": each.credits_line_id,
        }
        for position, (line_id, line, each) in enumerate(
            zip(new_ids(len(sold)), page.lines, sold, strict=True), start=1
        )
    ]


def _rates(invoice_id: InvoiceId, issued: Issued) -> list[dict[str, Any]]:
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
