"""A button that is only an icon: its name is spoken and shown when pointed at."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from merchant_desk.ui.painting import draw_icon, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.button_look import Kind, Press, button_look

_ICON = 18
_SMALL_ICON = 16
_ROOMY = 32
_DOT = 8


class IconButton(QPushButton):
    """A square button; ``name`` is what the screen reader says and the tooltip shows."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        kind: Kind = Kind.QUIET,
        side: int = 34,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = icon
        self._kind = kind
        self._side = side
        self._marked = False
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_as(icon, name)
        theme.changed.connect(self._on_theme_changed)

    def show_as(self, icon: str, name: str) -> None:
        """Change the icon together with its name."""
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Show a dot that says something waits behind this button."""
        self._marked = marked
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square."""
        side = self._theme.px(self._side)
        return QSize(side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, dot and focus."""
        look = button_look(self._kind, self._press(), self._theme.tokens)
        painter = QPainter(self)
        area = QRectF(self.rect())
        rounded(painter, area, 8, fill=look.fill, edge=look.edge)
        side = self._theme.px(_ICON if self._side >= _ROOMY else _SMALL_ICON)
        corner = (self.width() - side) / 2, (self.height() - side) / 2
        draw_icon(painter, self._icon_name, look.icon, QRectF(*corner, side, side))
        if self._marked:
            dot = QRectF(corner[0] + side - _DOT + 1, corner[1] - 1, _DOT, _DOT)
            rounded(painter, dot, _DOT / 2, fill=self._theme.tokens.bad)
        if self.hasFocus() and look.ring:
            focus_ring(painter, area, 8, look.ring)

    def _press(self) -> Press:
        if not self.isEnabled():
            return Press.OFF
        if self.isDown():
            return Press.DOWN
        return Press.HOVER if self.underMouse() else Press.REST

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
