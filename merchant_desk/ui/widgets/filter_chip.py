"""One filter of a list: « Canal : tous » opens its menu, an active one is tinted with a cross."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.values.texts import _

_HEIGHT = 28
_PADDING = 14
_ICON = 14
_GAP = 8


class FilterChip(QPushButton):
    """A filter; ``clicked`` opens its choices, ``cleared`` takes it away (cross, Delete key)."""

    cleared = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        active: bool = False,
        adds: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._active = active
        self._adds = adds
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_filter(text, active=active)
        theme.changed.connect(self._on_theme_changed)

    @property
    def active(self) -> bool:
        """Say whether the filter hides something."""
        return self._active

    def show_filter(self, text: str, *, active: bool) -> None:
        """Say what the filter lets through."""
        self._active = active
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(_("Suppr pour retirer ce filtre") if active else "")
        self._on_theme_changed()

    def sizeHint(self) -> QSize:
        """Return the room for words and mark."""
        words = text_width(self.text(), self._theme.font(Role.STRONG))
        side = self._theme.px(_ICON)
        return QSize(2 * _PADDING + words + _GAP + side, self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the choices, Delete clears the filter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        if self._active and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.cleared.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Clear the filter when the cross is pressed."""
        if self._active and event.position().x() > self.width() - _PADDING - _ICON - _GAP:
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill, its words and its mark."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        area = QRectF(self.rect())
        radius = area.height() / 2
        self._paint_ground(painter, area, radius)
        ink = tokens.accent_text if self._active else tokens.text2
        side = self._theme.px(_ICON)
        top = (area.height() - side) / 2
        font = self._theme.font(Role.STRONG)
        words = text_width(self.text(), font)
        left = _PADDING + (side + _GAP if self._adds else 0)
        draw_text(painter, QRectF(left, 0, words, area.height()), self.text(), font, ink)
        mark = _PADDING if self._adds else left + words + _GAP
        name = "plus" if self._adds else "x" if self._active else "chevron-down"
        draw_icon(painter, name, ink, QRectF(mark, top, side, side))
        if self.hasFocus():
            focus_ring(painter, area, radius, tokens.accent)

    def _paint_ground(self, painter: QPainter, area: QRectF, radius: float) -> None:
        tokens = self._theme.tokens
        if self._active:
            rounded(painter, area, radius, fill=tokens.accent_soft)
            return
        fill = tokens.hover if self.underMouse() else "" if self._adds else tokens.surface
        if not self._adds:
            rounded(painter, area, radius, fill=fill, edge=tokens.border)
            return
        rounded(painter, area, radius, fill=fill)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(QColor(tokens.line2), 1)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
