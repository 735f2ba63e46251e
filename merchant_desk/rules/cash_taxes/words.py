"""How dues are called."""

from collections.abc import Mapping

from merchant_desk.rules.cash_taxes.due import TaxDue, TaxKind
from merchant_desk.values.french import month_year, short_date
from merchant_desk.values.texts import _, later

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


def due_label(due: TaxDue) -> str:
    """Return what a due is called."""
    last = due.period.last
    return _(LABELS[due.kind]).format(month=month_year(last), last=short_date(last))


def due_reason(due: TaxDue) -> str:
    """Return why it falls on its day, and for what amount."""
    if due.day == due.legal_day:
        return due.why
    moved = _("{why} Le {legal} n’est pas ouvré\u00a0: le {day}.")
    return moved.format(why=due.why, legal=short_date(due.legal_day), day=short_date(due.day))
