"""Issue the invoice of a parcel: numbered, dated and frozen in the gesture that ships it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Customer, Order, OrderLine, Payment
from merchant_desk.models.parcel import Parcel, ParcelLine
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.give_number import give_number
from merchant_desk.operations.open_parcel import ShopIdentityMissingError
from merchant_desk.operations.write_invoice import Sold, Subject, write_invoice
from merchant_desk.rules.invoice_gaps import missing_facts
from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.rules.vat_lines import DocumentVat, PricedLine, from_ttc
from merchant_desk.values import invoice_page as paper
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, ParcelId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind
from merchant_desk.values.snapshots import read_address, read_seller
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_INVOICES = table(Invoice)
_ORDERS, _LINES, _CUSTOMERS, _PAYMENTS = (
    table(Order),
    table(OrderLine),
    table(Customer),
    table(Payment),
)
_PARCELS, _PARCEL_LINES, _PROFILES = table(Parcel), table(ParcelLine), table(ShopProfile)
_FACTS = Prepared(
    select(
        _PARCELS.c.id.label("parcel_id"),
        _PARCELS.c.number.label("parcel_number"),
        _ORDERS.c.id.label("order_id"),
        _ORDERS.c.number,
        _ORDERS.c.billing,
        _ORDERS.c.shipping,
        _ORDERS.c.placed_at,
        _ORDERS.c.total,
        _CUSTOMERS.c.siren,
        _CUSTOMERS.c.vat_number,
        _CUSTOMERS.c.company,
        _CUSTOMERS.c.email,
        _PROFILES.c.seller,
        _PROFILES.c.logo,
        _PROFILES.c.vat_treatment,
    )
    .join(_ORDERS, _ORDERS.c.id == _PARCELS.c.order_id)
    .join(_CUSTOMERS, _CUSTOMERS.c.id == _ORDERS.c.customer_id)
    .join(_PROFILES, _PROFILES.c.id == 1)
    .where(_PARCELS.c.id == bindparam("parcel"))
)
_PACKED = Prepared(
    select(_PARCEL_LINES.c.order_line_id, _PARCEL_LINES.c.packed).where(
        _PARCEL_LINES.c.parcel_id == bindparam("parcel"), _PARCEL_LINES.c.packed > 0
    )
)
_ISSUED = Prepared(
    select(func.count()).select_from(_INVOICES).where(_INVOICES.c.order_id == bindparam("order"))
)
_ORDERED = Prepared(
    select(_LINES).where(_LINES.c.order_id == bindparam("order")).order_by(_LINES.c.position)
)
_PAID = Prepared(
    select(_PAYMENTS.c.means, _PAYMENTS.c.paid_at).where(
        _PAYMENTS.c.order_id == bindparam("order"), _PAYMENTS.c.remote_key == "paid"
    )
)


@dataclass(frozen=True, slots=True)
class InvoicePosted:
    """An issued invoice."""

    invoice_id: InvoiceId
    number: str
    total: Money


def post_invoice(session: Session, gesture: Gesture, parcel_id: ParcelId) -> InvoicePosted:
    """Invoice what the parcel holds; the first one also carries carriage and fees.

    All invoices of an order together equal what was paid for what was sent. Raises RefusedError
    when the law wants a fact that the shop or the order does not have.
    """
    facts = _facts(session, parcel_id)
    sold = _sold_lines(session, parcel_id, facts)
    vat = from_ttc([PricedLine(each.amount, each.rate_bp, each.treatment) for each in sold])
    page = _page(session, gesture, facts, sold, vat)
    given = give_number(session, gesture, page.kind, page.issued_on)
    page = replace(page, number=given.number)
    gaps = missing_facts(page)
    if gaps:
        raise RefusedError(
            _("La facture n’a pas été émise. {gaps}").format(gaps=" ".join(gaps)),
            _("Complétez ces renseignements, puis scannez de nouveau le dernier article."),
        )
    page = replace(page, mentions=due_mentions(page))
    subject = Subject(facts.order_id, parcel_id, facts.parcel_number)
    invoice_id = write_invoice(session, gesture, given, subject, page, sold)
    return InvoicePosted(invoice_id, given.number, vat.ttc)


def _facts(session: Session, parcel_id: ParcelId) -> Row[*tuple[Any, ...]]:
    found: Row[*tuple[Any, ...]] | None = _FACTS.first(session, parcel=parcel_id)
    if found is None:
        raise ShopIdentityMissingError(
            _("La facture n’a pas été émise\u00a0: l’identité de la boutique manque."),
            _("Remplissez-la dans Réglages, Boutique."),
        )
    return found


def _sold_lines(session: Session, parcel_id: ParcelId, facts: Row[*tuple[Any, ...]]) -> list[Sold]:
    packed = dict(_PACKED.rows(session, parcel=parcel_id))
    first = _ISSUED.rows(session, order=facts.order_id)[0][0]
    sold = []
    for line in _ORDERED.typed(session, order=facts.order_id):
        units = packed.get(line.id, 0)
        if line.kind is not LineKind.PRODUCT:
            units = line.quantity if first == 0 else 0
        if units:
            sold.append(_slice(line, units, facts.vat_treatment))
    return sold


def _slice(line: Row[*tuple[Any, ...]], units: int, treatment: VatTreatment) -> Sold:
    """Return these units at their part of the line's price; all parts add up to the cent."""
    after = line.shipped if line.kind is LineKind.PRODUCT else units
    whole = line.quantity
    return Sold(
        order_line_id=line.id,
        kind=line.kind,
        sku=line.sku,
        name=line.name,
        option_text=line.option_text,
        quantity=units,
        amount=line.total.slice(after - units, after, whole),
        discount=line.discount.slice(after - units, after, whole),
        rate_bp=line.rate_bp if treatment is VatTreatment.NORMAL else 0,
        treatment=treatment,
    )


