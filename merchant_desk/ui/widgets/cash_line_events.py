"""The line of the account with its largest events on it, each of which may be moved."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter

from merchant_desk.rules.chart_scale import ChartScale
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.announce import announce
from merchant_desk.ui.widgets.cash_line import STEPS, CashLine
from merchant_desk.ui.widgets.cash_line_marks import (
    PlacedMark,
    mark_words,
    paint_mark_words,
    paint_marks,
    point_on,
)
from merchant_desk.values.chart import CashChart, ChartMark

_REACH = 12.0
_WALKS = frozenset({*STEPS, Qt.Key.Key_Home, Qt.Key.Key_End})


@dataclass(slots=True)
class _Move:
    """An event being tried on another day."""

    key: str
    origin: date
    days: int = 0


class EventLine(CashLine):
    """``event_moving`` tells of every step of a move, ``event_dragged`` of the one that was kept.

    Both carry the key of the event and by how many days it goes. Tab goes from event to event,
    Shift+← → moves the chosen one, Enter keeps the move, Escape takes it back.
    """

    event_moving = Signal(str, int)
    event_dragged = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._chosen = ""
        self._move: _Move | None = None
        self._pressed: float | None = None

    @property
    def chosen(self) -> str:
        """Return the key of the event that the keyboard is on."""
        return self._chosen

    def show_chart(self, chart: CashChart) -> None:
        """Show this account; a move under way goes on."""
        if self._chosen not in {each.key for each in chart.marks}:
            self._chosen, self._move = "", None
        super().show_chart(chart)

    def choose_event(self, key: str) -> None:
        """Put the keyboard on an event of the line."""
        if key != self._chosen:
            self._move = None
        self._chosen = key
        self.speak()
        if key:
            announce(self, self.words())
        self.update()

    def placed(self) -> list[PlacedMark]:
        """Return where the events are drawn."""
        chart, scale = self.chart, self.scale()
        if chart is None or scale is None:
            return []
        made = []
        for mark in chart.marks:
            day = min(max(self._day_of(mark), chart.first), chart.last)
            point = point_on(chart, day)
            balance = chart.opening if point is None else point.balance
            made.append(PlacedMark(mark, day, QPointF(scale.x(day), scale.y(balance))))
        return made

    def paint_over(self, painter: QPainter, scale: ChartScale, chart: CashChart) -> None:
        """Draw the events, and the words of the chosen one, else the cursor."""
        placed = self.placed()
        paint_marks(painter, self._theme, placed, self._chosen)
        chosen = next((each for each in placed if each.mark.key == self._chosen), None)
        if chosen is not None:
            paint_mark_words(painter, self._theme, scale, chosen)
            return
        super().paint_over(painter, scale, chart)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen event, keep its move or take it back; else walk the days."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        mark = self._mark()
        if mark is None:
            super().keyPressEvent(event)
        elif key in STEPS and shift:
            self._move_to(mark, (self._move.days if self._move else 0) + STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif key == Qt.Key.Key_Escape:
            self._take_back()
        else:
            if key in _WALKS:  # not the Shift of a move that begins
                self.choose_event("")
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - Qt's own names
        """Go from event to event before leaving."""
        keys = [each.key for each in self._movables()]
        start = -1 if next else len(keys)
        place = keys.index(self._chosen) if self._chosen in keys else start
        wanted = place + (1 if next else -1)
        if 0 <= wanted < len(keys):
            self.choose_event(keys[wanted])
            return True
        self.choose_event("")
        return super().focusNextPrevChild(next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no event chosen behind."""
        if self._pressed is None:
            self.choose_event("")
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an event."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        hit = self._hit(event.position())
        self.choose_event("" if hit is None else hit.mark.key)
        self._pressed = None if hit is None else event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand by whole days."""
        scale, mark = self.scale(), self._mark()
        if scale is not None and mark is not None and self._pressed is not None:
            self._move_to(mark, round((event.position().x() - self._pressed) / scale.column))
            return
        grabs = self._hit(event.position()) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if grabs else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what was dragged."""
        self._pressed = None
        if self._move is not None:
            self._keep()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day, but not of an event that is held."""
        self._pressed = None
        super().mouseDoubleClickEvent(event)

    def words(self) -> str:
        """Return the chosen event and its day, else the day that is pointed at."""
        mark = self._mark()
        return super().words() if mark is None else mark_words(mark, self._day_of(mark))

    def _movables(self) -> list[ChartMark]:
        marks = self.chart.marks if self.chart is not None else ()
        return sorted((each for each in marks if each.movable), key=lambda each: each.day)

    def _hit(self, spot: QPointF) -> PlacedMark | None:
        near = [each for each in self.placed() if each.mark.movable]
        near = [each for each in near if (each.spot - spot).manhattanLength() <= _REACH]
        return min(near, key=lambda each: (each.spot - spot).manhattanLength(), default=None)

    def _mark(self) -> ChartMark | None:
        marks = self.chart.marks if self.chart is not None else ()
        return next((each for each in marks if each.key == self._chosen), None)

    def _day_of(self, mark: ChartMark) -> date:
        move = self._move
        if move is not None and move.key == mark.key:
            return move.origin + timedelta(days=move.days)
        return mark.day

    def _move_to(self, mark: ChartMark, days: int) -> None:
        move = (
            self._move if self._move and self._move.key == mark.key else _Move(mark.key, mark.day)
        )
        self._move, chart = move, self.chart
        if chart is None or not mark.movable:
            return
        day = min(max(move.origin + timedelta(days=days), chart.today), chart.last)
        if (day - move.origin).days == move.days:
            return
        move.days = (day - move.origin).days
        self.speak()
        announce(self, self.words())
        self.event_moving.emit(mark.key, move.days)
        self.update()

    def _keep(self) -> None:
        move, self._move = self._move, None
        if move is not None and move.days:
            self.event_dragged.emit(move.key, move.days)
        self.update()

    def _take_back(self) -> None:
        move, self._move = self._move, None
        if move is not None:
            self.event_moving.emit(move.key, 0)
        else:
            self._chosen = ""
        self.speak()
        self.update()
