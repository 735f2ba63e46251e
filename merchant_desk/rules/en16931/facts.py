"""A page told in the terms of EN 16931, as the generator of CII and UBL takes them."""

from merchant_desk.rules.en16931.decimals import amount_text
from merchant_desk.rules.en16931.flow import billing_mode, document_type
from merchant_desk.rules.en16931.lines import (
    Split,
    charge_terms,
    discount_terms,
    line_terms,
    split,
)
from merchant_desk.rules.en16931.parties import (
    buyer_party,
    delivery_date,
    delivery_party,
    seller_party,
    taxed,
)
from merchant_desk.rules.en16931.references import references
from merchant_desk.rules.en16931.settlement import tell_means, tell_terms
from merchant_desk.rules.en16931.vat_groups import vat_groups
from merchant_desk.rules.en16931.xml_only_mentions import notes
from merchant_desk.values.business_terms import InvoiceTerms
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.money import Money, total
from merchant_desk.values.vat import SaleCategory

_ON_PAYMENT, _ON_ISSUE = "payment", "invoice"


def invoice_terms(page: InvoicePage) -> InvoiceTerms:
    """Return what the XML of a page says; credit notes, negative in the books, are told upwards."""
    sign = -1 if page.kind is InvoiceKind.CREDIT_NOTE else 1
    sorted_lines = split(page, sign)
    terms: InvoiceTerms = {
        "BT-1": page.number,
        "BT-2": page.issued_on,
        "BT-3": document_type(page),
        "BT-5": "EUR",
        "BT-23": billing_mode(page),
        "BG-1": notes(page),
        "BG-4": seller_party(page),
        "BG-7": buyer_party(page),
        "BG-23": vat_groups(page, sign, sorted_lines.told),
        "BG-25": line_terms(page, sorted_lines.lines, sign),
        "BT-106": amount_text(total(line.net for line in sorted_lines.lines) * sign),
        "BT-109": amount_text(page.net * sign),
        "BT-110": amount_text(page.vat * sign),
        "BT-112": amount_text(page.ttc * sign),
        "BT-115": amount_text(page.left_to_pay * sign),
    }
    _tell_charges(terms, page, sorted_lines)
    _tell_around(terms, page)
    if already := (page.paid + page.deposited) * sign:
        terms["BT-113"] = amount_text(already)
    tell_terms(terms, page)
    tell_means(terms, page)
    return terms


def _tell_charges(terms: InvoiceTerms, page: InvoicePage, lines: Split) -> None:
    if lines.discounts:
        terms["BG-20"] = discount_terms(page, lines.discounts)
        terms["BT-107"] = amount_text(Money(abs(total(x.net for x in lines.discounts).cents)))
    if lines.charges:
        terms["BG-21"] = charge_terms(page, lines.charges)
        terms["BT-108"] = amount_text(Money(abs(total(x.net for x in lines.charges).cents)))


def _tell_around(terms: InvoiceTerms, page: InvoicePage) -> None:
    if page.purchase_order.strip():
        terms["BT-13"] = page.purchase_order.strip()
    if page.order_number.strip():
        terms["BT-14"] = page.order_number.strip()
    delivered = delivery_date(page)
    if delivered is not None:
        terms["BT-72"] = delivered
    place = delivery_party(page)
    if place is not None:
        terms["BG-13"] = place
    if earlier := references(page):
        terms["BG-3"] = earlier
    if due := _tax_point(page):
        terms["BT-8"] = due


def _tax_point(page: InvoicePage) -> str:
    """Return BT-8: services are taxed when paid, unless the shop opted for the debits.

    Goods are taxed on delivery, which needs no telling, nor does a document without VAT.
    """
    if page.category is SaleCategory.GOODS or not taxed(page):
        return ""
    if page.seller.vat_on_debits:
        return _ON_ISSUE
    return _ON_PAYMENT if page.category is SaleCategory.SERVICES else ""
