"""Taxes and social charges to come, each on its legal day, and what of them is not known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Payment
from merchant_desk.queries.bank_accounts import bank_balance
from merchant_desk.queries.demand_rows import midnight
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.settings import Settings, profile, settings
from merchant_desk.queries.tax_payments import taxes_paid, taxes_that_come_back
from merchant_desk.queries.tax_profile import tax_profile
from merchant_desk.queries.vat_to_pay import vat_to_pay
from merchant_desk.rules.cash_taxes.corporate import corporate_dues
from merchant_desk.rules.cash_taxes.due import TaxDue, TaxKind, TaxProfile, category_of
from merchant_desk.rules.cash_taxes.local import cfe_dues
from merchant_desk.rules.cash_taxes.settled import not_coming_back, unsettled
from merchant_desk.rules.cash_taxes.social import (
    employer_dues,
    micro_dues,
    micro_periods,
    owner_dues,
)
from merchant_desk.rules.cash_taxes.unknown import unknown_taxes
from merchant_desk.rules.cash_taxes.vat import (
    VatPeriod,
    instalment_dues,
    instalments_of,
    oss_periods,
    vat_dues,
    vat_periods,
)
from merchant_desk.rules.cash_taxes.words import due_label, due_reason
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.cash_flow import Flow, FlowSource
from merchant_desk.values.cash_words import CashCategory
from merchant_desk.values.ids import StationId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.settings import TAXES_VAT_CREDIT_CENTS, TAXES_VAT_CREDIT_ON

_PAYMENTS = table(Payment)
_ONE = timedelta(days=1)
_LOOK_BACK = timedelta(days=31)
"""A due that the bank could not tell of yet, this long ago at most, is still to be paid."""
_SETTLED_BACK = timedelta(days=45)
_CREDIT_LIVES = timedelta(days=550)


def tax_flows(
    session: Session,
    station_id: StationId,
    today: date,
    last: date,
    flows: Sequence[Flow],
    memory: ForecastMemory | None = None,
) -> tuple[tuple[Flow, ...], tuple[str, ...]]:
    """Return what is due until a day, and in sentences what could not be reckoned.

    ``flows`` are the other ones of the forecast: the VAT of sales to come follows them. With a
    ``memory`` the books are read again only when they changed.
    """
    kept, shop = settings(session, station_id), profile(session)
    told = tax_profile(kept, shop)
    back = taxes_that_come_back(session)
    first = _since(session, today)
    dues = (
        *_vat(told, kept, (first, today, last), partial(_to_pay, session, today, flows, memory)),
        *employer_dues(told, first, last),
        *owner_dues(told, first, last),
        *_micro(session, told, (first, today, last), flows),
        *corporate_dues(told, first, last),
        *cfe_dues(told, first, last),
    )
    mine = not_coming_back(dues, back)
    paid = taxes_paid(session, first - _SETTLED_BACK)
    left = unsettled(mine, paid)
    notes = unknown_taxes(told, today, back)
    return tuple(_flow(each, today) for each in sorted(left, key=lambda due: due.day)), notes


def tax_notes(session: Session, station_id: StationId, today: date) -> tuple[str, ...]:
    """Return in sentences what of the taxes is not counted."""
    told = tax_profile(settings(session, station_id), profile(session))
    return unknown_taxes(told, today, taxes_that_come_back(session))


def _since(session: Session, today: date) -> date:
    """Return the day after the last one that the bank told of: what was due then may be unpaid."""
    known = bank_balance(session).on
    if known is None:
        return today
    return min(today, max(known + _ONE, today - _LOOK_BACK))


_Days = tuple[date, date, date]
"""The first day looked at, today, and the last day."""
_Sums = Mapping[tuple[TaxKind, Period], Money]


def _to_pay(
    session: Session,
    today: date,
    flows: Sequence[Flow],
    memory: ForecastMemory | None,
    periods: Sequence[VatPeriod],
) -> _Sums:
    return vat_to_pay(session, periods, today, flows, memory)


def _vat(
    told: TaxProfile, kept: Settings, days: _Days, to_pay: Callable[[Sequence[VatPeriod]], _Sums]
) -> Iterator[TaxDue]:
    first, today, last = days
    credit, begun = _credit(kept, today)
    periods = vat_periods(told, first if begun is None else begun, last)
    if begun is not None:
        periods = tuple(each for each in periods if each.period.first >= begun)
    abroad = oss_periods(told, first, last)
    sums = to_pay((*periods, *abroad))
    for kind_periods, carried in ((periods, credit), (abroad, ZERO)):
        balances = {each.period: sums[each.kind, each.period] for each in kind_periods}
        dues = vat_dues(kind_periods, balances, today, carried, _instalments(told, kind_periods))
        yield from (each for each in dues if first <= each.day <= last)
    yield from instalment_dues(told, first, last)


def _instalments(told: TaxProfile, periods: Sequence[VatPeriod]) -> dict[Period, Money]:
    return {
        each.period: instalments_of(told, each.period)
        for each in periods
        if each.kind is TaxKind.VAT_YEARLY
    }


def _credit(kept: Settings, today: date) -> tuple[Money, date | None]:
    """Return the credit of her last return and the day after its period; too old is none."""
    try:
        told = date.fromisoformat(kept.get(TAXES_VAT_CREDIT_ON))
    except ValueError:
        return ZERO, None
    credit = Money(kept.get(TAXES_VAT_CREDIT_CENTS))
    if credit <= ZERO or told >= today or told < today - _CREDIT_LIVES:
        return ZERO, None
    return credit, told + _ONE


def _micro(
    session: Session, told: TaxProfile, days: _Days, flows: Sequence[Flow]
) -> tuple[TaxDue, ...]:
    first, today, last = days
    cashed = {
        period: _cashed(session, period, today, flows)
        for period, _legal in micro_periods(told, first, last)
    }
    return micro_dues(told, first, last, cashed, today)


def _cashed(session: Session, period: Period, today: date, flows: Sequence[Flow]) -> Money:
    """Return what customers paid in a period, and what they are expected to."""
    found = ZERO
    if period.first <= today:
        until = min(period.last, today) + _ONE
        found = _money(
            session.scalar(
                select(func.sum(_PAYMENTS.c.amount)).where(
                    _PAYMENTS.c.paid_at >= midnight(period.first),
                    _PAYMENTS.c.paid_at < midnight(until),
                )
            )
        )
    ahead = max(period.first, today)
    return found + total(
        each.amount
        for each in flows
        if each.category is CashCategory.SALES and ahead <= each.day <= period.last
    )


def _flow(due: TaxDue, today: date) -> Flow:
    day = max(due.day, today)
    return Flow(
        key=due.key,
        source=FlowSource.TAX,
        category=category_of(due.kind),
        label=due_label(due),
        why=due_reason(due),
        day=day,
        amount=-due.amount,
        certain=due.certain,
        cautious_day=day,
        cautious_amount=-due.amount,
        due_on=due.day,
        movable=False,
    )


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))
