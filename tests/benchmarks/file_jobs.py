"""T10 and T11: a workbook read, a copy of the shop made while it is open."""

import sqlite3
from contextlib import closing

from openpyxl import Workbook  # type: ignore[import-untyped]  # it publishes no types
from python_calamine import CalamineWorkbook

from merchant_desk.database.backup import make_backup
from merchant_desk.operations.read_catalogue import read_catalogue
from tests.benchmarks.catalogue import goods
from tests.benchmarks.desk_file import NOW
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.raw_file import opened
from tests.benchmarks.workbench import Workbench


def t10(bench: Workbench) -> list[Figure]:
    """Compare with the parser of the workbook alone."""
    count = min(10_000, bench.size.products)
    path = bench.folder / f"catalogue-{count}.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Référence", "Désignation", "Code-barres", "Prix TTC", "Prix d’achat HT"])
    for each in goods(count):
        sheet.append([each.sku, each.name, each.ean, each.cents / 100, each.cost_cents / 100])
    book.save(path)
    pair = in_turn(
        lambda: CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(),
        lambda: read_catalogue(path),
        bench.size.rounds,
    )
    return [
        Figure(
            job="T10",
            what=f"workbook of {count} rows read",
            value=count / pair.desk_s,
            unit="rows/s",
            limit=count / pair.limit_s,
            ratio=pair.ratio,
            must=1.3,
        )
    ]


def t11(bench: Workbench) -> list[Figure]:
    """Compare with SQLite's own copy; ours is also checked."""
    database = bench.desk.open()
    with closing(opened(bench.desk.path)) as file:

        def limit() -> None:
            with closing(sqlite3.connect(bench.fresh("raw-copy.sqlite3"))) as copy:
                file.backup(copy)

        pair = in_turn(limit, lambda: make_backup(database, NOW), 2)
    database.close()
    megabytes = bench.desk.path.stat().st_size / 1e6
    return [
        Figure(
            job="T11",
            what=f"copy of {megabytes:,.0f} MB made and checked",
            value=pair.desk_s * 1e3,
            unit="ms",
            limit=pair.limit_s * 1e3,
            ratio=pair.ratio,
            must=2,
        )
    ]
