"""T9: the desk's table on a million rows against Qt's own, and a key pressed in its search."""

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    QSettings,
)
from PySide6.QtSql import QSqlDatabase, QSqlQueryModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from merchant_desk.database.database import Database, open_database
from merchant_desk.lanes import Lanes
from merchant_desk.queries.products import ProductList, ProductRow
from merchant_desk.ui.column import Column
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.products.columns import product_columns
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.theme import Look, Mode, Theme
from tests.benchmarks.desk_file import GESTURE
from tests.benchmarks.measuring import Figure, Pair, Spread, in_turn
from tests.benchmarks.raw_file import opened
from tests.benchmarks.workbench import Workbench
from tests.ui.things import Thing, Things, fill, make_things, thing_id

_WIDTH, _HEIGHT, _ROW = 1260, 34 * 35 + 40, 34
_PATIENCE_S = 30
_Index = QModelIndex | QPersistentModelIndex
_FORTY = """
SELECT p.sku, p.name, p.price, p.cost, p.active, p.id, p.sku, p.name FROM product p
JOIN (SELECT rowid FROM word WHERE word MATCH ? LIMIT 40) found ON found.rowid = p.id
"""
_KEYS = ("s", "sa", "sav", "savo", "savon", "c", "ca", "caf", "café", "q", "qui", "quimper") * 3


class _Numbers(QAbstractTableModel):
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


class _Rows(_Numbers):
    """Rows as they were read."""

    def __init__(self, rows: Sequence[tuple[object, ...]]) -> None:
        super().__init__(len(rows))
        self._read = rows

    def data(self, index: _Index, role: int = 0) -> object:
        return str(self._read[index.row()][index.column()]) if role == 0 else None


@dataclass(frozen=True)
class _Stage:
    app: QApplication
    theme: Theme
    desk: Desk

    def until(self, seen: Callable[[], bool]) -> None:
        """Let events pass until this is true."""
        ends = time.perf_counter() + _PATIENCE_S
        while not seen():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
            if time.perf_counter() > ends:
                raise TimeoutError("the table never showed its rows")


