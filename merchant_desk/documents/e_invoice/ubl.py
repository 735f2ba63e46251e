"""The same invoice as UBL 2.1 (Invoice or CreditNote), for a platform that asks for it."""

from merchant_desk.documents.e_invoice.generated import UBL, generated_xml
from merchant_desk.values.invoice_page import InvoicePage


def ubl_xml(page: InvoicePage) -> bytes:
    """Return the UBL of a page: the same page gives the same bytes, on any day and any machine."""
    return generated_xml(page, UBL)
