"""Bars on white paper, sharp enough to be scanned from the screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.painting import rounded
from merchant_desk.ui.theme import Theme

_HEIGHT = 84
_MARGIN = 10
_RADIUS = 8
_PAPER = "#FFFFFF"
_QUIET_MODULES = 10


class BarcodePicture(QWidget):
    """Draws bars given as (left, width) in modules, each as wide as whole pixels allow."""

    def __init__(
        self,
        theme: Theme,
        bars: tuple[tuple[int, int], ...],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars = bars
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for two pixels a module: what most scanners read from a screen."""
        return QSize(2 * self._modules() + 2 * _MARGIN, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never draw less than one pixel a module."""
        return QSize(self._modules(), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars on pixels of the screen, not of the layout: a blurred bar is not read."""
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), _RADIUS, fill=_PAPER, edge=self._theme.tokens.line)
        ratio = self.devicePixelRatioF()
        pixels = max(1, int(self.width() * ratio) // self._modules())
        start = (int(self.width() * ratio) - pixels * (self._modules() - 2 * _QUIET_MODULES)) // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.scale(1 / ratio, 1 / ratio)
        height = round((self.height() - 2 * _MARGIN) * ratio)
        for left, width in self._bars:
            painter.fillRect(
                start + left * pixels,
                round(_MARGIN * ratio),
                width * pixels,
                height,
                Qt.GlobalColor.black,
            )

    def _modules(self) -> int:
        left, width = self._bars[-1]
        return left + width + 2 * _QUIET_MODULES
