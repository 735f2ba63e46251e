"""What a document is called while it is written, how a blank one and a correction begin."""

from merchant_desk.queries.invoice_card import InvoiceCard
from merchant_desk.ui.invoices.invoice_words import kind_words
from merchant_desk.values.invoice_draft import DraftLine, InvoiceDraft
from merchant_desk.values.invoice_page import (
    Buyer,
    InvoiceKind,
    InvoiceLine,
    InvoicePage,
    PriceMethod,
)
from merchant_desk.values.money import Money
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _
from merchant_desk.values.unit_price import UnitPrice

BLANK = InvoiceDraft(kind=InvoiceKind.INVOICE, buyer=Buyer(Address()), lines=())


def heading(draft: InvoiceDraft) -> str:
    """Return the title of the form."""
    if draft.kind is InvoiceKind.CORRECTED:
        return _("Facture rectificative")
    words = {
        InvoiceKind.DEPOSIT: _("Nouvelle facture d’acompte"),
        InvoiceKind.CREDIT_NOTE: _("Nouvel avoir"),
        InvoiceKind.INVOICE: _("Nouvelle facture"),
    }
    return words.get(draft.kind, kind_words(draft.kind))


def is_blank(draft: InvoiceDraft) -> bool:
    """Tell whether nothing was written that is worth keeping."""
    return not draft.lines and draft.buyer.address == Address() and not draft.note


def correction_of(card: InvoiceCard) -> InvoiceDraft:
    """Return the document that cancels and replaces another, filled as that one was."""
    page = card.page
    return InvoiceDraft(
        kind=InvoiceKind.CORRECTED,
        buyer=page.buyer,
        lines=tuple(_line(page, line) for line in page.lines),
        method=page.method,
        delivered_on=page.delivered_on,
        delivery_address=page.delivery_address,
        purchase_order=page.purchase_order,
        note=page.note,
        corrects_id=card.invoice_id,
        order_id=card.order_id,
        tax_country=page.tax_country,
    )


def _line(page: InvoicePage, line: InvoiceLine) -> DraftLine:
    """Return a line as it was typed, or as near as its amount allows."""
    amount = line.ttc if page.method is PriceMethod.TTC else line.net
    price = line.unit_price
    if price is None:
        price = UnitPrice.each(amount + line.discount, line.quantity or 1)
    return DraftLine(
        name=line.name,
        quantity=line.quantity or 1,
        unit_price=price,
        rate_bp=line.rate_bp,
        treatment=line.treatment,
        kind=line.kind,
        category=line.category,
        discount=line.discount or Money(0),
        sku=line.sku,
        ean=line.ean,
        option=line.option,
        eco=line.eco,
        eco_scheme=line.eco_scheme,
    )
