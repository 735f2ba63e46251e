"""``fiscal fec|vat|sales-journal|receipts|purchases``: the books of a period for the accountant."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from merchant_desk.cli.accounting_facts import (
    bank_facts,
    fec_facts,
    journal_facts,
    money_facts,
    vat_facts,
)
from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import RefusedError
from merchant_desk.values.accounting_period import Period
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros, number, rate
from merchant_desk.values.texts import _, later, ngettext

if TYPE_CHECKING:
    from merchant_desk.queries.period_books import PeriodBooks

_BROKEN = 1


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first", required=True, metavar=_("JOUR"), help=_("premier jour, 2026-01-31")
    )
    parser.add_argument(
        "--to", dest="last", required=True, metavar=_("JOUR"), help=_("dernier jour")
    )


def _fec_arguments(parser: argparse.ArgumentParser) -> None:
    _days(parser)
    parser.add_argument(
        "--to-file",
        type=Path,
        metavar=_("DOSSIER"),
        help=_("dossier où l’écrire sous son nom légal\u00a0; sans lui, il est seulement vérifié"),
    )
    parser.add_argument(
        "--encoding",
        choices=["utf-8", "iso8859-15"],
        default="utf-8",
        help=_("codage des caractères"),
    )
    parser.add_argument(
        "--separator", choices=["tab", "pipe"], default="tab", help=_("séparateur des champs")
    )


def _book_arguments(parser: argparse.ArgumentParser) -> None:
    _days(parser)
    parser.add_argument(
        "--to-file", type=Path, metavar=_("FICHIER"), help=_("l’écrire en .csv ou en .pdf")
    )


def _fec(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.reports.fec import FecEncoding, FecSeparator  # noqa: PLC0415 - when asked
    from merchant_desk.reports.period_fec import period_fec  # noqa: PLC0415 - as above

    separator = FecSeparator.TAB if arguments.separator == "tab" else FecSeparator.PIPE
    books = _books(arguments, counter)
    made = period_fec(books, FecEncoding(arguments.encoding), separator)
    file: Path | None = arguments.to_file
    if file is not None:
        folder = file if file.is_dir() else _made(file)
        file = folder / made.name
        write_bytes(file, made.data)
        write_bytes(folder / made.description_name, made.description.encode())
    told = ngettext("{n} ligne", "{n} lignes", made.lines).format(n=number(made.lines))
    lines = [
        _("Écritures au format FEC\u00a0: {name}").format(name=file or made.name),
        _("{lines}, {total} au débit comme au crédit.").format(lines=told, total=euros(made.total)),
        _("Toutes les règles publiées sont respectées."),
        *(each.sentence for each in books.notes),
    ]
    counter.answer(fec_facts(books, made, file), "\n".join(lines))
    return 0


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(
            _("Le fichier n’a pas été écrit\u00a0: {folder} n’est pas un dossier.").format(
                folder=folder
            ),
            _("Donnez un dossier\u00a0: le fichier y prend son nom légal."),
        ) from error
    return folder


def _book(
    key: str,
    facts: Callable[[PeriodBooks], Any],
    lines: Callable[[PeriodBooks], list[str]],
    arguments: argparse.Namespace,
    counter: Counter,
) -> int:
    from merchant_desk.reports.accounting_csv import SHEETS  # noqa: PLC0415 - loaded when asked
    from merchant_desk.reports.accounting_papers import (  # noqa: PLC0415 - as above
        PAPERS,
        check_lines,
    )

    books = _books(arguments, counter)
    file: Path | None = arguments.to_file
    told = lines(books)
    if file is not None:
        if file.suffix.lower() not in {".csv", ".pdf"}:
            raise RefusedError(
                _("Rien n’a été écrit\u00a0: {file} n’est ni .csv ni .pdf.").format(file=file.name),
                _("Terminez le nom du fichier par .csv pour un tableur, .pdf pour l’imprimer."),
            )
        pdf = file.suffix.lower() == ".pdf"
        write_bytes(file, paper_bytes([PAPERS[key](books)]) if pdf else SHEETS[key](books))
        told.append(_("Écrit\u00a0: {file}").format(file=file))
    notes = [each.sentence for each in books.notes]
    counter.answer(facts(books), "\n".join([*told, *check_lines(books), *notes]))
    return 0 if books.holds else _BROKEN


def _books(arguments: argparse.Namespace, counter: Counter) -> PeriodBooks:
    from merchant_desk.queries.period_books import period_books  # noqa: PLC0415 - loaded when asked

    period = Period(_day(arguments.first), _day(arguments.last))
    return counter.ask(period_books, counter.station_id, period, paris_date(utc_now()))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedError(
            _("Rien n’a été fait\u00a0: «\u00a0{text}\u00a0» n’est pas un jour.").format(text=text),
            _("Écrivez l’année, le mois et le jour, par exemple 2026-01-31."),
        ) from None


def _vat_lines(books: PeriodBooks) -> list[str]:
    from merchant_desk.rules.accounting_words import (  # noqa: PLC0415 - loaded when asked
        period_words,
        section_words,
    )

    lines = [period_words(books.period)]
    for row in books.vat.rows:
        told = " ".join(
            each for each in (section_words(row.section), rate(row.rate_bp), row.country) if each
        )
        lines.append(
            _("{what}\u00a0: base {base}, TVA {vat}").format(
                what=told, base=euros(row.base), vat=euros(row.vat)
            )
        )
    lines.append(
        _("TVA due {due}, déductible {deducted}, solde {balance}").format(
            due=euros(books.vat.due),
            deducted=euros(books.vat.deductible),
            balance=euros(books.vat.balance),
        )
    )
    return lines


def _journal_lines(books: PeriodBooks) -> list[str]:
    journal = books.journal
    count = len(journal.rows)
    told = ngettext("{n} document", "{n} documents", count).format(n=number(count))
    lines = [
        _("{documents}\u00a0: {base} HT, {vat} de TVA, {total} TTC").format(
            documents=told,
            base=euros(journal.base),
            vat=euros(journal.vat),
            total=euros(journal.total),
        )
    ]
    lines.extend(f"{row.day.isoformat()}  {row.number}  {euros(row.total)}" for row in journal.rows)
    return lines


def _money_lines(key: str, books: PeriodBooks) -> list[str]:
    rows = books.receipts if key == "receipts" else books.bought
    return [f"{row.day.isoformat()}  {row.piece}  {row.party}  {euros(row.amount)}" for row in rows]


def _bank_lines(books: PeriodBooks) -> list[str]:
    book = books.bank
    told = _("Banque {bank}, écritures {books}").format(
        bank=euros(book.bank), books=euros(book.books)
    )
    apart = [
        _("{day}  {piece}  {party}\u00a0: enregistré {booked}, vu {seen}").format(
            day=each.day.isoformat(),
            piece=each.piece,
            party=each.party,
            booked=euros(each.booked),
            seen=euros(each.seen),
        )
        for each in book.differences
    ]
    waits = [
        _("{day}  {label}\u00a0: {amount} au compte d’attente").format(
            day=each.day.isoformat(), label=each.label, amount=euros(each.waits)
        )
        for each in book.unknown
    ]
    return [told, *apart, *waits]


FISCAL_FEC = CliCommand(
    ("fiscal", "fec"), later("Écrire les écritures d’une période au format FEC"), _fec_arguments,
    _fec,
)  # fmt: skip
FISCAL_VAT = CliCommand(
    ("fiscal", "vat"), later("Dire la TVA d’une période"), _book_arguments,
    partial(_book, "vat", vat_facts, _vat_lines),
)  # fmt: skip
FISCAL_JOURNAL = CliCommand(
    ("fiscal", "sales-journal"), later("Dire le journal des ventes d’une période"),
    _book_arguments, partial(_book, "sales_journal", journal_facts, _journal_lines),
)  # fmt: skip
FISCAL_RECEIPTS = CliCommand(
    ("fiscal", "receipts"), later("Dire le livre des recettes d’une période"), _book_arguments,
    partial(_book, "receipts", partial(money_facts, "receipts"), partial(_money_lines, "receipts")),
)  # fmt: skip
FISCAL_PURCHASES = CliCommand(
    ("fiscal", "purchases"), later("Dire le registre des achats d’une période"), _book_arguments,
    partial(
        _book, "purchases", partial(money_facts, "purchases"), partial(_money_lines, "purchases")
    ),
)  # fmt: skip
FISCAL_BANK = CliCommand(
    ("fiscal", "bank"), later("Dire la banque à côté des écritures d’une période"),
    _book_arguments, partial(_book, "bank", bank_facts, _bank_lines),
)  # fmt: skip
ACCOUNTING_COMMANDS = (
    FISCAL_BANK, FISCAL_FEC, FISCAL_JOURNAL, FISCAL_PURCHASES, FISCAL_RECEIPTS, FISCAL_VAT,
)  # fmt: skip
