"""The tools above the calendar; the months are told there only where there is room."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.ui.widgets.text_label import TextLabel

_GAP = 8


class PromotionBar(QWidget):
    """Tools at the left, the months, tools at the right."""

    def __init__(
        self, left: Sequence[QWidget], period: TextLabel, right: Sequence[QWidget]
    ) -> None:
        super().__init__()
        self._tools = (*left, *right)
        self._period = period
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        for widget in (*left, period):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for widget in right:
            self._row.addWidget(widget)
        self.shows_period = True

    def fit(self) -> None:
        """Show the months where they fit beside the tools: the calendar names them too."""
        shown = [each for each in self._tools if not each.isHidden()]
        taken = sum(each.sizeHint().width() + _GAP for each in shown)
        fits = taken + self._period.sizeHint().width() <= self.width()
        self._period.setVisible(self.shows_period and fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Judge the room again."""
        super().resizeEvent(event)
        self.fit()
