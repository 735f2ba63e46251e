"""Archives and certificates of a period, written off the window with their progress."""

from datetime import date
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from merchant_desk.documents.writing.archive_files import put_in_place
from merchant_desk.documents.writing.fiscal_archive import write_archive
from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.operations.record_archive import ArchiveMade, record_archive
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.number_certificate import number_certificate
from merchant_desk.ui.desk import Desk, Session
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.shell import Shell
from merchant_desk.values.chain_report import ChainReport
from merchant_desk.values.fiscal_archive import ArchiveAsked, ArchiveWritten
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.number_certificate import NumberCertificate
from merchant_desk.values.signing import fingerprint_of
from merchant_desk.values.texts import _

ARCHIVE, CERTIFICATE = "archive", "certificat"


class FiscalPapers(QObject):
    """``verified`` carries what a check found, made alone or with an archive."""

    verified = Signal(object)

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._written: ArchiveWritten | None = None
        self._file = Path()

    def verify(self) -> None:
        """Check every link, every row and every total."""
        progress, gesture = self._desk.new_progress(), self._desk.gesture()
        self._desk.read(self._show_report, _verified, gesture, progress)

    def write(self, what: str, first: date, last: date, file: str) -> None:
        """Write an archive or a certificate of these days into this file."""
        gesture, self._file = self._desk.gesture(), Path(file)
        if what == CERTIFICATE:
            self._desk.read(
                self._draw, _certified, gesture, (first, last), self._desk.new_progress()
            )
            return
        asked = ArchiveAsked(
            first=first,
            last=last,
            target=self._file,
            at=gesture.at,
            person=gesture.person,
            station_id=gesture.station_id,
            version=metadata.version("merchant-desk"),
        )
        self._desk.read(self._record, _archived, asked, gesture, self._desk.new_progress())

    def _show_report(self, report: ChainReport) -> None:
        self.verified.emit(report)

    def _draw(self, certificate: NumberCertificate) -> None:
        self._desk.network(self._show_paper, _write_certificate, self._file, certificate)

    def _show_paper(self, _answer: None) -> None:
        self._shell.toast(_("Certificat écrit dans {file}").format(file=self._file.name))

    def _record(self, written: ArchiveWritten) -> None:
        self._written = written
        asked = written.asked
        made = ArchiveMade(asked.first, asked.last, asked.target.name, written.manifest_digest)
        self._desk.write(self._place, record_archive, self._desk.gesture(), made)

    def _place(self, _archive_id: bytes) -> None:
        if self._written is not None:
            written = self._written
            self._desk.network(self._show_archive, put_in_place, written.part, written.asked.target)

    def _show_archive(self, _answer: None) -> None:
        self._shell.toast(_("Archive écrite dans {file}").format(file=self._file.name))
        if self._written is not None:
            self.verified.emit(self._written.report)


def _verified(session: Session, gesture: Gesture, progress: DeskProgress) -> ChainReport:
    try:
        key = fingerprint_of(gesture.signer)
        return verify_chains(session, progress, expected_fingerprint=key)
    finally:
        progress.end()


def _archived(
    session: Session, asked: ArchiveAsked, gesture: Gesture, progress: DeskProgress
) -> ArchiveWritten:
    try:
        return write_archive(session, asked, gesture.signer, progress)
    finally:
        progress.end()


def _certified(
    session: Session, gesture: Gesture, days: tuple[date, date], progress: DeskProgress
) -> NumberCertificate:
    try:
        return number_certificate(session, gesture, *days, progress)
    finally:
        progress.end()


def _write_certificate(file: Path, certificate: NumberCertificate) -> None:
    write_bytes(file, paper_bytes([certificate]))
