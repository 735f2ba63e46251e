"""``fiscal close|verify|archive|certificate``: closings, proof that nothing was changed."""

import argparse
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError
from merchant_desk.values.chain_report import ChainReport
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.signing import fingerprint_of
from merchant_desk.values.texts import _, later, ngettext

if TYPE_CHECKING:
    from merchant_desk.values.fiscal_archive import ArchiveAsked
    from merchant_desk.values.gesture import Gesture

_CHANGED = 1


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(
            _("Rien n’a été fait\u00a0: ce jour n’existe pas."),
            _("Écrivez par exemple 2026-11-21."),
        ) from None


def _close_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "level", choices=[each.value for each in ClosingLevel], help=_("day, month ou year")
    )
    parser.add_argument(
        "--on", metavar=_("JOUR"), default="", help=_("un jour de la période, 2026-11-21")
    )
    parser.add_argument(
        "--counted",
        action="append",
        default=[],
        metavar=_("VALEUR=NOMBRE"),
        help=_(
            "pièces et billets comptés, en centimes\u00a0: 2000=3 pour trois billets de 20\u00a0€"
        ),
    )


def _close(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.operations.close_period import (  # noqa: PLC0415 - loaded when asked
        CloseAsked,
        close_period,
    )

    day = _day(arguments.on) if arguments.on else paris_date(utc_now())
    pieces = tuple(_piece(each) for each in arguments.counted) or None
    asked = CloseAsked(ClosingLevel(arguments.level), day, pieces)
    closed = counter.do(close_period, counter.gesture(), asked)
    totals, drawer = closed.totals, closed.drawer
    facts = {
        "id": id_text(closed.closing_id),
        "level": closed.period.level.value,
        "period": closed.period.name,
        "sales_cents": totals.sales.cents,
        "returns_cents": totals.returns.cents,
        "total_cents": totals.total.cents,
        "perpetual_cents": totals.perpetual.total.cents,
        "perpetual_absolute_cents": totals.perpetual.absolute.cents,
        "drawer_expected_cents": None if drawer is None else drawer.expected.cents,
        "drawer_counted_cents": None if drawer is None else drawer.counted.cents,
        "anchor": closed.anchor,
    }
    lines = [
        _("{period}\u00a0: clôture faite.").format(period=closed.period.words),
        _("Total {total}, total perpétuel {perpetual}.").format(
            total=euros(totals.total), perpetual=euros(totals.perpetual.total)
        ),
    ]
    if drawer is not None:
        text = _("Caisse\u00a0: {counted} comptés, écart {difference}.")
        told = {"counted": euros(drawer.counted), "difference": euros(drawer.difference)}
        lines.append(text.format(**told))
    lines.append(_("Repère à garder ailleurs\u00a0: {anchor}").format(anchor=closed.anchor))
    counter.answer(facts, "\n".join(lines))
    return 0


def _piece(text: str) -> tuple[int, int]:
    cents, _sign, count = text.partition("=")
    if not (cents.isdecimal() and count.isdecimal() and int(cents) > 0):
        raise RefusedError(
            _("Rien n’a été clôturé\u00a0: «\u00a0{text}\u00a0» ne se compte pas.").format(
                text=text
            ),
            _("Écrivez par exemple --counted 2000=3 pour trois billets de 20\u00a0€."),
        )
    return int(cents), int(count)


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--tail", action="store_true", help=_("seulement depuis la dernière clôture")
    )


def _verify(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.queries.chain_check import verify_chains  # noqa: PLC0415 - loaded when asked

    key = fingerprint_of(counter.signer)
    report = counter.ask(verify_chains, tail_only=arguments.tail, expected_fingerprint=key)
    counter.answer(_facts(report), _said(report))
    return 0 if report.holds else _CHANGED


def _facts(report: ChainReport) -> dict[str, object]:
    return {
        "holds": report.holds,
        "links": report.links,
        "unsigned": report.unsigned,
        "problems": [
            {"trouble": each.trouble.value, "what": each.what, "sentence": each.sentence}
            for each in report.problems
        ],
    }


def _said(report: ChainReport) -> str:
    if report.problems:
        return "\n".join(each.sentence for each in report.problems)
    lines = [_("Tout tient\u00a0: {n} maillons vérifiés.").format(n=number(report.links))]
    if report.unsigned:
        text = ngettext(
            "{n} maillon récent n’est pas signé\u00a0: aucune clé ne répond.",
            "{n} maillons récents ne sont pas signés\u00a0: aucune clé ne répond.",
            report.unsigned,
        )
        lines.append(text.format(n=number(report.unsigned)))
    return "\n".join(lines)


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first", required=True, metavar=_("JOUR"), help=_("premier jour")
    )
    parser.add_argument(
        "--to", dest="last", required=True, metavar=_("JOUR"), help=_("dernier jour")
    )


