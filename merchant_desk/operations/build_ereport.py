"""Build the report of a period from the ledgers, and keep it as it was built."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.platform import Ereport
from merchant_desk.queries.ereports import declarant, last_version, report_now
from merchant_desk.rules.company_numbers import is_siren
from merchant_desk.rules.e_reporting.flow_10 import flow_10
from merchant_desk.rules.e_reporting.flow_10_check import flow_10_findings
from merchant_desk.values.e_reporting import Declarant, Report, ReportKind, ReportPeriod
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import EreportId, new_id
from merchant_desk.values.platform_flows import FlowType, digest
from merchant_desk.values.texts import _

_REPORTS = table(Ereport)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class EreportBuilt:
    """A report that was kept; ``again`` when it says what the last one said."""

    ereport_id: EreportId
    version: int
    report: Report
    again: bool = False


def build_ereport(session: Session, gesture: Gesture, period: ReportPeriod) -> EreportBuilt:
    """Keep a version of the report; the next one replaces it (RE). The same facts add none."""
    who = _declarant(session, gesture)
    report = report_now(session, period, on_debits=who.on_debits)
    version = last_version(session, period) + 1
    facts = _facts(report, who)
    before = _last(session, period, version - 1)
    if before is not None and before.totals == facts:
        return EreportBuilt(before.id, before.version, report, again=True)
    identifier = f"{who.siren}-{period.kind.value[:3].upper()}-{period.first:%Y%m%d}-{version}"
    body = flow_10(report, who, identifier, gesture.at, replaces=version > 1)
    findings = flow_10_findings(body)
    if findings:
        raise RefusedError(
            _("Le e-reporting n’a pas été construit\u00a0: {finding}.").format(finding=findings[0]),
            _("Rien n’a été envoyé. Corrigez le document nommé, ou demandez de l’aide."),
        )
    row = Ereport(
        id=EreportId(new_id()),
        kind=period.kind,
        first_day=period.first,
        last_day=period.last,
        version=version,
        body=body,
        sha256=digest(body.encode()),
        totals=facts,
        at=gesture.at,
        by=gesture.person,
    )
    session.add(row)
    session.flush()
    return EreportBuilt(row.id, version, report)


def flow_type_of(report: Report) -> FlowType:
    """Return what the platform calls a report of these flows."""
    if report.period.kind is ReportKind.PAYMENTS:
        abroad = sum(bool(each.number) for each in report.payments)
        daily = len(report.payments) - abroad
        one, other = FlowType.DAILY_PAYMENTS, FlowType.FOREIGN_PAYMENTS
    else:
        abroad, daily = len(report.foreign), len(report.sales)
        one, other = FlowType.DAILY_SALES, FlowType.FOREIGN_SALES
    if abroad and daily:
        return FlowType.SEVERAL_REPORTS
    return other if abroad else one


def _declarant(session: Session, gesture: Gesture) -> Declarant:
    who = declarant(session, gesture.station_id)
    if who is None or not is_siren(who.siren) or not who.name:
        raise RefusedError(
            _(
                "Le e-reporting n’a pas été construit\u00a0: le nom ou le SIREN de la boutique "
                "manque."
            ),
            _("Complétez-les dans Réglages, Boutique."),
        )
    return who


def _facts(report: Report, who: Declarant) -> str:
    """Return what the report adds up to and a digest of all it says, instants left out."""
    body = flow_10(report, who, "-", _EPOCH, replaces=False)
    return json.dumps(
        {
            "base": report.base.cents,
            "vat": report.vat.cents,
            "collected": report.collected.cents,
            "days": len({each.day for each in report.sales}),
            "transactions": sum(each.count for each in report.sales),
            "foreign": len(report.foreign),
            "payments": len(report.payments),
            "due_on": report.period.due_on.isoformat(),
            "says": digest(body.encode()),
        },
        sort_keys=True,
    )


def _last(session: Session, period: ReportPeriod, version: int) -> Ereport | None:
    return session.scalars(
        select(Ereport).where(
            _REPORTS.c.kind == period.kind,
            _REPORTS.c.first_day == period.first,
            _REPORTS.c.version == version,
        )
    ).first()
