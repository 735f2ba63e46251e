"""Write what the invoice of a parcel will say, before anything of it is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Ahead
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import Payment
from merchant_desk.operations.choose_regime import (
    Profile,
    buyer_address,
    profile_ahead,
    profile_of,
    regime_of_order,
)
from merchant_desk.operations.give_number import NumberGiven, NumberSeries
from merchant_desk.operations.open_parcel import ShopIdentityMissingError
from merchant_desk.operations.price_parcel import sold_lines
from merchant_desk.operations.read_parcels import AnyRow, Leaving
from merchant_desk.operations.write_invoice import Sold
from merchant_desk.rules.invoice_gaps import missing_facts
from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.rules.legal_data import payment_days
from merchant_desk.rules.vat_lines import DocumentVat, PricedLine, from_ttc
from merchant_desk.values import invoice_page as paper
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, OrderId, OrderLineId
from merchant_desk.values.money import Money, total
from merchant_desk.values.remote import Address, Delivery
from merchant_desk.values.snapshots import read_address, read_payments
from merchant_desk.values.texts import _

_INVOICES, _INVOICE_LINES, _PAYMENTS = table(Invoice), table(InvoiceLine), table(Payment)
_SENT = frozenset({Delivery.HOME, Delivery.RELAY})
_ISSUED = PreparedSet(
    lambda ids: (
        select(*(_INVOICES.c[name] for name in ("order_id", "payments", "id", "kind")))
        .where(_INVOICES.c.order_id.in_(ids), _INVOICES.c.kind != paper.InvoiceKind.CREDIT_NOTE)
        .order_by(_INVOICES.c.counter)
    )
)
_CHARGED = PreparedSet(
    lambda ids: (
        select(_INVOICE_LINES.c.order_line_id, func.sum(_INVOICE_LINES.c.total))
        .join(_INVOICES, _INVOICES.c.id == _INVOICE_LINES.c.invoice_id)
        .where(_INVOICES.c.order_id.in_(ids))
        .group_by(_INVOICE_LINES.c.order_line_id)
    )
)
_PAID = PreparedSet(
    lambda ids: select(
        *(_PAYMENTS.c[name] for name in ("order_id", "means", "paid_at", "amount"))
    ).where(_PAYMENTS.c.order_id.in_(ids), _PAYMENTS.c.remote_key == "paid")
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An invoice ready to be issued under this number, or why it may not be."""

    leaving: Leaving
    given: NumberGiven
    page: paper.InvoicePage | None
    sold: tuple[Sold, ...]
    regime_problem: str = ""
    gaps: str = ""

    @property
    def problem(self) -> str:
        """Return why it may not be issued, or nothing."""
        return self.regime_problem or self.gaps


@dataclass(frozen=True, slots=True)
class Billing:
    """What the invoices of these orders are made of, besides what is in the parcels."""

    profile: Profile
    earlier: dict[OrderId, Money]
    """What the invoices issued before took of the payment; absent when there is none."""
    charged: dict[OrderLineId, Money]
    received: dict[OrderId, AnyRow]
    deposits: dict[OrderId, tuple[paper.InvoiceReference, ...]]
    """Deposit invoices of an order, and what no invoice has deducted of them yet."""


def read_billing(session: Session, order_ids: Sequence[OrderId]) -> Billing:
    """Read it in a constant number of statements.

    Raises RefusedError when the shop's identity is not filled in.
    """
    profile = profile_of(session)
    if profile is None:
        raise ShopIdentityMissingError(
            _("La facture n’a pas été émise\u00a0: l’identité de la boutique manque."),
            _("Remplissez-la dans Réglages, Boutique."),
        )
    earlier: dict[OrderId, Money] = {}
    deposits: dict[OrderId, list[InvoiceId]] = {}
    for order_id, payments, invoice_id, kind in _ISSUED.rows(session, order_ids):
        taken = total(payment.amount for payment in read_payments(payments))
        earlier[order_id] = earlier.get(order_id, Money(0)) + taken
        if kind == paper.InvoiceKind.DEPOSIT:
            deposits.setdefault(OrderId(order_id), []).append(InvoiceId(invoice_id))
    invoiced = list(earlier)
    charged = {
        OrderLineId(line_id): Money(int(cents))
        for line_id, cents in _CHARGED.rows(session, invoiced)
    }
    received = {OrderId(row.order_id): row for row in _PAID.typed(session, order_ids)}
    return Billing(profile, earlier, charged, received, _left_of(session, deposits))


def _left_of(
    session: Session, deposits: dict[OrderId, list[InvoiceId]]
) -> dict[OrderId, tuple[paper.InvoiceReference, ...]]:
    if not deposits:
        return {}
    from merchant_desk.queries.draft_page import (  # noqa: PLC0415 - few orders have a deposit
        deposits_to_deduct,
    )

    return {order_id: deposits_to_deduct(session, found) for order_id, found in deposits.items()}


