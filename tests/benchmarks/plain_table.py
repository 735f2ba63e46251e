"""Qt's own table, as anyone would build it: the raw limit of what the desk's table shows."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex
from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

WIDTH, HEIGHT, ROW = 1260, 34 * 35 + 40, 34
_Index = QModelIndex | QPersistentModelIndex


class Numbers(QAbstractTableModel):
    """As many rows as wanted, made when asked."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: _Index | None = None) -> int:
        return self._rows

    def columnCount(self, parent: _Index | None = None) -> int:
        return 8

    def data(self, index: _Index, role: int = 0) -> object:
        return f"Objet {index.row()} {index.column()}" if role == 0 else None


class Rows(Numbers):
    """Rows as they were read."""

    def __init__(self, rows: Sequence[tuple[object, ...]]) -> None:
        super().__init__(len(rows))
        self._read = rows

    def data(self, index: _Index, role: int = 0) -> object:
        return str(self._read[index.row()][index.column()]) if role == 0 else None


def plain_view() -> QTableView:
    """Return an empty table with rows of one height."""
    view = QTableView()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW)
    view.resize(WIDTH, HEIGHT)
    return view


def sql_view(path: str) -> QTableView:
    """Return a table that Qt fills from the file itself."""
    connection = QSqlDatabase.addDatabase("QSQLITE", "bench")
    connection.setDatabaseName(path)
    connection.open()
    model = QSqlQueryModel()
    cells = ", ".join(f"(number + {place}) || ' x'" for place in range(7))
    model.setQuery(f"SELECT name, {cells} FROM thing ORDER BY number LIMIT 5000", connection)  # noqa: S608 - our own words
    while model.canFetchMore():
        model.fetchMore()
    view = plain_view()
    view.setProperty("model", model)
    view.setModel(model)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setShowGrid(False)
    for place in range(8):
        view.setColumnWidth(place, 150)
    return view
