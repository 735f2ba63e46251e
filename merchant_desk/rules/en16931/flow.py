"""What becomes of a document: its type (BT-3), its way (note BAR) and its billing mode (BT-23).

Codes: closed lists of the French rules BR-FR-04, BR-FR-08 and BR-FR-20 (FNFE-MPE schematrons
1.4.0). BT-23 says what is sold (B goods, S services, M both) and where payment stands (1 to be
paid, 2 already paid, 4 final after a deposit, 7 already reported with the sales to consumers).
"""

from merchant_desk.rules.legal_data import e_invoicing_date
from merchant_desk.values.invoice_page import Buyer, InvoiceKind, InvoicePage
from merchant_desk.values.vat import SaleCategory

_TYPES = {
    InvoiceKind.INVOICE: "380",
    InvoiceKind.CREDIT_NOTE: "381",
    InvoiceKind.CORRECTED: "384",
    InvoiceKind.DEPOSIT: "386",
    InvoiceKind.TICKET: "380",
}
_CREDIT_OF_DEPOSIT = "503"
_SIREN_DIGITS = 9
_LETTERS = {SaleCategory.GOODS: "B", SaleCategory.SERVICES: "S", SaleCategory.BOTH: "M"}
_FRENCH = frozenset({"", "FR", "GP", "MQ", "GF", "RE", "YT", "BL", "MF"})


def document_type(page: InvoicePage) -> str:
    """Return BT-3 (UNTDID 1001)."""
    if page.kind is InvoiceKind.CREDIT_NOTE and page.corrects is not None:
        deposit = page.corrects.kind is InvoiceKind.DEPOSIT
        return _CREDIT_OF_DEPOSIT if deposit else _TYPES[page.kind]
    return _TYPES[page.kind]


def is_french_business(page: InvoicePage) -> bool:
    """Tell whether the buyer is a business that the French directory may know."""
    buyer = page.buyer
    return buyer.is_business and buyer.address.country.strip().upper() in _FRENCH


def siren_of(buyer: Buyer) -> str:
    """Return the SIREN of a business: a SIRET begins with it."""
    siren, siret = "".join(buyer.siren.split()), "".join(buyer.siret.split())
    return siren or siret[:_SIREN_DIGITS]


def way(page: InvoicePage) -> str:
    """Return the note BAR: B2B goes through the platforms, the others are only reported.

    Until the shop itself must issue electronic invoices (1 September 2027 for a small one), a
    company whose SIREN nobody asked is invoiced as ever and its way is not told; from that day the
    SIREN is due and the way is B2B.
    """
    if not page.buyer.is_business:
        return "B2C"
    if not is_french_business(page):
        return "B2BINT"
    known = bool(siren_of(page.buyer))
    return "B2B" if known or page.issued_on >= e_invoicing_date("issue") else ""


def billing_mode(page: InvoicePage) -> str:
    """Return BT-23.

    There is no M7: goods and services told after a ticket go by the goods.
    """
    letter = _LETTERS[page.category]
    if page.details is not None:
        return "S7" if letter == "S" else "B7"
    if page.deposits and page.kind is not InvoiceKind.DEPOSIT:
        return f"{letter}4"
    return f"{letter}2" if is_paid(page) else f"{letter}1"


def is_paid(page: InvoicePage) -> bool:
    """Tell whether payments cover the total exactly: more, or less, is still to be settled."""
    return bool(page.ttc) and not page.deposits and page.paid == page.ttc
