"""The invoice as one file for people and programs: PDF/A-3 with its EN 16931 XML inside."""

from merchant_desk.documents.drawing.about_document import about
from merchant_desk.documents.drawing.pdfa import archived
from merchant_desk.documents.e_invoice.writable import writable
from merchant_desk.documents.invoice import render as drawn
from merchant_desk.values.invoice_page import InvoicePage


def factur_x(page: InvoicePage) -> bytes:
    """Return the document as Factur-X; the same document gives the same bytes for ever."""
    from merchant_desk.documents.e_invoice.cii import cii_xml  # noqa: PLC0415 - brings lxml

    try:
        xml = cii_xml(page)
    except ValueError:  # a text that XML cannot hold, from before texts were looked at
        xml = cii_xml(writable(page))
    return with_xml(page, xml)


def with_xml(page: InvoicePage, xml: bytes) -> bytes:
    """Return the document with an XML that is ready."""
    return archived(drawn(page), about(page), xml)


render = factur_x
