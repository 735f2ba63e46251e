"""The VAT of returns to come: from the books as far as they go, then from what is foreseen."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceRate, InvoiceSeries
from merchant_desk.models.order import Payment
from merchant_desk.models.supplier import SupplierInvoice
from merchant_desk.queries.accounting_facts import Bought, accounting_facts
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.suppliers_abroad import suppliers_abroad
from merchant_desk.rules.cash_taxes.due import TaxKind
from merchant_desk.rules.cash_taxes.expected_vat import (
    VatShares,
    foreseen_oss,
    foreseen_vat,
    makes_vat,
)
from merchant_desk.rules.cash_taxes.vat import VatPeriod
from merchant_desk.rules.legal_data import rates_on
from merchant_desk.rules.posting.period import PeriodFacts
from merchant_desk.rules.vat_summary import VatSection, vat_summary
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.cash_flow import Flow
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.vat import VatTreatment

_INVOICES, _RATES, _SERIES = table(Invoice), table(InvoiceRate), table(InvoiceSeries)
_PAYMENTS, _BILLS = table(Payment), table(SupplierInvoice)
_Return = tuple[TaxKind, Period]
_USUAL_DAYS = 91
_WHOLE_BP = 10_000


def vat_to_pay(
    session: Session,
    periods: Sequence[VatPeriod],
    today: date,
    flows: Iterable[Flow],
    memory: ForecastMemory | None = None,
) -> Mapping[tuple[TaxKind, Period], Money]:
    """Return what each return comes to, below zero for a credit."""
    if not periods:
        return {}
    wanted = tuple((each.kind, each.period) for each in periods)
    booked, shares = (memory or ForecastMemory()).kept(
        "vat",
        (wanted, today, _known(session)),
        lambda: (_booked(session, wanted, today), vat_shares(session, today)),
    )
    ahead = [each for each in flows if makes_vat(each)]
    return {
        (kind, period): booked[kind, period] + _foreseen(kind, period, today, ahead, shares)
        for kind, period in wanted
    }


def _known(session: Session) -> Hashable:
    """Return what changes with every document, payment and bill that the books are made from."""
    bills = session.execute(
        select(_BILLS.c.state, func.count(), func.max(_BILLS.c.received_at)).group_by(
            _BILLS.c.state
        )
    )
    return (
        session.scalar(select(func.sum(_SERIES.c.last_counter))),
        session.scalar(select(_PAYMENTS.c.id).order_by(_PAYMENTS.c.id.desc()).limit(1)),
        tuple(sorted((str(state), count, str(at)) for state, count, at in bills)),
    )


def _booked(session: Session, wanted: Sequence[_Return], today: date) -> Mapping[_Return, Money]:
    """Return what the books tell of each return until today."""
    first = min(period.first for _kind, period in wanted)
    if first > today:
        return dict.fromkeys(wanted, ZERO)
    rates = rates_on(today)
    bought = Bought(self_assessed_bp=rates[0].rate_bp if rates else 0)
    with many_objects():
        facts = accounting_facts(session, first, today, bought)
        return {each: _booked_of(each, facts, today) for each in wanted}


def _booked_of(each: _Return, facts: PeriodFacts, today: date) -> Money:
    kind, period = each
    if period.first > today:
        return ZERO
    summary = vat_summary(facts, period.first, min(period.last, today))
    return summary.of(VatSection.OSS) if kind is TaxKind.VAT_OSS else summary.balance


def _foreseen(
    kind: TaxKind, period: Period, today: date, flows: Sequence[Flow], shares: VatShares
) -> Money:
    if period.last < today:
        return ZERO
    ahead = Period(max(period.first, today), period.last)
    foreseen = foreseen_oss if kind is TaxKind.VAT_OSS else foreseen_vat
    return foreseen(flows, ahead, shares)


def vat_shares(session: Session, today: date) -> VatShares:
    """Return what of the sales of the last weeks was VAT, here and elsewhere."""
    rows = session.execute(
        select(_RATES.c.treatment, func.sum(_RATES.c.vat), func.sum(_RATES.c.total))
        .join_from(_RATES, _INVOICES, _INVOICES.c.id == _RATES.c.invoice_id)
        .where(
            _INVOICES.c.fiscal_day >= today - timedelta(days=_USUAL_DAYS),
            _INVOICES.c.fiscal_day <= today,
            _INVOICES.c.details_id.is_(None),
        )
        .group_by(_RATES.c.treatment)
    )
    vat: dict[VatTreatment, Money] = {}
    sold = ZERO
    for treatment, tax, whole in rows:
        vat[treatment] = _money(tax)
        sold += _money(whole)
    rates = rates_on(today)
    usual_bp = rates[0].rate_bp if rates else 0
    if sold <= ZERO:  # nothing sold yet: the usual rate
        vat = {VatTreatment.NORMAL: Money(usual_bp)}
        sold = Money(_WHOLE_BP + usual_bp)
    return VatShares(
        home=vat.get(VatTreatment.NORMAL, ZERO),
        elsewhere=vat.get(VatTreatment.OSS, ZERO),
        sold=sold,
        bought_bp=usual_bp,
        untaxed=frozenset(suppliers_abroad(session).values()),
    )


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))
