"""Sheets that ask one thing while counting: a code, a quantity, a lot, which article."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.queries.barcodes import CodeMatch
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.article_name import full_name
from merchant_desk.values.entries import read_whole
from merchant_desk.values.texts import _


class Asked(StrEnum):
    """What is asked for."""

    CODE = "code"
    UNITS = "units"
    LOT = "lot"


class EntrySheet(QObject):
    """Asks for one text; ``entered`` carries what was asked and the text."""

    entered = Signal(str, str)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._asked = Asked.CODE
        self.sheet = shell.new_sheet(screen, "")
        self.field = Field(shell.theme, _("Valeur"))
        self._save = Button(shell.theme, _("Valider"), kind=Kind.PRIMARY)
        cancel = Button(shell.theme, _("Annuler"))
        self.sheet.body.addWidget(self.field)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(cancel)
        self.sheet.footer.addWidget(self._save)
        cancel.clicked.connect(self.sheet.close_sheet)
        self._save.clicked.connect(self._on_entered)
        self.field.input.returnPressed.connect(self._on_entered)

    def ask(self, asked: Asked, about: str = "", text: str = "") -> None:
        """Ask for it; ``text`` is what was typed already."""
        self._asked = asked
        title, hint = {
            Asked.CODE: (_("Saisir un code"), _("Code-barres, référence ou emplacement.")),
            Asked.UNITS: (_("Combien\u00a0?"), _("Remplace la quantité du dernier scan.")),
            Asked.LOT: (_("Lot ou numéro de série"), _("Tel qu’il est écrit sur l’article.")),
        }[asked]
        self.sheet.title.setText(title)
        self.sheet.subtitle.setText(about)
        self.field.set_value(text)
        self.field.set_hint(hint)
        self.sheet.open_sheet(self.field.input)
        self.field.input.end(False)

    def _on_entered(self) -> None:
        text = self.field.value
        if not text:
            self.field.set_error(_("Écrivez-le d’abord."))
        elif self._asked is Asked.UNITS and read_whole(text) is None:
            self.field.set_error(_("Écrivez un nombre, comme 12."))
        else:
            self.sheet.close_sheet()
            self.entered.emit(self._asked, text)


class ChoiceSheet(QObject):
    """Asks which of several articles a code stands for."""

    chosen = Signal(object)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._theme = shell.theme
        self.sheet = shell.new_sheet(screen, _("Lequel avez-vous en main\u00a0?"))
        self.sheet.body.addStretch(1)
        self.buttons: list[Button] = []

    def ask(self, choices: Sequence[CodeMatch]) -> None:
        """Offer the articles, one button each."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for place, each in enumerate(choices):
            name = full_name(each.name, each.option_text)
            button = Button(self._theme, f"{name} · {each.sku}")
            button.clicked.connect(partial(self._on_chosen, each.product_id))
            self.sheet.body.insertWidget(place, button)
            self.buttons.append(button)
        if self.buttons:
            self.sheet.open_sheet(self.buttons[0])

    def _on_chosen(self, product_id: bytes, _checked: bool = False) -> None:
        self.sheet.close_sheet()
        self.chosen.emit(product_id)
