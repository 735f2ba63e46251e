"""Reports of sales: what one says today, who declares, and those that were built."""

import json
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.platform import Ereport, PlatformFlow
from merchant_desk.queries.ereport_facts import told_documents
from merchant_desk.queries.ereport_payments import told_payments
from merchant_desk.queries.settings import profile, settings
from merchant_desk.rules.e_invoice_scope import Way
from merchant_desk.rules.e_reporting.aggregate import daily_payments, daily_sales
from merchant_desk.rules.e_reporting.periods import period_of
from merchant_desk.values.e_reporting import (
    Declarant,
    EreportRow,
    Regime,
    Report,
    ReportKind,
    ReportPeriod,
)
from merchant_desk.values.ids import EreportId, StationId
from merchant_desk.values.money import Money
from merchant_desk.values.settings import E_REPORTING_REGIME, PLATFORM_NAME, PLATFORM_NUMBER
from merchant_desk.values.vat import VatTreatment

_REPORTS, _FLOWS = table(Ereport), table(PlatformFlow)
_SHOWN = 200


def regime_of(session: Session, station_id: StationId) -> Regime:
    """Return how the shop reports: as it chose, else as its VAT says."""
    chosen = settings(session, station_id).get(E_REPORTING_REGIME)
    if chosen in set(Regime):
        return Regime(chosen)
    shop = profile(session)
    franchise = shop is not None and shop.vat_treatment is VatTreatment.FRANCHISE
    return Regime.FRANCHISE if franchise else Regime.QUARTERLY


def declarant(session: Session, station_id: StationId) -> Declarant | None:
    """Return who reports, or None while the shop has no identity."""
    shop = profile(session)
    if shop is None:
        return None
    kept, seller = settings(session, station_id), shop.seller
    return Declarant(
        siren=seller.siren,
        name=seller.name,
        vat_number=seller.vat_number,
        on_debits=seller.vat_on_debits,
        platform_number=kept.get(PLATFORM_NUMBER),
        platform_name=kept.get(PLATFORM_NAME),
    )


def report_now(session: Session, period: ReportPeriod, *, on_debits: bool = False) -> Report:
    """Return what a report of this period says today."""
    if period.kind is ReportKind.PAYMENTS:
        if on_debits:
            return Report(period)  # VAT of services is due at the invoice: nothing to tell
        return Report(period, payments=daily_payments(told_payments(session, *_days(period))))
    told = told_documents(session, *_days(period))
    return Report(
        period,
        sales=daily_sales(each.sale for each in told if each.way is Way.CONSUMER),
        foreign=tuple(each.sale for each in told if each.way is Way.FOREIGN),
    )


def current_period(
    session: Session, station_id: StationId, kind: ReportKind, day: date
) -> ReportPeriod:
    """Return the period of this shop that holds a day."""
    return period_of(regime_of(session, station_id), kind, day)


def ereports(session: Session) -> tuple[EreportRow, ...]:
    """Return the reports that were built, the latest first."""
    state = (
        select(_FLOWS.c.state)
        .where(_FLOWS.c.ereport_id == _REPORTS.c.id)
        .order_by(_FLOWS.c.at.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(_REPORTS, state.label("sent"))
        .order_by(_REPORTS.c.first_day.desc(), _REPORTS.c.kind, _REPORTS.c.version.desc())
        .limit(_SHOWN)
    )
    return tuple(
        EreportRow(
            id=row.id,
            period=_period(row.kind, row.first_day, row.last_day, row.totals),
            version=row.version,
            base=_money(row.totals, "base"),
            vat=_money(row.totals, "vat"),
            collected=_money(row.totals, "collected"),
            at=row.at,
            by=row.by,
            sent="" if row.sent is None else str(row.sent),
        )
        for row in rows
    )


def ereport_body(session: Session, ereport_id: EreportId) -> str:
    """Return the file of a report."""
    asked = select(_REPORTS.c.body).where(_REPORTS.c.id == ereport_id)
    body: str = session.execute(asked).scalar_one()
    return body


def last_version(session: Session, period: ReportPeriod) -> int:
    """Return how often this period was built."""
    found: int | None = session.execute(
        select(func.max(_REPORTS.c.version)).where(
            _REPORTS.c.kind == period.kind, _REPORTS.c.first_day == period.first
        )
    ).scalar()
    return found or 0


def _days(period: ReportPeriod) -> tuple[date, date]:
    return period.first, period.last


def _period(kind: str, first: date, last: date, totals: str) -> ReportPeriod:
    due = json.loads(totals).get("due_on") or last.isoformat()
    return ReportPeriod(ReportKind(kind), first, last, date.fromisoformat(due))


def _money(totals: str, name: str) -> Money:
    return Money(int(json.loads(totals).get(name, 0)))
