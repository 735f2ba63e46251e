"""How dues are called."""

import re
from collections.abc import Mapping

from merchant_desk.rules.cash_taxes.due import TaxDue, TaxKind
from merchant_desk.values.french import month_year, short_date
from merchant_desk.values.texts import _, later

_VOWELS = re.compile(r"\bde (?=avril|août|octobre)")
LABELS: Mapping[TaxKind, str] = {
    TaxKind.VAT_MONTHLY: later("TVA de {month}"),
    TaxKind.VAT_QUARTERLY: later("TVA du trimestre clos le {last}"),
    TaxKind.VAT_INSTALMENT: later("Acompte de TVA"),
    TaxKind.VAT_YEARLY: later("Solde de TVA de l’exercice clos le {last}"),
    TaxKind.VAT_OSS: later("TVA du guichet OSS, trimestre clos le {last}"),
    TaxKind.EMPLOYER: later("Cotisations des salaires de {month}"),
    TaxKind.OWNER: later("Vos cotisations"),
    TaxKind.MICRO: later("Cotisations sur les encaissements de {month}"),
    TaxKind.CORPORATE_INSTALMENT: later("Acompte d’impôt sur les sociétés"),
    TaxKind.CORPORATE_BALANCE: later("Solde d’impôt sur les sociétés"),
    TaxKind.CFE_INSTALMENT: later("Acompte de CFE"),
    TaxKind.CFE: later("CFE"),
}


_OF_QUARTERS: Mapping[TaxKind, str] = {
    TaxKind.EMPLOYER: later("Cotisations des salaires, trimestre clos le {last}"),
    TaxKind.MICRO: later("Cotisations sur les encaissements, trimestre clos le {last}"),
}
"""How those are called that a quarter is paid of at once."""


def due_label(due: TaxDue) -> str:
    """Return what a due is called."""
    first, last = due.period.first, due.period.last
    label = LABELS[due.kind]
    if (first.year, first.month) != (last.year, last.month):
        label = _OF_QUARTERS.get(due.kind, label)
    return elided(_(label).format(month=month_year(last), last=short_date(last)))


def elided(text: str) -> str:
    """Return a sentence with « d’avril » for « de avril », and so before août and octobre."""
    return _VOWELS.sub("d’", text)


def due_reason(due: TaxDue) -> str:
    """Return why it falls on its day, and for what amount."""
    if due.day == due.legal_day:
        return due.why
    moved = _("{why} Le {legal} n’est pas ouvré\u00a0: le {day}.")
    return moved.format(why=due.why, legal=short_date(due.legal_day), day=short_date(due.day))
