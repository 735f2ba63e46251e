"""Social charges: of wages, of the owner, of micro-entrepreneurs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from merchant_desk.rules.cash_days.months import add_months, day_of_month, month_end
from merchant_desk.rules.cash_days.working import next_working_day
from merchant_desk.rules.cash_taxes.due import OwnerRhythm, TaxDue, TaxKind, TaxProfile
from merchant_desk.rules.cash_taxes.figures import figure
from merchant_desk.rules.cash_taxes.words import elided
from merchant_desk.values.accounting_period import QUARTER, Period, month_of, quarter_of
from merchant_desk.values.french import month_year, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_ONE = timedelta(days=1)
_WHOLE = 100_000
_FIFTH, _TWENTIETH = 5, 20
_MIDDLE_OF_QUARTER = 2
"""The owner's quarters are paid in February, May, August and November."""
MICRO = frozenset({OwnerRhythm.MICRO_MONTHLY, OwnerRhythm.MICRO_QUARTERLY})


def employer_dues(told: TaxProfile, first: date, last: date) -> tuple[TaxDue, ...]:
    """Return the charges of wages: the 15th of the next month, the 5th from 50 employees on."""
    if told.employer_monthly is None or not told.employer_monthly:
        return ()
    quarterly = told.employer_quarterly and told.headcount < (
        figure("employer_quarterly_below", first) or 0
    )
    amount = told.employer_monthly * (QUARTER if quarterly else 1)
    found = []
    for month in _months(add_months(first, -QUARTER - 1), last):
        period = quarter_of(month) if quarterly else month_of(month)
        if period.last != month_end(month):
            continue
        legal = day_of_month(period.last + _ONE, _employer_day(told, period.last))
        why = _("Cotisations des salaires de {month} (CSS R243-6).")
        if quarterly:
            why = _("Cotisations du trimestre clos en {month} (CSS R243-6-1).")
        said = elided(why.format(month=month_year(month)))
        found.append(_due(TaxKind.EMPLOYER, period, legal, amount, said, told))
    return tuple(each for each in found if first <= each.day <= last)


def owner_dues(told: TaxProfile, first: date, last: date) -> tuple[TaxDue, ...]:
    """Return the owner's own charges, as URSSAF announced one payment of them."""
    if told.owner_amount is None or not told.owner_amount:
        return ()
    days = list(_owner_days(told.owner, first - timedelta(days=7), last))
    why = _("Vos cotisations d’indépendant, selon l’échéancier de l’URSSAF (CSS R131-4).")
    found = (_due(TaxKind.OWNER, month_of(day), day, told.owner_amount, why, told) for day in days)
    return tuple(each for each in found if first <= each.day <= last)


def micro_periods(told: TaxProfile, first: date, last: date) -> tuple[tuple[Period, date], ...]:
    """Return the periods declared, and until when: the end of the month that follows."""
    if told.owner not in MICRO:
        return ()
    monthly = told.owner is OwnerRhythm.MICRO_MONTHLY
    found = []
    for month in _months(add_months(first, -QUARTER - 1), last):
        period = month_of(month) if monthly else quarter_of(month)
        legal = month_end(period.last + _ONE)
        if period.last == month_end(month) and (
            first <= next_working_day(legal, told.zone) <= last
        ):
            found.append((period, legal))
    return tuple(found)


def micro_dues(
    told: TaxProfile, first: date, last: date, cashed: Mapping[Period, Money], today: date
) -> tuple[TaxDue, ...]:
    """Return the contributions on what customers paid in each period."""
    found = []
    for period, legal in micro_periods(told, first, last):
        rate = figure("micro_goods_per_100000", period.last)
        if rate is None or period not in cashed:
            continue
        why = _("Cotisations sur les encaissements du {first} au {last} (CSS L613-7).").format(
            first=short_date(period.first), last=short_date(period.last)
        )
        amount = cashed[period].part(rate, _WHOLE)
        due = _due(TaxKind.MICRO, period, legal, amount, why, told)
        found.append(replace(due, certain=period.last < today))
    return tuple(each for each in found if not each.is_nothing)


def _owner_days(rhythm: OwnerRhythm, first: date, last: date) -> Iterator[date]:
    day = {
        OwnerRhythm.FIFTH: _FIFTH,
        OwnerRhythm.QUARTERLY: _FIFTH,
        OwnerRhythm.TWENTIETH: _TWENTIETH,
    }.get(rhythm)
    for month in _months(first, last):
        middle = month.month % QUARTER == _MIDDLE_OF_QUARTER
        if day is not None and (rhythm is not OwnerRhythm.QUARTERLY or middle):
            yield day_of_month(month, day)


def _employer_day(told: TaxProfile, day: date) -> int:
    large = told.headcount >= (figure("employer_large_from", day) or told.headcount + 1)
    name = "employer_day_large" if large else "employer_day"
    return figure(name, day) or 15


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = add_months(month, 1)


def _due(
    kind: TaxKind,
    period: Period,
    legal: date,
    amount: Money,
    why: str,
    told: TaxProfile,
) -> TaxDue:
    day = next_working_day(legal, told.zone)
    return TaxDue(
        kind=kind,
        period=period,
        day=day,
        amount=amount,
        why=why,
        certain=True,
        legal_day=legal,
    )
