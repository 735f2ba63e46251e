"""The calendar itself: painted, dragged with the mouse, and walked with the keyboard alone."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from merchant_desk.queries.promotion_calendar import CalendarBar, PromotionCalendar
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_text
from merchant_desk.ui.promotions import calendar_paint as paint
from merchant_desk.ui.promotions.bar_words import bar_text, day_text
from merchant_desk.ui.promotions.calendar_layout import GUTTER, CalendarLayout
from merchant_desk.ui.promotions.timeline import Timeline, Zoom, lanes
from merchant_desk.ui.theme import Theme
from merchant_desk.values.ids import PromotionId
from merchant_desk.values.texts import _

_GRIP = 7


@dataclass(slots=True)
class _Move:
    """A change that is being made: by how many days the start and the end go."""

    id: PromotionId
    start: int = 0
    end: int = 0


class CalendarView(QWidget):
    """Bars of operations over the days.

    ``opened`` and ``day_chosen`` say what was asked for; ``moved`` carries an operation and by how
    many days its start and its end go. Arrows: ↑ ↓ from bar to bar, ← → move by a day, Shift with
    them the end only, Enter keeps the move or opens, Escape takes the move back.
    """

    opened = Signal(object)
    day_chosen = Signal(object)
    moved = Signal(object, int, int)
    paged = Signal(int)
    current_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._zoom = Zoom.WEEKS
        self._shown: PromotionCalendar | None = None
        self._lanes: list[int] = []
        self._current: PromotionId | None = None
        self._move: _Move | None = None
        self._pressed: tuple[float, str] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAccessibleName(_("Calendrier des opérations"))
        theme.changed.connect(self.update)

    def show_calendar(self, shown: PromotionCalendar, zoom: Zoom) -> None:
        """Show other days or other operations."""
        self._shown, self._zoom, self._move = shown, zoom, None
        self._lanes = lanes(shown.bars)
        if self._bar(self._current) is None:
            self._choose(None)
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    @property
    def bars(self) -> tuple[CalendarBar, ...]:
        """Return the operations that are shown."""
        return self._shown.bars if self._shown else ()

    @property
    def current(self) -> CalendarBar | None:
        """Return the bar that the keyboard is on."""
        return self._bar(self._current)

    def choose(self, promotion_id: PromotionId | None) -> None:
        """Put the keyboard on a bar."""
        self._choose(promotion_id)

    def bar_area(self, promotion_id: PromotionId) -> QRectF | None:
        """Return where the bar of an operation is drawn."""
        found = [each for each in self._bars() if each[0].row.id == promotion_id]
        return found[0][1] if found else None

    def sizeHint(self) -> QSize:
        """Ask for all the lanes."""
        return QSize(900, self._layout().height(self._lanes))

    def minimumSizeHint(self) -> QSize:
        """Stay readable on the narrowest window."""
        return QSize(560, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw days first, then what lies on them."""
        shown = self._shown
        if shown is None:
            return
        painter, theme, place = QPainter(self), self._theme, self._layout()
        line = place.line
        paint.paint_days(painter, theme, line, place.days(self.height()), shown.today)
        paint.paint_heads(painter, theme, line, place.months, place.numbers, shown.today)
        self._paint_lanes(painter, place, shown)
        bars = self._bars()
        areas = [area for _bar, area in bars]
        for bar, area in bars:
            current = self.hasFocus() and bar.row.id == self._current
            end = place.room_behind(area, areas)
            paint.paint_bar(painter, theme, area, bar, end=end, current=current)
        if not bars:
            paint.paint_hint(painter, theme, place.hint())

    def _paint_lanes(
        self, painter: QPainter, place: CalendarLayout, shown: PromotionCalendar
    ) -> None:
        theme, line = self._theme, place.line
        local, online, marks = place.season(0), place.season(1), place.marks
        names = ((_("En magasin"), local), (_("En ligne"), online), (_("Jours à noter"), marks))
        for name, area in names:
            gutter = place.gutter(area)
            draw_text(painter, gutter, name, theme.font(Role.CAPTION), theme.tokens.text2)
        paint.paint_season(painter, theme, line, local, shown.local)
        paint.paint_season(painter, theme, line, online, shown.online)
        paint.paint_marks(painter, theme, line, marks, shown.marks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from bar to bar, move them, open them."""
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in sideways:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(sideways[key], only_end=shift)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif key == Qt.Key.Key_Escape and self._move is not None:
            self._move = None
            self.update()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        if not self.bars:
            return
        ids = [each.row.id for each in self.bars]
        place = ids.index(self._current) + step if self._current in ids else 0
        self._choose(ids[place % len(ids)])

    def _nudge(self, days: int, *, only_end: bool) -> None:
        bar = self.current
        if bar is None:
            return
        move = self._move if self._move and self._move.id == bar.row.id else _Move(bar.row.id)
        if only_end:
            if bar.last is not None and self._fits(bar, move.start, move.end + days):
                move.end += days
        else:
            move.start, move.end = move.start + days, move.end + days
        self._move = move
        self._speak()
        self.update()

    def _keep(self) -> None:
        if self._move is None:
            if self._current is not None:
                self.opened.emit(self._current)
            return
        move, self._move = self._move, None
        if move.start or move.end:
            self.moved.emit(move.id, move.start, move.end)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a bar, or of one of its ends."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position()
        hit = next(((bar, area) for bar, area in self._bars() if area.contains(point)), None)
        self._choose(hit[0].row.id if hit else None)
        self._pressed = None if hit is None else (point.x(), self._grip(hit[1], point.x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand by whole days."""
        bar = self.current
        if self._pressed is None or bar is None:
            self._point_out(event)
            return
        start_x, grip = self._pressed
        days = round((event.position().x() - start_x) / self._timeline().column)
        start, end = (days if grip != "end" else 0), (days if grip != "start" else 0)
        if self._fits(bar, start, end):
            self._move = _Move(bar.row.id, start, end)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what was dragged."""
        self._pressed = None
        if self._move is not None:
            self._keep()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the bar, or plan something on the day."""
        self._pressed = None
        if self._current is not None:
            self.opened.emit(self._current)
        elif event.position().x() >= GUTTER:
            self.day_chosen.emit(self._timeline().day_at(event.position().x()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the pages sideways; up and down stay the page's own."""
        if abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            self.paged.emit(-1 if event.angleDelta().x() > 0 else 1)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Tell what lies under the pointer."""
        if isinstance(event, QHelpEvent) and self._shown is not None:
            point = event.pos().toPointF()
            bar = next((each for each, area in self._bars() if area.contains(point)), None)
            words = bar_text(bar) if bar else self._day_words(point.x())
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _day_words(self, x: float) -> str:
        if x < GUTTER or self._shown is None:
            return ""
        return day_text(self._shown, self._timeline().day_at(x))

    def _point_out(self, event: QMouseEvent) -> None:
        point = event.position()
        hit = next((area for _bar, area in self._bars() if area.contains(point)), None)
        grip = "" if hit is None else self._grip(hit, point.x())
        shape = Qt.CursorShape.SizeHorCursor if grip in ("start", "end") else (
            Qt.CursorShape.PointingHandCursor if grip else Qt.CursorShape.ArrowCursor
        )  # fmt: skip
        self.setCursor(shape)

    def _grip(self, area: QRectF, x: float) -> str:
        if x <= area.left() + _GRIP:
            return "start"
        return "end" if x >= area.right() - _GRIP else "whole"

    def _fits(self, bar: CalendarBar, start: int, end: int) -> bool:
        last = bar.last
        return last is None or bar.first + timedelta(days=start) <= last + timedelta(days=end)

    def _choose(self, promotion_id: PromotionId | None) -> None:
        if promotion_id != self._current:
            self._move = None
        self._current = promotion_id
        self._speak()
        self.current_changed.emit(self.current)
        self.update()

    def _speak(self) -> None:
        bar = self.current
        self.setAccessibleDescription("" if bar is None else bar_text(self._as_moved(bar)))

    def _bar(self, promotion_id: PromotionId | None) -> CalendarBar | None:
        return next((each for each in self.bars if each.row.id == promotion_id), None)

    def _as_moved(self, bar: CalendarBar) -> CalendarBar:
        move = self._move
        if move is None or move.id != bar.row.id:
            return bar
        last: date | None = None if bar.last is None else bar.last + timedelta(days=move.end)
        return CalendarBar(bar.row, bar.first + timedelta(days=move.start), last)

    def _bars(self) -> list[tuple[CalendarBar, QRectF]]:
        return self._layout().bars(self._shown, self._lanes, self._as_moved)

    def _timeline(self) -> Timeline:
        return self._layout().line

    def _layout(self) -> CalendarLayout:
        first = self._shown.first if self._shown else date.min
        return CalendarLayout(first, self._zoom.days, self.width(), self._theme.px)
