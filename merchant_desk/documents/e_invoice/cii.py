"""The XML of a Factur-X: CII D22B, profile EN 16931."""

from merchant_desk.documents.e_invoice.generated import CII, generated_xml
from merchant_desk.values.invoice_page import InvoicePage


def cii_xml(page: InvoicePage) -> bytes:
    """Return the XML of a page: the same page gives the same bytes, on any day and any machine."""
    return generated_xml(page, CII)
