"""The CFE: half of it in June where it was large the year before, the rest in December."""

from datetime import date

from merchant_desk.rules.cash_days.working import next_working_day
from merchant_desk.rules.cash_taxes.due import TaxDue, TaxKind, TaxProfile
from merchant_desk.rules.cash_taxes.figures import figure
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_JUNE, _DECEMBER = 6, 12
_DAY = 15


def cfe_dues(told: TaxProfile, first: date, last: date) -> tuple[TaxDue, ...]:
    """Return what falls on these days, this year's tax taken to be that of the last."""
    if told.cfe is None or not told.cfe:
        return ()
    found: list[TaxDue] = []
    for year in range(first.year, last.year + 1):
        found += _of_year(told, told.cfe, year)
    kept = (each for each in found if first <= each.day <= last and not each.is_nothing)
    return tuple(kept)


def _of_year(told: TaxProfile, cfe: Money, year: int) -> list[TaxDue]:
    june, december = date(year, _JUNE, _DAY), date(year, _DECEMBER, _DAY)
    least = figure("cfe_instalment_from_cents", june)
    half = cfe.part(1, 2) if least is not None and cfe.cents >= least else ZERO
    instalment = _("Acompte de 50\u00a0% de la CFE de l’an dernier (CGI 1679 quinquies).")
    balance = _("CFE, au montant de l’an dernier (CGI 1679 quinquies).")
    if half:
        balance = _("Solde de la CFE, au montant de l’an dernier (CGI 1679 quinquies).")
    return [
        _due(TaxKind.CFE_INSTALMENT, june, half, instalment, told),
        _due(TaxKind.CFE, december, cfe - half, balance, told),
    ]


def _due(kind: TaxKind, legal: date, amount: Money, why: str, told: TaxProfile) -> TaxDue:
    return TaxDue(
        kind=kind,
        period=Period(date(legal.year, 1, 1), date(legal.year, 12, 31)),
        day=next_working_day(legal, told.zone),
        amount=amount,
        why=why,
        certain=False,
        legal_day=legal,
    )
