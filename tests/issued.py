"""Issued documents as they lie in the ledger, without the gesture that would issue them."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate, InvoiceSeries
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.values.clock import PARIS, paris_date
from merchant_desk.values.folding import folded
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, PaymentId, RecordId, SeriesId, new_id
from merchant_desk.values.invoice_page import Buyer, InvoiceKind, InvoicePayment, Seller
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Address
from merchant_desk.values.snapshots import buyer_json, payments_json, seller_json
from merchant_desk.values.vat import VatTreatment

SELLER = Seller(
    name="Atelier des Lavandes",
    address=Address(line1="3 place de l’Horloge", postcode="84000", city="Avignon"),
    siren="732829320",
    vat_number="FR44732829320",
    iban="FR7630006000011234567890189",
)
COMPANY = Buyer(
    address=Address(
        company="Hôtel du Pont", line1="1 quai Vieux", postcode="30400", city="Villeneuve"
    ),
    is_business=True,
    siren="552100554",
    email="compta@hotel.example",
)


def _series(session: Session, gesture: Gesture, kind: InvoiceKind, year: int) -> InvoiceSeries:
    found = session.scalar(
        select(InvoiceSeries).where(InvoiceSeries.kind == kind, InvoiceSeries.year == year)
    )
    if found is None:
        found = InvoiceSeries(
            id=SeriesId(new_id()),
            station_id=gesture.station_id,
            kind=kind,
            year=year,
            prefix=f"{kind}-{year}",
        )
        session.add(found)
        session.flush()
    return found


def issued(
    session: Session,
    gesture: Gesture,
    cents: int,
    *,
    kind: InvoiceKind = InvoiceKind.INVOICE,
    day: date | None = None,
    taken: int = 0,
    **changes: Any,
) -> InvoiceId:
    """A document of one line at 20 %, ``taken`` of it being paid on the day of its issue."""
    on = day or paris_date(gesture.at)
    series = _series(session, gesture, kind, on.year)
    series.last_counter += 1
    series.last_date = max(on, series.last_date or on)
    number = f"{kind.value[:2].upper()}A{on.year}-{series.last_counter:06d}"
    invoice_id = InvoiceId(new_id())
    wanted = _as_printed(gesture, number, cents, on, taken, changes.pop("who", COMPANY))
    wanted["issued_at"] += timedelta(seconds=series.last_counter % 60)
    session.add(
        Invoice(
            id=invoice_id,
            series_id=series.id,
            counter=series.last_counter,
            number=number,
            kind=kind,
            **{**wanted, **changes},
        )
    )
    session.flush()
    session.add(_line(invoice_id, cents, wanted["net_total"]))
    session.add(
        InvoiceRate(
            invoice_id=invoice_id,
            rate_bp=2000,
            treatment=VatTreatment.NORMAL,
            base=wanted["net_total"],
            vat=wanted["vat_total"],
            total=Money(cents),
        )
    )
    session.flush()
    return invoice_id


def _as_printed(
    gesture: Gesture, number: str, cents: int, on: date, taken: int, buyer: Buyer
) -> dict[str, Any]:
    net = Money(round(cents / 1.2))
    printed = (InvoicePayment("card", on, Money(taken)),) if taken else ()
    place = buyer.address
    at = datetime(on.year, on.month, on.day, 10, tzinfo=PARIS)
    return {
        "parcel_number": 1, "issue_date": on, "fiscal_day": on, "delivery_date": on,
        "due_on": None, "issued_at": at.astimezone(gesture.at.tzinfo),
        "seller": seller_json(SELLER), "buyer": buyer_json(buyer), "delivery_address": "",
        "order_number": "", "ordered_on": on, "mentions": "[]", "logo": None,
        "payments": payments_json(printed), "taken": Money(taken),
        "left_to_pay": Money(cents - taken), "net_total": net, "vat_total": Money(cents) - net,
        "total": Money(cents), "method": "ttc", "by": gesture.person,
        "station_id": gesture.station_id,
        "search_text": folded(f"{number} {place.company} {place.name} {place.city}"),
    }  # fmt: skip


def _line(invoice_id: InvoiceId, cents: int, net: Money) -> InvoiceLine:
    return InvoiceLine(
        id=RecordId(new_id()),
        invoice_id=invoice_id,
        position=1,
        kind="product",
        sku="SAV-LAV-100",
        name="Savon lavande 100 g",
        option_text="",
        quantity=1 if cents >= 0 else -1,
        rate_bp=2000,
        treatment=VatTreatment.NORMAL,
        net=net,
        total=Money(cents),
        discount=ZERO,
    )


def paid(
    session: Session,
    gesture: Gesture,
    cents: int,
    *,
    invoice_id: InvoiceId | None = None,
    order_id: Any = None,
    means: str = "transfer",
) -> PaymentId:
    """Money that came in, or went back, for a document or for an order."""
    payment_id = PaymentId(new_id())
    record_payments(
        session,
        gesture,
        (Paid(payment_id, Money(cents), means, gesture.at, order_id, invoice_id),),
    )
    return payment_id
