"""« Exporter… »: documents as files in a folder, with what programs read beside them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from merchant_desk.documents.writing.invoice_folder import Beside, FolderWritten, write_invoices
from merchant_desk.queries.pages_to_export import pages_to_export
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.desk_progress import DeskProgress
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.check_box import CheckBox
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.french import number
from merchant_desk.values.invoice_page import InvoicePage
from merchant_desk.values.texts import _, ngettext


class ExportSheet(QObject):
    """Asks what to write, then where; the writing is seen and may be stopped."""

    def __init__(self, desk: Desk, shell: Shell, screen: Screen) -> None:
        super().__init__(screen)
        self._desk = desk
        self._shell = shell
        self._screen = screen
        self._ids: tuple[bytes, ...] = ()
        self._folder = Path()
        theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Exporter"))
        self.cii = CheckBox(theme, _("Ajouter le XML CII à côté"))
        self.ubl = CheckBox(theme, _("Ajouter le XML UBL à côté"))
        self.go = Button(theme, _("Choisir le dossier…"), kind=Kind.PRIMARY, icon="download")
        self._build()

    def _build(self) -> None:
        theme = self._shell.theme
        words = _(
            "Chaque document devient un PDF Factur-X\u00a0: lisible par une personne, son XML est "
            "dedans. Une plateforme qui préfère un XML seul le trouve à côté."
        )
        body = self.sheet.body
        body.addWidget(TextLabel(theme, words, ink=Ink.TEXT2, wraps=True))
        body.addWidget(self.cii)
        body.addWidget(self.ubl)
        body.addStretch(1)
        cancel = Button(theme, _("Annuler"))
        cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self.go)

    def open_for(self, invoice_ids: Sequence[bytes]) -> None:
        """Ask how these documents are written."""
        self._ids = tuple(invoice_ids)
        words = ngettext("{n} document", "{n} documents", len(self._ids))
        self.sheet.subtitle.setText(words.format(n=number(len(self._ids))))
        self.sheet.open_sheet(self.go)

    def _on_go(self) -> None:
        dialog = QFileDialog(self._screen, _("Dossier des documents"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    def write_to(self, folder: str) -> None:
        """Read the documents, then write them into this folder."""
        self.sheet.close_sheet()
        self._folder = Path(folder)
        self._desk.read(self._write, pages_to_export, self._ids)

    def _write(self, pages: tuple[InvoicePage, ...]) -> None:
        chosen = ((self.cii, Beside.CII), (self.ubl, Beside.UBL))
        beside = frozenset(each for box, each in chosen if box.isChecked())
        self._desk.network(
            self._show_written, write_all, pages, self._folder, beside, self._desk.new_progress()
        )

    def _show_written(self, written: FolderWritten) -> None:
        words = ngettext(
            "{n} fichier écrit dans {folder}",
            "{n} fichiers écrits dans {folder}",
            len(written.files),
        )
        count = number(len(written.files))
        self._shell.toast(words.format(n=count, folder=self._folder.name))


def write_all(
    pages: Sequence[InvoicePage], folder: Path, beside: frozenset[Beside], progress: DeskProgress
) -> FolderWritten:
    """Write on a network lane; the progress ends whatever happens."""
    try:
        return write_invoices(pages, len(pages), folder, progress, beside)
    finally:
        progress.end()
