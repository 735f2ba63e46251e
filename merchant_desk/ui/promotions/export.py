"""« Exporter »: the calendar as a file for the telephone or another calendar."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.clock import utc_now
from merchant_desk.values.texts import _

SUGGESTED = "promotions.ics"


class CalendarExport(QObject):
    """Asks where, then writes; neither the reading nor the writing holds the window."""

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shell = shell
        self._parent = parent
        self._file = Path(SUGGESTED)

    def ask(self) -> None:
        """Ask for the file."""
        dialog = QFileDialog(self._parent, _("Exporter le calendrier"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Calendrier (*.ics)"))
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(SUGGESTED)
        dialog.fileSelected.connect(self.write)
        dialog.open()

    def write(self, file: str) -> None:
        """Write the calendar into this file."""
        from merchant_desk.queries.calendar_file import (  # noqa: PLC0415 - loaded when asked for
            calendar_file,
        )

        self._file = Path(file)
        self._desk.read(self._write, calendar_file, utc_now())

    def _write(self, content: bytes) -> None:
        self._desk.network(self._written, write_bytes, self._file, content)

    def _written(self, _answer: None) -> None:
        self._shell.toast(_("Calendrier écrit dans {file}").format(file=self._file.name))
