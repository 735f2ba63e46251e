"""VAT: which periods are declared, when each is paid, and what a credit takes off.

Monthly or quarterly (CA3): between the 15th and the 24th of the next month, on her own day.
Yearly (CA12): instalments in July and December, the balance in May or three months after the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from merchant_desk.rules.cash_days.bank import previous_bank_day
from merchant_desk.rules.cash_days.months import add_months, day_of_month, month_end
from merchant_desk.rules.cash_days.working import add_working_days, next_working_day
from merchant_desk.rules.cash_taxes.due import TaxDue, TaxKind, TaxProfile, VatRhythm
from merchant_desk.rules.cash_taxes.figures import figure
from merchant_desk.rules.cash_taxes.words import elided
from merchant_desk.values.accounting_period import (
    QUARTER,
    Period,
    financial_year,
    month_of,
    quarter_of,
)
from merchant_desk.values.french import month_year, number, short_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_DECEMBER = 12
_PERCENT = 100
_JULY = 7
_ONE = timedelta(days=1)
_YEAR_AND_MORE = 420
_LONGEST = 24 * 31
"""Days before a due day in which its period may begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VatPeriod:
    """What one return tells of, and when it is paid."""

    kind: TaxKind
    period: Period
    legal_day: date
    day: date


def vat_periods(told: TaxProfile, first: date, last: date) -> tuple[VatPeriod, ...]:
    """Return the returns whose payment falls on these days, the earliest first."""
    if told.vat in {VatRhythm.UNKNOWN, VatRhythm.FRANCHISE}:
        return ()
    found: list[VatPeriod] = []
    day = first - timedelta(days=_LONGEST)
    while day <= last:
        each = _period_at(told, day)
        found.append(each)
        day = each.period.last + _ONE
    return tuple(each for each in found if first <= each.day <= last)


def last_return(told: TaxProfile, today: date) -> date | None:
    """Return the last day of the period of the return that was paid last."""
    paid = vat_periods(told, today - timedelta(days=_YEAR_AND_MORE), today)
    return paid[-1].period.last if paid else None


def oss_periods(told: TaxProfile, first: date, last: date) -> tuple[VatPeriod, ...]:
    """Return the quarters of the one-stop shop that are paid on these days.

    By the end of the next month, which no weekend puts off (Regulation (EU) 282/2011, 57d;
    Directive 2006/112/CE, 364 and 367): the money must be there before.
    """
    if not told.one_stop_shop:
        return ()
    found = []
    quarter = quarter_of(first - timedelta(days=200))
    while quarter.first <= last:
        legal = month_end(quarter.last + _ONE)
        day = previous_bank_day(legal)
        found.append(VatPeriod(kind=TaxKind.VAT_OSS, period=quarter, legal_day=legal, day=day))
        quarter = quarter_of(quarter.last + _ONE)
    return tuple(each for each in found if first <= each.day <= last)


def vat_dues(
    periods: Sequence[VatPeriod],
    balances: Mapping[Period, Money],
    today: date,
    credit: Money = ZERO,
    instalments: Mapping[Period, Money] | None = None,
) -> tuple[TaxDue, ...]:
    """Return what each return pays; a balance below zero is a credit for the next ones.

    A period without a balance is left out. ``instalments`` were or will be paid on the yearly ones.
    """
    found = []
    for each in sorted(periods, key=lambda period: period.period.last):
        balance = balances.get(each.period)
        if balance is None:
            continue
        balance -= (instalments or {}).get(each.period, ZERO)
        used = ZERO
        if each.kind is not TaxKind.VAT_OSS:
            used = min(credit, max(balance, ZERO))
            credit += (max(-balance, ZERO)) - used
        found.append(
            TaxDue(
                kind=each.kind,
                period=each.period,
                day=each.day,
                amount=max(balance, ZERO) - used,
                why=_why(each, today, used),
                certain=each.period.last < today,
                legal_day=each.legal_day,
            )
        )
    return tuple(each for each in found if not each.is_nothing)


