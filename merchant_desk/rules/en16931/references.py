"""Earlier documents (BG-3): what this one corrects, deducts or tells in detail.

A correction names one document and no other (BR-FR-CO-04), a credit note at least one (CO-05).
"""

from merchant_desk.values.business_terms import ReferenceTerms
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage


def references(page: InvoicePage) -> list[ReferenceTerms]:
    """Return BG-3."""
    others = () if page.kind is InvoiceKind.CORRECTED else (page.details, *page.deposits)
    return [
        {"BT-25": each.number, "BT-26": each.issued_on}
        for each in (page.corrects, *others)
        if each is not None
    ]
