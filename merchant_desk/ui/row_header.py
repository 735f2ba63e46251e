"""The heads of a table's columns: titles, the order, and the box that checks everything."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from merchant_desk.ui.column import Column
from merchant_desk.ui.painting import draw_icon, rounded
from merchant_desk.ui.row_painter import PAD, Lane
from merchant_desk.ui.row_style import BOX, RowStyle, tick_pixmap
from merchant_desk.ui.row_view import RowView
from merchant_desk.ui.theme import Theme

_ARROW = 14
_RADIUS = 11
_STILL = 4


class RowHeader(QHeaderView):
    """Painted like the rows; a click sorts or checks all, a right click opens a menu."""

    sort_wanted = Signal(int)
    box_clicked = Signal()
    menu_wanted = Signal(object)

    def __init__(self, theme: Theme, view: RowView[Any]) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self._rows = view
        self._style: RowStyle | None = None
        self._columns: tuple[Column[Any], ...] = ()
        self._sorted: tuple[int, bool] | None = None
        self._box = Qt.CheckState.Unchecked
        self._pressed_at = QPointF()
        self._end = _HeadEnd(self, view)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(32)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    def wear(self, style: RowStyle, columns: tuple[Column[Any], ...], height: int) -> None:
        """Paint these columns in this style."""
        self._style, self._columns = style, columns
        self.setFixedHeight(height)
        self._end.wear(style, height)
        self.viewport().update()

    def show_order(self, column: int | None, *, descending: bool = False) -> None:
        """Show by which column the rows are sorted."""
        self._sorted = None if column is None else (column, descending)
        self.viewport().update()

    def show_box(self, state: Qt.CheckState) -> None:
        """Show whether all, some or none are checked."""
        self._box = state
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag of an edge."""
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort by the column clicked, or check everything."""
        dragging = self.cursor().shape() is Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        moved = (event.position() - self._pressed_at).manhattanLength() > _STILL
        lane = self._rows.lane_at(event.position().toPoint().x())
        if dragging or moved or lane is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if lane.number == 0:
            self.box_clicked.emit()
        elif self._columns[lane.number - 1].sort:
            self.sort_wanted.emit(lane.number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the heads; the card's corners are round."""
        if self._style is None:
            return
        painter = QPainter(self.viewport())
        self.paint_ground(painter, self._style)
        lanes = self._rows.lanes()
        for lane in [each for each in lanes if not each.pinned]:
            self._paint_lane(painter, lane)
        for lane in [each for each in lanes if each.pinned]:
            ground = QRectF(lane.left, 0, lane.width, self.height())
            painter.fillRect(
                ground.adjusted(_RADIUS if lane.left == 0 else 0, 0, 0, 0), self._style.sunken
            )
            self._paint_lane(painter, lane)
        self.paint_edge(painter, self._style)

    def paint_ground(self, painter: QPainter, style: RowStyle) -> None:
        """Fill the whole head, as wide as the rows and their scroll bar."""
        area = QRectF(0, 0, self._rows.width(), self.height())
        painter.fillRect(area, QColor(style.tokens.bg))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = QPainterPath()
        top.addRoundedRect(area.adjusted(0, 0, 0, _RADIUS), _RADIUS, _RADIUS)
        painter.fillPath(top, style.sunken)

    def paint_edge(self, painter: QPainter, style: RowStyle) -> None:
        """Draw the line under the head, and the edge of the card where the ground covered it."""
        area = QRectF(0, 0, self._rows.width(), self.height())
        painter.fillRect(area.adjusted(0, self.height() - 1, 0, 0), style.line)
        card = area.adjusted(-1, -1, 1, 2 * _RADIUS)
        rounded(painter, card, _RADIUS + 1, edge=style.tokens.line)

    def _paint_lane(self, painter: QPainter, lane: Lane) -> None:
        if self._style is None:
            return
        if lane.number == 0:
            ratio = painter.device().devicePixelRatio()
            left = lane.left + (lane.width - BOX) // 2
            box = tick_pixmap(self._box, self._style.tokens, ratio)
            painter.drawPixmap(left, (self.height() - BOX) // 2, box)
            return
        self._paint_title(painter, lane, self._columns[lane.number - 1], self._style)

    def _paint_title(
        self, painter: QPainter, lane: Lane, column: Column[Any], style: RowStyle
    ) -> None:
        order = self._sorted if self._sorted and self._sorted[0] == lane.number else None
        press = style.head if order is None else style.head_sorted
        room = lane.width - 2 * PAD - (_ARROW + 4 if order else 0)
        text, wide = press.laid_out(column.title, max(room, 8))
        left = lane.left + lane.width - PAD - wide if column.numeric else float(lane.left + PAD)
        if order is not None:
            arrow = left - _ARROW - 4 if column.numeric else left + wide + 4
            name = "chevron-down" if order[1] else "chevron-up"
            area = QRectF(arrow, (self.height() - _ARROW) / 2, _ARROW, _ARROW)
            draw_icon(painter, name, style.tokens.text, area)
        painter.setFont(press.font)
        painter.setPen(press.colour)
        painter.drawStaticText(QPointF(left, (self.height() - press.height) / 2), text)

    def _on_menu(self) -> None:
        self.menu_wanted.emit(self.cursor().pos())


class _HeadEnd(QWidget):
    """The last piece of the head, over the scroll bar: else its square covered the round corner."""

    def __init__(self, header: RowHeader, view: RowView[Any]) -> None:
        super().__init__()
        self._header = header
        self._style: RowStyle | None = None
        view.addScrollBarWidget(self, Qt.AlignmentFlag.AlignTop)

    def wear(self, style: RowStyle, height: int) -> None:
        self._style = style
        self.setFixedHeight(height)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._style is not None:
            painter = QPainter(self)
            painter.translate(-self._header.width(), 0)
            self._header.paint_ground(painter, self._style)
            self._header.paint_edge(painter, self._style)