def instalment_dues(told: TaxProfile, first: date, last: date) -> tuple[TaxDue, ...]:
    """Return the instalments of CA12 that fall on these days."""
    if told.vat is not VatRhythm.YEARLY or told.vat_last_year is None:
        return ()
    found = []
    for year in range(first.year, last.year + 1):
        for month, name in ((_JULY, "vat_july_percent"), (_DECEMBER, "vat_december_percent")):
            due = _instalment(told, date(year, month, 1), name)
            if due is not None and first <= due.day <= last:
                found.append(due)
    return tuple(found)


def instalments_of(told: TaxProfile, period: Period) -> Money:
    """Return what the instalments of a year pay of its tax."""
    inside = (each for each in instalment_dues(told, period.first, period.last + _ONE))
    return Money(sum(each.amount.cents for each in inside))


def _instalment(told: TaxProfile, month: date, name: str) -> TaxDue | None:
    year = financial_year(month, told.first_month)
    base = told.vat_last_year
    least = figure("vat_no_instalment_below_cents", month)
    percent = figure(name, month)
    if not _simplified(year) or base is None or least is None or percent is None:
        return None
    if base.cents < least:
        return None
    legal = _own_day(told, month)
    day = next_working_day(legal, told.zone)
    return TaxDue(
        kind=TaxKind.VAT_INSTALMENT,
        period=year,
        day=day,
        amount=base.part(percent, _PERCENT),
        why=_("Acompte de {percent}\u00a0% de la TVA de l’an dernier (CGI 287, 3).").format(
            percent=number(percent)
        ),
        certain=True,
        legal_day=legal,
    )


def _period_at(told: TaxProfile, day: date) -> VatPeriod:
    """Return the return that a day is declared with."""
    if told.vat is VatRhythm.MONTHLY:
        return _ca3(told, month_of(day), TaxKind.VAT_MONTHLY)
    year = financial_year(day, told.first_month)
    if told.vat is VatRhythm.YEARLY and _simplified(year):
        return _ca12(told, year)
    quarter = quarter_of(day)
    begun = quarter.first
    if told.vat is VatRhythm.YEARLY and _simplified(financial_year(begun, told.first_month)):
        begun = year.first  # the rest of a quarter whose beginning was still yearly
    return _ca3(told, Period(begun, quarter.last), TaxKind.VAT_QUARTERLY)


def _simplified(year: Period) -> bool:
    return figure("vat_simplified", year.first) is not None


def _ca3(told: TaxProfile, period: Period, kind: TaxKind) -> VatPeriod:
    legal = _own_day(told, period.last + _ONE)
    day = next_working_day(legal, told.zone)
    return VatPeriod(kind=kind, period=period, legal_day=legal, day=day)


def _ca12(told: TaxProfile, year: Period) -> VatPeriod:
    """Return a year: the second working day after 1 May, or three months after its end."""
    if year.last.month == _DECEMBER:
        first_of_may = date(year.last.year + 1, 5, 1)
        legal = add_working_days(first_of_may, 2, told.zone)
    else:
        legal = add_months(year.last, QUARTER, on=31)
    day = next_working_day(legal, told.zone)
    return VatPeriod(kind=TaxKind.VAT_YEARLY, period=year, legal_day=legal, day=day)


def _own_day(told: TaxProfile, month: date) -> date:
    """Return her day of a month; the first one of all while she has not told it."""
    least, most = figure("vat_first_day", month) or 15, figure("vat_last_day", month) or 24
    return day_of_month(month, told.vat_day if least <= told.vat_day <= most else least)


def _why(each: VatPeriod, today: date, used: Money) -> str:
    told = {
        TaxKind.VAT_MONTHLY: _("TVA de {period} (CA3, CGI 287)."),
        TaxKind.VAT_QUARTERLY: _("TVA du trimestre clos le {last} (CA3, CGI 287)."),
        TaxKind.VAT_YEARLY: _("Solde de TVA de l’exercice clos le {last} (CA12, CGI 287, 3)."),
        TaxKind.VAT_OSS: _("TVA des autres pays, trimestre clos le {last} (guichet OSS)."),
    }[each.kind].format(period=month_year(each.period.first), last=short_date(each.period.last))
    parts = [elided(told)]
    if each.period.last >= today:
        parts.append(_("D’après vos factures, puis ce qui est prévu d’ici là."))
    if used:
        parts.append(_("Crédit reporté déduit."))
    return " ".join(parts)
