"""How and when a document is paid: BT-9, BT-20, and the means of payment (BG-16)."""

from datetime import date

from merchant_desk.rules.en16931.decimals import one_line
from merchant_desk.rules.en16931.flow import billing_mode
from merchant_desk.values.business_terms import InvoiceTerms
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage

_TRANSFER = "58"  # SEPA, UNTDID 4461
_MEANS = {"card": "48", "cash": "10", "cheque": "20", "transfer": "42"}
_SEVERAL, _OTHER = "1", "ZZZ"
_WORDS = (("carte", "48"), ("paypal", "68"), ("chèque", "20"), ("virement", "42"))
"""How storefronts name them: 68 is an online payment service."""
_NAMES = {
    "card": "carte bancaire",
    "cash": "espèces",
    "cheque": "chèque",
    "transfer": "virement",
    "voucher": "bon d’achat",
}
_PAID = "2"


def due_date(page: InvoicePage) -> date | None:
    """Return BT-9: of a document already paid, the day it was (BR-FR-CO-09)."""
    if billing_mode(page).endswith(_PAID):
        return max(payment.paid_on for payment in page.payments)
    return page.due_on


def tell_terms(terms: InvoiceTerms, page: InvoicePage) -> None:
    """Add when it is due, or what was agreed where no day was (BR-CO-25)."""
    due = due_date(page)
    if due is not None:
        terms["BT-9"] = due
    elif page.kind is InvoiceKind.CREDIT_NOTE:
        terms["BT-20"] = "Avoir à rembourser ou à déduire du prochain règlement"
    else:
        terms["BT-20"] = "Paiement à réception"


def tell_means(terms: InvoiceTerms, page: InvoicePage) -> None:
    """Add how it was paid, else the account where to pay it (BR-61 wants it for a transfer)."""
    said = (one_line(payment.means) for payment in page.payments)
    means = list(dict.fromkeys(said))
    if means:
        terms["BT-81"] = _code(means[0]) if len(means) == 1 else _SEVERAL
        if any(means):
            terms["BT-82"] = ", ".join(_NAMES.get(each, each) for each in means if each)
    elif page.seller.iban.strip() and page.kind is not InvoiceKind.CREDIT_NOTE:
        _tell_account(terms, page)


def _code(means: str) -> str:
    if means in _MEANS:
        return _MEANS[means]
    said = means.casefold()
    return next((code for word, code in _WORDS if word in said), _OTHER)


def _tell_account(terms: InvoiceTerms, page: InvoicePage) -> None:
    terms["BT-81"], terms["BT-83"] = _TRANSFER, page.number
    terms["BT-84"] = "".join(page.seller.iban.split()).upper()
    terms["BT-85"] = page.seller.name.strip()
    if page.seller.bic.strip():
        terms["BT-86"] = "".join(page.seller.bic.split()).upper()
