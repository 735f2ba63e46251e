"""The raw limit of the same size: the smallest schema that could do the job, driven by sqlite3."""

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.catalogue import goods
from tests.benchmarks.sizes import Size

CATALOGUE = """
CREATE TABLE product(id INTEGER PRIMARY KEY, sku TEXT NOT NULL, name TEXT NOT NULL,
  price INTEGER NOT NULL, cost INTEGER NOT NULL, active INTEGER NOT NULL DEFAULT 1);
CREATE UNIQUE INDEX product_sku ON product(sku);
CREATE TABLE barcode(code TEXT PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES product(id))
  WITHOUT ROWID;
CREATE INDEX barcode_product ON barcode(product_id);
"""
_REST = """
CREATE TABLE orders(id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE, customer TEXT,
  state TEXT, total INTEGER);
CREATE TABLE line(id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id),
  product_id INTEGER NOT NULL, qty INTEGER, price INTEGER);
CREATE INDEX line_order ON line(order_id);
CREATE TABLE move(id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL, qty INTEGER NOT NULL,
  order_id INTEGER, at TEXT);
CREATE INDEX move_product ON move(product_id, qty);
CREATE INDEX move_order ON move(order_id);
CREATE TABLE level(product_id INTEGER PRIMARY KEY, on_hand INTEGER NOT NULL);
CREATE TABLE journal(id INTEGER PRIMARY KEY, at TEXT, what TEXT);
CREATE TABLE bin_move(id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL,
  from_bin INTEGER NOT NULL, to_bin INTEGER NOT NULL, qty INTEGER NOT NULL);
CREATE INDEX bin_move_left ON bin_move(product_id, from_bin, qty);
CREATE INDEX bin_move_reached ON bin_move(product_id, to_bin, qty) WHERE to_bin > 0;
CREATE TABLE bin_level(product_id INTEGER NOT NULL, bin INTEGER NOT NULL, on_hand INTEGER NOT NULL,
  PRIMARY KEY (product_id, bin)) WITHOUT ROWID;
"""
_BOTH_ENDS = """
INSERT INTO bin_move(product_id, from_bin, to_bin, qty)
SELECT product_id, iif(qty < 0, product_id % 200 + 1, -1), iif(qty < 0, -2, product_id % 200 + 1),
  abs(qty) FROM move
"""
_HELD = """
INSERT INTO bin_level SELECT product_id, product_id % 200 + 1, sum(qty) FROM move GROUP BY 1
"""
WORDS = """CREATE VIRTUAL TABLE word USING fts5(name, sku, content='product', content_rowid='id',
  tokenize="unicode61 remove_diacritics 2", prefix='1 2 3')"""
TRIGRAMS = """CREATE VIRTUAL TABLE trigram USING fts5(name, sku, content='product',
  content_rowid='id', tokenize='trigram')"""
PRODUCT = "INSERT INTO product(id, sku, name, price, cost) VALUES (?,?,?,?,?)"
BARCODE = "INSERT INTO barcode(code, product_id) VALUES (?,?)"


def opened(path: Path, sync: str = "FULL") -> sqlite3.Connection:
    """Open a file as the desk does: WAL, durable commits unless told otherwise."""
    file = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    for pragma in ("journal_mode=WAL", f"synchronous={sync}", "cache_size=-65536"):
        file.execute(f"PRAGMA {pragma}")
    return file


def index(file: sqlite3.Connection, name: str) -> None:
    """Fill one of the two search indexes."""
    file.execute(f"INSERT INTO {name}(rowid, name, sku) SELECT id, name, sku FROM product")  # noqa: S608 - our own names


def raw_shop(path: Path, size: Size) -> Path:
    """Make the raw file: as many articles, orders and moves as the desk's own."""
    if path.exists():
        return path
    file = opened(path, "OFF")
    file.executescript(_REST)
    file.execute("BEGIN")
    _fill_catalogue(file, size)
    file.execute("INSERT INTO level SELECT id, 1000 FROM product")
    file.executemany(
        "INSERT INTO orders VALUES (?, ?, 'Client', 'shipped', 1000)",
        ((number, f"B{number:08d}") for number in range(1, size.orders + 1)),
    )
    file.executemany(
        "INSERT INTO move(product_id, qty, order_id, at) VALUES (?,?,?,'2026-01-01')", _moves(size)
    )
    file.execute(_BOTH_ENDS)
    file.execute(_HELD)
    file.execute("COMMIT")
    file.execute("ANALYZE")
    file.close()
    return path


def raw_catalogue(path: Path, size: Size) -> Path:
    """Make a raw file of articles only, with both search indexes."""
    if path.exists():
        return path
    file = opened(path, "OFF")
    file.execute("BEGIN")
    _fill_catalogue(file, size)
    file.execute("COMMIT")
    file.execute("ANALYZE")
    file.close()
    return path


def _fill_catalogue(file: sqlite3.Connection, size: Size) -> None:
    for made in CATALOGUE.split(";"):
        file.execute(made)
    every = list(enumerate(goods(size.products), 1))
    rows = ((number, each.sku, each.name, each.cents, each.cost_cents) for number, each in every)
    file.executemany(PRODUCT, rows)
    file.executemany(BARCODE, ((each.ean, number) for number, each in every))
    for name, made in (("word", WORDS), ("trigram", TRIGRAMS)):
        file.execute(made)
        index(file, name)


def _moves(size: Size) -> Sequence[tuple[int, int, int | None]]:
    pick = random.Random(9)
    opening: list[tuple[int, int, int | None]] = [
        (number, 1000, None) for number in range(1, size.products + 1)
    ]
    return opening + [
        (pick.randint(1, size.products), -1, pick.randint(1, size.orders))
        for _move in range(size.moves - size.products)
    ]
