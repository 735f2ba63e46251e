"""T9c: a key pressed in the search of the products, until its rows are on the screen."""

import statistics
import time

from merchant_desk.queries.products import ProductList, ProductRow
from merchant_desk.ui.products.columns import product_columns
from merchant_desk.ui.row_table import RowTable
from tests.benchmarks.measuring import Figure, Spread
from tests.benchmarks.plain_table import HEIGHT, WIDTH, Rows, plain_view
from tests.benchmarks.raw_file import opened
from tests.benchmarks.stage import Stage
from tests.benchmarks.workbench import Workbench

_FORTY = """
SELECT p.sku, p.name, p.price, p.cost, p.active, p.id, p.sku, p.name FROM product p
JOIN (SELECT rowid FROM word WHERE word MATCH ? LIMIT 40) found ON found.rowid = p.id
"""
_KEYS = ("s", "sa", "sav", "savo", "savon", "c", "ca", "caf", "café", "q", "qui", "quimper") * 9


def keys(stage: Stage, bench: Workbench) -> list[Figure]:
    """Type into the list of products: asked, answered, repainted."""
    table: RowTable[ProductRow] = RowTable(
        stage.desk,
        stage.theme,
        name="bench-products",
        label="Produits",
        columns=product_columns(),
        row_id=lambda row: row.product_id,
    )
    table.resize(WIDTH, HEIGHT)
    table.show()
    table.ask(ProductList())
    stage.until(lambda: table.row_count() == bench.size.products)
    plain, file = plain_view(), opened(bench.raw)
    plain.show()
    taken: list[float] = []
    counted: list[float] = []
    floor: list[float] = []
    for typed in _KEYS:
        seen = _press(stage, table, typed)
        taken.append(seen[0])
        counted.append(seen[1])
        start = time.perf_counter()
        match = " ".join(f'"{part}"*' for part in typed.split())
        plain.setModel(Rows(file.execute(_FORTY, (match,)).fetchall()))
        plain.viewport().repaint()
        floor.append(time.perf_counter() - start)
    table.close()
    plain.close()
    file.close()
    spread, least, late = Spread(tuple(taken)), Spread(tuple(floor)), Spread(tuple(counted))
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
        Figure(
            job="T9c",
            what="key → the number of rows is known too: p50",
            value=late.at(50) * 1e3,
            unit="ms",
            limit=least.at(50) * 1e3,
            ratio=late.at(50) / least.at(50),
            must=None,
        ),
    ]


def _press(stage: Stage, table: RowTable[ProductRow], typed: str) -> tuple[float, float]:
    """Press a key: how long until its rows are on the screen, and until all are counted.

    What stands there before is the answer to the key before: the rows count as seen when the
    model was given the new ones and they are painted. Pages beyond are read before the next turn,
    so that neither side is measured while they are.
    """
    painted: list[float] = []
    counted: list[float] = []

    def paint() -> None:
        table._view.viewport().repaint()
        painted.append(time.perf_counter())

    def note(_count: int) -> None:
        counted.append(time.perf_counter())

    rows, counts = table._model.reset_done.connect(paint), table.counted.connect(note)
    start = time.perf_counter()
    table.ask(ProductList(text=typed))
    stage.until(lambda: bool(painted and counted))
    table._model.reset_done.disconnect(rows)
    table.counted.disconnect(counts)
    stage.until(lambda: not table._model._asked and not table._model._soon.isActive())
    return painted[0] - start, max(painted[0], counted[0]) - start
