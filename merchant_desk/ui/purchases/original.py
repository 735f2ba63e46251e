"""The file an invoice came in: looked at beside its data, or saved as it came."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from merchant_desk.documents.writing.pdf_folder import write_over
from merchant_desk.queries.supplier_invoice_card import SupplierInvoiceCard, supplier_invoice_file
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.purchases.pdf_dialog import PdfDialog
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.file_name import received_name
from merchant_desk.values.received_invoice import ReceivedFile
from merchant_desk.values.texts import _


class Original(QObject):
    """Reads the bytes when they are wanted, and gives them to a page or to a file."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._path: Path | None = None
        self.dialog: PdfDialog | None = None

    def show_pages(self, card: SupplierInvoiceCard) -> None:
        """Show the PDF, its own data beside it."""
        self.dialog = PdfDialog(self._desk, self._shell.theme, self._screen.window())
        self.dialog.show_card(card)
        self.dialog.open()

    def save(self, card: SupplierInvoiceCard) -> None:
        """Ask where, then write the bytes that came."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self._screen.window(), _("Enregistrer l’original"), received_name(card.file_name)
        )
        if chosen:
            self.save_to(card, Path(chosen))

    def save_to(self, card: SupplierInvoiceCard, path: Path) -> None:
        """Write the bytes that came into this file."""
        self._path = path
        self._desk.read(self._show_bytes, supplier_invoice_file, card.invoice_id)

    def _show_bytes(self, file: ReceivedFile) -> None:
        if self._path is not None:
            self._desk.network(self._show_saved, _saved, self._path, file.data)

    def _show_saved(self, path: Path) -> None:
        self._shell.toast(_("Original enregistré dans {name}").format(name=path.name))


def _saved(path: Path, data: bytes) -> Path:
    write_over(path, data)
    return path
