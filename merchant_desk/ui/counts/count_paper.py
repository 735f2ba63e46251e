"""The count sheet, written to a PDF to be printed and filled in by hand."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.documents import draw_count_sheet
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.queries.count_review import CountHead
from merchant_desk.queries.count_sheet import count_sheet
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.clock import utc_now
from merchant_desk.values.count_sheet import CountSheet
from merchant_desk.values.texts import _


class CountPaper(QObject):
    """Asks where to, draws off the window, says that it is there."""

    def __init__(self, desk: Desk, shell: Shell, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._shell, self._page = desk, shell, page
        self._file = Path()

    def write(self, head: CountHead) -> None:
        """Write the sheet of this count where she says."""
        name = _("Feuille {number}.pdf").format(number=head.number)
        chosen, _kind = QFileDialog.getSaveFileName(
            self._page.window(), _("Enregistrer la feuille de comptage"), name, "PDF (*.pdf)"
        )
        if chosen:
            self.write_to(head, Path(chosen))

    def write_to(self, head: CountHead, file: Path) -> None:
        """Write it to this file."""
        self._file = file
        self._desk.read(self._draw, count_sheet, head.count_id, utc_now())

    def _draw(self, sheet: CountSheet | None) -> None:
        if sheet is not None:
            self._desk.network(self._show_written, _write, self._file, sheet)

    def _show_written(self, _answer: None) -> None:
        self._shell.toast(_("Feuille écrite dans {file}").format(file=self._file.name))


def _write(file: Path, sheet: CountSheet) -> None:
    write_bytes(file, draw_count_sheet(sheet))
