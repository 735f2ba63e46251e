"""The lines of a document as a table: what is typed in each cell, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from merchant_desk.queries.sold_article import SoldArticle
from merchant_desk.rules.line_entry import (
    SORT_WORDS,
    Cell,
    LineSort,
    TypedLine,
    price_of_method,
    renamed,
    vat_words,
    wrong_cells,
)
from merchant_desk.values.texts import _
from merchant_desk.values.vat import VatTreatment

CELLS = (Cell.SORT, Cell.NAME, Cell.QUANTITY, Cell.PRICE, Cell.DISCOUNT, Cell.VAT)
TOTAL, REMOVE = len(CELLS), len(CELLS) + 1
NAME = CELLS.index(Cell.NAME)
QUANTITY = CELLS.index(Cell.QUANTITY)
_NUMERIC = frozenset({Cell.QUANTITY, Cell.PRICE, Cell.DISCOUNT})
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_EDIT = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class LineModel(QAbstractTableModel):
    """One row a line and a blank one at the end; ``edited`` when something changed by hand."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[TypedLine] = [TypedLine()]
        self._wrong: dict[int, Mapping[Cell, str]] = {}
        self._totals: Sequence[str] = ()
        self._day = date.min
        self.with_vat = True
        self.usual_vat = ""

    @property
    def lines(self) -> tuple[TypedLine, ...]:
        """Return the lines that say something."""
        return tuple(each for each in self._lines if not each.blank)

    @property
    def wrong(self) -> str:
        """Return the first thing that is wrong, with its line; empty when all can be read."""
        for row in sorted(self._wrong):
            for words in self._wrong[row].values():
                return _("Ligne {n}\u00a0: {words}").format(n=row + 1, words=words)
        return ""

    def line(self, row: int) -> TypedLine:
        """Return one line."""
        return self._lines[row]

    def is_numeric(self, column: int) -> bool:
        """Tell whether a column is aligned right."""
        return column == TOTAL or (column < TOTAL and CELLS[column] in _NUMERIC)

    def is_wrong(self, row: int, column: int) -> bool:
        """Tell whether what a cell holds cannot be read."""
        return column < TOTAL and CELLS[column] in self._wrong.get(row, {})

    def show_lines(self, lines: Sequence[TypedLine], day: date) -> None:
        """Show these lines, announcing nothing."""
        self.beginResetModel()
        self._lines = [*lines, self._blank()]
        self._totals, self._day = (), day
        self._judge_all()
        self.endResetModel()

    def show_totals(self, totals: Sequence[str]) -> None:
        """Show what each line that says something comes to."""
        self._totals = totals
        last = self.index(self.rowCount() - 1, TOTAL)
        self.dataChanged.emit(self.index(0, TOTAL), last)

    def use_day(self, day: date, method_with_vat: bool) -> None:
        """Judge rates on this day; prices are with VAT or without."""
        if (day, method_with_vat) == (self._day, self.with_vat):
            return
        self._day, self.with_vat = day, method_with_vat
        self._judge_all()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, REMOVE)
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, REMOVE))

    def put_article(self, row: int, article: SoldArticle) -> None:
        """Begin a line with an article of the catalogue."""
        vat = vat_words(article.rate_bp, VatTreatment.NORMAL)
        if self.usual_vat and not self.usual_vat[0].isdigit():
            vat = self.usual_vat  # under franchise nothing bears a rate
        rate = article.rate_bp if vat[0].isdigit() else 0
        self._put(
            row,
            replace(
                self._lines[row],
                name=article.name,
                option=article.option,
                sku=article.sku,
                ean=article.ean,
                product_id=article.product_id,
                vat=vat,
                price=price_of_method(article.price, rate, with_vat=self.with_vat),
            ),
        )

    def add_article(self, article: SoldArticle) -> int:
        """Add one of an article: to its line if there is one, else at the end; return the row."""
        for row, line in enumerate(self._lines):
            if line.product_id == article.product_id and line.quantity.strip().isdecimal():
                self._put(row, replace(line, quantity=str(int(line.quantity) + 1)))
                return row
        row = len(self._lines) - 1
        self.put_article(row, article)
        return row

    def add_sort(self, sort: LineSort, name: str) -> int:
        """Add a line of another sort at the end; return its row."""
        row = len(self._lines) - 1
        self._put(row, replace(self._blank(), sort=sort, name=name))
        return row

    def remove(self, row: int) -> None:
        """Take a line away; the blank one stays."""
        if row >= len(self._lines) - 1:
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._lines[row]
        self._totals = ()
        self.endRemoveRows()
        self._judge_all()
        self.edited.emit()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the lines and the blank one."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the cells, the total and the cross."""
        return 0 if parent.isValid() else REMOVE + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, or why it is wrong."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in _EDIT:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column < TOTAL:
            return self._wrong.get(row, {}).get(CELLS[column])
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Take what was typed."""
        row, column = index.row(), index.column()
        if column >= TOTAL or str(value) == self._text(row, column):
            return False
        self._put(row, renamed(self._lines[row], CELLS[column], str(value)))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let everything be typed but the total and the cross."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() < TOTAL else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the titles."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = _RIGHT if self.is_numeric(section) else _LEFT
            return side | Qt.AlignmentFlag.AlignVCenter
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        price = _("Prix TTC") if self.with_vat else _("Prix HT")
        whole = _("Total TTC") if self.with_vat else _("Total HT")
        titles = (_("Type"), _("Désignation"), _("Qté"), price, _("Remise"), _("TVA"), whole, "")
        return titles[section]

    def _blank(self) -> TypedLine:
        return TypedLine(vat=self.usual_vat)

    def _text(self, row: int, column: int) -> str:
        line = self._lines[row]
        if column == REMOVE:
            return ""
        if column == TOTAL:
            return self._total(row)
        if CELLS[column] is Cell.SORT:
            return "" if line.blank and row == len(self._lines) - 1 else _(SORT_WORDS[line.sort])
        text: str = getattr(line, CELLS[column].value)
        if line.blank and CELLS[column] is not Cell.NAME and row == len(self._lines) - 1:
            return ""
        return text

    def _total(self, row: int) -> str:
        if self._lines[row].blank:
            return ""
        place = sum(not each.blank for each in self._lines[:row])
        return self._totals[place] if place < len(self._totals) else "…"

    def _put(self, row: int, line: TypedLine) -> None:
        if not line.vat:
            line = replace(line, vat=self.usual_vat)
        self._lines[row] = line
        if row == len(self._lines) - 1 and not line.blank:
            self.beginInsertRows(QModelIndex(), row + 1, row + 1)
            self._lines.append(self._blank())
            self.endInsertRows()
        self._judge(row)
        self.dataChanged.emit(self.index(row, 0), self.index(row, REMOVE))
        self.edited.emit()

    def _judge(self, row: int) -> None:
        found = wrong_cells(self._lines[row], self._day)
        self._wrong.pop(row, None)
        if found:
            self._wrong[row] = found

    def _judge_all(self) -> None:
        self._wrong = {}
        for row in range(len(self._lines)):
            self._judge(row)
