"""A list of painted rows moved in with the arrows: the queue, the lines, the scans, the choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from merchant_desk.ui.painting import focus_ring
from merchant_desk.ui.theme import Theme

Row = TypeVar("Row")
Painted_contra = TypeVar("Painted_contra", contravariant=True)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RADIUS = 8
_LEAST = 58
_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row stands: pointed at, or the one the keyboard is on."""

    hovered: bool = False
    current: bool = False


class RowPainter(Protocol[Painted_contra]):
    """Draws one kind of row."""

    def height(self, row: Painted_contra) -> int:
        """Return how high the row is."""

    def spoken(self, row: Painted_contra) -> str:
        """Return what the screen reader says of the row."""

    def paint(self, painter: QPainter, area: QRectF, row: Painted_contra, look: RowLook) -> None:
        """Draw the row."""


class _Rows(QAbstractListModel, Generic[Row]):
    def __init__(self, painter: RowPainter[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._painter = painter

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return self._painter.spoken(self.rows[index.row()])
        return None

    def show(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


class _Delegate(QStyledItemDelegate, Generic[Row]):
    def __init__(
        self, theme: Theme, rows: _Rows[Row], painter: RowPainter[Row], view: QListView
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._rows = rows
        self._painter = painter
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        state: QStyle.StateFlag = option.state
        area = QRectF(option.rect)
        here = self._view.hasFocus() and index == self._view.currentIndex()
        look = RowLook(bool(state & QStyle.StateFlag.State_MouseOver), here)
        painter.save()
        self._painter.paint(painter, area, self._rows.rows[index.row()], look)
        if here:
            inner = area.adjusted(1, 1, -1, -1)
            focus_ring(painter, inner, _RADIUS, self._theme.tokens.accent)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(40, self._painter.height(self._rows.rows[index.row()]))


class RowList(QListView, Generic[Row]):
    """Painted rows; ``picked`` carries the row that Enter, a digit or a press chose.

    A press never takes the focus: it stays where scans are counted.
    """

    picked = Signal(object)

    def __init__(
        self, theme: Theme, name: str, painter: RowPainter[Row], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.takes_digits = False
        self._model: _Rows[Row] = _Rows(painter, self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self._model, painter, self))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumHeight(_LEAST)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return what is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the place of the keyboard and the scroll stay."""
        if tuple(rows) == self._model.rows:
            return
        place, scroll = self.currentIndex().row(), self.verticalScrollBar().value()
        self._model.show(rows)
        self.setCurrentIndex(self._model.index(max(0, min(place, len(rows) - 1)), 0))
        self.verticalScrollBar().setValue(scroll)

    def content_height(self) -> int:
        """Return the room that all rows need."""
        return sum(self.sizeHintForRow(place) for place in range(len(self.rows)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter, Space or a digit; leave every other letter to whoever wants it."""
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._pick(self.currentIndex().row())
        elif self.takes_digits and key in _DIGITS:
            self._pick(key - Qt.Key.Key_1)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._pick(index.row())

    def _pick(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.picked.emit(self.rows[place])

    def _on_theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
