"""A slider drawn like the other controls: a knob one can see in both modes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSlider

from merchant_desk.ui.painting import focus_ring, rounded
from merchant_desk.ui.theme import Theme

_GROOVE = 4
_KNOB = 18


class Slider(QSlider):
    """Steps of ten by arrow keys; the wheel scrolls the page instead."""

    def __init__(self, theme: Theme, name: str, least: int, most: int, step: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setPageStep(step)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return a short track, high enough for a finger."""
        return QSize(self._theme.px(190), self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        """Keep the usual length: a shorter one is hard to set."""
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel never changes a setting by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groove, what is filled of it, and the knob."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        middle = self.height() / 2
        track = QRectF(0, middle - _GROOVE / 2, self.width(), _GROOVE)
        span = max(1, self.maximum() - self.minimum())
        share = (self.sliderPosition() - self.minimum()) / span
        left = share * (self.width() - _KNOB)
        colour = tokens.accent if self.isEnabled() else tokens.line2
        rounded(painter, track, _GROOVE / 2, fill=tokens.border)
        filled = QRectF(0, track.top(), left + _KNOB / 2, _GROOVE)
        rounded(painter, filled, _GROOVE / 2, fill=colour)
        knob = QRectF(left, middle - _KNOB / 2, _KNOB, _KNOB)
        rounded(painter, knob, _KNOB / 2, fill=tokens.surface, edge=colour, width=2)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 8, tokens.accent)
