"""Which period is shown: a month, a quarter or a financial year, one step back or on."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.icon_button import IconButton
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.ui.widgets.text_label import TextLabel
from merchant_desk.values.accounting_period import Period, Span, moved, period_at, span_words
from merchant_desk.values.texts import _


class PeriodBar(QWidget):
    """``changed`` when another period is chosen; ``period`` is the one in use."""

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self.span = Span.MONTH
        self.period: Period = period_at(self.span, today)
        self._first_month = 1
        self.choice = SegmentedChoice(
            theme,
            _("Durée de la période"),
            (
                (Span.MONTH, _("Mois")),
                (Span.QUARTER, _("Trimestre")),
                (Span.YEAR, _("Exercice")),
            ),
        )
        self.back = IconButton(theme, "chevron-left", _("Période précédente"))
        self.on = IconButton(theme, "chevron-right", _("Période suivante"))
        self.words = TextLabel(theme, "", Role.ORDER_NAME)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.choice, self.back, self.on, self.words):
            row.addWidget(widget)
        self.choice.chosen.connect(self._on_span)
        self.back.clicked.connect(self.go_back)
        self.on.clicked.connect(self.go_on)
        self._show()

    def know_year(self, closing: date) -> None:
        """Learn when the financial year ends: the year shown is the shop's own."""
        month = closing.month % 12 + 1
        if month == self._first_month:
            return
        self._first_month = month
        if self.span is Span.YEAR:
            self._use(period_at(self.span, self.period.last, month))

    def go_back(self) -> None:
        """Show the period before."""
        self._use(moved(self.period, self.span, -1))

    def go_on(self) -> None:
        """Show the period after."""
        self._use(moved(self.period, self.span, 1))

    def show_period(self, span: Span, day: date) -> None:
        """Show the period of this length that a day is in."""
        self.span = span
        self.choice.choose(span)
        self._use(period_at(span, day, self._first_month))

    def _on_span(self, key: str) -> None:
        self.span = Span(key)
        self._use(period_at(self.span, self.period.last, self._first_month))

    def _use(self, period: Period) -> None:
        self.period = period
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.words.setText(span_words(self.span, self.period))
