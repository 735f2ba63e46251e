"""The lines of an order as a table: what is typed in each cell, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from merchant_desk.queries.orderable import Orderable
from merchant_desk.ui.purchase_orders.typed_line import Cell, TypedLine, changed, wrong_cells
from merchant_desk.values.french import euros, number
from merchant_desk.values.purchase_words import packs_words
from merchant_desk.values.texts import _

NAME, PACKS, QUANTITY, PRICE, REBATE, TOTAL, REMOVE = range(7)
_CELLS: Mapping[int, Cell] = {QUANTITY: Cell.QUANTITY, PRICE: Cell.PRICE, REBATE: Cell.REBATE}
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class LineModel(QAbstractTableModel):
    """One row a line and a blank one at the end; ``edited`` when something changed by hand."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[TypedLine] = []

    @property
    def lines(self) -> tuple[TypedLine, ...]:
        """Return the lines."""
        return tuple(self._lines)

    @property
    def wrong(self) -> str:
        """Return the first thing that is wrong, with its line; empty when all can be read."""
        for row, line in enumerate(self._lines):
            for words in wrong_cells(line).values():
                return _("Ligne {n}\u00a0: {words}").format(n=row + 1, words=words)
        return ""

    def first_wrong(self) -> QModelIndex:
        """Return the first cell that cannot be read."""
        for row, line in enumerate(self._lines):
            for column, cell in _CELLS.items():
                if cell in wrong_cells(line):
                    return self.index(row, column)
        return QModelIndex()

    def is_blank(self, row: int) -> bool:
        """Tell whether a row is the one that waits for an article."""
        return row >= len(self._lines)

    def is_numeric(self, column: int) -> bool:
        """Tell whether a column is aligned right."""
        return column in {PACKS, QUANTITY, PRICE, REBATE, TOTAL}

    def is_wrong(self, row: int, column: int) -> bool:
        """Tell whether what a cell holds cannot be read."""
        cell = _CELLS.get(column)
        return not self.is_blank(row) and cell is not None and cell in wrong_cells(self._lines[row])

    def show_lines(self, lines: Sequence[TypedLine]) -> None:
        """Show these lines, announcing nothing."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def put_article(self, row: int, article: Orderable) -> int:
        """Put an article on a row, or go to the row it has; return that row."""
        known = self._row_of(article)
        if known is not None:
            return known
        line = TypedLine(article, str(_usual_units(article)))
        if not self.is_blank(row):
            self._lines[row] = line
            self._tell(row)
            return row
        return self._append(line)

    def add_scanned(self, article: Orderable) -> int:
        """Add what a scan stands for: to its line if there is one, else at the end."""
        known = self._row_of(article)
        if known is None:
            return self._append(TypedLine(article, str(max(article.units, _usual_units(article)))))
        line = self._lines[known]
        step = max(article.units, article.terms.pack_units)
        self._lines[known] = replace(line, quantity=str(line.units + step))
        self._tell(known)
        return known

    def round_up(self, rows: Sequence[int]) -> None:
        """Order whole packs, and the minimum at least."""
        for row in rows:
            line = self._lines[row]
            self._lines[row] = replace(line, quantity=str(line.rounded.units or line.quantity))
            self._tell(row)

    def remove(self, row: int) -> None:
        """Take a line away; the blank one stays."""
        if self.is_blank(row):
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._lines[row]
        self.endRemoveRows()
        self.edited.emit()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the lines and the blank one."""
        return 0 if parent.isValid() else len(self._lines) + 1

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the cells, the total and the cross."""
        return 0 if parent.isValid() else REMOVE + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, or why it is wrong."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return "" if self.is_blank(row) else self._text(self._lines[row], column)
        if role == Qt.ItemDataRole.ToolTipRole and not self.is_blank(row):
            return self._tip(self._lines[row], column)
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take what was typed."""
        row, column = index.row(), index.column()
        if self.is_blank(row) or column not in _CELLS:
            return False
        if str(value) == self._text(self._lines[row], column):
            return False
        self._lines[row] = changed(self._lines[row], _CELLS[column], str(value))
        self._tell(row)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let an article be named on the blank line, and figures be typed on the others."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        blank, column = self.is_blank(index.row()), index.column()
        typed = column == NAME if blank else column in _CELLS
        return flags | Qt.ItemFlag.ItemIsEditable if typed else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the titles."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = _RIGHT if self.is_numeric(section) else _LEFT
            return side | Qt.AlignmentFlag.AlignVCenter
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (
            _("Article"), _("Colis"), _("Qté"), _("PU HT"), _("Remise"), _("Total HT"), "",
        )  # fmt: skip
        return titles[section]

    def note(self, row: int) -> str:
        """Return what is written small under the name of an article."""
        if self.is_blank(row):
            return ""
        article = self._lines[row].article
        stock = _("{n} en stock").format(n=number(article.on_hand))
        coming = _("{n} attendus").format(n=number(article.on_order)) if article.on_order else ""
        reference = article.terms.supplier_sku or article.sku
        return " · ".join(filter(None, (reference, stock, coming)))

    def _text(self, line: TypedLine, column: int) -> str:
        if column == PACKS:
            return packs_words(line.units, line.article.terms.pack_units)
        if column == TOTAL:
            total = line.priced.total
            return "—" if total is None else euros(total)
        texts = {
            NAME: line.article.title,
            QUANTITY: line.quantity,
            PRICE: line.shown_price,
            REBATE: line.rebate,
        }
        return texts.get(column, "")

    def _tip(self, line: TypedLine, column: int) -> str | None:
        cell = _CELLS.get(column)
        return None if cell is None else wrong_cells(line).get(cell)

    def _row_of(self, article: Orderable) -> int | None:
        rows = (
            row
            for row, line in enumerate(self._lines)
            if line.article.product_id == article.product_id
        )
        return next(rows, None)

    def _append(self, line: TypedLine) -> int:
        row = len(self._lines)
        self.beginInsertRows(QModelIndex(), row, row)
        self._lines.append(line)
        self.endInsertRows()
        self._tell(row)
        return row

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, REMOVE))
        self.edited.emit()


def _usual_units(article: Orderable) -> int:
    terms = article.terms
    return -(-max(terms.pack_units, terms.minimum_units) // terms.pack_units) * terms.pack_units
