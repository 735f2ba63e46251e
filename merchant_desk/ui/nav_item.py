"""One line of the navigation: icon, title, count; only the icon when the window is narrow."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.values.french import number
from merchant_desk.values.texts import _

HEIGHT = 34
LEAST = 26
"""A low window has room for every place all the same."""
_ICON = 18
_LEFT = 11
_GAP = 10
_PILL = 20


class NavItem(QAbstractButton):
    """A place to go; its name is spoken with its count."""

    def __init__(
        self, theme: Theme, title: str, icon: str, *, pill: bool = False, shortcut: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._pill = pill
        self._keys = shortcut
        self._count = 0
        self._narrow = False
        self.setText(title)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.show_count(0)
        theme.changed.connect(self._on_theme_changed)

    def show_count(self, count: int) -> None:
        """Show how many things wait there; none when zero."""
        self._count = count
        counted = _("{title} ({n})").format(title=self.text(), n=number(count))
        name = counted if count else self.text()
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {self._keys}".strip())
        self.update()

    def show_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(self._theme.px(44 if self._narrow else 200), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the icon's room."""
        return QSize(self._theme.px(44), self._theme.px(LEAST))

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Leave the mark to the navigation: pressing twice does not leave the place."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press it too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        if self.isChecked():
            rounded(painter, area, 8, fill=tokens.surface, edge=tokens.line)
        elif self.underMouse():
            rounded(painter, area, 8, fill=tokens.line)
        side = self._theme.px(_ICON)
        left = (self.width() - side) / 2 if self._narrow else float(_LEFT)
        colour = tokens.accent if self.isChecked() else tokens.text2
        spot = QRectF(left, (self.height() - side) / 2, side, side)
        draw_icon(painter, self._icon_name, colour, spot)
        if self._narrow:
            self._paint_dot(painter, spot)
        else:
            self._paint_words(painter, left + side + _GAP)
        if self.hasFocus():
            focus_ring(painter, area, 8, tokens.accent)

    def _paint_words(self, painter: QPainter, left: float) -> None:
        tokens = self._theme.tokens
        right = self._paint_count(painter)
        font = self._theme.font(Role.BOLD if self.isChecked() else Role.STRONG)
        ink = tokens.text if self.isChecked() else tokens.text2
        draw_text(painter, QRectF(left, 0, right - left, self.height()), self.text(), font, ink)

    def _paint_count(self, painter: QPainter) -> float:
        """Draw the count at the right; return where the words must end."""
        if not self._count:
            return self.width() - _LEFT
        tokens = self._theme.tokens
        font = self._theme.font(Role.SECTION, tabular=True)
        shown = number(self._count)
        high = self._theme.px(_PILL)
        wide = max(text_width(shown, font) + 12, high)
        area = QRectF(self.width() - wide - 7, (self.height() - high) / 2, wide, high)
        if self._pill:
            rounded(painter, area, high / 2, fill=tokens.accent)
        ink = tokens.on_accent if self._pill else tokens.text2
        draw_text(painter, area, shown, font, ink, Qt.AlignmentFlag.AlignHCenter)
        return area.left() - 4

    def _paint_dot(self, painter: QPainter, spot: QRectF) -> None:
        if self._count and self._pill:
            dot = QRectF(spot.right() - 3, spot.top() - 4, 8, 8)
            rounded(painter, dot, 4, fill=self._theme.tokens.accent)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


class NavHeading(QWidget):
    """The name of a group of lines; a hairline when the window is narrow."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._title = title
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        theme.changed.connect(self.updateGeometry)

    def show_narrow(self, *, narrow: bool) -> None:
        """Show a hairline in place of the words."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return one short line."""
        return QSize(44, self._theme.px(13 if self._narrow else 30))

    def minimumSizeHint(self) -> QSize:
        """Return the words' room, or the hairline's."""
        return QSize(44, self._theme.px(7 if self._narrow else 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        if self._narrow:
            rounded(
                painter, QRectF(10, self.height() / 2, self.width() - 20, 1), 0, fill=tokens.border
            )
            return
        area = QRectF(9, 4, self.width() - 18, self.height() - 4)
        draw_text(painter, area, self._title, self._theme.font(Role.SECTION), tokens.text2)
