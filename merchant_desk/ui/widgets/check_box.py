"""A check box drawn as in the tables, its words part of the target."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, text_width, tick_box
from merchant_desk.ui.theme import Theme

_BOX = 16
_GAP = 9
_HEIGHT = 28


class CheckBox(QCheckBox):
    """Yes, no, or some of them."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Return the room for box and words."""
        words = text_width(self.text(), self._theme.font(Role.BODY))
        return QSize(_BOX + _GAP + words + 8, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere on box and words."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, words and focus."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        box = QRect(4, (self.height() - _BOX) // 2, _BOX, _BOX)
        tick_box(painter, box, self.checkState(), tokens)
        words = QRectF(self.rect()).adjusted(4 + _BOX + _GAP, 0, 0, 0)
        ink = tokens.text if self.isEnabled() else tokens.text3
        draw_text(painter, words, self.text(), self._theme.font(Role.BODY), ink)
        if self.hasFocus():
            focus_ring(painter, QRectF(box).adjusted(-4, -4, 4, 4), 7, tokens.accent)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
