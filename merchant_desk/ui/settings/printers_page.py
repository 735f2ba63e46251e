"""Imprimantes: where each kind of paper comes out at this station, and a page to try it."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from merchant_desk.queries.settings import Settings
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.settings.kept_settings import KeptSettings
from merchant_desk.ui.settings.page import SettingsPage, caption
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.card import Card
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.settings import (
    PDF_FOLDER,
    PRINTER_INVOICE,
    PRINTER_LABEL,
    PRINTER_LABELS,
    PRINTER_PACKING,
    PRINTER_PICKING,
    PRINTER_PRICE_TAGS,
    PRINTER_TICKET,
    Setting,
)
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import DocumentKind

_KINDS: tuple[tuple[DocumentKind, str, Setting[str]], ...] = (
    (DocumentKind.PICKING, later("Bons de préparation"), PRINTER_PICKING),
    (DocumentKind.PACKING, later("Bons de livraison"), PRINTER_PACKING),
    (DocumentKind.INVOICE, later("Factures"), PRINTER_INVOICE),
    (DocumentKind.TICKET, later("Tickets de caisse"), PRINTER_TICKET),
    (DocumentKind.LABEL, later("Étiquettes du transporteur"), PRINTER_LABEL),
    (DocumentKind.PRICE_TAGS, later("Étiquettes de prix"), PRINTER_PRICE_TAGS),
    (DocumentKind.LABELS, later("Étiquettes d’articles"), PRINTER_LABELS),
)


class PrintersPage(SettingsPage):
    """A kind without a printer is written as a PDF into the folder."""

    watches: ClassVar[frozenset[str]] = frozenset({"setting"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        lead = _(
            "Sans imprimante choisie, le document est écrit en PDF dans le dossier ci-dessous."
        )
        super().__init__(desk, shell, _("Imprimantes"), lead)
        self.kept = KeptSettings(desk, self)
        self._printers: tuple[str, ...] = ()
        self._stored: Settings | None = None
        self.choices: dict[DocumentKind, Select] = {}
        self.tests: dict[DocumentKind, Button] = {}
        card = Card(shell.theme, _("Une imprimante par document"))
        for kind, words, setting in _KINDS:
            card.body.addLayout(self._line(kind, words, setting))
        self.folder = TextLabel(shell.theme, "", Role.BODY, wraps=True)
        self.choose = Button(shell.theme, _("Choisir un dossier"))
        self.look_inside = Button(shell.theme, _("Ouvrir le dossier"))
        self.cards.addWidget(card)
        self.cards.addWidget(self._folder_card())
        self.kept.read.connect(self._show_settings)
        self.choose.clicked.connect(self._on_choose)
        self.look_inside.clicked.connect(self._on_look)

    def _line(self, kind: DocumentKind, words: str, setting: Setting[str]) -> QHBoxLayout:
        theme = self.shell.theme
        choice = Select(theme, _(setting.label))
        choice.setMinimumWidth(220)
        test = Button(theme, _("Page d’essai"), icon="printer")
        name = _("Page d’essai\u00a0: {document}").format(document=_(words))
        test.setAccessibleName(name)
        choice.activated.connect(partial(self._on_chosen, kind, setting))
        test.clicked.connect(partial(self._on_test, kind))
        self.choices[kind], self.tests[kind] = choice, test
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(TextLabel(theme, _(words), Role.STRONG), 1)
        row.addWidget(choice, 1)
        row.addWidget(test)
        return row

    def _folder_card(self) -> Card:
        card = Card(self.shell.theme, _("Dossier des PDF"))
        card.add_action(self.look_inside)
        card.add_action(self.choose)
        card.body.addWidget(self.folder)
        note = _("Chaque document y porte son nom et son numéro.")
        card.body.addWidget(caption(self.shell.theme, note))
        return card

    def reload(self) -> None:
        """Ask for the printers of the computer and what is chosen."""
        self.kept.ask()
        self.desk.network(self._show_printers, self.shell.services.printer_names)

    def _show_printers(self, names: tuple[str, ...]) -> None:
        self._printers = names
        self._show_choices()

    def _show_settings(self, stored: Settings) -> None:
        self._stored = stored
        folder = stored.get(PDF_FOLDER) or self._usual_folder()
        self.folder.setText(folder or _("Le dossier des données de la boutique."))
        self._show_choices()

    def _usual_folder(self) -> str:
        place = self.shell.services.data_folder
        return "" if place is None else str(place / "documents")

    def _show_choices(self) -> None:
        """Show the printers; one that is off or unplugged stays chosen, and says so."""
        if self._stored is None:
            return
        for kind, _words, setting in _KINDS:
            chosen = self._stored.get(setting)
            select = self.choices[kind]
            select.clear()
            select.addItem(_("PDF dans le dossier"), "")
            for name in self._printers:
                select.addItem(name, name)
            if chosen and chosen not in self._printers:
                select.addItem(_("{name} (absente)").format(name=chosen), chosen)
            select.setCurrentIndex(max(0, select.findData(chosen)))

    def _on_chosen(self, kind: DocumentKind, setting: Setting[str], _index: int) -> None:
        self.kept.keep(setting, str(self.choices[kind].currentData() or ""))

    def _on_test(self, kind: DocumentKind, _checked: bool = False) -> None:
        printer = str(self.choices[kind].currentData() or "")
        send = self.shell.services.print_test_page
        self.desk.network(self._on_sent, send, self.desk.gesture(), kind, printer)

    def _on_sent(self, said: str) -> None:
        self.shell.toast(said)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, _("Dossier des PDF"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.use_folder)
        dialog.open()

    def _on_look(self) -> None:
        folder = Path(self.folder.text())
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def use_folder(self, path: str) -> None:
        """Keep this folder for the PDF files."""
        self.folder.setText(path)
        self.kept.keep(PDF_FOLDER, str(Path(path)))
