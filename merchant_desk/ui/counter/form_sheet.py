"""A sheet with a few fields, its answer and what may be wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.shell import Shell
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.field import Field
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _


class FormSheet(QObject):
    """Fields under one another; Enter in any of them answers. ``answer`` is what it does."""

    def __init__(self, shell: Shell, screen: QWidget, title: str, action: str) -> None:
        super().__init__(screen)
        self.theme: Theme = shell.theme
        self.sheet = shell.new_sheet(screen, title)
        self.words = TextLabel(shell.theme, "", ink=Ink.TEXT2, wraps=True)
        self.sheet.body.addWidget(self.words)
        self.go = Button(shell.theme, action, kind=Kind.PRIMARY)
        self._cancel = Button(shell.theme, _("Annuler"))
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self._cancel)
        self.sheet.footer.addWidget(self.go)
        self._cancel.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self.answer)

    def add(self, fields: Sequence[Field | QWidget]) -> None:
        """Put fields in the sheet, in this order."""
        for each in fields:
            self.sheet.body.addWidget(each)
            if isinstance(each, Field):
                each.input.returnPressed.connect(self.answer)
        self.sheet.body.addStretch(1)

    def say(self, words: str) -> None:
        """Say what this is about, above the fields."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def open_on(self, field: Field) -> None:
        """Show the sheet with the keyboard in this field."""
        self.sheet.open_sheet(field.input)
        field.input.selectAll()

    def wrong(self, field: Field, error: str) -> None:
        """Say what is wrong with a field, and go there."""
        field.set_error(error)
        field.input.setFocus()
        field.input.selectAll()

    def answer(self) -> None:
        """Take what was typed."""
