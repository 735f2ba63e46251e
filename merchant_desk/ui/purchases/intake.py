"""Takes invoices in from files: read beside the window, kept one by one, told at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.documents.received.invoice_file import read_invoice_file
from merchant_desk.documents.received.invoice_paths import invoice_paths, read_bytes
from merchant_desk.errors import DeskError, RefusedError, UnavailableError
from merchant_desk.operations.import_supplier_invoice import (
    AlreadyReceivedError,
    import_supplier_invoice,
)
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.received_invoice import ReceivedFile, ReceivedInvoice
from merchant_desk.values.supplier_invoices import SupplierImported
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What became of one file: kept, known already, or refused with why."""

    name: str
    kept: SupplierImported | None = None
    known: SupplierInvoiceId | None = None
    title: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class _Read:
    file: ReceivedFile
    received: ReceivedInvoice | None
    title: str = ""
    advice: str = ""


class Intake(QObject):
    """``taken`` carries what became of every file, once all are done."""

    taken = Signal(object)

    def __init__(self, desk: Desk, screen: QWidget) -> None:
        super().__init__(screen)
        self._desk = desk
        self._screen = screen
        self._folder = ""
        self._waiting: list[_Read] = []
        self._done: list[TakenFile] = []
        self._progress: DeskProgress | None = None
        desk.crashed.connect(self._on_crashed)

    @property
    def busy(self) -> bool:
        """Tell whether files are being taken in."""
        return self._progress is not None

    def choose_files(self) -> None:
        """Ask for files."""
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._screen.window(),
            _("Choisir des factures"),
            self._folder,
            _("Factures (*.pdf *.xml);;Tous les fichiers (*)"),
        )
        self.take([Path(each) for each in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder."""
        chosen = QFileDialog.getExistingDirectory(
            self._screen.window(), _("Choisir un dossier de factures"), self._folder
        )
        self.take([Path(chosen)] if chosen else [])

    def take(self, paths: Sequence[Path]) -> None:
        """Take these files and folders in; one at a time, what is dropped meanwhile waits not."""
        if not paths or self.busy:
            return
        self._folder = str(paths[0].parent)
        self._progress = self._desk.new_progress()
        self._done = []
        ticket = self._desk.network(self._show_read, _read_all, tuple(paths), self._progress)
        ticket.or_else(self._show_trouble)

    def _show_read(self, read: tuple[_Read, ...]) -> None:
        self._waiting = list(reversed(read))
        self._next()

    def _next(self) -> None:
        while self._waiting:
            each = self._waiting.pop()
            if each.received is not None:
                self._keep(each, each.received)
                return
            self._done.append(TakenFile(each.file.name, title=each.title, advice=each.advice))
        self._end()

    def _keep(self, each: _Read, received: ReceivedInvoice) -> None:
        self._done.append(TakenFile(each.file.name))
        ticket = self._desk.write(
            self._show_kept, import_supplier_invoice, self._desk.gesture(), received, each.file
        )
        ticket.or_else(self._show_refused)

    def _show_kept(self, kept: SupplierImported) -> None:
        self._done[-1] = TakenFile(self._done[-1].name, kept=kept)
        self._next()

    def _show_refused(self, error: DeskError) -> None:
        known = error.invoice_id if isinstance(error, AlreadyReceivedError) else None
        self._done[-1] = TakenFile(
            self._done[-1].name, known=known, title=error.title, advice=error.advice
        )
        self._next()

    def _show_trouble(self, error: DeskError) -> None:
        self._done = [TakenFile("", title=error.title, advice=error.advice)]
        self._end()

    def _on_crashed(self, _what: str, _report: str) -> None:
        """Be ready again after a bug: what was not kept can be dropped once more."""
        if self._progress is not None:
            self._progress.end()
            self._progress = None
            self._waiting = []

    def _end(self) -> None:
        if self._progress is not None:
            self._progress.end()
        self._progress = None
        self.taken.emit(tuple(self._done))


def _read_all(paths: Sequence[Path], progress: DeskProgress) -> tuple[_Read, ...]:
    """Read every file, off the window's thread; a bad one does not stop the others."""
    found = invoice_paths(paths)
    if not found:
        raise RefusedError(
            _("Rien n’a été reçu\u00a0: ce dossier ne contient ni PDF ni XML."),
            _("Déposez des factures, ou le dossier où elles sont."),
        )
    read = []
    for place, path in enumerate(found):
        if progress.stopped:
            break
        progress.report(place, len(found), _("Lecture des factures"))
        read.append(_read_one(path))
    return tuple(read)


def _read_one(path: Path) -> _Read:
    file = ReceivedFile(path.name, b"")
    try:
        file = ReceivedFile(path.name, read_bytes(path))
        return _Read(file, read_invoice_file(file.name, file.data))
    except (RefusedError, UnavailableError) as trouble:
        return _Read(file, None, trouble.title, trouble.advice)
