"""Bring invoices of suppliers in from files, folders included."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.documents.received.invoice_paths import invoice_paths, read_bytes
from merchant_desk.documents.received.receiving import receive_invoice
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.ids import id_text
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.supplier_invoices import SupplierImported
from merchant_desk.values.texts import _, later, ngettext


def add_import(parser: argparse.ArgumentParser) -> None:
    """Take files and folders."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar=_("FICHIER"),
        help=_("facture Factur-X (PDF), CII ou UBL (XML), ou dossier de factures"),
    )


def import_files(arguments: argparse.Namespace, counter: Counter) -> int:
    """Keep each invoice in a transaction of its own; 1 when something was refused."""
    results = [_result(counter, path) for path in _paths(arguments.files)]
    refused = sum(not each["kept"] for each in results)
    lines = [each.pop("told") for each in results]
    kept = len(results) - refused
    lines.append(
        ngettext("{n} facture reçue", "{n} factures reçues", kept).format(n=kept)
        + ", "
        + ngettext("{n} refusée.", "{n} refusées.", refused).format(n=refused)
    )
    counter.answer({"kept": kept, "refused": refused, "files": results}, "\n".join(lines))
    return 1 if refused else 0


def _paths(given: Sequence[Path]) -> Iterator[Path]:
    found = invoice_paths(given)
    if not found:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: ce dossier ne contient ni PDF ni XML."),
            _("Indiquez une facture, ou le dossier où elles sont."),
        )
    yield from found


def _result(counter: Counter, path: Path) -> dict[str, Any]:
    try:
        file = ReceivedFile(path.name, read_bytes(path))
        done = receive_invoice(counter.do, counter.gesture(), file)
    except (RefusedError, UnavailableError) as trouble:
        return {
            "file": str(path),
            "kept": False,
            "problem": trouble.title,
            "advice": trouble.advice,
            "told": f"{path.name}\u00a0: {trouble.title}\n  {trouble.advice}",
        }
    return {"file": str(path), "kept": True, **_facts(done), "told": _told(path, done)}


def _facts(done: SupplierImported) -> dict[str, Any]:
    return {
        "invoice": id_text(done.invoice_id),
        "supplier": done.supplier,
        "number": done.number,
        "total_cents": done.total.cents,
        "due_on": done.due_on.isoformat(),
        "lines": done.lines,
        "matched": done.matched,
        "findings": [asdict(each) for each in done.findings],
    }


def _told(path: Path, done: SupplierImported) -> str:
    head = _("{file}\u00a0: {supplier}, {number}, {total}, échéance le {due}.").format(
        file=path.name,
        supplier=done.supplier,
        number=done.number,
        total=euros(done.total),
        due=short_date(done.due_on),
    )
    return "\n".join([head, *(f"  {each.sentence}" for each in done.findings)])


IMPORT_INVOICES = CliCommand(
    ("invoice", "import"), later("Recevoir des factures de fournisseurs"), add_import, import_files
)
