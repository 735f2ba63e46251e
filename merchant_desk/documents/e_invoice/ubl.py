"""The same invoice as UBL 2.1 (Invoice or CreditNote), for a platform that asks for it."""

from merchant_desk.rules.en16931.facts import invoice_terms
from merchant_desk.values.invoice_page import InvoicePage


def ubl_xml(page: InvoicePage) -> bytes:
    """Return the UBL of a page: the same page gives the same bytes, on any day and any machine."""
    from facturx import generate_ubl_xml  # type: ignore[import-untyped]  # noqa: PLC0415 - no types; late

    return bytes(
        generate_ubl_xml(
            dict(invoice_terms(page)), level="en16931", check_xsd=False, check_schematron=False
        )
    )
