"""Many documents in a folder: whole, once, and told when something stands in the way."""

import errno
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from merchant_desk.documents.writing.invoice_folder import (
    Beside,
    FolderWritten,
    write_invoices,
)
from merchant_desk.errors import CancelledError, UnavailableError
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.progress import Silent
from tests.documents.kinds import credit_note, ticket
from tests.documents.samples import invoice, issued


def _pages(count: int) -> list[InvoicePage]:
    return [issued(replace(invoice(), number=f"FA2026-{n:06d}")) for n in range(1, count + 1)]


def _write(pages: list[InvoicePage], folder: Path, *beside: Beside) -> FolderWritten:
    return write_invoices(pages, len(pages), folder, Silent(), frozenset(beside))


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class _Watching(Silent):
    """Progress that is asked to stop after so many documents."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self.told: list[tuple[int, int | None, str]] = []

    def report(self, done: int, total: int | None, label: str) -> None:
        """Keep what is told; stop when that is enough."""
        self.told.append((done, total, label))
        if len(self.told) == self._most:
            self.stop()


def test_each_document_is_a_file_under_its_own_name_with_its_xml_inside(tmp_path: Path) -> None:
    pages = [*_pages(2), issued(credit_note()), issued(ticket())]

    written = _write(pages, tmp_path / "factures" / "novembre")

    assert _names(tmp_path / "factures" / "novembre") == [
        "Avoir AV2026-000007.pdf",
        "Facture FA2026-000001.pdf",
        "Facture FA2026-000002.pdf",
        "Ticket de caisse TA2026-001204.pdf",
    ]
    inside = [list(PdfReader(io.BytesIO(path.read_bytes())).attachments) for path in written.files]
    assert inside == [["factur-x.xml"]] * 3 + [[]]


def test_the_xml_of_each_format_lies_beside_when_asked(tmp_path: Path) -> None:
    _write([*_pages(1), issued(ticket())], tmp_path, Beside.CII, Beside.UBL)

    assert _names(tmp_path) == [
        "Facture FA2026-000001.cii.xml",
        "Facture FA2026-000001.pdf",
        "Facture FA2026-000001.ubl.xml",
        "Ticket de caisse TA2026-001204.pdf",
    ]
    pdf = PdfReader(io.BytesIO((tmp_path / "Facture FA2026-000001.pdf").read_bytes()))
    beside = (tmp_path / "Facture FA2026-000001.cii.xml").read_bytes()
    assert pdf.attachments["factur-x.xml"] == [beside]


def test_asking_again_writes_only_what_is_missing(tmp_path: Path) -> None:
    _write(_pages(2), tmp_path)

    again = _write(_pages(3), tmp_path)

    assert (len(again.files), again.already_there) == (1, 2)
    assert len(_names(tmp_path)) == 3


def test_another_file_of_the_same_name_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "Facture FA2026-000001.pdf").write_bytes(b"hers")

    written = _write(_pages(1), tmp_path)

    assert (tmp_path / "Facture FA2026-000001.pdf").read_bytes() == b"hers"
    assert [path.name for path in written.files] == ["Facture FA2026-000001 (2).pdf"]


def test_it_tells_how_far_it_is_and_stops_between_two_documents(tmp_path: Path) -> None:
    progress = _Watching(most=2)

    with pytest.raises(CancelledError):
        write_invoices(_pages(5), 5, tmp_path, progress)

    assert progress.told == [(0, 5, "FA2026-000001"), (1, 5, "FA2026-000002")]
    assert _names(tmp_path) == ["Facture FA2026-000001.pdf", "Facture FA2026-000002.pdf"]


def test_a_disk_that_fills_leaves_no_half_document_and_names_what_is_missing(
    tmp_path: Path, full_after: Callable[[int], None]
) -> None:
    full_after(3)  # the XML and the PDF of the first, the XML of the second

    with pytest.raises(UnavailableError) as refused:
        _write(_pages(20), tmp_path, Beside.CII)

    assert _names(tmp_path) == ["Facture FA2026-000001.cii.xml", "Facture FA2026-000001.pdf"]
    assert "19 documents sur 20 n’ont pas été écrits" in refused.value.title
    assert "le disque est plein" in refused.value.title
    assert "FA2026-000002, FA2026-000003" in refused.value.advice
    assert "et 7 autres" in refused.value.advice


def test_what_was_missing_comes_when_there_is_room_again(
    tmp_path: Path, full_after: Callable[[int], None]
) -> None:
    full_after(1)
    with pytest.raises(UnavailableError):
        _write(_pages(2), tmp_path)

    full_after(10)
    written = _write(_pages(2), tmp_path)

    assert (written.already_there, len(written.files)) == (1, 1)


def test_a_folder_that_is_a_file_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "factures").write_text("not a folder", "utf-8")

    with pytest.raises(UnavailableError, match="inaccessible"):
        _write(_pages(1), tmp_path / "factures")


def test_nothing_asked_is_nothing_written(tmp_path: Path) -> None:
    assert _write([], tmp_path) == FolderWritten((), 0)


@pytest.fixture
def full_after(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], None]]:
    """Give a disk that has room for so many files more."""
    left, real = [0], Path.replace

    def replaced(source: Path, target: os.PathLike[str] | str) -> Path:
        if left[0] == 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        left[0] -= 1
        return real(source, target)

    def room_for(files: int) -> None:
        left[0] = files
        monkeypatch.setattr(Path, "replace", replaced)

    yield room_for
    monkeypatch.undo()
