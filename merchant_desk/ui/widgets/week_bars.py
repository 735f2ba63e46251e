"""What comes in and goes out, week by week, as bars above and below a line."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.rules.cash_sentences import whole_euros
from merchant_desk.rules.chart_scale import ChartScale, amount_ticks
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.cash_line import line_scale
from merchant_desk.values.cash_flow import CashWeek
from merchant_desk.values.chart import CashChart
from merchant_desk.values.french import day_month, euros
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_WEEK = timedelta(days=7)
_AIR = 6.0
_WIDEST = 26.0
_RIGHT = Qt.AlignmentFlag.AlignRight


class WeekBars(QWidget):
    """Lies under the line, week below week; ``opened`` carries the Monday.

    ← → go from week to week, Enter opens it.
    """

    opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chart: CashChart | None = None
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Entrées et sorties par semaine"))
        theme.changed.connect(self._on_theme_changed)

    @property
    def weeks(self) -> tuple[CashWeek, ...]:
        """Return the weeks that are shown."""
        return self._chart.weeks if self._chart is not None else ()

    @property
    def week(self) -> CashWeek | None:
        """Return the week that the keyboard is on."""
        return self.weeks[self._current] if self._current < len(self.weeks) else None

    def show_chart(self, chart: CashChart) -> None:
        """Show the weeks of this account, below its line."""
        self._chart = chart
        self._current = min(self._current, max(0, len(chart.weeks) - 1))
        self._speak()
        self.update()

    def bar_area(self, monday: date, *, money_in: bool) -> QRectF | None:
        """Return where one bar of a week is drawn."""
        found = next((each for each in self.weeks if each.monday == monday), None)
        if found is None or self._chart is None:
            return None
        scale, (low, high) = line_scale(self._theme, self._chart, self.size())[0], self._ends()
        return self._bar(scale, found, found.money_in if money_in else found.money_out, (low, high))

    def sizeHint(self) -> QSize:
        """Ask for a strip."""
        return QSize(1000, self._theme.px(96))

    def minimumSizeHint(self) -> QSize:
        """Keep the strip."""
        return QSize(420, self._theme.px(84))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the weeks."""
        painter, theme, chart = QPainter(self), self._theme, self._chart
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chart is None or not chart.weeks:
            return
        tokens = theme.tokens
        scale, ends = line_scale(theme, chart, self.size())[0], self._ends()
        font, area = theme.font(Role.CAPTION, tabular=True), scale.area
        for tick in dict.fromkeys((ends[0], ZERO, ends[1])):
            y = self._level(tick, ends)
            painter.setPen(QPen(QColor(tokens.line2 if tick == ZERO else tokens.line), 1))
            painter.drawLine(QPointF(area.left, y), QPointF(area.right, y))
            tall = theme.px(18)
            box = QRectF(0, y - tall / 2, area.left - 8, tall)
            draw_text(painter, box, whole_euros(tick), font, tokens.text3, _RIGHT)
        for place, week in enumerate(chart.weeks):
            for amount, colour in ((week.money_in, tokens.ok), (week.money_out, tokens.text3)):
                if amount:
                    rounded(painter, self._bar(scale, week, amount, ends), 2, fill=colour)
            if self.hasFocus() and place == self._current:
                left, right = self._span(scale, week)
                ring = QRectF(left + 1, 1, right - left - 2, self.height() - 2)
                focus_ring(painter, ring, 6, tokens.accent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the weeks."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key, last = Qt.Key(event.key()), len(self.weeks) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key in steps and self.weeks:
            self._go(min(max(self._current + steps[key], 0), last))
        elif key in ends and self.weeks:
            self._go(ends[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.week is not None:
            self.opened.emit(self.week.monday)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say the week."""
        super().focusInEvent(event)
        self._speak()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the week that was clicked."""
        if self._chart is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        scale = line_scale(self._theme, self._chart, self.size())[0]
        for place, week in enumerate(self.weeks):
            left, right = self._span(scale, week)
            if left <= event.position().x() < right:
                self._go(place)
                self.opened.emit(week.monday)

    def _go(self, place: int) -> None:
        self._current = place
        self._speak()
        announce(self, self.accessibleDescription())
        self.update()

    def _speak(self) -> None:
        self.setAccessibleDescription("" if self.week is None else week_words(self.week))

    def _ends(self) -> tuple[Money, Money]:
        low = min((each.money_out for each in self.weeks), default=ZERO)
        high = max((each.money_in for each in self.weeks), default=ZERO)
        ticks = amount_ticks(min(low, ZERO), max(high, ZERO), most=4)
        return ticks[0], ticks[-1]

    def _level(self, amount: Money, ends: tuple[Money, Money]) -> float:
        room = self.height() - 2 * 10.0
        span = max(1, ends[1].cents - ends[0].cents)
        return 10.0 + room * (ends[1].cents - amount.cents) / span

    def _span(self, scale: ChartScale, week: CashWeek) -> tuple[float, float]:
        """Return the room of a week: its evenings stand in the middle of their days."""
        half = scale.column / 2
        left, right = scale.x(week.monday) - half, scale.x(week.monday + _WEEK) - half
        return max(left, scale.area.left), min(right, scale.area.right + half)

    def _bar(
        self, scale: ChartScale, week: CashWeek, amount: Money, ends: tuple[Money, Money]
    ) -> QRectF:
        left, right = self._span(scale, week)
        wide = min(_WIDEST, max(3.0, right - left - 2 * _AIR))
        zero, level = self._level(ZERO, ends), self._level(amount, ends)
        top, tall = min(zero, level), max(1.0, abs(level - zero))
        return QRectF((left + right - wide) / 2, top, wide, tall)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def week_words(week: CashWeek) -> str:
    """Return a week as the screen reader says it."""
    words = _("Semaine du {day}\u00a0: entrées {inwards}, sorties {outwards}, solde {closing}")
    return words.format(
        day=day_month(week.monday),
        inwards=euros(week.money_in),
        outwards=euros(-week.money_out),
        closing=euros(week.closing),
    )