def t9(bench: Workbench) -> list[Figure]:
    """First paint, a page scrolled, a key pressed."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(bench.folder / "look")
    )
    path = bench.fresh("things.sqlite3")
    database = open_database(f"sqlite:///{path}")
    make_things(database)
    fill(database, bench.size.table_rows)
    with _stage(database) as stage:
        figures = [_first_paint(stage, bench), _scroll(stage, bench, str(path))]
    with _stage(bench.desk.open()) as stage:
        return [*figures, *_keys(stage, bench)]


@contextmanager
def _stage(database: Database) -> Iterator[_Stage]:
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    lanes = Lanes(database)
    theme = Theme(app, Look(Mode.LIGHT, 100, reduced_motion=True))
    yield _Stage(app, theme, Desk(lanes, GESTURE.station_id))
    lanes.close()


def _first_paint(stage: _Stage, bench: Workbench) -> Figure:
    def limit() -> None:
        view = _plain_view()
        view.setModel(_Numbers(bench.size.table_rows))
        view.show()
        stage.app.processEvents()
        view.viewport().repaint()
        view.close()

    def desk() -> None:
        table = _table(stage, _columns())
        table.ask(Things())
        table.show()
        stage.until(lambda: _row(table, 0) is not None)
        table._view.viewport().repaint()
        table.close()
        table.deleteLater()

    pair = in_turn(limit, desk, bench.size.rounds)
    return _millis("T9a", f"table of {bench.size.table_rows:,} rows, first paint", pair, (1.5, 1.1))


def _scroll(stage: _Stage, bench: Workbench, path: str) -> Figure:
    pages = min(60, bench.size.table_rows // 40)
    plain, table = _sql_view(path), _table(stage, _columns())
    plain.show()
    table.show()
    table.ask(Things())
    stage.until(lambda: table.row_count() == bench.size.table_rows)
    for page in range(pages + 1):
        table._view.verticalScrollBar().setValue(page * 35 * _ROW)
        last = min(page * 35 + 34, bench.size.table_rows - 1)
        stage.until(lambda last=last: _row(table, last) is not None)  # type: ignore[misc]  # bound now

    def through(view: QAbstractItemView) -> None:
        for page in range(1, pages):
            view.verticalScrollBar().setValue(page * 35 * _ROW)
            view.viewport().repaint()

    pair = in_turn(lambda: through(plain), lambda: through(table._view), bench.size.rounds)
    plain.close()
    table.close()
    return _millis("T9b", f"{pages} pages of 35 × 8 cells scrolled", pair, (1.2, 1.0))


def _keys(stage: _Stage, bench: Workbench) -> list[Figure]:
    """Type into the list of products: asked, answered, repainted."""
    table: RowTable[ProductRow] = RowTable(
        stage.desk,
        stage.theme,
        name="bench-products",
        label="Produits",
        columns=product_columns(),
        row_id=lambda row: row.product_id,
    )
    table.resize(_WIDTH, _HEIGHT)
    table.show()
    table.ask(ProductList())
    stage.until(lambda: table.row_count() == bench.size.products)
    plain, file = _plain_view(), opened(bench.raw)
    plain.show()
    taken: list[float] = []
    floor: list[float] = []
    for typed in _KEYS:
        answered: list[int] = []
        table.counted.connect(answered.append)
        start = time.perf_counter()
        table.ask(ProductList(text=typed))
        stage.until(lambda answered=answered: bool(answered))  # type: ignore[misc]  # bound now
        table._view.viewport().repaint()
        taken.append(time.perf_counter() - start)
        table.counted.disconnect(answered.append)
        start = time.perf_counter()
        match = " ".join(f'"{part}"*' for part in typed.split())
        plain.setModel(_Rows(file.execute(_FORTY, (match,)).fetchall()))
        plain.viewport().repaint()
        floor.append(time.perf_counter() - start)
    table.close()
    plain.close()
    file.close()
    spread, least = Spread(tuple(taken)), Spread(tuple(floor))
    return [
        Figure(
            job="T9c",
            what="key → list repainted: p50",
            value=spread.at(50) * 1e3,
            unit="ms",
            limit=least.at(50) * 1e3,
            ratio=statistics.median(
                ours / theirs for ours, theirs in zip(taken, floor, strict=True)
            ),
            must=1.25,
            stretch=1.0,
            note="the limit: full-text search for 40 rows and Qt's own table, repainted",
        ),
        Figure(
            job="T9c",
            what="the same: p99, bar 45 ms",
            value=spread.at(99) * 1e3,
            unit="ms",
            limit=least.at(99) * 1e3,
            ratio=spread.at(99) * 1e3 / 45,
            must=1,
        ),
    ]


def _millis(job: str, what: str, pair: Pair, bars: tuple[float, float]) -> Figure:
    return Figure(
        job=job,
        what=what,
        value=pair.desk_s * 1e3,
        unit="ms",
        limit=pair.limit_s * 1e3,
        ratio=pair.ratio,
        must=bars[0],
        stretch=bars[1],
    )


def _columns() -> tuple[Column[Thing], ...]:
    numbers = (
        Column[Thing](
            f"n{place}",
            f"Col {place}",
            lambda row, place=place: f"{row.number + place} x",  # type: ignore[misc]  # bound now
            150,
            numeric=place % 2 == 0,
        )
        for place in range(7)
    )
    return (Column[Thing]("name", "Nom", lambda row: row.name, 150), *numbers)


def _table(stage: _Stage, columns: tuple[Column[Thing], ...]) -> RowTable[Thing]:
    table: RowTable[Thing] = RowTable(
        stage.desk,
        stage.theme,
        name="bench",
        label="Objets",
        columns=columns,
        row_id=thing_id,
        checkable=False,
    )
    table._memory.keep_compact(compact=True)
    table._wear()
    table.resize(_WIDTH, _HEIGHT)
    return table


def _row(table: RowTable[Thing], place: int) -> Thing | None:
    return table._model.row(place)


def _plain_view() -> QTableView:
    view = QTableView()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(_ROW)
    view.resize(_WIDTH, _HEIGHT)
    return view


def _sql_view(path: str) -> QTableView:
    connection = QSqlDatabase.addDatabase("QSQLITE", "bench")
    connection.setDatabaseName(path)
    connection.open()
    model = QSqlQueryModel()
    cells = ", ".join(f"(number + {place}) || ' x'" for place in range(7))
    model.setQuery(f"SELECT name, {cells} FROM thing ORDER BY number LIMIT 5000", connection)  # noqa: S608 - our own words
    while model.canFetchMore():
        model.fetchMore()
    view = _plain_view()
    view.setProperty("model", model)
    view.setModel(model)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setShowGrid(False)
    for place in range(8):
        view.setColumnWidth(place, 150)
    return view
