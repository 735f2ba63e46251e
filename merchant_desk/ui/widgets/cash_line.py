"""The line of the account over the days: painted, and walked with the arrows."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.rules.cash_sentences import day_words, whole_euros
from merchant_desk.rules.chart_scale import ChartArea, ChartScale, scale_of
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import focus_ring, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets import cash_line_paint as paint
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.cash_line_marks import day_on, paint_cursor, point_on
from merchant_desk.values.chart import CashChart
from merchant_desk.values.french import euros, weekday_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_TOP, _BOTTOM, _SIDE = 28, 26, 14
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -7,
    Qt.Key.Key_PageDown: 7,
}


def line_scale(theme: Theme, chart: CashChart, size: QSize) -> tuple[ChartScale, tuple[Money, ...]]:
    """Return where days and amounts lie on a widget of this size."""
    font = theme.font(Role.CAPTION, tabular=True)
    amounts = (chart.lowest, chart.highest, -chart.highest)
    left = float(max(text_width(whole_euros(each), font) for each in amounts) + 16)
    top = float(theme.px(_TOP))
    height = size.height() - top - theme.px(_BOTTOM)
    area = ChartArea(left, top, max(1.0, size.width() - left - _SIDE), max(1.0, height))
    return scale_of(area, (chart.first, chart.last), (chart.lowest, chart.highest))


class CashLine(QWidget):
    """``day_changed`` carries the day that is pointed at, ``day_opened`` the one that was opened.

    ← → go by a day, Page by a week, Home and End to the ends, Enter opens, Escape lets go.
    """

    day_changed = Signal(object)
    day_opened = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chart: CashChart | None = None
        self._day: date | None = None
        self._drawn: QPixmap | None = None
        self._scale: ChartScale | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Solde jour par jour"))
        theme.changed.connect(self._on_theme_changed)

    @property
    def chart(self) -> CashChart | None:
        """Return what is shown."""
        return self._chart

    @property
    def day(self) -> date | None:
        """Return the day that is pointed at."""
        return self._day

    def show_chart(self, chart: CashChart) -> None:
        """Show this account."""
        self._chart = chart
        self._forget()
        if self._day is not None and not chart.first <= self._day <= chart.last:
            self._day = None
        self.speak()
        self.update()

    def point_at(self, day: date | None) -> None:
        """Put the cursor on a day."""
        chart = self._chart
        if chart is None:
            return
        self._day = None if day is None else min(max(day, chart.first), chart.last)
        self.speak()
        self.day_changed.emit(self._day)
        self.update()

    def scale(self) -> ChartScale | None:
        """Return where days and amounts lie now."""
        if self._scale is None and self._chart is not None:
            self._scale = line_scale(self._theme, self._chart, self.size())[0]
        return self._scale

    def sizeHint(self) -> QSize:
        """Ask for the size it was drawn for."""
        return QSize(1000, self._theme.px(260))

    def minimumSizeHint(self) -> QSize:
        """Stay readable on the narrowest window."""
        return QSize(420, self._theme.px(190))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew in the new size."""
        super().resizeEvent(event)
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the account, once while it stays as it is, then what lies over it."""
        chart, scale, ratio = self._chart, self.scale(), self.devicePixelRatioF()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            focus_ring(painter, ring, 8, self._theme.tokens.accent)
        if chart is None or scale is None:
            return
        if self._drawn is None or self._drawn.devicePixelRatio() != ratio:
            self._drawn = QPixmap(self.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(Qt.GlobalColor.transparent)
            self._paint_account(self._drawn, chart)
        painter.drawPixmap(0, 0, self._drawn)
        self.paint_over(painter, scale, chart)

    def _paint_account(self, picture: QPixmap, chart: CashChart) -> None:
        theme, painter = self._theme, QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, ticks = line_scale(theme, chart, self.size())
        paint.paint_grid(painter, theme, scale, ticks)
        paint.paint_weeks(painter, theme, scale)
        paint.paint_foreseen(painter, theme, scale, chart)
        paint.paint_past(painter, theme, scale, chart)
        paint.paint_floor(painter, theme, scale, chart)
        paint.paint_today(painter, theme, scale, chart.today)
        paint.paint_low(painter, theme, scale, chart)
        painter.end()

    def paint_over(self, painter: QPainter, scale: ChartScale, chart: CashChart) -> None:
        """Draw the cursor."""
        if self._day is not None:
            paint_cursor(painter, self._theme, scale, chart, self._day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the days."""
        key, chart = Qt.Key(event.key()), self._chart
        if key in STEPS and chart is not None:
            self.point_at(self._stepped(chart, STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and chart is not None:
            self.point_at(chart.first if key == Qt.Key.Key_Home else chart.last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._day is not None:
            self.day_opened.emit(self._day)
        elif key == Qt.Key.Key_Escape and self._day is not None:
            self.point_at(None)
        else:
            super().keyPressEvent(event)
            return
        announce(self, self.words())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no cursor behind."""
        super().focusOutEvent(event)
        self.point_at(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the day under the pointer."""
        self._point_under(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day."""
        scale = self.scale()
        if scale is not None:
            self.day_opened.emit(scale.day_at(event.position().x()))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell at once of the day under the pointer."""
        super().enterEvent(event)
        self._point_under(event.position().x())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget where the pointer was, not where the keyboard is."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.point_at(None)

    def speak(self) -> None:
        """Have the screen reader know what is pointed at."""
        self.setAccessibleDescription(self.words())

    def words(self) -> str:
        """Return what is pointed at, else the lowest evening."""
        chart = self._chart
        if chart is None:
            return ""
        if self._day is not None:
            return _said(chart, self._day)
        if chart.low is None:
            return ""
        return _("Au plus bas\u00a0: {amount}, {day}").format(
            amount=euros(chart.low.balance), day=weekday_date(chart.low.day)
        )

    def _stepped(self, chart: CashChart, days: int) -> date:
        """Return where a step leads; the first one goes to the lowest evening, else to today."""
        if self._day is not None:
            return self._day + timedelta(days=days)
        return chart.low.day if chart.low is not None else chart.today

    def _point_under(self, x: float) -> None:
        scale = self.scale()
        if scale is not None:
            self.point_at(scale.day_at(x))

    def _forget(self) -> None:
        self._drawn = self._scale = None

    def _on_theme_changed(self) -> None:
        self._forget()
        self.updateGeometry()
        self.update()


def _said(chart: CashChart, day: date) -> str:
    foreseen = day_on(chart, day)
    if foreseen is not None:
        return day_words(foreseen)
    point = point_on(chart, day)
    balance = "" if point is None else f", {euros(point.balance)}"
    return f"{weekday_date(day)}{balance}"