def billing_ahead(order_ids: Sequence[OrderId]) -> tuple[Ahead, ...]:
    """Return what ``read_billing`` will ask."""
    return profile_ahead(), _ISSUED.ahead(order_ids), _PAID.ahead(order_ids)


def draft_invoices(
    gesture: Gesture, billing: Billing, series: NumberSeries, every: Sequence[Leaving]
) -> list[Draft]:
    """Write the pages in order; only those that may be issued take a number of the series."""
    drafts = []
    for leaving in every:
        draft = draft_invoice(gesture, billing, series.following(), leaving)
        if not draft.problem:
            series.take()
        drafts.append(draft)
    return drafts


def draft_invoice(
    gesture: Gesture, billing: Billing, given: NumberGiven, leaving: Leaving
) -> Draft:
    """Write the page of one parcel; the first of an order also carries carriage and fees.

    All invoices of an order together equal what was paid for what was sent.
    """
    costly = [(line.name, line.rate_bp) for line in leaving.lines if line.total]
    regime = regime_of_order(gesture, billing.profile, leaving.order, costly)
    if regime.problem:
        return Draft(leaving, given, None, (), regime_problem=regime.problem)
    sold = sold_lines(leaving, billing.charged, regime.treatment)
    vat = from_ttc([PricedLine(each.amount, each.rate_bp, each.treatment) for each in sold])
    draft = Draft(leaving, given, None, tuple(sold))
    page = _page(gesture, billing, draft, vat)
    gaps = " ".join(missing_facts(page))
    page = replace(page, tax_country=regime.country)
    page = replace(page, mentions=due_mentions(page))
    return replace(draft, page=page, gaps=gaps)


def _page(gesture: Gesture, billing: Billing, draft: Draft, vat: DocumentVat) -> paper.InvoicePage:
    leaving, today = draft.leaving, paris_date(gesture.at)
    shipping = read_address(leaving.order.shipping)
    buyer = _buyer(leaving.order, shipping)
    sent = bool(shipping.city) and leaving.order.delivery in _SENT
    payments = _payments(billing, leaving, vat.ttc, today)
    deposits = _deducted(billing.deposits.get(leaving.order.id, ()), vat.ttc)
    taken = total(each.amount for each in payments) + total(each.amount for each in deposits)
    return paper.InvoicePage(
        kind=paper.InvoiceKind.INVOICE,
        number=draft.given.number,
        issued_on=today,
        seller=billing.profile.seller,
        buyer=buyer,
        lines=_printed_lines(draft.sold, vat),
        vat_rows=tuple(
            paper.InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc, row.treatment)
            for row in vat.rows
        ),
        delivered_on=today,
        delivery_address=shipping if sent and shipping != buyer.address else None,
        order_number=leaving.order.number,
        ordered_on=paris_date(leaving.order.placed_at),
        parcel=leaving.parcel.number,
        payments=payments,
        deposits=deposits,
        due_on=_due_on(today, paid=taken >= vat.ttc) if buyer.is_business else None,
        logo=billing.profile.logo,
    )


def _buyer(order: AnyRow, shipping: Address) -> paper.Buyer:
    address = buyer_address(read_address(order.billing), shipping)
    return paper.Buyer(
        address=address,
        is_business=bool(order.siren or order.vat_number or address.company),
        siren=order.siren,
        vat_number=order.vat_number,
        email=order.email,
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
    billing: Billing, leaving: Leaving, charged: Money, today: date
) -> tuple[paper.InvoicePayment, ...]:
    """Return this invoice's part of what was paid: what earlier ones took is no longer there."""
    received = billing.received.get(leaving.order.id)
    if received is None:
        return ()
    used = billing.earlier.get(leaving.order.id, Money(0))
    given_back = total(line.refunded for line in leaving.lines)
    deducted = total(each.amount for each in billing.deposits.get(leaving.order.id, ()))
    part = min(charged - deducted, received.amount - given_back - used)
    if part.cents < 0 or (charged and not part):
        return ()
    day = min(paris_date(received.paid_at), today)
    return (paper.InvoicePayment(means=received.means, paid_on=day, amount=part),)


def _deducted(
    deposits: Sequence[paper.InvoiceReference], charged: Money
) -> tuple[paper.InvoiceReference, ...]:
    """Return the deposits that this invoice deducts, none beyond what it charges."""
    found = []
    for deposit in deposits:
        amount = min(deposit.amount, charged)
        if amount.cents > 0:
            found.append(replace(deposit, amount=amount))
            charged -= amount
    return tuple(found)


def _due_on(today: date, *, paid: bool) -> date:
    """Return by when a business pays: at once what is paid already, the rest within the term."""
    return today if paid else today + timedelta(days=payment_days(today))
