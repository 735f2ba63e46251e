"""Rates: one of the shop's own on the day of the sale (BR-FR-16), none where nothing is taxed."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal_data import is_union_rate
from merchant_desk.rules.preflight.asked import INVOICES, Asked
from merchant_desk.rules.vat_regime import is_rate_at
from merchant_desk.values.french import rate as rate_words
from merchant_desk.values.french import short_date
from merchant_desk.values.invoice_page import InvoicePage, InvoiceVatRow
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment


def rates(asked: Asked) -> Iterator[Problem]:
    """Yield rates that no law knows."""
    page = asked.page
    for row in page.vat_rows:
        if row.treatment is VatTreatment.NORMAL:
            if row.base and not any(_holds(page, row, day) for day in _days(page)):
                yield _unknown(page, row)
        elif row.treatment is VatTreatment.OSS:
            yield from _oss(page, row)
        elif row.vat or row.rate_bp:
            yield _rate("BR-E-09", _("De la TVA est comptée sur une ligne qui n’en porte pas."))


def _oss(page: InvoicePage, row: InvoiceVatRow) -> Iterator[Problem]:
    if not row.rate_bp and row.base:
        yield _rate("BR-S-05", _("Le taux du pays de destination manque (guichet OSS)."))
    country = page.tax_country.strip().upper()
    if not country:
        yield _rate("OSS", _("Le pays de destination manque (guichet OSS)."))
    elif row.rate_bp and not any(is_union_rate(country, row.rate_bp, day) for day in _days(page)):
        sentence = _("Le taux de TVA {rate} n’existe pas dans le pays de destination ({country}).")
        yield _rate("OSS", sentence.format(rate=rate_words(row.rate_bp), country=country))


def _days(page: InvoicePage) -> tuple[date, ...]:
    """Return the days whose rates may apply: of the document, the delivery, what it corrects."""
    corrected = page.corrects.issued_on if page.corrects else None
    return tuple(day for day in (page.issued_on, page.delivered_on, corrected) if day is not None)


def _holds(page: InvoicePage, row: InvoiceVatRow, day: date) -> bool:
    return is_rate_at(row.rate_bp, page.seller.address, day)


def _unknown(page: InvoicePage, row: InvoiceVatRow) -> Problem:
    sentence = _("Le taux de TVA {rate} n’existe pas dans votre territoire le {day}.")
    told = sentence.format(rate=rate_words(row.rate_bp), day=short_date(page.issued_on))
    return _rate("BR-FR-16", told)


def _rate(rule: str, sentence: str) -> Problem:
    return Problem(rule, sentence, _("Choisissez un autre taux, puis recommencez."), INVOICES)
