"""SIREN and French VAT number: the last nine digits of the number are the SIREN (CGI 286 ter)."""

from collections.abc import Iterator

from merchant_desk.rules.company_numbers import is_siren
from merchant_desk.rules.en16931.flow import siren_of
from merchant_desk.rules.preflight.asked import IDENTITY, INVOICES, Asked
from merchant_desk.rules.preflight.tax_numbers import is_vat_number
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_PREFIX, _KEY = "FR", 4
_MONACO = "000"
"""Begins the digits of a number given in Monaco, where nobody has a SIREN."""


def company_keys(asked: Asked) -> Iterator[Problem]:
    """Yield numbers of two companies where one is meant; a credit note names whom it named.

    A shop of a VAT group tells the number of the group, which has a SIREN of its own.
    """
    page = asked.page
    if page.kind is InvoiceKind.CREDIT_NOTE:
        return
    if not page.seller.vat_group and _differ(page.seller.siren, page.seller.vat_number):
        sentence = _("Le numéro de TVA de la boutique ne va pas avec son SIREN.")
        advice = _("Corrigez l’identité de la boutique dans Réglages, puis recommencez.")
        yield Problem("SIREN", sentence, advice, IDENTITY)
    if page.buyer.is_business and _differ(siren_of(page.buyer), page.buyer.vat_number):
        sentence = _("Le numéro de TVA du client ne va pas avec son SIREN.")
        advice = _("Corrigez la fiche du client, puis recommencez.")
        yield Problem("SIREN", sentence, advice, INVOICES)


def _differ(siren: str, vat_number: str) -> bool:
    """Tell whether both numbers are right, and of two companies; a wrong one is told elsewhere."""
    digits, number = "".join(siren.split()), "".join(vat_number.split()).upper()
    if not (number.startswith(_PREFIX) and is_siren(digits) and is_vat_number(number)):
        return False
    return not number[_KEY:].startswith(_MONACO) and number[_KEY:] != digits
