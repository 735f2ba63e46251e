"""How the cells of an order's lines are painted and typed in."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring
from merchant_desk.ui.purchase_orders.line_model import NAME, REMOVE, TOTAL, LineModel
from merchant_desk.ui.theme import Theme
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _

ROW = 46
_PADDING, _ICON = 12, 16
_Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class LineCells(QStyledItemDelegate):
    """``searched`` carries what is typed as a name, ``chosen`` the row and the article taken."""

    searched = Signal(str)
    chosen = Signal(int, object)

    def __init__(self, theme: Theme, model: LineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._found: Sequence[FoundProduct] = ()
        self._names = QStringListModel(self)
        self._typing: QLineEdit | None = None
        self._row = 0

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
        self._row = index.row()
        editor = QLineEdit(parent)
        title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(title))
        if self._model.is_numeric(index.column()):
            editor.setAlignment(_RIGHT)
        if index.column() == NAME:
            self._complete_names(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Show what the cell holds, all of it selected."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Fill the cell, and no more."""
        room: QRect = option.rect
        editor.setGeometry(room.adjusted(0, 1, 0, -2))

    def show_found(self, found: Sequence[FoundProduct]) -> None:
        """Offer these articles under the name that is being typed."""
        self._found = found
        self._names.setStringList([_offer(each) for each in found])
        completer = None if self._typing is None else self._typing.completer()
        if completer is not None and found:
            completer.complete()

    def take_first(self) -> bool:
        """Take the first article offered, as Enter does; return whether there was one."""
        if not self._found or self._typing is None:
            return False
        self._take(self._found[0])
        return True

    def _complete_names(self, editor: QLineEdit) -> None:
        self._found = ()
        self._names.setStringList([])
        completer = QCompleter(self._names, editor)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        picked: Any = completer.activated  # two signals in one: by text, by place
        picked[QModelIndex].connect(self._on_article)
        editor.setCompleter(completer)
        editor.textEdited.connect(self.searched)
        editor.destroyed.connect(self._on_gone)
        self._typing = editor

    def _on_article(self, index: QModelIndex) -> None:
        if index.row() < len(self._found):
            self._take(self._found[index.row()])

    def _take(self, product: FoundProduct) -> None:
        editor, self._found = self._typing, ()
        if editor is not None:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        self.chosen.emit(self._row, ProductId(product.product_id))

    def _on_gone(self) -> None:
        self._typing = None


def _offer(product: FoundProduct) -> str:
    name = " · ".join(filter(None, (product.name, product.option_text)))
    return f"{name}   {product.sku}"
