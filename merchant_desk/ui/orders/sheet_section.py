"""A titled part of the order's sheet, and the small lines that lie in it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink, TextLabel

_DOT = 7


class SheetSection(QWidget):
    """A hairline, a title, and a body."""

    def __init__(self, theme: Theme, title: str, note: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.addWidget(TextLabel(theme, title, Role.CARD_TITLE), 1)
        if note:
            head.addWidget(TextLabel(theme, note, Role.BODY, Ink.TEXT2, tabular=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 2)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(self.body)
        theme.changed.connect(self.update)

    def add_pair(self, label: str, value: str, role: Role = Role.BODY) -> None:
        """Add a label with its value at the right."""
        row = QHBoxLayout()
        row.addWidget(TextLabel(self._theme, label, Role.BODY, Ink.TEXT2))
        words = TextLabel(self._theme, value, role, tabular=True, wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
        self.body.addLayout(row)

    def add_text(self, text: str, role: Role = Role.BODY, ink: Ink = Ink.TEXT) -> TextLabel:
        """Add words that can be selected and copied."""
        label = TextLabel(self._theme, text, role, ink, wraps=True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(label)
        return label

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(self._theme.tokens.line))


class StoryLine(QWidget):
    """One thing that happened: a dot on a thread, a sentence, when and by whom."""

    def __init__(self, theme: Theme, sentence: str, when: str, *, newest: bool) -> None:
        super().__init__()
        self._theme = theme
        self._newest = newest
        self.ends = False
        words = QVBoxLayout(self)
        words.setContentsMargins(22, 0, 0, 10)
        words.setSpacing(0)
        words.addWidget(TextLabel(theme, sentence, wraps=True))
        words.addWidget(TextLabel(theme, when, Role.CAPTION, Ink.TEXT2, tabular=True))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot and its thread."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        middle = self._theme.px(8)
        if not self.ends:
            thread = QRectF(_DOT / 2 + 2, middle, 1, self.height() - middle + 8)
            painter.fillRect(thread, QColor(tokens.border))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent if self._newest else tokens.line2))
        painter.drawEllipse(QRectF(2.5, middle - _DOT / 2, _DOT, _DOT))
