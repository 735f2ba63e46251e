"""A square code on white paper, sharp enough to be scanned from the screen."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.painting import rounded
from merchant_desk.ui.theme import Theme

_HEIGHT, _RADIUS = 84, 8
_PAPER = "#FFFFFF"
_QUIET_MODULES = 2


class MatrixPicture(QWidget):
    """Draws rows of ``1`` and ``0``, each square as large as whole pixels allow."""

    def __init__(
        self, theme: Theme, rows: Sequence[str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = tuple(rows)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for as much as the bars beside it."""
        return QSize(_HEIGHT, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Never draw less than three pixels a square."""
        return QSize(3 * self._modules(), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares on pixels of the screen, not of the layout."""
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), _RADIUS, fill=_PAPER, edge=self._theme.tokens.line)
        ratio = self.devicePixelRatioF()
        side = int(min(self.width(), self.height()) * ratio)
        pixels = max(1, side // self._modules())
        left = (int(self.width() * ratio) - pixels * len(self._rows)) // 2
        top = (int(self.height() * ratio) - pixels * len(self._rows)) // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.scale(1 / ratio, 1 / ratio)
        for down, row in enumerate(self._rows):
            for right, cell in enumerate(row):
                if cell == "1":
                    x, y = left + right * pixels, top + down * pixels
                    painter.fillRect(x, y, pixels, pixels, Qt.GlobalColor.black)

    def _modules(self) -> int:
        return len(self._rows) + 2 * _QUIET_MODULES
