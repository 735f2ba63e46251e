"""The slip of a return as it leaves the house: its PDF, and the mail that carries it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from merchant_desk.documents import draw_return_slip
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.operations.print_return_slip import print_return_slip
from merchant_desk.queries.return_slip import return_slip, slip_title
from merchant_desk.rules.returns.slip_mail import slip_mail
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.purchase_orders.mailing import mail_link
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.file_name import file_name
from merchant_desk.values.ids import PrintJobId, ReturnId
from merchant_desk.values.return_slip import ReturnSlip
from merchant_desk.values.texts import _


class SlipSender(QObject):
    """Asks for the slip as it stands, then gives it out."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk, self._shell, self._screen = desk, shell, screen

    def save(self, return_id: ReturnId) -> None:
        """Ask where to write the PDF."""
        self._desk.read(self._ask_file, return_slip, return_id)

    def print(self, return_id: ReturnId) -> None:
        """Send it to the printer of slips, as often as she asks."""
        gesture = self._desk.gesture()
        self._desk.write(self._show_queued, print_return_slip, gesture, return_id)

    def mail(self, return_id: ReturnId) -> None:
        """Open the mail program with the text; the PDF is joined by hand."""
        self._desk.read(self._open_mail, return_slip, return_id)

    def save_to(self, slip: ReturnSlip, file: str) -> None:
        """Draw the slip off the window's thread, into this file."""
        self._desk.network(self._show_saved, write_slip, slip, Path(file))

    def _ask_file(self, slip: ReturnSlip) -> None:
        dialog = QFileDialog(self._screen.window(), _("Enregistrer le bon de retour"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Document PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(file_name(slip_title(slip), ".pdf"))
        dialog.fileSelected.connect(partial(self.save_to, slip))
        dialog.open()

    def _open_mail(self, slip: ReturnSlip) -> None:
        QDesktopServices.openUrl(mail_link(slip_mail(slip)))
        self._shell.toast(_("Joignez le bon de retour au courriel qui s’ouvre."))

    def _show_queued(self, _job: PrintJobId) -> None:
        self._shell.toast(_("Bon de retour envoyé à l’impression"))

    def _show_saved(self, path: Path) -> None:
        self._shell.toast(_("Bon enregistré dans {name}").format(name=path.name))


def write_slip(slip: ReturnSlip, path: Path) -> Path:
    """Draw a slip into a file, on a network lane."""
    write_bytes(path, draw_return_slip(slip))
    return path