def _page(
    session: Session,
    gesture: Gesture,
    facts: Row[*tuple[Any, ...]],
    sold: Sequence[Sold],
    vat: DocumentVat,
) -> paper.InvoicePage:
    today = paris_date(gesture.at)
    shipping = read_address(facts.shipping)
    billing = read_address(facts.billing)
    if not billing.city:
        billing = shipping
    return paper.InvoicePage(
        kind=paper.InvoiceKind.INVOICE,
        number="",
        issued_on=today,
        seller=read_seller(facts.seller),
        buyer=paper.Buyer(
            address=billing,
            is_business=bool(facts.siren or facts.vat_number or facts.company),
            siren=facts.siren,
            vat_number=facts.vat_number,
            email=facts.email,
        ),
        lines=_printed_lines(sold, vat),
        vat_rows=tuple(
            paper.InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc, row.treatment)
            for row in vat.rows
        ),
        delivered_on=today,
        delivery_address=shipping if shipping != billing else None,
        order_number=facts.number,
        ordered_on=paris_date(facts.placed_at),
        parcel=facts.parcel_number,
        payments=_payments(session, facts, vat.ttc, today),
        logo=facts.logo,
    )


def _printed_lines(sold: Sequence[Sold], vat: DocumentVat) -> tuple[paper.InvoiceLine, ...]:
    return tuple(
        paper.InvoiceLine(
            sku=each.sku,
            name=each.name,
            quantity=each.quantity,
            rate_bp=each.rate_bp,
            net=amounts.net,
            ttc=amounts.ttc,
            option=each.option_text,
            discount=each.discount,
            treatment=each.treatment,
        )
        for each, amounts in zip(sold, vat.lines, strict=True)
    )


def _payments(
    session: Session, facts: Row[*tuple[Any, ...]], total: Money, today: date
) -> tuple[paper.InvoicePayment, ...]:
    """Return this invoice's part of what was paid before: nothing when it is still due."""
    received = _PAID.first(session, order=facts.order_id)
    if received is None:
        return ()
    day = min(paris_date(received.paid_at), today)
    return (paper.InvoicePayment(means=received.means, paid_on=day, amount=total),)
