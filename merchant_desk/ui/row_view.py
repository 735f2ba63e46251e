"""The rows themselves: painted in one go, moved in and checked from the keyboard."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from merchant_desk.ui.row_checks import RowChecks
from merchant_desk.ui.row_keys import take_key
from merchant_desk.ui.row_model import RowModel
from merchant_desk.ui.row_painter import Lane, RowPainter, SeenRow
from merchant_desk.ui.row_source import Row
from merchant_desk.ui.row_style import row_style
from merchant_desk.ui.theme import Theme

CHECK_WIDTH = 44
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_Index = QModelIndex | QPersistentModelIndex


class RowView(QTableView, Generic[Row]):
    """A table view whose painting and keys are ours; the model stays Qt's window on it."""

    activated_row = Signal(object)
    checks_changed = Signal()
    moved = Signal()
    everything_wanted = Signal()
    copy_wanted = Signal()
    menu_wanted = Signal(object)
    width_changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        checks: RowChecks[Row],
        row_id: Callable[[Row], bytes],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.checkable = True
        self._theme = theme
        self._checks = checks
        self._row_id = row_id
        self._hovered = -1
        self._anchor = 0
        self._rows: RowModel[Row] | None = None
        self._painter: RowPainter | None = None
        self._set_up()

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setCornerWidget(QWidget())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def look_at(self, model: RowModel[Row]) -> None:
        """Show this model's rows."""
        self._rows = model
        self.setModel(model)
        model.modelReset.connect(self._on_reset)

    def set_row_height(self, height: int) -> None:
        """Take this height for every row, and the look in use for their painting."""
        self.verticalHeader().setDefaultSectionSize(height)
        if self._rows is not None:
            columns = self._rows.columns
            style = row_style(self._theme, columns)
            self._painter = RowPainter(self._theme, style, columns, height)
        self.viewport().update()

    def in_sight(self) -> range:
        """Return the positions of the rows in sight."""
        height = max(self.verticalHeader().defaultSectionSize(), 1)
        top = self.verticalOffset()
        count = self._rows.rowCount() if self._rows is not None else 0
        first = min(top // height, max(count - 1, 0))
        return range(first, max(min((top + self.viewport().height()) // height + 1, count), first))

    def lanes(self) -> list[Lane]:
        """Return the columns in sight; the check boxes and the first column stay when sideways."""
        header = self.horizontalHeader()
        offset = header.offset()
        made: list[Lane] = []
        for place in range(header.count()):
            number = header.logicalIndex(place)
            if header.isSectionHidden(number):
                continue
            pinned = offset > 0 and len(made) < (2 if self.checkable else 1)
            shift = offset if pinned else 0
            left = header.sectionViewportPosition(number) + shift
            made.append(Lane(number, left, header.sectionSize(number), pinned))
        return made

    def lane_at(self, x: int) -> Lane | None:
        """Return the column under this point, pinned ones first."""
        under = [lane for lane in self.lanes() if lane.left <= x < lane.left + lane.width]
        return next((lane for lane in under if lane.pinned), under[0] if under else None)

    def current_row(self) -> Row | None:
        """Return the row the keyboard is on, if it is read."""
        position = self.currentIndex().row()
        return self._rows.row(position) if self._rows is not None and position >= 0 else None

    def move_to(self, position: int, *, scroll: bool = True) -> None:
        """Put the keyboard on this row."""
        if self._rows is None or not 0 <= position < self._rows.rowCount():
            return
        self.setAutoScroll(scroll)
        self.setCurrentIndex(self._rows.index(position, self._first_column()))
        self.setAutoScroll(True)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        numbers = (header.logicalIndex(place) for place in range(header.count()))
        return next((each for each in numbers if each and not header.isSectionHidden(each)), 1)

    def toggle(self, position: int) -> None:
        """Check or uncheck a row; a later Shift extends from here."""
        row = self._rows.row(position) if self._rows is not None else None
        if row is None or not self.checkable:
            return
        row_id = self._row_id(row)
        self._checks.put(row_id, row, checked=not self._checks.has(row_id))
        self._anchor = position
        self._tell_checks()

    def extend_to(self, position: int) -> None:
        """Check every row that is read, from the last one touched to this one."""
        if self._rows is None or not self.checkable:
            return
        for each in range(min(self._anchor, position), max(self._anchor, position) + 1):
            row = self._rows.row(each)
            if row is not None:
                self._checks.put(self._row_id(row), row, checked=True)
        self._tell_checks()

    def _tell_checks(self) -> None:
        self.viewport().update()
        self.checks_changed.emit()

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 - Qt's name
        """Follow the keyboard."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of a list; others go to the window."""
        if not take_key(self, event):
            event.ignore()

    def step_to(self, position: int, *, extend: bool) -> None:
        """Go to a row, checking all between when extending."""
        if not extend:
            self._anchor = position
            self.move_to(position)
            return
        here = self.currentIndex().row()
        if here >= 0 and not self._is_checked(here):
            self._anchor = here
        self.move_to(position)
        self.extend_to(position)

    def activate(self) -> None:
        """Open the current row."""
        row = self.current_row()
        if row is not None:
            self.activated_row.emit(row)

    def clear_checks(self) -> bool:
        """Uncheck everything; return whether there was anything to uncheck."""
        if not self._checks.now(1).count:
            return False
        self._checks.clear()
        self._tell_checks()
        return True

    def _is_checked(self, position: int) -> bool:
        row = self._rows.row(position) if self._rows is not None else None
        return row is not None and self._checks.has(self._row_id(row))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Check on the box, with Ctrl or Shift; else only put the keyboard there."""
        position = self._position_at(event.position().toPoint().y())
        if position < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        lane = self.lane_at(event.position().toPoint().x())
        on_box = self.checkable and lane is not None and lane.number == 0
        if event.modifiers() & _SHIFT:
            self.extend_to(position)
        elif on_box or event.modifiers() & _CONTROL:
            self.toggle(position)
        else:
            self._anchor = position
        self.move_to(position)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row; a double click on the box is two clicks."""
        lane = self.lane_at(event.position().toPoint().x())
        if lane is not None and lane.number == 0:
            self.mousePressEvent(event)
        elif self._position_at(event.position().toPoint().y()) >= 0:
            self.activate()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing more: the press has acted."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the pointer."""
        self._hover(self._position_at(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tint no row any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, position: int) -> None:
        for each in {self._hovered, position} - {-1} if position != self._hovered else set():
            top = self.rowViewportPosition(each)
            height = self.verticalHeader().defaultSectionSize()
            self.viewport().update(QRect(0, top, self.viewport().width(), height))
        self._hovered = position

    def _position_at(self, y: int) -> int:
        height = self.verticalHeader().defaultSectionSize()
        position = (y + self.verticalOffset()) // height
        return position if self._rows is not None and position < self._rows.rowCount() else -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the width that is left beside the scroll bar."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.width_changed.emit(event.size().width())

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Scroll; sideways, the columns that stay are painted again."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
        if dy and self._rows is not None:
            self._rows.look_ahead()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in the exposed band."""
        if self._painter is None or self._rows is None:
            return
        band = event.rect()
        height = self.verticalHeader().defaultSectionSize()
        offset = self.verticalOffset()
        first = (band.top() + offset) // height
        last = min((band.bottom() + offset) // height, self._rows.rowCount() - 1)
        painter = QPainter(self.viewport())
        seen = self._seen(range(first, last + 1), offset, height)
        self._painter.paint(painter, band, self.lanes(), seen)
        here = self.currentIndex().row()
        if self.hasFocus() and first <= here <= last:
            self._painter.paint_focus(painter, here * height - offset, self.viewport().width())

    def _seen(self, positions: Sequence[int], offset: int, height: int) -> list[SeenRow]:
        return [self._seen_row(each, each * height - offset) for each in positions]

    def _seen_row(self, position: int, top: int) -> SeenRow:
        rows: Any = self._rows
        row = rows.row(position)
        if row is None:
            return SeenRow(top, None)
        checked = self._checks.has(self._row_id(row))
        return SeenRow(top, row, rows.texts(position, row), checked, position == self._hovered)

    def _on_reset(self) -> None:
        self._hovered = -1
        self._anchor = 0
        self.move_to(0)
