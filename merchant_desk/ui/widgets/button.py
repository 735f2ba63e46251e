"""A button with words, and an icon when it helps: Enter or Space presses it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button_look import ROLES, ButtonLook, Kind, Press, button_look

_RADIUS = 8
_GAP = 8
_ICON = 16
_HEIGHT = 36
_LARGE = 44
_SECOND_RING = {Kind.PRIMARY: 2, Kind.HERO: 4}
_PADDING = {Kind.LINK: 6, Kind.QUIET: 10, Kind.FLOATING: 10}


class Button(QPushButton):
    """A painted button; ``large`` is for scan screens, where targets are 44 high."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        kind: Kind = Kind.SECONDARY,
        icon: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._kind = kind
        self._icon_name = icon
        self._large = large
        self._opens = False
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self._on_theme_changed)

    def say(self, text: str) -> None:
        """Change the words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def open_menu(self, menu: QMenu) -> None:
        """Open this menu when pressed, and show a chevron that says so."""
        self.setMenu(menu)
        self._opens = True
        self.updateGeometry()

    def set_icon_name(self, icon: str) -> None:
        """Change the icon; empty for none."""
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the whole text needs."""
        padding = _PADDING.get(self._kind, 14) + 1
        height = _LARGE if self._large else _HEIGHT
        if self._kind is Kind.LINK and not self._large:
            height = 28
        return QSize(self._content_width() + 2 * padding, self._theme.px(height))

    def minimumSizeHint(self) -> QSize:
        """Never shrink below the words."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, words and focus."""
        look = button_look(self._kind, self._press(), self._theme.tokens)
        painter = QPainter(self)
        area = QRectF(self.rect())
        rounded(painter, area, _RADIUS, fill=look.fill, edge=look.edge)
        self._paint_content(painter, look)
        if self.hasFocus() and look.ring:
            focus_ring(painter, area, _RADIUS, look.ring)
            inset = _SECOND_RING.get(self._kind, 0)
            if inset:  # an edge of the ring's own colour would hide the ring
                inner = area.adjusted(inset, inset, -inset, -inset)
                rounded(painter, inner, _RADIUS - inset / 2, edge=look.ink, width=1.5)

    def _paint_content(self, painter: QPainter, look: ButtonLook) -> None:
        left = (self.width() - self._content_width()) / 2
        side = self._theme.px(_ICON)
        top = (self.height() - side) / 2
        if self._icon_name:
            draw_icon(painter, self._icon_name, look.icon, QRectF(left, top, side, side))
            left += side + _GAP
        font = self._theme.font(ROLES[self._kind])
        width = text_width(self.text(), font)
        draw_text(painter, QRectF(left, 0, width, self.height()), self.text(), font, look.ink)
        if self._opens:
            area = QRectF(left + width + _GAP - 2, top, side, side)
            draw_icon(painter, "chevron-down", look.icon, area)

    def _content_width(self) -> int:
        width = text_width(self.text(), self._theme.font(ROLES[self._kind]))
        extra = self._theme.px(_ICON) + _GAP
        return width + (extra if self._icon_name else 0) + (extra - 2 if self._opens else 0)

    def _press(self) -> Press:
        if not self.isEnabled():
            return Press.OFF
        if self.isDown():
            return Press.DOWN
        return Press.HOVER if self.underMouse() else Press.REST

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
