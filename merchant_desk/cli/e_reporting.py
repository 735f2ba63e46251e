"""``fiscal ereporting``: what will be reported of sales, built and compared on real data."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.operations.build_ereport import EreportBuilt, build_ereport
from merchant_desk.queries.ereports import ereport_body, regime_of
from merchant_desk.queries.reconcile_ereport import reconcile_ereport
from merchant_desk.rules.e_reporting.flow_10_check import flow_10_findings
from merchant_desk.rules.e_reporting.periods import is_rehearsal, period_of, periods_between
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.e_reporting import Reconciled, ReportKind, ReportPeriod
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import id_text
from merchant_desk.values.texts import _, later, ngettext


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--period",
        metavar=_("PÉRIODE"),
        help=_("2026-11 (le mois), ou 2026-11-08 (la période qui contient ce jour)"),
    )
    parser.add_argument(
        "--kind",
        choices=[each.value for each in ReportKind],
        default=None,
        help=_("ventes ou encaissements\u00a0; sinon les deux"),
    )
    parser.add_argument("--to", type=Path, metavar=_("DOSSIER"), help=_("où écrire les fichiers"))


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    kinds = [ReportKind(arguments.kind)] if arguments.kind else list(ReportKind)
    regime = counter.ask(regime_of, counter.station_id)
    first, last = _days(arguments.period)
    periods = [
        period
        for kind in kinds
        for period in (
            [period_of(regime, kind, first)]
            if first == last
            else periods_between(regime, kind, first, last)
        )
    ]
    told, lines, holds = [], [], True
    for period in periods:
        built = counter.do(build_ereport, counter.gesture(), period)
        body = counter.ask(ereport_body, built.ereport_id)
        compared = _compared(counter, period)
        holds = holds and (compared is None or compared.holds) and not flow_10_findings(body)
        path = _written(arguments.to, built, body) if arguments.to else None
        told.append(_facts(built, compared, path))
        lines.extend(_lines(built, compared, path))
    counter.answer({"regime": regime.value, "reports": told}, "\n".join(lines))
    return 0 if holds else 1


def _days(text: str | None) -> tuple[date, date]:
    """Return the days asked for: a month, or one day; today when nothing is said."""
    if text is None:
        today = paris_date(utc_now())
        return today, today
    try:
        if text.count("-") == 1:
            first = date.fromisoformat(f"{text}-01")
            after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            return first, date.fromordinal(after.toordinal() - 1)
        day = date.fromisoformat(text)
    except ValueError:
        raise RefusedError(
            _(
                "Le e-reporting n’a pas été construit\u00a0: la période «\u00a0{text}\u00a0» "
                "n’existe pas."
            ).format(text=text),
            _("Écrivez un mois (2026-11) ou un jour (2026-11-08)."),
        ) from None
    return day, day


def _compared(counter: Counter, period: ReportPeriod) -> Reconciled | None:
    if period.kind is not ReportKind.TRANSACTIONS:
        return None
    today = paris_date(utc_now())
    return counter.ask(reconcile_ereport, counter.station_id, period, today)


def _written(folder: Path, built: EreportBuilt, body: str) -> Path:
    period = built.report.period
    path = folder / f"e-reporting-{period.kind}-{period.first}-v{built.version}.xml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8", newline="")
    except OSError as error:
        raise UnavailableError(
            _("Le fichier n’a pas été écrit\u00a0: le dossier {folder} ne l’a pas pris.").format(
                folder=folder
            ),
            _("Choisissez un autre dossier."),
        ) from error
    return path


def _facts(built: EreportBuilt, compared: Reconciled | None, path: Path | None) -> dict[str, Any]:
    report, period = built.report, built.report.period
    return {
        "id": id_text(built.ereport_id),
        "kind": period.kind.value,
        "first_day": period.first.isoformat(),
        "last_day": period.last.isoformat(),
        "due_on": period.due_on.isoformat(),
        "rehearsal": is_rehearsal(period),
        "version": built.version,
        "already_built": built.again,
        "base_cents": report.base.cents,
        "vat_cents": report.vat.cents,
        "collected_cents": report.collected.cents,
        "days": [
            {
                "day": each.day.isoformat(),
                "category": each.category.value,
                "count": each.count,
                "base_cents": each.base.cents,
                "vat_cents": each.vat.cents,
            }
            for each in report.sales
        ],
        "foreign": [each.number for each in report.foreign],
        "reconciled": None if compared is None else _reconciled_facts(compared),
        "file": None if path is None else str(path),
    }


def _reconciled_facts(compared: Reconciled) -> dict[str, Any]:
    names = (
        *("reported", "invoiced", "untold", "documents", "closed", "booked", "documents_net"),
        *("ordered", "invoiced_orders"),
    )
    return {
        **{f"{name}_cents": getattr(compared, name).cents for name in names},
        "holds": compared.holds,
        "differences": [
            {
                "against": each.against,
                "label": each.label,
                "amount_cents": each.amount.cents,
                "reason": each.reason,
            }
            for each in compared.differences
        ],
    }


def _lines(built: EreportBuilt, compared: Reconciled | None, path: Path | None) -> list[str]:
    report, period = built.report, built.report.period
    name = _("Ventes") if period.kind is ReportKind.TRANSACTIONS else _("Encaissements")
    words = (
        _("{name} du {first} au {last}, répétition\u00a0: rien n’est à envoyer (version {version})")
        if is_rehearsal(period)
        else _("{name} du {first} au {last}, à envoyer avant le {due} (version {version})")
    )
    lines = [
        words.format(
            name=name,
            first=short_date(period.first),
            last=short_date(period.last),
            due=short_date(period.due_on),
            version=built.version,
        )
    ]
    if period.kind is ReportKind.PAYMENTS:
        lines.append(
            _("  Services encaissés\u00a0: {amount}").format(amount=euros(report.collected))
        )
    else:
        lines.append(
            _("  Hors taxes\u00a0: {base}, TVA\u00a0: {vat}").format(
                base=euros(report.base), vat=euros(report.vat)
            )
        )
    if compared is not None:
        lines.extend(_compared_lines(compared))
    if path is not None:
        lines.append(f"  {path}")
    return lines


def _verdict(compared: Reconciled) -> list[str]:
    if not compared.holds:
        return [_("  Ce qui est déclaré diffère des documents.")]
    return [] if compared.differences else [_("  Tout concorde au centime.")]


def _compared_lines(compared: Reconciled) -> list[str]:
    count = len(compared.differences)
    return [
        *_verdict(compared),
        *(
            [
                ngettext(
                    "  {n} écart à regarder\u00a0:", "  {n} écarts à regarder\u00a0:", count
                ).format(n=count)
            ]
            if count
            else []
        ),
        *(
            f"    {each.label}\u00a0: {euros(each.amount)} — {each.reason}"
            for each in compared.differences
        ),
    ]


EREPORTING = CliCommand(
    ("fiscal", "ereporting"),
    later("Construire le e-reporting d’une période et le comparer"),
    _arguments,
    run=_run,
)
