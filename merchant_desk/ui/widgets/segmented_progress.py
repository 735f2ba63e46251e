"""How far a parcel is, one segment an article; a plain bar when there are too many."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from merchant_desk.ui.painting import rounded
from merchant_desk.ui.theme import Theme

_HEIGHT = 8
_GAP = 4
_NARROWEST = 6


class SegmentedProgress(QProgressBar):
    """A progress bar the screen reader can read, drawn as segments."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_progress(0, 1)
        theme.changed.connect(self.update)

    def show_progress(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` articles are in."""
        self.setRange(0, max(total, 1))
        self.setValue(min(done, max(total, 1)))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a thin bar."""
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Stay visible."""
        return QSize(40, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segments."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        full = tokens.ok if self.value() == self.maximum() else tokens.accent
        width = (self.width() - _GAP * (self.maximum() - 1)) / self.maximum()
        if width < _NARROWEST:
            self._paint_bar(painter, full)
            return
        for index in range(self.maximum()):
            area = QRectF(index * (width + _GAP), 0, width, self.height())
            fill = full if index < self.value() else tokens.line
            rounded(painter, area, self.height() / 2, fill=fill)

    def _paint_bar(self, painter: QPainter, full: str) -> None:
        area = QRectF(self.rect())
        rounded(painter, area, area.height() / 2, fill=self._theme.tokens.line)
        done = area.width() * self.value() / self.maximum()
        if self.value():
            done = max(done, area.height())
            area.setWidth(done)
            rounded(painter, area, area.height() / 2, fill=full)
