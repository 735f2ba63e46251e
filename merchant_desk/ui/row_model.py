"""A window on a question: as many rows as it counts, pages read as they come in sight."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Desk, Ticket
from merchant_desk.ui.row_source import (
    PAGE,
    CountRead,
    PageRead,
    Row,
    RowQuery,
    read_count,
    read_page,
)
from merchant_desk.values.texts import _

_Index = QModelIndex | QPersistentModelIndex
_KEPT_PAGES = 120
_SOON_MS = 12
_AHEAD = 40


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows by position; a row that is not read yet is None and is asked for in the background.

    A new question shows the old rows until its first page is here; the same question again
    replaces pages in place, so that neither scroll nor selection moves.
    """

    counted = Signal(int)
    refreshed = Signal()
    reset_done = Signal()

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column[Row]],
        in_sight: Callable[[], range],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.query: RowQuery[Row] | None = None
        self.spoken_check: Callable[[Row], str] | None = None
        self._desk = desk
        self._in_sight = in_sight
        self._turn = 0
        self._new = False
        self._count = 0
        self._next_count: int | None = None
        self._pages: dict[int, tuple[Row, ...]] = {}
        self._fresh: set[int] = set()
        self._asked: dict[int, Ticket[PageRead[Row]]] = {}
        self._texts: dict[int, tuple[str, ...]] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask_in_sight)

    def ask(self, query: RowQuery[Row]) -> None:
        """Show the answer to this question; to the same one again, only what changed."""
        self._turn += 1
        self._new = self._new or query != self.query
        self.query = query
        for ticket in self._asked.values():
            ticket.cancel()
        self._asked.clear()
        self._fresh.clear()
        self._next_count = None
        self._ask_page(0) if self._new else self._ask_in_sight()
        self._desk.read(self._show_count, read_count, query, self._turn)

    def row(self, position: int) -> Row | None:
        """Return a row, or None; what is missing or may be out of date is asked for."""
        number, place = divmod(position, PAGE)
        if number not in self._fresh and not self._soon.isActive():
            self._soon.start()
        page = self._pages.get(number, ())
        return page[place] if place < len(page) else None

    def look_ahead(self) -> None:
        """Ask for the page that scrolling comes near to."""
        if not self._soon.isActive() and not self._fresh.issuperset(self._pages_in_sight()):
            self._soon.start()

    def texts(self, position: int, row: Row) -> tuple[str, ...]:
        """Return the texts of a row's cells, made once."""
        known = self._texts.get(position)
        if known is None:
            known = self._texts[position] = tuple(column.text(row) for column in self.columns)
        return known

    def loaded(self) -> list[tuple[int, Row]]:
        """Return the rows that are here, with their positions."""
        return [
            (number * PAGE + place, row)
            for number in sorted(self._pages)
            for place, row in enumerate(self._pages[number])
        ]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows the filter keeps."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the columns, the check boxes first."""
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, for the screen reader; painting does not come this way."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        row = self.row(index.row())
        if row is None:
            return _("Chargement…")
        if index.column() == 0:
            return self.spoken_check(row) if self.spoken_check else ""
        return self.texts(index.row(), row)[index.column() - 1]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the title of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return _("Sélection") if section == 0 else self.columns[section - 1].title

    def _ask_page(self, number: int) -> None:
        if self.query is not None and number not in self._asked and number not in self._fresh:
            self._asked[number] = self._desk.read(
                self._show_page, read_page, self.query, self._turn, number
            )

    def _ask_in_sight(self) -> None:
        if self._new:
            return
        wanted = self._pages_in_sight()
        for number in [each for each in self._asked if each not in wanted]:
            self._asked.pop(number).cancel()
        for number in wanted:
            self._ask_page(number)

    def _pages_in_sight(self) -> range:
        """Return the pages in sight, and the next one a little before it comes."""
        seen = self._in_sight()
        first, last = max(seen.start - _AHEAD, 0), min(seen.stop + _AHEAD, self._count) - 1
        return range(first // PAGE, max(last, first) // PAGE + 1)

    def _show_page(self, read: PageRead[Row]) -> None:
        if read.turn != self._turn:
            return
        self._asked.pop(read.number, None)
        self._fresh.add(read.number)
        if self._new:
            self._begin(read)
            return
        self._keep(read)
        first = read.number * PAGE
        last = min(first + PAGE, self._count) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns)))
        self.refreshed.emit()

    def _begin(self, read: PageRead[Row]) -> None:
        """Replace everything by the first page of a new question."""
        self._new = False
        self.beginResetModel()
        self._pages = {0: read.rows}
        self._texts.clear()
        self._count = len(read.rows) if self._next_count is None else self._next_count
        self.endResetModel()
        self.reset_done.emit()

    def _keep(self, read: PageRead[Row]) -> None:
        self._pages.pop(read.number, None)
        self._pages[read.number] = read.rows
        first = read.number * PAGE
        for position in range(first, first + PAGE):
            self._texts.pop(position, None)
        while len(self._pages) > _KEPT_PAGES:
            self._drop(next(iter(self._pages)))

    def _drop(self, number: int) -> None:
        self._pages.pop(number)
        self._fresh.discard(number)
        for position in range(number * PAGE, number * PAGE + PAGE):
            self._texts.pop(position, None)

    def _show_count(self, read: CountRead) -> None:
        if read.turn != self._turn:
            return
        if self._new:
            self._next_count = read.count
        else:
            self._grow_or_shrink(read.count)
        self.counted.emit(read.count)

    def _grow_or_shrink(self, count: int) -> None:
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()
