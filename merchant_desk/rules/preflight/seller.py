"""The shop: name, place, SIREN, SIRET, VAT number (BR-6, BR-FR-09, BR-FR-10, BR-CO-9)."""

from collections.abc import Iterator

from merchant_desk.rules.company_numbers import is_siren, is_siret
from merchant_desk.rules.preflight.asked import IDENTITY, Asked
from merchant_desk.rules.preflight.tax_numbers import is_vat_number
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_TAXED = frozenset({VatTreatment.NORMAL, VatTreatment.OSS})


def seller(asked: Asked) -> Iterator[Problem]:
    """Yield what the identity of the shop lacks."""
    shop = asked.page.seller
    siren, siret = "".join(shop.siren.split()), "".join(shop.siret.split())
    if not shop.name.strip():
        yield _identity("BR-06", _("Le nom de la boutique manque."))
    if not (shop.address.line1.strip() and shop.address.city.strip()):
        yield _identity("L441-9", _("L’adresse de la boutique manque."))
    if not is_siren(siren):
        yield _identity("BR-FR-10", _("Le SIREN de la boutique doit avoir 9 chiffres valables."))
    elif siret and not is_siret(siret, siren):
        yield _identity("BR-FR-09", _("Le SIRET de la boutique ne va pas avec son SIREN."))
    yield from _vat_number(asked)


def _vat_number(asked: Asked) -> Iterator[Problem]:
    shop = asked.page.seller
    if shop.vat_number.strip():
        if not is_vat_number(shop.vat_number):
            yield _identity("BR-CO-09", _("Le numéro de TVA de la boutique n’est pas valable."))
        return
    rows = asked.page.vat_rows
    if any(row.treatment in _TAXED and row.vat for row in rows):
        yield _identity("242 nonies A", _("Le numéro de TVA de la boutique manque."))


def _identity(rule: str, sentence: str) -> Problem:
    advice = _("Complétez l’identité de la boutique dans Réglages, puis recommencez.")
    return Problem(rule, sentence, advice, IDENTITY)
