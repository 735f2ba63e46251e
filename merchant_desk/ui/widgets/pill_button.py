"""A state that can be pressed: « Scanner prêt », « 2 conflits de prix évités »."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText

_HEIGHT = 30
_PADDING = 14
_ICON = 16
_GAP = 8


class PillButton(QPushButton):
    """A tinted pill with an icon and words."""

    def __init__(self, theme: Theme, state: ChipText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = state
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(state)
        theme.changed.connect(self._on_theme_changed)

    def show_state(self, state: ChipText) -> None:
        """Say something else."""
        self._state = state
        self.setText(state.text)
        self.setAccessibleName(state.text)
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """Return the room for icon and words."""
        words = text_width(self._state.text, self._theme.font(Role.BOLD))
        mark = self._theme.px(_ICON) + _GAP if self._state.icon else 0
        return QSize(2 * _PADDING + mark + words, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        colours = tokens.tone(self._state.tone)
        area = QRectF(self.rect())
        edge = colours.strong if self.underMouse() and self._state.tone is not Tone.MUTE else ""
        rounded(painter, area, area.height() / 2, fill=colours.soft, edge=edge)
        left = float(_PADDING)
        if self._state.icon:
            side = self._theme.px(_ICON)
            spot = QRectF(left, (area.height() - side) / 2, side, side)
            draw_icon(painter, self._state.icon, colours.text, spot)
            left += side + _GAP
        words = area.adjusted(left, 0, 0, 0)
        draw_text(painter, words, self._state.text, self._theme.font(Role.BOLD), colours.text)
        if self.hasFocus():
            focus_ring(painter, area, area.height() / 2, tokens.accent)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
