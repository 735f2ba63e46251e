"""How the cells of an order's lines are painted and typed in."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from merchant_desk.ui.article_cells import ArticleCells
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring
from merchant_desk.ui.purchase_orders.line_model import NAME, REMOVE, TOTAL, LineModel
from merchant_desk.ui.theme import Theme
from merchant_desk.values.texts import _

ROW = 46
_PADDING, _ICON = 12, 16
_Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class LineCells(ArticleCells):
    """The cells of the lines; a name is searched as it is typed."""

    def __init__(self, theme: Theme, model: LineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room of a row."""
        return QSize(60, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        tokens, room = self._theme.tokens, QRectF(option.rect)
        painter.save()
        painter.fillRect(room, QColor(tokens.surface))
        under = QRectF(room.left(), room.bottom() - 1, room.width(), 1)
        painter.fillRect(under, QColor(tokens.line))
        if index.column() == REMOVE:
            self._paint_cross(painter, index, room)
        else:
            self._paint_words(painter, index, room.adjusted(_PADDING, 0, -_PADDING, 0))
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, room.adjusted(1, 2, -1, -3), 6, tokens.accent)
        painter.restore()

    def _paint_cross(self, painter: QPainter, index: _Index, room: QRectF) -> None:
        if self._model.is_blank(index.row()):
            return
        side = self._theme.px(_ICON)
        spot = QRectF(0, 0, side, side)
        spot.moveCenter(room.center())
        draw_icon(painter, "x", self._theme.tokens.text3, spot)

    def _paint_words(self, painter: QPainter, index: _Index, room: QRectF) -> None:
        theme, tokens, model = self._theme, self._theme.tokens, self._model
        row, column = index.row(), index.column()
        text, ink = str(index.data() or ""), tokens.text
        if column == NAME and model.is_blank(row):
            text, ink = _("Scannez ou tapez un article…"), tokens.text3
        if model.is_wrong(row, column):
            text, ink = text or "!", tokens.bad_text
        numeric = model.is_numeric(column)
        note = model.note(row) if column == NAME else ""
        if note:
            half = room.height() / 2
            small = QRectF(room.left(), room.top() + half - 3, room.width(), half)
            draw_text(painter, small, note, theme.font(Role.CAPTION), tokens.text2, _LEFT)
            room = QRectF(room.left(), room.top() + 3, room.width(), half)
        role = Role.BOLD if column == TOTAL else Role.BODY
        side = _RIGHT if numeric else _LEFT
        draw_text(painter, room, text, theme.font(role, tabular=numeric), ink, side)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Return what the cell is typed in."""
        self.row = index.row()
        editor = QLineEdit(parent)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title))
        if self._model.is_numeric(index.column()):
            editor.setAlignment(_RIGHT)
        if index.column() == NAME:
            self.complete_names(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Show what the cell holds, all of it selected."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()
