"""A code typed by hand: an article, a slip, or the number of a carrier."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.texts import _


class Entry(StrEnum):
    """What is being typed."""

    CODE = "code"
    TRACKING = "tracking"


class EntrySheet(QObject):
    """A sheet with one field; ``entered`` carries what it was for and the text."""

    entered = Signal(str, str)

    def __init__(self, shell: Shell, screen: QWidget, entry: Entry) -> None:
        super().__init__(screen)
        self._entry = entry
        code = entry is Entry.CODE
        title = _("Saisir un code") if code else _("Numéro de suivi")
        hint = (
            _("Code-barres, SKU ou numéro d’un bon. Entrée pour valider.")
            if code
            else _("Tel qu’il est écrit sur l’étiquette. Vous pouvez aussi la scanner.")
        )
        self.sheet = shell.new_sheet(screen, title)
        self.field = Field(shell.theme, _("Code") if code else _("Numéro"), hint=hint)
        self._save = Button(
            shell.theme, _("Compter") if code else _("Enregistrer"), kind=Kind.PRIMARY
        )
        cancel = Button(shell.theme, _("Annuler"))
        self.sheet.body.addWidget(self.field)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self._save)
        cancel.clicked.connect(self.sheet.close_sheet)
        self._save.clicked.connect(self._on_entered)
        self.field.input.returnPressed.connect(self._on_entered)

    def open(self) -> None:
        """Ask for the text."""
        self.field.set_value("")
        self.sheet.open_sheet(self.field.input)

    def _on_entered(self) -> None:
        text = self.field.value
        if not text:
            self.field.set_error(_("Tapez le code d’abord."))
            return
        self.sheet.close_sheet()
        self.entered.emit(self._entry, text)
