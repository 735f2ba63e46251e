"""The XML of a Factur-X: CII D22B, profile EN 16931."""

from merchant_desk.rules.en16931.facts import invoice_terms
from merchant_desk.values.invoice_page import InvoicePage


def cii_xml(page: InvoicePage) -> bytes:
    """Return the XML of a page: the same page gives the same bytes, on any day and any machine."""
    from facturx import generate_cii_xml  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; late

    xml: bytes = generate_cii_xml(
        dict(invoice_terms(page)), level="en16931", check_xsd=False, check_schematron=False
    )
    return xml
