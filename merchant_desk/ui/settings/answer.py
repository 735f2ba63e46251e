"""One answer among several, drawn so that the chosen one is seen in both modes."""

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme

_MARK = 16
_GAP = 10
_HEIGHT = 30


class Answer(QRadioButton):
    """A ring and its words; the whole line can be pressed."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the room of ring and words."""
        words = text_width(self.text(), self._theme.font(Role.STRONG))
        return QSize(_MARK + _GAP + words + 8, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere on the line."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring, its dot and the words."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        on = self.isChecked()
        ring = QRectF(2, (self.height() - _MARK) / 2, _MARK, _MARK)
        edge = tokens.accent if on else tokens.line2
        rounded(painter, ring, _MARK / 2, fill=tokens.surface, edge=edge, width=1.5)
        if on:
            rounded(painter, ring.adjusted(4, 4, -4, -4), 4, fill=tokens.accent)
        words = QRectF(ring.right() + _GAP, 0, self.width() - ring.right() - _GAP, self.height())
        font = self._theme.font(Role.STRONG if on else Role.BODY)
        draw_text(painter, words, self.text(), font, tokens.text)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 6, tokens.accent)
