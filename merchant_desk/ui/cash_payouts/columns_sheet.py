"""Which column of an unknown settlement says what, and who wrote it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.documents.payouts.payout_reading import UnknownSettlementError
from merchant_desk.documents.payouts.sheet import heading
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.lines import labelled
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.select import Select
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.payout_file import PayoutColumns
from merchant_desk.values.texts import _, later

_ASKED = (
    ("day", later("Date de la vente")),
    ("amount", later("Montant, avant frais")),
    ("fee", later("Frais")),
    ("fee_vat", later("TVA sur les frais")),
    ("net", later("Net")),
    ("payout", later("Numéro du versement")),
    ("paid_on", later("Date du versement")),
    ("order", later("Commande")),
)


class ColumnsSheet(QObject):
    """``told`` carries the file and its columns."""

    told = Signal(object, object)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        theme = shell.theme
        self._path = Path()
        self.sheet = shell.new_sheet(screen, _("Quelles colonnes\u00a0?"))
        self.words = TextLabel(
            theme,
            _(
                "Ce relevé n’est celui d’aucun prestataire connu. Dites son nom, et ce que disent "
                "ses colonnes."
            ),
            ink=Ink.TEXT2,
            wraps=True,
        )
        self.provider = Field(theme, _("Prestataire"), hint=_("Par exemple Cdiscount"))
        self.selects = {name: Select(theme, _(words)) for name, words in _ASKED}
        self.cancel = Button(theme, _("Annuler"))
        self.go = Button(theme, _("Reprendre"), kind=Kind.PRIMARY, icon="check")
        self.sheet.body.addWidget(self.words)
        self.sheet.body.addWidget(self.provider)
        for each in self.selects.values():
            self.sheet.body.addLayout(labelled(theme, each))
            each.activated.connect(self._on_changed)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.cancel)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)
        self.provider.input.textChanged.connect(self._on_changed)
        self.cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)

    def open_for(self, path: Path, unknown: UnknownSettlementError) -> None:
        """Ask about this file."""
        self._path = path
        self.sheet.subtitle.setText(path.name)
        for name, select in self.selects.items():
            select.clear()
            select.addItem(_("Aucune"), "")
            for title in unknown.titles:
                select.addItem(title, title)
            guessed = getattr(unknown.guess, name, "")
            found = [heading(each) for each in unknown.titles]
            select.setCurrentIndex(found.index(guessed) + 1 if guessed in found else 0)
        self.provider.set_value("")
        self._on_changed()
        self.sheet.open_sheet(self.provider.input)

    @property
    def columns(self) -> PayoutColumns:
        """Return what is told."""
        chosen = {name: str(each.currentData() or "") for name, each in self.selects.items()}
        return PayoutColumns(provider=self.provider.value.strip(), **chosen)

    def _on_changed(self, *_what: object) -> None:
        told = self.columns
        self.go.setEnabled(bool(told.provider and told.day and told.amount))

    def _on_go(self) -> None:
        if self.go.isEnabled():
            self.sheet.close_sheet()
            self.told.emit(self._path, self.columns)
