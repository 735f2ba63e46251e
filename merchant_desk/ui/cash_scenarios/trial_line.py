"""The line under a scenario, with the line without it behind: both are seen at once."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from merchant_desk.rules.chart_scale import ChartScale
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.cash_line_events import EventLine
from merchant_desk.values.chart import CashChart, ChartPoint


class TrialLine(EventLine):
    """``base`` is drawn thin and dashed, where it differs or not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._base: tuple[ChartPoint, ...] = ()

    def show_base(self, points: tuple[ChartPoint, ...]) -> None:
        """Show these evenings behind, those of the plan as it is; empty for none."""
        self._base = points
        self.update()

    def paint_over(self, painter: QPainter, scale: ChartScale, chart: CashChart) -> None:
        """Draw the plan as it is, then the events."""
        if self._base:
            pen = QPen(QColor(self._theme.tokens.text3), 1.4, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            spots = [
                QPointF(scale.x(each.day), scale.y(each.balance))
                for each in self._base
                if chart.first <= each.day <= chart.last
            ]
            painter.drawPolyline(QPolygonF(spots))
        super().paint_over(painter, scale, chart)
