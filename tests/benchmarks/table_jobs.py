"""T9: the desk's table on a million rows against Qt's own, and a key pressed in its search."""

from PySide6.QtWidgets import QAbstractItemView

from merchant_desk.database.database import open_database
from merchant_desk.ui.column import Column
from merchant_desk.ui.row_table import RowTable
from tests.benchmarks.key_job import keys
from tests.benchmarks.measuring import Figure, Pair, in_turn
from tests.benchmarks.plain_table import HEIGHT, ROW, WIDTH, Numbers, plain_view, sql_view
from tests.benchmarks.stage import Stage, look_in, on_stage
from tests.benchmarks.workbench import Workbench
from tests.ui.things import Thing, Things, fill, make_things, thing_id


def t9(bench: Workbench) -> list[Figure]:
    """First paint, a page scrolled, a key pressed."""
    look_in(bench.folder)
    path = bench.fresh("things.sqlite3")
    database = open_database(f"sqlite:///{path}")
    make_things(database)
    fill(database, bench.size.table_rows)
    with on_stage(database) as stage:
        figures = [_first_paint(stage, bench), _scroll(stage, bench, str(path))]
    with on_stage(bench.desk.open()) as stage:
        return [*figures, *keys(stage, bench)]


def _first_paint(stage: Stage, bench: Workbench) -> Figure:
    def limit() -> None:
        view = plain_view()
        view.setModel(Numbers(bench.size.table_rows))
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


def _scroll(stage: Stage, bench: Workbench, path: str) -> Figure:
    pages = min(60, bench.size.table_rows // 40)
    plain, table = sql_view(path), _table(stage, _columns())
    plain.show()
    table.show()
    table.ask(Things())
    stage.until(lambda: table.row_count() == bench.size.table_rows)
    for page in range(pages + 1):
        table._view.verticalScrollBar().setValue(page * 35 * ROW)
        last = min(page * 35 + 34, bench.size.table_rows - 1)
        stage.until(lambda last=last: _row(table, last) is not None)  # type: ignore[misc]  # bound now

    def through(view: QAbstractItemView) -> None:
        for page in range(1, pages):
            view.verticalScrollBar().setValue(page * 35 * ROW)
            view.viewport().repaint()

    pair = in_turn(lambda: through(plain), lambda: through(table._view), bench.size.rounds)
    plain.close()
    table.close()
    return _millis("T9b", f"{pages} pages of 35 × 8 cells scrolled", pair, (1.2, 1.0))


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


def _table(stage: Stage, columns: tuple[Column[Thing], ...]) -> RowTable[Thing]:
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
    table.resize(WIDTH, HEIGHT)
    return table


def _row(table: RowTable[Thing], place: int) -> Thing | None:
    return table._model.row(place)
