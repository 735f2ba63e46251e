"""The lines of a document, typed like a spreadsheet: Tab goes on, Enter goes down."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QTableView,
    QWidget,
)

from merchant_desk.queries.product_search import FoundProduct, find_products
from merchant_desk.queries.sold_article import SoldArticle, sold_article
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.invoices.line_cells import ROW, LineCells
from merchant_desk.ui.invoices.line_model import NAME, QUANTITY, REMOVE, LineModel
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.typed_table import dress
from merchant_desk.values.ids import ProductId
from merchant_desk.values.texts import _

_HEAD, _LEAST_ROWS, _MOST_ROWS = 32, 3, 9
_WIDTHS = {0: 84, 2: 62, 3: 104, 4: 84, 5: 122, 6: 104, REMOVE: 34}
_NARROW = {0: 64, 2: 48, 3: 84, 4: 78, 5: 84, 6: 90, REMOVE: 28}
_NARROW_BELOW = 660
_FOUND = 8


class LinesView(QTableView):
    """A table that grows with its lines up to a height, then scrolls."""

    edited = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._row = 0
        self._asked: Ticket[tuple[FoundProduct, ...]] | None = None
        self.lines = LineModel(self)
        self.cells = LineCells(theme, self)
        self.setModel(self.lines)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(_("Lignes du document"))
        dress(self, NAME, QAbstractItemView.EditTrigger.SelectedClicked)
        self._wear()
        self._connect()

    def _connect(self) -> None:
        self.lines.edited.connect(self.edited)
        self.lines.rowsInserted.connect(self._fit)
        self.lines.rowsRemoved.connect(self._fit)
        self.lines.modelReset.connect(self._fit)
        self.cells.searched.connect(self._on_searched)
        self.cells.chosen.connect(self._on_chosen)
        self._theme.changed.connect(self._wear)

    def begin(self) -> None:
        """Put the keyboard on the blank line."""
        self.setCurrentIndex(self.lines.index(self.lines.rowCount() - 1, NAME))
        self.setFocus()

    def add_found(self, product_id: ProductId) -> None:
        """Add one of an article, as a scan does."""
        self._desk.read(self._add, sold_article, product_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell; Ctrl+Delete takes the line away."""
        index = self.currentIndex()
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and ctrl:
            self.lines.remove(index.row())
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not ctrl and index.isValid():
            if index.column() == REMOVE:
                self.lines.remove(index.row())
            else:
                self.edit(index)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """One press opens a cell; on the cross it takes the line away."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        if index.column() == REMOVE:
            self.lines.remove(index.row())
        elif self.lines.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def closeEditor(  # noqa: N802 - Qt's name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Go down after Enter, to the name of the next line."""
        super().closeEditor(editor, hint)
        if hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            row = min(self.currentIndex().row() + 1, self.lines.rowCount() - 1)
            self.setCurrentIndex(self.lines.index(row, NAME))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what the other cells leave."""
        super().resizeEvent(event)
        widths = _NARROW if self.width() < self._theme.px(_NARROW_BELOW) else _WIDTHS
        for column, width in widths.items():
            self.setColumnWidth(column, self._theme.px(width))

    def _wear(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW))
        self.horizontalHeader().setFixedHeight(self._theme.px(_HEAD))
        self._fit()

    def _fit(self, *_what: object) -> None:
        rows = min(max(self.lines.rowCount(), _LEAST_ROWS), _MOST_ROWS)
        self.setFixedHeight(self._theme.px(_HEAD) + rows * self._theme.px(ROW) + 2)

    def _on_searched(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()
        if len(text.strip()) > 1:
            self._asked = self._desk.read(self._show_found, find_products, text, _FOUND)

    def _show_found(self, found: tuple[FoundProduct, ...]) -> None:
        self.cells.show_found(found)

    def _on_chosen(self, row: int, product_id: ProductId) -> None:
        self._row = row
        self._desk.read(self._put, sold_article, product_id)

    def _put(self, article: SoldArticle | None) -> None:
        if article is not None and self._row < self.lines.rowCount():
            self.lines.put_article(self._row, article)
            self._open_quantity(self._row)

    def _add(self, article: SoldArticle | None) -> None:
        if article is not None:
            row = self.lines.add_article(article)
            self.setCurrentIndex(self.lines.index(row, QUANTITY))

    def _open_quantity(self, row: int) -> None:
        index: QModelIndex | QPersistentModelIndex = self.lines.index(row, QUANTITY)
        self.setCurrentIndex(index)
        self.setFocus()
        self.edit(index)
