"""Many documents as files in a folder: each whole, with what was asked beside it, or not there.

The same document gives the same bytes, so that a folder that was left unfinished is simply asked
for again: what lies there already is left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path

from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.documents.writing.pdf_folder import FULL_DISK, drop, write_quickly
from merchant_desk.errors import UnavailableError
from merchant_desk.values.file_name import file_name
from merchant_desk.values.french import number
from merchant_desk.values.invoice_page import InvoiceKind, InvoicePage
from merchant_desk.values.progress import Progress
from merchant_desk.values.texts import _, ngettext, speaking_to_customers

_MOST_NAMED = 12


class Beside(StrEnum):
    """What may lie beside the PDF of a document, for programs that read no PDF."""

    CII = "cii"
    UBL = "ubl"


@dataclass(frozen=True, slots=True)
class FolderWritten:
    """What a batch wrote."""

    files: tuple[Path, ...]
    already_there: int


def write_invoices(
    pages: Iterable[InvoicePage],
    total: int,
    folder: Path,
    progress: Progress,
    beside: frozenset[Beside] = frozenset(),
) -> FolderWritten:
    """Write the documents; pages may come one by one while they are written.

    Raises CancelledError between two documents when it is asked to stop, and UnavailableError,
    which names what is missing, when the disk or the folder refuses. What is written stays whole.
    """
    coming, known = iter(pages), 0
    files: list[Path] = []
    _make(folder)
    for done, page in enumerate(coming):
        progress.check_cancelled()
        progress.report(done, total, page.number)
        try:
            written = _write(page, folder, beside)
        except OSError as error:
            missing = [page.number, *(each.number for each in coming)]
            raise _unfinished(missing, total, folder, error) from error
        files += written
        known += not written
    return FolderWritten(tuple(files), known)


def _write(page: InvoicePage, folder: Path, beside: frozenset[Beside]) -> tuple[Path, ...]:
    """Write a document and what goes beside it; return nothing when all of it lay there."""
    contents = {**_xml(page, beside), ".pdf": paper_bytes([page])}
    paths = _free(folder, _title(page), contents)
    written: list[Path] = []
    try:
        for extension, path in paths.items():
            if not path.exists():
                write_quickly(path, contents[extension])
                written.append(path)
    except OSError:
        for path in written:  # half a document is none
            drop(path)
        raise
    return tuple(written)


def _xml(page: InvoicePage, beside: frozenset[Beside]) -> dict[str, bytes]:
    if page.kind is InvoiceKind.TICKET:
        return {}
    found: dict[str, bytes] = {}
    if Beside.CII in beside:
        from merchant_desk.documents.e_invoice.cii import cii_xml  # noqa: PLC0415 - brings lxml

        found[".cii.xml"] = cii_xml(page)
    if Beside.UBL in beside:
        from merchant_desk.documents.e_invoice.ubl import ubl_xml  # noqa: PLC0415 - brings lxml

        found[".ubl.xml"] = ubl_xml(page)
    return found


def _title(page: InvoicePage) -> str:
    from merchant_desk.documents.drawing.invoice_head import title  # noqa: PLC0415 - ReportLab

    with speaking_to_customers():  # a file keeps its name whatever the screens speak
        copy = _("duplicata {n}").format(n=page.duplicate) if page.duplicate else ""
        return f"{title(page)} {page.number} {copy}".strip()


def _free(folder: Path, title: str, contents: dict[str, bytes]) -> dict[str, Path]:
    """Return paths that no other content bears: each is free, or lies there just as it should."""
    choices = (
        {
            extension: folder / file_name(named, extension, str(folder.absolute()))
            for extension in contents
        }
        for named in _names(title)
    )
    return next(
        paths
        for paths in choices
        if all(_may_be(path, contents[extension]) for extension, path in paths.items())
    )


def _names(title: str) -> Iterator[str]:
    yield title
    for rank in count(2):
        yield f"{title} ({rank})"


def _may_be(path: Path, content: bytes) -> bool:
    return not path.exists() or path.read_bytes() == content


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnavailableError(
            _("Les documents n’ont pas été écrits\u00a0: le dossier {folder} est inaccessible.")
            .format(folder=folder),
            _("Rendez ce dossier accessible en écriture, ou choisissez-en un autre."),
        ) from error  # fmt: skip


def _unfinished(missing: list[str], total: int, folder: Path, error: OSError) -> UnavailableError:
    full = error.errno in FULL_DISK
    reason = _("le disque est plein") if full else _("le dossier ne peut pas être écrit")
    pattern = ngettext(
        "{n} document sur {total} n’a pas été écrit dans {folder}\u00a0: {reason}.",
        "{n} documents sur {total} n’ont pas été écrits dans {folder}\u00a0: {reason}.",
        len(missing),
    )
    told = ", ".join(missing[:_MOST_NAMED])
    others = len(missing) - _MOST_NAMED
    if others > 0:
        told = ngettext("{told} et {n} autre", "{told} et {n} autres", others).format(
            told=told, n=number(others)
        )
    return UnavailableError(
        pattern.format(
            n=number(len(missing)), total=number(total), folder=folder, reason=reason
        ),
        _("Il manque {documents}. Libérez de la place et recommencez\u00a0: le reste est en place.")
        .format(documents=told),
    )  # fmt: skip
