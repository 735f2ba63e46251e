"""A line icon standing alone: decoration, never the only carrier of a meaning."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.painting import draw_icon
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.text_label import Ink

_TONES = {Ink.OK: "ok", Ink.WARN: "warn", Ink.BAD: "bad", Ink.INFO: "info", Ink.ACCENT: "accent"}


class IconLabel(QWidget):
    """A line icon in one ink."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        ink: Ink = Ink.TEXT2,
        size: int = 16,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._ink = ink
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_icon(self, icon: str, ink: Ink) -> None:
        """Show another icon."""
        self._icon = icon
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size at the chosen size of texts."""
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        ink = _TONES.get(self._ink, "float_text" if self._ink is Ink.FLOAT else self._ink.value)
        side = self._theme.px(self._size)
        area = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        draw_icon(painter, self._icon, str(getattr(self._theme.tokens, ink)), area)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
