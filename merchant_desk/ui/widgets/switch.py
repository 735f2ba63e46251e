"""A switch that takes effect at once, with its words beside it."""

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme

_TRACK = QSize(36, 20)
_GAP = 10
_HEIGHT = 30


class Switch(QCheckBox):
    """On or off; shape and tick tell it without the colour."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Return the room for track and words."""
        words = text_width(self.text(), self._theme.font(Role.BODY))
        return QSize(_TRACK.width() + _GAP + words + 8, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press anywhere on track and words."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw track, knob, words and focus."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        top = (self.height() - _TRACK.height()) / 2
        track = QRectF(4, top, _TRACK.width(), _TRACK.height())
        on = self.isChecked()
        fill = (tokens.accent if on else tokens.line2) if self.isEnabled() else tokens.border
        rounded(painter, track, track.height() / 2, fill=fill)
        knob = QRectF(track.left() + (18 if on else 2), top + 2, 16, 16)
        rounded(painter, knob, 8, fill=tokens.on_accent if on else tokens.surface)
        if on:
            draw_icon(painter, "check", fill, knob.adjusted(3, 3, -3, -3))
        words = QRectF(self.rect()).adjusted(4 + _TRACK.width() + _GAP, 0, 0, 0)
        ink = tokens.text if self.isEnabled() else tokens.text3
        draw_text(painter, words, self.text(), self._theme.font(Role.BODY), ink)
        if self.hasFocus():
            ring = track.adjusted(-4, -4, 4, 4)
            focus_ring(painter, ring, ring.height() / 2, tokens.accent)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
