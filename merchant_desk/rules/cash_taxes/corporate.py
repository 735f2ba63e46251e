"""Corporate tax: four instalments of a quarter of the last tax, and the balance after the year."""

from datetime import date

from merchant_desk.rules.cash_days.months import add_months, day_of_month
from merchant_desk.rules.cash_days.working import next_working_day
from merchant_desk.rules.cash_taxes.due import CompanyTax, TaxDue, TaxKind, TaxProfile
from merchant_desk.rules.cash_taxes.figures import figure
from merchant_desk.values.accounting_period import Period, Span, financial_year, moved
from merchant_desk.values.french import short_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_DECEMBER, _MAY = 12, 5
_DAY = 15
_QUARTERS = 4
_WHOLE_BP = 10_000
_INSTALMENT_MONTHS = (3, 6, 9, 12)


def corporate_tax(profit: Money, closed_on: date) -> Money | None:
    """Return the tax on a profit: 15 % up to a limit, the usual rate above; None: not known."""
    limit = figure("corporate_reduced_cents", closed_on)
    reduced, usual = figure("corporate_reduced_bp", closed_on), figure("corporate_bp", closed_on)
    if limit is None or reduced is None or usual is None:
        return None
    low = max(min(profit, Money(limit)), ZERO)
    high = max(profit - Money(limit), ZERO)
    return low.part(reduced, _WHOLE_BP) + high.part(usual, _WHOLE_BP)


def balance_day(closed_on: date) -> date:
    """Return by when the balance is paid: 15 May, or the 15th of the fourth month after the end."""
    if closed_on.month == _DECEMBER:
        return date(closed_on.year + 1, _MAY, _DAY)
    return day_of_month(add_months(closed_on.replace(day=1), _QUARTERS), _DAY)


def instalment_days(year: Period) -> tuple[date, ...]:
    """Return the four days of a financial year (CGI ann. III, 360).

    They follow the end of the year before: one between 20 November and 19 February begins in
    March, and so on by quarters.
    """
    month = year.first.month  # the year before ended with the month before it
    begins = next(
        index
        for index, months in enumerate(((12, 1, 2), (3, 4, 5), (6, 7, 8), (9, 10, 11)))
        if month in months
    )
    first = date(year.first.year, _INSTALMENT_MONTHS[begins], _DAY)
    if first < year.first:
        first = add_months(first, 12)
    return tuple(add_months(first, 3 * each) for each in range(_QUARTERS))


def corporate_dues(told: TaxProfile, first: date, last: date) -> tuple[TaxDue, ...]:
    """Return the instalments and balances that fall on these days, as far as they are known."""
    if told.company is not CompanyTax.CORPORATE:
        return ()
    found: list[TaxDue] = []
    year = moved(financial_year(first, told.first_month), Span.YEAR, -2)
    while year.first <= last:
        found += _instalments(told, year)
        found += _balance(told, year)
        year = moved(year, Span.YEAR, 1)
    kept = (each for each in found if first <= each.day <= last and not each.is_nothing)
    return tuple(sorted(kept, key=lambda each: each.day))


def last_closed(day: date, first_month: int) -> Period:
    """Return the last financial year whose balance was due, so that its tax is known."""
    year = moved(financial_year(day, first_month), Span.YEAR, -1)
    return year if balance_day(year.last) <= day else moved(year, Span.YEAR, -1)


def _instalments(told: TaxProfile, year: Period) -> list[TaxDue]:
    """Return its four instalments; the second one puts right what the first could not know."""
    found: list[TaxDue] = []
    paid, counted = ZERO, 0
    for legal in instalment_days(year):
        reference = _reference(told, legal)
        if reference is None:
            continue
        least = figure("corporate_no_instalment_cents", legal) or 0
        quarter = ZERO if reference.cents <= least else reference.part(1, _QUARTERS)
        counted += 1
        amount = max(quarter * counted - paid, ZERO)
        paid += amount
        why = _("Acompte\u00a0: un quart de l’impôt de référence (CGI 1668, 1).")
        found.append(_due(TaxKind.CORPORATE_INSTALMENT, year, legal, amount, why, told))
    return found


def _balance(told: TaxProfile, year: Period) -> list[TaxDue]:
    tax = told.corporate_tax.get(year.last)
    if tax is None:
        return []
    paid = Money(sum(each.amount.cents for each in _instalments(told, year)))
    why = _("Solde de l’impôt de l’exercice clos le {day}, acomptes déduits (CGI 1668, 2).").format(
        day=short_date(year.last)
    )
    legal = balance_day(year.last)
    return [_due(TaxKind.CORPORATE_BALANCE, year, legal, max(tax - paid, ZERO), why, told)]


def _reference(told: TaxProfile, day: date) -> Money | None:
    """Return the tax that an instalment of this day is reckoned on."""
    year = last_closed(day, told.first_month)
    older = [closed for closed in told.corporate_tax if closed <= year.last]
    if not told.corporate_tax:
        return None
    return told.corporate_tax[max(older) if older else min(told.corporate_tax)]


def _due(
    kind: TaxKind, period: Period, legal: date, amount: Money, why: str, told: TaxProfile
) -> TaxDue:
    day = next_working_day(legal, told.zone)
    return TaxDue(
        kind=kind,
        period=period,
        day=day,
        amount=amount,
        why=why,
        certain=kind is TaxKind.CORPORATE_INSTALMENT,
        legal_day=legal,
    )
