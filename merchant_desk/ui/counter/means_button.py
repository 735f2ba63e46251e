"""A big button for a means of payment: its icon, its name, and the key that does the same."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button_look import Kind, Press, button_look

_RADIUS, _PADDING, _ICON, _GAP = 8, 12, 18, 8
_HEIGHT, _LOW = 44, 36
_CAP, _CAP_PADDING = 18, 5


class MeansButton(QPushButton):
    """Painted like the other buttons; the key cap stands at its right."""

    def __init__(self, theme: Theme, text: str, icon: str, keys: str) -> None:
        super().__init__(text)
        self._theme = theme
        self._icon_name = icon
        self._keys = keys
        self._low = False
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({keys})" if keys else text)
        theme.changed.connect(self._on_theme_changed)

    def set_low(self, *, low: bool) -> None:
        """Take less height in a low window."""
        self._low = low
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room that icon, name and cap need."""
        name = text_width(self.text(), self._theme.font(Role.STRONG))
        side = self._theme.px(_ICON)
        width = 2 * _PADDING + side + _GAP + name + self._cap_width() + _GAP
        return QSize(width, self._theme.px(_LOW if self._low else _HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut the name: the cap goes first."""
        full = self.sizeHint()
        return QSize(full.width() - self._cap_width() - _GAP, full.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, name, cap and focus."""
        theme, tokens = self._theme, self._theme.tokens
        look = button_look(Kind.SECONDARY, self._press(), tokens)
        if not self.isEnabled():
            look = replace(look, fill="", edge=tokens.line)  # six grey blocks would shout
        painter = QPainter(self)
        area = QRectF(self.rect())
        rounded(painter, area, _RADIUS, fill=look.fill, edge=look.edge)
        side = theme.px(_ICON)
        spot = QRectF(_PADDING, (area.height() - side) / 2, side, side)
        draw_icon(painter, self._icon_name, look.icon, spot)
        words = area.adjusted(spot.right() + _GAP, 0, -_PADDING, 0)
        if self.width() >= self.sizeHint().width():
            self._paint_cap(painter, area)
        draw_text(painter, words, self.text(), theme.font(Role.STRONG), look.ink)
        if self.hasFocus() and look.ring:
            focus_ring(painter, area, _RADIUS, look.ring)

    def _paint_cap(self, painter: QPainter, area: QRectF) -> None:
        if not self._keys:
            return
        tokens = self._theme.tokens
        height = self._theme.px(_CAP)
        left = area.right() - _PADDING - self._cap_width()
        cap = QRectF(left, area.center().y() - height / 2, self._cap_width(), height)
        rounded(painter, cap, 5, fill=tokens.sunken, edge=tokens.border)
        centre = Qt.AlignmentFlag.AlignHCenter
        draw_text(painter, cap, self._keys, self._theme.font(Role.KEY), tokens.text2, centre)

    def _cap_width(self) -> int:
        if not self._keys:
            return 0
        return text_width(self._keys, self._theme.font(Role.KEY)) + 2 * _CAP_PADDING

    def _press(self) -> Press:
        if not self.isEnabled():
            return Press.OFF
        if self.isDown():
            return Press.DOWN
        return Press.HOVER if self.underMouse() else Press.REST

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