def _period(arguments: argparse.Namespace) -> tuple[date, date]:
    first, last = _day(arguments.first), _day(arguments.last)
    if first > last:
        raise RefusedError(
            _("Rien n’a été fait\u00a0: la période finit avant de commencer."),
            _("Donnez à --from un jour qui précède celui de --to."),
        )
    return first, last


def _check_place(target: Path) -> None:
    """Refuse a place where no file can be, before anything is recorded."""
    if target.exists() and not target.is_file():
        raise RefusedError(
            _("L’archive n’a pas été écrite\u00a0: {file} n’est pas un fichier.").format(
                file=target
            ),
            _("Donnez à --to-file le nom d’un fichier, par exemple archive-2026.zip."),
        )


def _archive_arguments(parser: argparse.ArgumentParser) -> None:
    _days(parser)
    parser.add_argument(
        "--to-file", type=Path, required=True, metavar=_("FICHIER.zip"), help=_("où l’écrire")
    )


def _archive_asked(
    arguments: argparse.Namespace, counter: Counter
) -> "tuple[Gesture, ArchiveAsked]":
    from merchant_desk.values.fiscal_archive import ArchiveAsked  # noqa: PLC0415 - when asked

    first, last = _period(arguments)
    _check_place(arguments.to_file)
    gesture = counter.gesture()
    return gesture, ArchiveAsked(
        first=first,
        last=last,
        target=arguments.to_file,
        at=gesture.at,
        person=gesture.person,
        station_id=gesture.station_id,
        version=metadata.version("merchant-desk"),
    )


def _archive(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.documents.writing.archive_files import (  # noqa: PLC0415 - loaded when asked
        put_in_place,
    )
    from merchant_desk.documents.writing.fiscal_archive import (  # noqa: PLC0415 - as above
        write_archive,
    )
    from merchant_desk.operations.record_archive import (  # noqa: PLC0415 - as above
        ArchiveMade,
        record_archive,
    )
    from merchant_desk.values.progress import Silent  # noqa: PLC0415 - as above

    gesture, asked = _archive_asked(arguments, counter)
    written = counter.ask(write_archive, asked, gesture.signer, Silent())
    made = ArchiveMade(asked.first, asked.last, asked.target.name, written.manifest_digest)
    counter.do(record_archive, gesture, made)
    put_in_place(written.part, asked.target)
    facts = {
        "file": str(asked.target),
        "documents": written.documents,
        "links": written.links,
        "manifest_sha256": written.manifest_digest,
        **_facts(written.report),
    }
    text = ngettext(
        "Archive écrite\u00a0: {file}\n{n} pièce, empreinte {digest}",
        "Archive écrite\u00a0: {file}\n{n} pièces, empreinte {digest}",
        written.documents,
    )
    told = text.format(
        file=asked.target, n=number(written.documents), digest=written.manifest_digest
    )
    counter.answer(facts, f"{told}\n{_said(written.report)}")
    return 0 if written.report.holds else _CHANGED


def _certificate_arguments(parser: argparse.ArgumentParser) -> None:
    _days(parser)
    parser.add_argument(
        "--to-file", type=Path, metavar=_("FICHIER.pdf"), help=_("écrire aussi le PDF")
    )


def _certificate(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.documents.writing.paper_bytes import (  # noqa: PLC0415 - loaded when asked
        paper_bytes,
    )
    from merchant_desk.documents.writing.write_file import write_bytes  # noqa: PLC0415 - as above
    from merchant_desk.queries.number_certificate import (  # noqa: PLC0415 - as above
        number_certificate,
    )

    first, last = _period(arguments)
    certificate = counter.ask(number_certificate, counter.gesture(), first, last)
    if arguments.to_file is not None:
        write_bytes(arguments.to_file, paper_bytes([certificate]))
    lines = [
        ngettext(
            "{prefix}\u00a0: {first} à {last}, {n} pièce, {verdict}",
            "{prefix}\u00a0: {first} à {last}, {n} pièces, {verdict}",
            each.count,
        ).format(
            prefix=each.prefix,
            first=each.first,
            last=each.last,
            n=number(each.count),
            verdict=_("continue") if each.holds else _("NON continue"),
        )
        for each in certificate.series
    ]
    counter.answer(certificate.facts, "\n".join(lines) or _("Aucun numéro dans cette période."))
    return 0 if certificate.holds else _CHANGED


FISCAL_CLOSE = CliCommand(
    ("fiscal", "close"), later("Clôturer un jour, un mois ou un exercice"), _close_arguments, _close
)
FISCAL_VERIFY = CliCommand(
    ("fiscal", "verify"),
    later("Vérifier que rien de ce qui est scellé n’a été changé"),
    _verify_arguments,
    _verify,
)
FISCAL_ARCHIVE = CliCommand(
    ("fiscal", "archive"),
    later("Écrire l’archive d’une période pour un contrôle"),
    _archive_arguments,
    _archive,
)
FISCAL_CERTIFICATE = CliCommand(
    ("fiscal", "certificate"),
    later("Certifier que les numéros d’une période se suivent"),
    _certificate_arguments,
    _certificate,
)
