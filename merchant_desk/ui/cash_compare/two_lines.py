"""Two lines over the same days: as it was foreseen, and as it was."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from merchant_desk.rules.cash_sentences import signed, whole_euros
from merchant_desk.rules.chart_scale import ChartArea, ChartScale, scale_of
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text, focus_ring, rounded, text_width
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.cash_line import STEPS
from merchant_desk.ui.widgets.cash_line_paint import (
    paint_grid,
    paint_line,
    paint_weeks,
    seen_through,
    spots,
)
from merchant_desk.values.cash_compare import ComparedDay, Comparison
from merchant_desk.values.chart import ChartPoint
from merchant_desk.values.french import euros, weekday_date
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.texts import _

_TOP, _BOTTOM, _SIDE, _BAND = 14, 26, 14, 26
_ROW, _PAD, _GAP = 18, 10.0, 18
_RIGHT = Qt.AlignmentFlag.AlignRight


class TwoLines(QWidget):
    """Foreseen and happened, evening by evening; ← → walks the days and says both."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._told: Comparison | None = None
        self._day: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Solde prévu et solde constaté, jour par jour"))
        theme.changed.connect(self.update)

    @property
    def day(self) -> date | None:
        """Return the day that is pointed at."""
        return self._day

    def show_comparison(self, told: Comparison) -> None:
        """Show these days."""
        self._told, self._day = told, None
        self._speak()
        self.update()

    def scale(self) -> tuple[ChartScale, tuple[Money, ...]] | None:
        """Return where days and amounts lie now."""
        told = self._told
        if told is None:
            return None
        amounts = [ZERO, told.opening, told.held]
        for each in told.days:
            amounts += (each.foreseen, each.happened)
        font = self._theme.font(Role.CAPTION, tabular=True)
        ends = (min(amounts), max(amounts))
        left = float(max(text_width(whole_euros(each), font) for each in (*ends, -ends[1])) + 16)
        tall = self.height() - self._theme.px(_TOP) - self._theme.px(_BOTTOM)
        wide = max(1.0, self.width() - left - _SIDE)
        area = ChartArea(left, float(self._theme.px(_TOP)), wide, max(1.0, float(tall)))
        return scale_of(area, (told.since, told.until), ends)

    def sizeHint(self) -> QSize:
        """Ask for the size it was drawn for."""
        return QSize(1000, self._theme.px(220))

    def minimumSizeHint(self) -> QSize:
        """Stay readable on the narrowest window."""
        return QSize(360, self._theme.px(170))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what lies between both, then both."""
        painter, theme, told, made = QPainter(self), self._theme, self._told, self.scale()
        tokens = theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, tokens.accent)
        if told is None or made is None:
            return
        scale, ticks = made
        paint_grid(painter, theme, scale, ticks)
        paint_weeks(painter, theme, scale)
        start = ChartPoint(told.since, told.opening)
        held = ChartPoint(told.since, told.held)
        wanted = spots(scale, [start, *(ChartPoint(e.day, e.foreseen) for e in told.days)])
        came = spots(scale, [held, *(ChartPoint(e.day, e.happened) for e in told.days)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(seen_through(tokens.bad if told.error < ZERO else tokens.ok, _BAND))
        painter.drawPolygon([*wanted, *reversed(came)])
        paint_line(painter, wanted, tokens.accent, 2.0, Qt.PenStyle.DashLine)
        paint_line(painter, came, tokens.text, 2.2)
        found = self._found()
        if found is not None:
            self._paint_cursor(painter, scale, found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the days."""
        key, told = Qt.Key(event.key()), self._told
        if told is None or not told.days:
            super().keyPressEvent(event)
        elif key in STEPS:
            last = told.days[-1].day
            start = self._day + timedelta(days=STEPS[key]) if self._day is not None else last
            self._point_at(start)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._point_at(told.days[0].day if key == Qt.Key.Key_Home else told.days[-1].day)
        elif key == Qt.Key.Key_Escape and self._day is not None:
            self._point_at(None)
        else:
            super().keyPressEvent(event)
            return
        announce(self, self.accessibleDescription())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of the day under the pointer."""
        made = self.scale()
        if made is not None:
            self._point_at(made[0].day_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget where the pointer was, not where the keyboard is."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no cursor behind."""
        super().focusOutEvent(event)
        self._point_at(None)

    def _point_at(self, day: date | None) -> None:
        told = self._told
        if day is not None and told is not None and told.days:
            day = min(max(day, told.days[0].day), told.days[-1].day)
        self._day = day
        self._speak()
        self.update()

    def _found(self) -> ComparedDay | None:
        days = self._told.days if self._told is not None else ()
        return next((each for each in days if each.day == self._day), None)

    def _speak(self) -> None:
        found = self._found()
        words = ""
        if found is not None:
            words = ", ".join(
                [weekday_date(found.day), *(f"{name} {amount}" for name, amount in _rows(found))]
            )
        self.setAccessibleDescription(words)

    def _paint_cursor(self, painter: QPainter, scale: ChartScale, found: ComparedDay) -> None:
        theme, x, area = self._theme, scale.x(found.day), scale.area
        tokens, body, head = theme.tokens, theme.font(Role.CAPTION, tabular=True), Role.BOLD
        painter.setPen(QPen(QColor(tokens.line2), 1))
        painter.drawLine(QPointF(x, area.top), QPointF(x, area.bottom))
        title, rows = weekday_date(found.day), _rows(found)
        wide = max(
            [text_width(title, theme.font(head))]
            + [text_width(name, body) + _GAP + text_width(amount, body) for name, amount in rows]
        )
        row = float(theme.px(_ROW))
        box = QRectF(0, area.top + 4, wide + 2 * _PAD, row * (len(rows) + 1) + 2 * _PAD - 6)
        fits = x + 14 + box.width() <= area.right
        box.moveLeft(x + 14 if fits else x - 14 - box.width())
        rounded(painter, box, 8, fill=tokens.float_bg)
        line = QRectF(box.left() + _PAD, box.top() + _PAD - 3, wide, row)
        draw_text(painter, line, title, theme.font(head), tokens.float_text)
        for name, amount in rows:
            line.translate(0, row)
            draw_text(painter, line, name, body, tokens.float_text)
            draw_text(painter, line, amount, body, tokens.float_text, _RIGHT)


def _rows(day: ComparedDay) -> list[tuple[str, str]]:
    return [
        (_("Prévu"), euros(day.foreseen)),
        (_("Constaté"), euros(day.happened)),
        (_("Écart"), signed(day.happened - day.foreseen)),
    ]
