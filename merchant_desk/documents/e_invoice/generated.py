"""The one door to the ``factur-x`` generator: terms in, XML out, same bytes for the same page."""

from threading import Lock

from merchant_desk.rules.en16931.facts import invoice_terms
from merchant_desk.values.invoice_page import InvoicePage

CII, UBL = "factur-x", "ubl-2.1"
_ONE_AT_A_TIME = Lock()
"""At its first call the generator completes its own tables of fields, and two would do it twice."""


def generated_xml(page: InvoicePage, flavour: str) -> bytes:
    """Return the XML of a page, profile EN 16931, in one of both syntaxes.

    It is not checked here: preflight said what is wrong before the document had a number, and the
    official rules judge every kind of document in the tests.
    """
    import facturx  # type: ignore[import-untyped]  # noqa: PLC0415 - ships no types; on first use

    terms = dict(invoice_terms(page))
    with _ONE_AT_A_TIME:
        xml: bytes = facturx.generate_xml(
            terms, flavor=flavour, level="en16931", check_xsd=False, check_schematron=False
        )
    return xml
