"""The invoice as one file for people and programs: PDF/A-3 with its EN 16931 XML inside."""

from datetime import UTC, datetime, time

from merchant_desk.documents.drawing.invoice_head import shop_name, title
from merchant_desk.documents.drawing.pdfa import archived
from merchant_desk.documents.drawing.typeface import plain_line
from merchant_desk.documents.drawing.xmp import About
from merchant_desk.documents.invoice import render as drawn
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.texts import _


def factur_x(page: InvoicePage) -> bytes:
    """Return the document as Factur-X; the same document gives the same bytes for ever."""
    from merchant_desk.documents.e_invoice.cii import cii_xml  # noqa: PLC0415 - brings lxml

    return with_xml(page, cii_xml(page))


def with_xml(page: InvoicePage, xml: bytes) -> bytes:
    """Return the document with an XML that is ready."""
    return archived(drawn(page), about(page), xml)


def about(page: InvoicePage) -> About:
    """Return what the file says of itself."""
    named = plain_line(f"{title(page)} {page.number}".strip())
    shop = shop_name(page)
    return About(
        title=named,
        author=shop,
        subject=_("{document} de {shop}").format(document=named, shop=shop),
        made_at=page.issued_at or datetime.combine(page.issued_on, time(), UTC),
    )


render = factur_x
