"""Cells in which an article is searched by its name, and what is found is offered below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QStringListModel, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from merchant_desk.queries.product_search import FoundProduct
from merchant_desk.values.ids import ProductId

_Index = QModelIndex | QPersistentModelIndex


class ArticleCells(QStyledItemDelegate):
    """``searched`` carries what is typed as a name, ``chosen`` the row and the article taken."""

    searched = Signal(str)
    chosen = Signal(int, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = 0
        """The row that is being typed in."""
        self._found: Sequence[FoundProduct] = ()
        self._names = QStringListModel(self)
        self._typing: QLineEdit | None = None

    def offer(self, product: FoundProduct) -> str:
        """Return the words under which an article is offered."""
        name = " · ".join(filter(None, (product.name, product.option_text)))
        return f"{name}   {product.sku}"

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Fill the cell, and no more."""
        room: QRect = option.rect
        editor.setGeometry(room.adjusted(0, 1, 0, -2))

    def show_found(self, found: Sequence[FoundProduct]) -> None:
        """Offer these articles under the name that is being typed."""
        self._found = found
        self._names.setStringList([self.offer(each) for each in found])
        completer = None if self._typing is None else self._typing.completer()
        if completer is not None and found:
            completer.complete()

    def take_first(self) -> bool:
        """Take the first article offered, as Enter does; return whether there was one."""
        if not self._found or self._typing is None:
            return False
        self._take(self._found[0])
        return True

    def complete_names(self, editor: QLineEdit) -> None:
        """Search what is typed here."""
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
        self.chosen.emit(self.row, ProductId(product.product_id))

    def _on_gone(self) -> None:
        self._typing = None
