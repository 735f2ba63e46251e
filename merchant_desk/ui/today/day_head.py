"""The head of the day: a greeting, what the day holds in one sentence, one click to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.button_look import Kind
from merchant_desk.ui.widgets.text_label import Ink, TextLabel
from merchant_desk.values.texts import _


class DayHead(QWidget):
    """Says good morning and offers the batch of the day."""

    prepare = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.date = TextLabel(theme, "", Role.BODY, Ink.TEXT2)
        self.greeting = TextLabel(theme, "", Role.ORDER)
        self.sentence = TextLabel(theme, "", Role.HERO_LINE, Ink.TEXT2, wraps=True)
        self.button = Button(theme, _("Tout préparer"), kind=Kind.PRIMARY, icon="scan-barcode")
        self.button.clicked.connect(self.prepare)
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self.date, self.greeting, self.sentence):
            words.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
