"""REO: what to order for the whole shop, from its moves to the lines with their reasons."""

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from merchant_desk.database.column_types import to_micros
from merchant_desk.database.database import open_database
from merchant_desk.models.purchasing import Supplier
from merchant_desk.queries.level_table import level_table
from merchant_desk.queries.reorder_proposal import reorder_proposal
from merchant_desk.rules.reorder.proposal import Asked
from merchant_desk.values.ids import SupplierId, new_id, new_ids
from merchant_desk.values.money import Money
from merchant_desk.values.progress import Silent
from tests.benchmarks.desk_file import NOW
from tests.benchmarks.measuring import Figure, Pair, in_turn
from tests.benchmarks.workbench import Workbench

_BAR_S = 5.0
_SUPPLIERS = 40
_MOVES = "SELECT product_id, at, change, reason FROM stock_move WHERE change <> 0"


def reo(bench: Workbench) -> list[Figure]:
    """Compare with a raw walk through the same moves, which proposes nothing."""
    path = _with_suppliers(bench)
    database = open_database(f"sqlite:///{path}")
    with database.read() as session, closing(sqlite3.connect(path)) as file:
        whole = in_turn(
            lambda: file.execute(_MOVES).fetchall(),
            lambda: reorder_proposal(session, Asked(), NOW, Silent()),
            bench.size.rounds,
        )
        bought = in_turn(
            lambda: file.execute(_MOVES).fetchall(),
            lambda: reorder_proposal(session, Asked(budget=Money(500_000)), NOW, Silent()),
            1,
        )
        least = in_turn(
            lambda: file.execute(_MOVES).fetchall(),
            lambda: level_table(session, NOW, Silent()),
            1,
        )
        lines = len(reorder_proposal(session, Asked(), NOW, Silent()).lines)
    database.close()
    what = f"proposal for {bench.size.products} articles from {bench.size.moves} moves"
    note = f"{lines} lines; {whole.ratio:.1f} times a raw read of the same moves"
    return [
        _figure("REOa", f"{what}: bar {_BAR_S:g} s", whole, note),
        _figure("REOb", f"{what}, with 5 000 € to spend", bought),
        _figure("REOc", f"minimums of {bench.size.products} articles: bar {_BAR_S:g} s", least),
    ]


def _figure(job: str, what: str, told: Pair, note: str = "") -> Figure:
    return Figure(
        job=job,
        what=what,
        value=told.desk_s,
        unit="s",
        limit=told.limit_s,
        ratio=told.desk_s / _BAR_S,
        must=1,
        note=note,
        timed=True,
    )


def _with_suppliers(bench: Workbench) -> Path:
    """Copy the shop: sales over two years, suppliers, and little left of some articles."""
    path = bench.fresh("reorder.sqlite3")
    shutil.copyfile(bench.desk.path, path)
    database = open_database(f"sqlite:///{path}")
    suppliers = [SupplierId(new_id()) for _each in range(_SUPPLIERS)]
    with database.write() as session:
        for place, each in enumerate(suppliers):
            name = f"Fournisseur {place}"
            known = None if place % 5 == 0 else place % 15 + 2
            session.add(
                Supplier(id=each, name=name, key=name, lead_days=known, changed_at=NOW, by="Léa")
            )
    database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        _sell_out(file, suppliers)
    return path


def _left(pick: random.Random, count: int) -> list[int]:
    """Return what is left of each article: about one in ten is under what it should be."""
    return pick.choices((0, 1, 2, 4, 8, 20), (3, 4, 5, 8, 30, 50), k=count)


def _sell_out(file: sqlite3.Connection, suppliers: list[SupplierId]) -> None:
    pick = random.Random(17)
    now = to_micros(NOW)
    span = timedelta(weeks=104) // timedelta(microseconds=1)
    file.execute("PRAGMA foreign_keys = OFF")
    file.execute("BEGIN")
    triggers = file.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'stock_move'"
    ).fetchall()
    for (name,) in triggers:
        file.execute(f"DROP TRIGGER {name}")
    last = file.execute("SELECT max(row) FROM stock_move").fetchone()[0]
    file.execute(
        "UPDATE stock_move SET at = ? - CAST((? - row) * 1.0 / ? * ? AS INTEGER)"
        " - 86400000000, change = CASE WHEN reason = 'sale' THEN -quantity ELSE quantity END",
        (now, last, last, span),
    )
    products = [row[0] for row in file.execute("SELECT id FROM product ORDER BY row")]
    file.execute(
        "UPDATE product SET created_at = ?, category = 'Rayon ' || (row % 24)", (now - span,)
    )
    file.executemany(
        "UPDATE stock_level SET quantity = ? WHERE product_id = ?",
        [(units, each) for units, each in zip(_left(pick, len(products)), products, strict=True)],
    )
    file.executemany(
        "INSERT INTO supplier_article (id, supplier_id, product_id, supplier_sku, pack_units,"
        ' minimum_units, cost_tenthousandths, preferred, changed_at, "by")'
        " VALUES (?, ?, ?, '', ?, 1, ?, 1, ?, 'Léa')",
        [
            (made, pick.choice(suppliers), each, pick.choice((1, 6, 12)), 20_000, now)
            for made, each in zip(new_ids(len(products)), products, strict=True)
        ],
    )
    file.execute("COMMIT")
    file.execute("ANALYZE")
