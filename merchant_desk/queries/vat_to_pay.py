"""The VAT of returns to come: from the books as far as they go, then from what is foreseen."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceRate
from merchant_desk.queries.accounting_facts import Bought, accounting_facts
from merchant_desk.rules.cash_taxes.due import TaxKind
from merchant_desk.rules.cash_taxes.expected_vat import VatShares, foreseen_oss, foreseen_vat
from merchant_desk.rules.cash_taxes.vat import VatPeriod
from merchant_desk.rules.legal_data import rates_on
from merchant_desk.rules.posting.period import PeriodFacts
from merchant_desk.rules.vat_summary import VatSection, vat_summary
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.cash_flow import Flow
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.vat import VatTreatment

_INVOICES, _RATES = table(Invoice), table(InvoiceRate)
_USUAL_DAYS = 91
_WHOLE_BP = 10_000


def vat_to_pay(
    session: Session, periods: Sequence[VatPeriod], today: date, flows: Sequence[Flow]
) -> Mapping[tuple[TaxKind, Period], Money]:
    """Return what each return comes to, below zero for a credit."""
    if not periods:
        return {}
    first = min(each.period.first for each in periods)
    facts = PeriodFacts()
    if first <= today:
        rates = rates_on(today)
        bought = Bought(self_assessed_bp=rates[0].rate_bp if rates else 0)
        with many_objects():
            facts = accounting_facts(session, first, today, bought)
    shares = vat_shares(session, today)
    return {(each.kind, each.period): _of(each, facts, today, flows, shares) for each in periods}


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
    )


def _of(
    each: VatPeriod, facts: PeriodFacts, today: date, flows: Sequence[Flow], shares: VatShares
) -> Money:
    period = each.period
    oss = each.kind is TaxKind.VAT_OSS
    found = ZERO
    if period.first <= today:
        summary = vat_summary(facts, period.first, min(period.last, today))
        found = summary.of(VatSection.OSS) if oss else summary.balance
    if period.last >= today:
        ahead = Period(max(period.first, today), period.last)
        foreseen = foreseen_oss if oss else foreseen_vat
        found += foreseen(flows, ahead, shares)
    return found


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))
