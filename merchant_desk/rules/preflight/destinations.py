"""Where goods go and under which regime: export, another member state, one-stop shop.

A credit note gives back what was charged, right or wrong, and a ticket is handed over in the shop.
"""

from collections.abc import Iterator

from merchant_desk.rules.preflight.asked import INVOICES, Asked
from merchant_desk.rules.preflight.tax_numbers import is_vat_number
from merchant_desk.rules.vat_territory import Territory, is_foreign_vat_number, territory_of
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.preflight import Problem
from merchant_desk.values.remote import Address
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

_NOT_SENT = frozenset({InvoiceKind.CREDIT_NOTE, InvoiceKind.TICKET})


def destinations(asked: Asked) -> Iterator[Problem]:
    """Yield regimes that do not go with the place of delivery or with the buyer."""
    page = asked.page
    if page.kind in _NOT_SENT:
        return
    used = {line.treatment for line in page.lines}
    if VatTreatment.EXPORT in used:
        yield from _export(page)
    if VatTreatment.INTRA_EU in used:
        yield from _intra_eu(page)
    if VatTreatment.OSS in used:
        yield from _one_stop_shop(page)


def destination(page: InvoicePage) -> Address:
    """Return where the goods go: to the buyer when nothing else is said."""
    return page.delivery_address or page.buyer.address


def _export(page: InvoicePage) -> Iterator[Problem]:
    home = territory_of(page.seller.address, page.issued_on)
    there = territory_of(destination(page), page.issued_on)
    if home is there and home is not Territory.OUTSIDE:
        sentence = _(
            "La vente est dite à l’export, et la livraison ne quitte pas votre territoire."
        )
        yield _place("262 I", sentence)


def _intra_eu(page: InvoicePage) -> Iterator[Problem]:
    """Yield a number that opens no exemption; none at all is told by BR-IC-02."""
    number = page.buyer.vat_number
    if is_vat_number(number) and not is_foreign_vat_number(number, page.issued_on):
        sentence = _(
            "Une livraison intracommunautaire demande le numéro de TVA du client "
            "dans un autre pays de l’Union."
        )
        yield _place("262 ter", sentence)


def _one_stop_shop(page: InvoicePage) -> Iterator[Problem]:
    number = page.buyer.vat_number
    if is_foreign_vat_number(number, page.issued_on) and is_vat_number(number):
        sentence = _(
            "Le guichet OSS est pour les particuliers, "
            "et le client a un numéro de TVA d’un autre pays de l’Union."
        )
        yield _place("OSS", sentence)
    taxed, there = _code(page.tax_country), _code(destination(page).country) or "FR"
    if taxed and taxed != there:
        sentence = _(
            "La TVA est celle de «\u00a0{taxed}\u00a0», et la livraison va ailleurs (guichet OSS)."
        )
        yield _place("OSS", sentence.format(taxed=taxed))


def _code(country: str) -> str:
    """Return a country as the Union's taxes name it: Greece has two codes."""
    code = country.strip().upper()
    return "GR" if code == "EL" else code


def _place(rule: str, sentence: str) -> Problem:
    advice = _("Corrigez le régime de TVA ou l’adresse de livraison, puis recommencez.")
    return Problem(rule, sentence, advice, INVOICES)
