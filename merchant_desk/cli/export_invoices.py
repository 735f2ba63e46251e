"""``invoice export``: documents as files, one Factur-X each, and what programs read beside it."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.documents.writing.invoice_folder import Beside, write_invoices
from merchant_desk.queries.find_invoice import invoice_by_number, invoice_numbers
from merchant_desk.queries.invoice_pages import invoice_page
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.progress import Silent
from merchant_desk.values.texts import _, later, ngettext


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("numbers", nargs="+", metavar=_("NUMÉRO|all"), help=_("quels documents"))
    parser.add_argument(
        "--to", type=Path, required=True, metavar=_("DOSSIER"), help=_("où les écrire")
    )
    parser.add_argument(
        "--beside",
        action="append",
        default=[],
        choices=[each.value for each in Beside],
        help=_("écrire aussi ce fichier à côté du PDF"),
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    asked = list(dict.fromkeys(arguments.numbers))
    numbers = list(counter.ask(invoice_numbers)) if asked == ["all"] else asked
    found = [counter.ask(invoice_by_number, number) for number in numbers]

    def pages() -> Iterator[InvoicePage]:
        for invoice_id in found:
            yield counter.ask(invoice_page, invoice_id)

    beside = frozenset(Beside(each) for each in arguments.beside)
    written = write_invoices(pages(), len(found), arguments.to, Silent(), beside)
    facts = {
        "folder": str(arguments.to),
        "files": [path.name for path in written.files],
        "already_there": written.already_there,
    }
    told = ngettext("{n} document dans {folder}.", "{n} documents dans {folder}.", len(found))
    counter.answer(facts, told.format(n=len(found), folder=arguments.to))
    return 0


INVOICE_EXPORT = CliCommand(
    ("invoice", "export"), later("Écrire des factures en fichiers Factur-X"), _arguments, _run
)
