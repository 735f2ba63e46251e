"""A tinted box for what must be read before anything else: a note, a gift, a reason to stop."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.icon_label import IconLabel
from merchant_desk.ui.widgets.text_label import Ink, TextLabel

_RADIUS = 8


class TintBox(QWidget):
    """A title and its text on the soft ground of a tone; ``add`` puts actions under them."""

    def __init__(self, theme: Theme, tone: Tone, icon: str, title: str, text: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._tone = tone
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel(theme, icon, Ink(tone.value)), 0, Qt.AlignmentFlag.AlignTop)
        self._words = QVBoxLayout()
        self._words.setSpacing(2)
        self._words.addWidget(TextLabel(theme, title, Role.STRONG, wraps=True))
        if text:
            body = TextLabel(theme, text, wraps=True)
            body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._words.addWidget(body)
        row.addLayout(self._words, 1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        theme.changed.connect(self.update)

    def add(self, widget: QWidget) -> None:
        """Put an action under the words."""
        self._words.addSpacing(4)
        self._words.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        soft = self._theme.tokens.tone(self._tone).soft
        rounded(QPainter(self), QRectF(self.rect()), _RADIUS, fill=soft)
