"""Issue the invoice of a parcel: numbered, dated and frozen in the gesture that ships it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, OrderLine, Payment
from merchant_desk.models.parcel import Parcel
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.choose_regime import buyer_address, regime_of_order
from merchant_desk.operations.give_number import give_number
from merchant_desk.operations.open_parcel import ShopIdentityMissingError
from merchant_desk.operations.price_parcel import sold_lines
from merchant_desk.operations.write_invoice import Sold, Subject, write_invoice
from merchant_desk.rules.invoice_gaps import missing_facts
from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.rules.legal_data import payment_days
from merchant_desk.rules.vat_lines import DocumentVat, PricedLine, from_ttc
from merchant_desk.values import invoice_page as paper
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, ParcelId
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import Delivery
from merchant_desk.values.snapshots import read_address, read_payments, read_seller
from merchant_desk.values.texts import _

_INVOICES = table(Invoice)
_SENT = frozenset({Delivery.HOME, Delivery.RELAY})
_ORDERS, _LINES, _PAYMENTS = table(Order), table(OrderLine), table(Payment)
_PARCELS, _PROFILES = table(Parcel), table(ShopProfile)
_FACTS = Prepared(
    select(
        _PARCELS.c.id.label("parcel_id"),
        _PARCELS.c.number.label("parcel_number"),
        _ORDERS.c.id.label("order_id"),
        _ORDERS.c.number,
        _ORDERS.c.billing,
        _ORDERS.c.shipping,
        _ORDERS.c.placed_at,
        _ORDERS.c.delivery,
        _ORDERS.c.email,
        _ORDERS.c.siren,
        _ORDERS.c.vat_number,
        _PROFILES.c.seller,
        _PROFILES.c.logo,
        _PROFILES.c.vat_treatment,
    )
    .join(_ORDERS, _ORDERS.c.id == _PARCELS.c.order_id)
    .join(_PROFILES, _PROFILES.c.id == 1)
    .where(_PARCELS.c.id == bindparam("parcel"))
)
_ISSUED = Prepared(
    select(_INVOICES.c.payments)
    .where(_INVOICES.c.order_id == bindparam("order"))
    .order_by(_INVOICES.c.counter)
)
_PAID = Prepared(
    select(_PAYMENTS.c.means, _PAYMENTS.c.paid_at, _PAYMENTS.c.amount).where(
        _PAYMENTS.c.order_id == bindparam("order"), _PAYMENTS.c.remote_key == "paid"
    )
)
_GIVEN_BACK = Prepared(
    select(func.coalesce(func.sum(_LINES.c.refunded), 0)).where(
        _LINES.c.order_id == bindparam("order")
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
    regime = regime_of_order(session, gesture, facts.order_id, facts)
    if regime.problem:
        raise RefusedError(_("La facture n’a pas été émise."), regime.problem)
    before = [row[0] for row in _ISSUED.rows(session, order=facts.order_id)]
    sold = sold_lines(session, facts.order_id, parcel_id, regime.treatment, first=not before)
    vat = from_ttc([PricedLine(each.amount, each.rate_bp, each.treatment) for each in sold])
    page = replace(
        _page(gesture, facts, sold, vat),
        payments=_payments(session, gesture, facts, vat.ttc, before),
    )
    page = replace(page, due_on=_due_on(page))
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


def _page(
    gesture: Gesture,
    facts: Row[*tuple[Any, ...]],
    sold: Sequence[Sold],
    vat: DocumentVat,
) -> paper.InvoicePage:
    today = paris_date(gesture.at)
    shipping = read_address(facts.shipping)
    billing = buyer_address(read_address(facts.billing), shipping)
    sent = bool(shipping.city) and facts.delivery in _SENT
    return paper.InvoicePage(
        kind=paper.InvoiceKind.INVOICE,
        number="",
        issued_on=today,
        seller=read_seller(facts.seller),
        buyer=paper.Buyer(
            address=billing,
            is_business=bool(facts.siren or facts.vat_number or billing.company),
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
        delivery_address=shipping if sent and shipping != billing else None,
        order_number=facts.number,
        ordered_on=paris_date(facts.placed_at),
        parcel=facts.parcel_number,
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
    session: Session,
    gesture: Gesture,
    facts: Row[*tuple[Any, ...]],
    charged: Money,
    before: Sequence[str],
) -> tuple[paper.InvoicePayment, ...]:
    """Return this invoice's part of what was paid: what earlier ones took is no longer there."""
    received = _PAID.first(session, order=facts.order_id)
    if received is None:
        return ()
    used = total(payment.amount for text in before for payment in read_payments(text))
    given_back = Money(int(_GIVEN_BACK.rows(session, order=facts.order_id)[0][0]))
    part = min(charged, received.amount - given_back - used)
    if part.cents < 0 or (charged and not part):
        return ()
    day = min(paris_date(received.paid_at), paris_date(gesture.at))
    return (paper.InvoicePayment(means=received.means, paid_on=day, amount=part),)


def _due_on(page: paper.InvoicePage) -> date | None:
    """Return by when a business pays: at once what is paid already, the rest within the term."""
    if not page.buyer.is_business:
        return None
    days = payment_days(page.issued_on) if page.paid < page.ttc else 0
    return page.issued_on + timedelta(days=days)
