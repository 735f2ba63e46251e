"""The buyer: name, place, and how a business is known (BR-7, L441-9, BR-FR-09, BR-FR-11)."""

from collections.abc import Iterator

from merchant_desk.rules.company_numbers import is_siren, is_siret
from merchant_desk.rules.en16931.flow import is_french_business, siren_of
from merchant_desk.rules.preflight.asked import INVOICES, Asked
from merchant_desk.rules.preflight.countries import COUNTRIES
from merchant_desk.rules.preflight.tax_numbers import is_vat_number
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.preflight import Problem
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _


def buyer(asked: Asked) -> Iterator[Problem]:
    """Yield what the buyer lacks; a ticket needs nobody."""
    page = asked.page
    if page.kind is not InvoiceKind.TICKET or page.buyer.is_business:
        yield from _named(page.buyer.address)
    if page.buyer.is_business:
        yield from _business(asked)
    for address in (page.seller.address, page.buyer.address, page.delivery_address):
        if address is not None and not _is_country(address.country):
            sentence = _("Le pays «\u00a0{country}\u00a0» n’a pas de code à deux lettres.")
            yield _customer("BR-CL-14", sentence.format(country=address.country.strip()))


def _named(address: Address) -> Iterator[Problem]:
    if not (address.name.strip() or address.company.strip()):
        yield _customer("BR-07", _("Le nom du client manque."))
    if not (address.line1.strip() and address.city.strip()):
        yield _customer("L441-9", _("L’adresse du client manque."))


def _business(asked: Asked) -> Iterator[Problem]:
    page = asked.page
    number = page.buyer.vat_number
    if number.strip() and not is_vat_number(number):
        yield _customer("BR-CO-09", _("Le numéro de TVA du client n’est pas valable."))
    if not is_french_business(page):
        return
    siren, siret = siren_of(page.buyer), "".join(page.buyer.siret.split())
    told_b2b = any(
        note["BT-21"] == "BAR" and note["BT-22"] == "B2B" for note in asked.terms["BG-1"]
    )
    if (siren or told_b2b) and not is_siren(siren):
        yield _customer("BR-FR-11", _("Le SIREN du client doit avoir 9 chiffres valables."))
    elif siret and not is_siret(siret, siren):
        yield _customer("BR-FR-09", _("Le SIRET du client ne va pas avec son SIREN."))


def _is_country(country: str) -> bool:
    code = country.strip().upper()
    return not code or code in COUNTRIES


def _customer(rule: str, sentence: str) -> Problem:
    advice = _("Complétez la fiche du client, puis recommencez.")
    return Problem(rule, sentence, advice, INVOICES)
