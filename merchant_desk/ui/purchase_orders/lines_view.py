"""The lines of an order, typed like a spreadsheet: an article, Enter, its quantity, Enter."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QTableView,
    QWidget,
)

from merchant_desk.queries.orderable import Orderable, orderable, orderable_scanned
from merchant_desk.queries.product_search import FoundProduct, find_products
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.purchase_orders.line_cells import ROW, LineCells
from merchant_desk.ui.purchase_orders.line_model import NAME, QUANTITY, REMOVE, LineModel
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.typed_table import dress
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.texts import _

_HEAD = 32
_WIDTHS = {1: 82, 2: 74, 3: 92, 4: 76, 5: 104, REMOVE: 34}
_NARROW = {1: 78, 2: 54, 3: 74, 4: 74, 5: 92, REMOVE: 28}
_NARROW_BELOW = 760
_FOUND = 8
_SHORTEST = 1


class LinesView(QTableView):
    """``edited`` when a line changed; ``unknown`` for a scan that names no article."""

    edited = Signal()
    unknown = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._row = 0
        self._asked: Ticket[tuple[FoundProduct, ...]] | None = None
        self.supplier_id = SupplierId(b"")
        self.lines = LineModel(self)
        self.cells = LineCells(theme, self.lines, self)
        self.setModel(self.lines)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(_("Lignes de la commande"))
        dress(self, NAME)
        self._wear()
        self._connect()

    def _connect(self) -> None:
        self.lines.edited.connect(self.edited)
        self.cells.searched.connect(self._on_searched)
        self.cells.chosen.connect(self._on_chosen)
        self._theme.changed.connect(self._wear)

    def begin(self) -> None:
        """Put the keyboard on the blank line."""
        self.setCurrentIndex(self.lines.index(self.lines.rowCount() - 1, NAME))
        self.setFocus()

    def finish_typing(self) -> None:
        """Take what is being typed in a cell: leaving it does."""
        if self.state() is QAbstractItemView.State.EditingState:
            self.setFocus()

    def take_scan(self, scan: Scan) -> None:
        """Add the article that a scan names."""
        self._desk.read(self._show_scanned, orderable_scanned, self.supplier_id, scan)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the cell; Ctrl+Delete takes the line away."""
        index = self.currentIndex()
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and ctrl:
            self.lines.remove(index.row())
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not ctrl and index.isValid():
            self._open(index)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """One press opens a cell; on the cross it takes the line away."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._open(index)

    def closeEditor(  # noqa: N802 - Qt's name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """After Enter take the article that is offered, or go to the blank line."""
        index = self.currentIndex()
        entered = hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache
        if entered and index.column() == NAME and self.cells.take_first():
            return
        super().closeEditor(editor, hint)
        if entered and index.column() != NAME:
            self.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what the other cells leave."""
        super().resizeEvent(event)
        widths = _NARROW if self.width() < self._theme.px(_NARROW_BELOW) else _WIDTHS
        for column, width in widths.items():
            self.setColumnWidth(column, self._theme.px(width))

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            return  # Enter in a cell comes here too, before the cell is left
        if index.column() == REMOVE:
            self.lines.remove(index.row())
        elif self.lines.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _wear(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(ROW))
        self.horizontalHeader().setFixedHeight(self._theme.px(_HEAD))

    def _on_searched(self, text: str) -> None:
        if self._asked is not None:
            self._asked.cancel()
        if len(text.strip()) > _SHORTEST:
            self._asked = self._desk.read(self._show_found, find_products, text, _FOUND)

    def _show_found(self, found: tuple[FoundProduct, ...]) -> None:
        self.cells.show_found(found)

    def _on_chosen(self, row: int, product_id: ProductId) -> None:
        self._row = row
        self._desk.read(self._put, orderable, self.supplier_id, (product_id,))

    def _put(self, found: tuple[Orderable, ...]) -> None:
        if found and self._row < self.lines.rowCount():
            self._open_quantity(self.lines.put_article(self._row, found[0]))

    def _show_scanned(self, found: tuple[Orderable, ...]) -> None:
        if not found:
            self.unknown.emit()
            return
        row = self.lines.add_scanned(found[0])
        self.setCurrentIndex(self.lines.index(row, QUANTITY))
        self.scrollTo(self.lines.index(row, QUANTITY))

    def _open_quantity(self, row: int) -> None:
        index: QModelIndex | QPersistentModelIndex = self.lines.index(row, QUANTITY)
        self.setCurrentIndex(index)
        self.setFocus()
        self.edit(index)
