"""Saves the slip of a return where she chooses."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from merchant_desk.documents import draw_return_slip
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.queries.return_slip import return_slip
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.ids import ReturnId
from merchant_desk.values.return_slip import ReturnSlip
from merchant_desk.values.texts import _


class SlipSaver(QObject):
    """Draws a slip off the window's thread, into the file she named."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._path = Path()

    def save(self, return_id: ReturnId) -> None:
        """Ask where, then write the slip."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self._screen.window(), _("Enregistrer le bon de retour"), "retour.pdf", "PDF (*.pdf)"
        )
        if chosen:
            self.save_to(return_id, Path(chosen))

    def save_to(self, return_id: ReturnId, path: Path) -> None:
        """Write the slip into this file."""
        self._path = path
        self._desk.read(self._show_slip, return_slip, return_id)

    def _show_slip(self, slip: ReturnSlip) -> None:
        self._desk.network(self._show_saved, write_slip, slip, self._path)

    def _show_saved(self, path: Path) -> None:
        self._shell.toast(_("Bon enregistré dans {name}").format(name=path.name))


def write_slip(slip: ReturnSlip, path: Path) -> Path:
    """Draw a slip into a file, on a network lane."""
    write_bytes(path, draw_return_slip(slip))
    return path
