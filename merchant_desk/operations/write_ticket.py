"""The pages of a basket: what is sold, and what comes back of each ticket."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from merchant_desk.operations.choose_regime import Profile
from merchant_desk.operations.write_invoice import Sold
from merchant_desk.rules.basket import back_amount, back_vat, gross, sold_amounts, sold_vat
from merchant_desk.rules.counter_payments import Settled
from merchant_desk.rules.invoice_mentions import due_mentions
from merchant_desk.rules.vat_lines import DocumentVat
from merchant_desk.values import invoice_page as paper
from merchant_desk.values.basket import BackLine, Basket, BasketLine
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import Address, LineKind
from merchant_desk.values.texts import _, speaking_to_customers
from merchant_desk.values.unit_price import UnitPrice
from merchant_desk.values.vat import VatTreatment

Lines = tuple[paper.InvoiceLine, ...]


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """A ticket without its number and its payments."""

    page: paper.InvoicePage
    sold: tuple[Sold, ...]
    corrects_id: InvoiceId | None = None
    returns: bool = False


def sale_draft(gesture: Gesture, profile: Profile, basket: Basket) -> tuple[TicketDraft, ...]:
    """Return the ticket of what is sold; none when only returns lie on the counter."""
    if not basket.lines:
        return ()
    vat = sold_vat(basket, profile.treatment)
    amounts = sold_amounts(basket)
    pairs = list(zip(basket.lines, amounts, strict=True))
    lines = tuple(
        paper.InvoiceLine(
            sku=line.sku,
            name=line.name,
            quantity=line.quantity,
            rate_bp=line.rate_bp,
            net=parts.net,
            ttc=parts.ttc,
            option=line.option,
            discount=gross(line) - amount,
            treatment=profile.treatment,
            unit_price=UnitPrice.of(line.price),
            ean=line.ean,
        )
        for (line, amount), parts in zip(pairs, vat.lines, strict=True)
    )
    sold = tuple(_sold(line, amount, profile.treatment) for line, amount in pairs)
    page = replace(_page(gesture, profile, basket, lines, vat), reason=_reasons(basket))
    return (TicketDraft(_with_mentions(page), sold),)


def return_drafts(gesture: Gesture, profile: Profile, basket: Basket) -> tuple[TicketDraft, ...]:
    """Return a ticket below zero for each ticket that something comes back of."""
    groups: dict[InvoiceId | None, list[BackLine]] = {}
    for line in basket.back:
        groups.setdefault(line.ticket_id, []).append(line)
    return tuple(_return(gesture, profile, basket, each) for each in groups.values())


def _return(
    gesture: Gesture, profile: Profile, basket: Basket, back: Sequence[BackLine]
) -> TicketDraft:
    vat = back_vat(back, profile.treatment)
    lines = tuple(
        paper.InvoiceLine(
            sku=line.sku,
            name=line.name,
            quantity=-line.quantity,
            rate_bp=line.rate_bp,
            net=parts.net,
            ttc=parts.ttc,
            option=line.option,
            treatment=profile.treatment,
            ean=line.ean,
        )
        for line, parts in zip(back, vat.lines, strict=True)
    )
    sold = tuple(_brought_back(line, profile.treatment) for line in back)
    reason = "; ".join(dict.fromkeys(each.reason for each in back if each.reason))
    page = replace(
        _page(gesture, profile, basket, lines, vat),
        reason=reason or _("Retour"),
        corrects=_origin(back[0], paris_date(gesture.at)),
    )
    return TicketDraft(_with_mentions(page), sold, back[0].ticket_id, returns=True)


def _origin(line: BackLine, day: date) -> paper.InvoiceReference | None:
    if line.ticket_id is None:
        return None
    return paper.InvoiceReference(line.ticket, day, paper.InvoiceKind.TICKET)


def printed_payments(settled: Sequence[Settled], day: date) -> tuple[paper.InvoicePayment, ...]:
    """Return what a ticket says of its payments, one line a means."""
    sums: dict[str, Money] = {}
    for each in settled:
        sums[each.means.value] = sums.get(each.means.value, ZERO) + each.amount
    return tuple(paper.InvoicePayment(means, day, amount) for means, amount in sums.items())


def _page(
    gesture: Gesture, profile: Profile, basket: Basket, lines: Lines, vat: DocumentVat
) -> paper.InvoicePage:
    day = paris_date(gesture.at)
    return paper.InvoicePage(
        kind=paper.InvoiceKind.TICKET,
        number="",
        issued_on=day,
        seller=profile.seller,
        buyer=paper.Buyer(Address(name=basket.customer), email=basket.email),
        lines=lines,
        vat_rows=tuple(
            paper.InvoiceVatRow(row.rate_bp, row.base, row.vat, row.ttc, row.treatment)
            for row in vat.rows
        ),
        delivered_on=day,
        ordered_on=day,
        sold_in_shop=True,
        logo=profile.logo,
        issued_at=gesture.at,
        operator=gesture.person,
    )


def _with_mentions(page: paper.InvoicePage) -> paper.InvoicePage:
    with speaking_to_customers():
        return replace(page, mentions=due_mentions(page))


def _sold(line: BasketLine, amount: Money, treatment: VatTreatment) -> Sold:
    return Sold(
        order_line_id=None,
        kind=LineKind.PRODUCT,
        sku=line.sku,
        name=line.name,
        option_text=line.option,
        quantity=line.quantity,
        amount=amount,
        discount=gross(line) - amount,
        rate_bp=line.rate_bp,
        treatment=treatment,
        product_id=line.product_id,
    )


def _brought_back(line: BackLine, treatment: VatTreatment) -> Sold:
    return Sold(
        order_line_id=None,
        kind=LineKind.PRODUCT,
        sku=line.sku,
        name=line.name,
        option_text=line.option,
        quantity=-line.quantity,
        amount=-back_amount(line),
        discount=ZERO,
        rate_bp=line.rate_bp,
        treatment=treatment,
        product_id=line.product_id,
        credits_line_id=line.ticket_line_id,
    )


def _reasons(basket: Basket) -> str:
    """Return why prices were changed, for whoever looks later; nothing personal."""
    told = [f"{line.full_name}\u00a0: {line.reason}" for line in basket.lines if line.reason]
    return "; ".join([*told, *([basket.reason] if basket.reason else [])])
