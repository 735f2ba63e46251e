"""A small line without axes: how an amount went, told beside its figure."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.ui.theme import Theme
from merchant_desk.values.money import Money

_EDGE = 4.0


class Sparkline(QWidget):
    """Decoration of a figure: the screen reader hears the figure, not the line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._amounts: tuple[Money, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_amounts(self, amounts: Sequence[Money]) -> None:
        """Show these amounts, the oldest first."""
        self._amounts = tuple(amounts)
        self.update()

    def points(self) -> list[QPointF]:
        """Return where the amounts are drawn; a single one, or all alike, lie in the middle."""
        area = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        cents = [each.cents for each in self._amounts]
        if not cents:
            return []
        span, steps = max(cents) - min(cents), max(1, len(cents) - 1)
        made = []
        for place, each in enumerate(cents):
            share = (each - min(cents)) / span if span else 0.5
            x = area.left() + area.width() * place / steps
            made.append(QPointF(x, area.bottom() - area.height() * share))
        return made

    def sizeHint(self) -> QSize:
        """Ask for the room of a few words."""
        return QSize(self._theme.px(112), self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and where it ends."""
        points = self.points()
        if not points:
            return
        painter, accent = QPainter(self), QColor(self._theme.tokens.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(points)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(points[-1], 2.5, 2.5)
