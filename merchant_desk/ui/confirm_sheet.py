"""A question about something that leaves the house or cannot be taken back."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _


class ConfirmSheet(QObject):
    """Says exactly what will happen; ``confirmed`` carries what it was asked about."""

    confirmed = Signal(object)

    def __init__(self, shell: Shell, screen: QWidget) -> None:
        super().__init__(screen)
        self._about: object = None
        self.sheet = shell.new_sheet(screen, "")
        self.words = TextLabel(shell.theme, "", Role.BODY, Ink.TEXT2, wraps=True)
        self.keep = Button(shell.theme, _("Ne rien changer"))
        self.go = Button(shell.theme, "", kind=Kind.DANGER)
        self.sheet.body.addWidget(self.words)
        self.sheet.body.addStretch(1)
        self.sheet.footer.addWidget(self.keep)
        self.sheet.footer.addStretch(1)
        self.sheet.footer.addWidget(self.go)
        self.keep.clicked.connect(self.sheet.close_sheet)
        self.go.clicked.connect(self._on_go)

    def ask(self, title: str, subtitle: str, words: str, action: str, about: object) -> None:
        """Ask; the harmless answer has the focus."""
        self._about = about
        self.sheet.title.setText(title)
        self.sheet.subtitle.setText(subtitle)
        self.words.setText(words)
        self.go.say(action)
        self.sheet.open_sheet(self.keep)

    def _on_go(self) -> None:
        self.sheet.close_sheet()
        self.confirmed.emit(self._about)
