"""The VAT regimes in the merchant's words, with what each asks of her today."""

from collections.abc import Sequence
from datetime import date

from merchant_desk.rules.cash_taxes.due import VatRhythm
from merchant_desk.rules.cash_taxes.figures import figure, figures
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _


def vat_answers() -> Sequence[tuple[str, str]]:
    """Return what can be answered, as it is written on her tax account."""
    return (
        (VatRhythm.UNKNOWN.value, _("À choisir")),
        (VatRhythm.FRANCHISE.value, _("Franchise en base\u00a0: pas de TVA")),
        (VatRhythm.MONTHLY.value, _("Réel normal, chaque mois")),
        (VatRhythm.QUARTERLY.value, _("Réel normal, chaque trimestre")),
        (VatRhythm.YEARLY.value, _("Réel simplifié, une fois l’an")),
    )


def vat_note(word: str, today: date) -> str:
    """Return what an answer means for her."""
    notes = {
        VatRhythm.FRANCHISE.value: _(
            "Vos prix sont sans TVA\u00a0; les factures portent «\u00a0TVA non applicable, "
            "art. 293 B du CGI\u00a0»."
        ),
        VatRhythm.MONTHLY.value: _("Une déclaration CA3 par mois, avec la TVA du mois passé."),
        VatRhythm.QUARTERLY.value: _quarterly(today),
        VatRhythm.YEARLY.value: _yearly(today),
    }
    unknown = _("Il est écrit dans votre espace professionnel sur impots.gouv.fr.")
    return notes.get(word, unknown)


def _quarterly(today: date) -> str:
    tax = figure("vat_quarterly_tax_cents", today)
    if tax is not None:
        return _("Une déclaration CA3 par trimestre, permise sous {amount} de TVA par an.").format(
            amount=euros(Money(tax))
        )
    turnover = figure("vat_quarterly_turnover_cents", today) or 0
    return _("Une déclaration CA3 par trimestre, permise sous {amount} de ventes par an.").format(
        amount=euros(Money(turnover))
    )


def _yearly(today: date) -> str:
    ends = next(each.until for each in figures() if each.name == "vat_simplified")
    if ends is None:
        return _("Une déclaration CA12 par an, et deux acomptes.")
    if today > ends:
        return _(
            "Ce régime a pris fin le {day}\u00a0: choisissez chaque mois ou trimestre."
        ).format(day=short_date(ends))
    return _(
        "Une déclaration CA12 par an, et deux acomptes. Ce régime prend fin avec les exercices "
        "ouverts après le {day}."
    ).format(day=short_date(ends))
