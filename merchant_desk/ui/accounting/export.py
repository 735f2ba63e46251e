"""What is handed over: the entries in the layout of the FEC, each book as CSV or on paper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.reports.accounting_csv import SHEETS
from merchant_desk.reports.accounting_papers import PAPERS
from merchant_desk.reports.fec import FecFile
from merchant_desk.ui.accounting.fec_verdict import write_fec
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.menu import Menu
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext

_FILES = {
    "sales_journal": "journal-des-ventes",
    "vat": "tva",
    "receipts": "livre-des-recettes",
    "purchases": "registre-des-achats",
    "entries": "ecritures",
    "bank": "rapprochement-bancaire",
}


class BookExport(QObject):
    """Asks where to, then makes and writes away from the window's thread."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shell = shell
        self._parent = parent
        self._book = ""
        self._kind = ""
        self._file = Path()
        self.books: PeriodBooks | None = None
        self.sheets = Menu(shell.theme, _("Exporter en CSV"), parent)
        self.papers = Menu(shell.theme, _("Exporter en PDF"), parent)
        titles = _titles()
        for key in SHEETS:
            action = self.sheets.add(titles[key], "file-spreadsheet")
            action.triggered.connect(partial(self.ask, key, "csv"))
        for key in PAPERS:
            action = self.papers.add(titles[key], "file-text")
            action.triggered.connect(partial(self.ask, key, "pdf"))

    def ask_fec(self) -> None:
        """Ask for the folder of the entries: the file has a legal name."""
        dialog = QFileDialog(self._parent, _("Dossier des écritures au format FEC"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.write_fec)
        dialog.open()

    def write_fec(self, folder: str) -> None:
        """Write the entries into this folder."""
        if self.books is not None:
            self._desk.network(self._on_fec, write_fec, self.books, Path(folder))

    def ask(self, book: str, kind: str, _checked: bool = False) -> None:
        """Ask for the file of one book, as ``csv`` or ``pdf``."""
        if self.books is None:
            return
        self._book, self._kind = book, kind
        first = self.books.period.first
        dialog = QFileDialog(self._parent, _titles()[book])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)" if kind == "pdf" else "CSV (*.csv)")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{_FILES[book]}-{first:%Y-%m}.{kind}")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def write(self, book: str, kind: str, file: Path) -> None:
        """Write one book into this file."""
        if self.books is not None:
            self._file = file
            self._desk.network(self._on_written, write_book, self.books, book, kind, file)

    def _on_file(self, file: str) -> None:
        self.write(self._book, self._kind, Path(file))

    def _on_written(self, _answer: None) -> None:
        self._shell.toast(_("Écrit\u00a0: {file}").format(file=self._file.name))

    def _on_fec(self, made: FecFile) -> None:
        told = ngettext(
            "{file}\u00a0: {n} ligne écrite et vérifiée",
            "{file}\u00a0: {n} lignes écrites et vérifiées",
            made.lines,
        )
        self._shell.toast(told.format(file=made.name, n=number(made.lines)))


def write_book(books: PeriodBooks, book: str, kind: str, file: Path) -> None:
    """Make one book and write it."""
    made = paper_bytes([PAPERS[book](books)]) if kind == "pdf" else SHEETS[book](books)
    write_bytes(file, made)


def _titles() -> dict[str, str]:
    return {
        "sales_journal": _("Journal des ventes"),
        "vat": _("TVA de la période"),
        "receipts": _("Livre des recettes"),
        "purchases": _("Registre des achats"),
        "entries": _("Écritures"),
        "bank": _("État de rapprochement bancaire"),
    }
