"""How the cells of a document's lines are painted and typed in."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.rules.line_entry import SORT_WORDS, Cell, LineSort
from merchant_desk.ui.article_cells import ArticleCells
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.invoices.line_model import CELLS, NAME, REMOVE, TOTAL, LineModel
from merchant_desk.ui.painting import draw_icon, draw_text, focus_ring
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.select import Select
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

ROW = 38
_PADDING = 12
_ICON = 16
_Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class LineCells(ArticleCells):
    """The cells of the lines; a name is searched as it is typed, a price stands beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.vat_choices: Sequence[str] = ()

    def offer(self, product: FoundProduct) -> str:
        """Return the words under which an article is offered, with its price."""
        return f"{super().offer(product)}   {euros(Money(product.price_cents))}"

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room of a row."""
        return QSize(60, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        model, theme = index.model(), self._theme
        if not isinstance(model, LineModel):
            return
        tokens, room = theme.tokens, QRectF(option.rect)
        painter.save()
        painter.fillRect(room, QColor(tokens.surface))
        painter.fillRect(
            QRectF(room.left(), room.bottom() - 1, room.width(), 1), QColor(tokens.line)
        )
        self._paint_words(painter, model, index, room)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_HasFocus:
            focus_ring(painter, room.adjusted(1, 2, -1, -3), 6, tokens.accent)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, model: LineModel, index: _Index, room: QRectF
    ) -> None:
        theme, tokens = self._theme, self._theme.tokens
        row, column = index.row(), index.column()
        last = row == model.rowCount() - 1
        if column == REMOVE:
            if not last:
                side = theme.px(_ICON)
                spot = QRectF(0, 0, side, side)
                spot.moveCenter(room.center())
                draw_icon(painter, "x", tokens.text3, spot)
            return
        text, ink = str(index.data() or ""), tokens.text
        if last and column == NAME and not text:
            text, ink = _("Ajouter un article…"), tokens.text3
        if model.is_wrong(row, column):
            text, ink = text or "!", tokens.bad_text
        role = Role.BOLD if column == TOTAL else Role.BODY
        numeric = model.is_numeric(column)
        words = room.adjusted(_PADDING, 0, -_PADDING, 0)
        draw_text(
            painter,
            words,
            text,
            theme.font(role, tabular=numeric),
            ink,
            _RIGHT if numeric else _LEFT,
        )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Return what the cell is typed in."""
        cell = CELLS[index.column()]
        self.row = index.row()
        if cell is Cell.SORT:
            return self._sort_editor(parent)
        editor = QLineEdit(parent)
        editor.setAccessibleName(
            str(index.model().headerData(index.column(), Qt.Orientation.Horizontal))
        )
        if LineModel.is_numeric(index.model(), index.column()):  # type: ignore[arg-type]  # the only model of this view
            editor.setAlignment(_RIGHT)
        if cell is Cell.NAME:
            self.complete_names(editor)
        if cell is Cell.VAT:
            self._complete_vat(editor)
        return editor

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Show what the cell holds, all of it selected."""
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findText(text)))
            return
        if isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Hand over what was typed."""
        if isinstance(editor, QComboBox):
            model.setData(index, list(LineSort)[max(0, editor.currentIndex())].value)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip())

    def _sort_editor(self, parent: QWidget) -> QWidget:
        editor = Select(self._theme, _("Type de ligne"), parent)
        editor.addItems([_(words) for words in SORT_WORDS.values()])
        editor.activated.connect(self._on_picked)
        QTimer.singleShot(0, editor, editor.showPopup)
        return editor

    def _complete_vat(self, editor: QLineEdit) -> None:
        completer = QCompleter(list(self.vat_choices), editor)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(14)
        editor.setCompleter(completer)
        QTimer.singleShot(0, completer, completer.complete)

    def _on_picked(self, _place: int) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
