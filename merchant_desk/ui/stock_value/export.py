"""The state of the stock, handed to the accountant as a paper or as a spreadsheet."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.documents.writing.paper_bytes import paper_bytes
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.queries.valuation.stock_statement import StockStatement, stock_statement
from merchant_desk.reports.stock_statement import stock_csv, stock_paper
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.stock_method import StockMethod
from merchant_desk.values.texts import _

CSV, PDF = "csv", "pdf"


class StatementExport(QObject):
    """Asks where to, then reads, draws and writes away from the window's thread."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._shell, self._parent = desk, shell, parent
        self._file, self._kind = Path(), PDF
        self._asked: tuple[str, StockMethod, date] | None = None

    def ask(self, kind: str, method: StockMethod, day: date) -> None:
        """Ask for the file of the statement of a day."""
        self._asked = (kind, method, day)
        dialog = QFileDialog(self._parent, _("État du stock"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)" if kind == PDF else "CSV (*.csv)")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"etat-du-stock-{day.isoformat()}.{kind}")
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def write(self, kind: str, method: StockMethod, day: date, file: Path) -> None:
        """Write the statement of a day into this file."""
        self._file, self._kind = file, kind
        self._desk.read(self._on_read, stock_statement, method, day)

    def _on_read(self, statement: StockStatement) -> None:
        self._desk.network(self._on_written, write_statement, statement, self._kind, self._file)

    def _on_file(self, file: str) -> None:
        if self._asked is not None:
            kind, method, day = self._asked
            self.write(kind, method, day, Path(file))

    def _on_written(self, _answer: None) -> None:
        self._shell.toast(_("Écrit\u00a0: {file}").format(file=self._file.name))


def write_statement(statement: StockStatement, kind: str, file: Path) -> None:
    """Draw the statement and write it."""
    made = paper_bytes([stock_paper(statement)]) if kind == PDF else stock_csv(statement.worth)
    write_bytes(file, made)
