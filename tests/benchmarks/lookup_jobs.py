"""T2 and T3: a scanned code and typed letters, answered from the whole catalogue."""

import random
import sqlite3
import statistics
from contextlib import closing
from pathlib import Path

from merchant_desk.database.database import open_database
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.queries.product_search import find_products
from tests.benchmarks.catalogue import INSIDE, NOTHING, PREFIXES, ean
from tests.benchmarks.measuring import Figure, spread_in_turn
from tests.benchmarks.raw_file import opened
from tests.benchmarks.workbench import Workbench

_LOOKUP = """
SELECT p.id, p.sku, p.name, p.price, l.on_hand FROM barcode b
JOIN product p ON p.id = b.product_id JOIN level l ON l.product_id = p.id WHERE b.code = ?
"""
_SEARCH = """
SELECT p.id, p.sku, p.name, p.price FROM product p
JOIN (SELECT rowid FROM {index} WHERE {index} MATCH ? LIMIT 50) m ON m.rowid = p.id
"""
_TRIGRAM = 3


def t2(bench: Workbench) -> list[Figure]:
    """Answer a code with the article, its price and its stock."""
    pick = random.Random(3)
    codes = [ean(pick.randrange(bench.size.products)) for _call in range(bench.size.calls)]
    file, database = opened(bench.raw), bench.desk.open()
    with database.read() as session:
        session.connection()
        raw, ours, ratio = spread_in_turn(
            lambda code: file.execute(_LOOKUP, (code,)).fetchone(),
            lambda code: products_by_code(session, (code,)),
            codes,
            bench.size.rounds,
        )
        found = [len(products_by_code(session, (code,))) for code in codes[:20]]
    file.close()
    database.close()
    if found != [1] * len(found):
        raise AssertionError(found)
    micros = 1e6
    return [
        Figure(
            job="T2",
            what="code → article, price, stock: p50",
            value=ours.at(50) * micros,
            unit="µs",
            limit=raw.at(50) * micros,
            ratio=ratio,
            must=10,
            stretch=5,
        ),
        Figure(
            job="T2",
            what="the same: p99, bar 500 µs",
            value=ours.at(99) * micros,
            unit="µs",
            limit=raw.at(99) * micros,
            ratio=ours.at(99) * micros / 500,
            must=1,
            timed=True,
        ),
    ]


def t3a(bench: Workbench) -> list[Figure]:
    """Answer what is typed: starts and insides of words, accents folded, no match."""
    return _typed("T3a", bench, (bench.raw, bench.desk.path, bench.size.products), 10)


def t3b(bench: Workbench) -> list[Figure]:
    """Answer the same from ten times as many articles."""
    return _typed("T3b", bench, (bench.large_raw, bench.large_desk, bench.size.many_products), 15)


def _typed(
    job: str, bench: Workbench, files: tuple[Path, Path, int], worst_ms: float
) -> list[Figure]:
    words = [*PREFIXES, *INSIDE, *NOTHING] * 3
    raw_path, desk_path, products = files
    database = open_database(f"sqlite:///{desk_path}")
    with closing(opened(raw_path)) as file, database.read() as session:
        session.connection()
        raw, ours, _ratio = spread_in_turn(
            lambda typed: _first_fifty(file, typed),
            lambda typed: find_products(session, typed),
            words,
            bench.size.rounds,
        )
    database.close()
    millis = 1e3
    return [
        Figure(
            job=job,
            what=f"typed letters → first 50 of {products} articles: p50",
            value=ours.at(50) * millis,
            unit="ms",
            limit=raw.at(50) * millis,
            ratio=statistics.median(
                one / other for one, other in zip(ours.taken, raw.taken, strict=True)
            ),
            must=4,
            stretch=2,
        ),
        Figure(
            job=job,
            what=f"the same: worst, bar {worst_ms:g} ms",
            value=max(ours.taken) * millis,
            unit="ms",
            limit=max(raw.taken) * millis,
            ratio=max(ours.taken) * millis / worst_ms,
            must=1,
            stretch=0.5 if job == "T3a" else None,
            timed=True,
        ),
    ]


def _first_fifty(file: sqlite3.Connection, typed: str) -> object:
    parts = typed.split()
    inside = any(len(part) >= _TRIGRAM for part in parts)
    long = [part for part in parts if len(part) >= _TRIGRAM]
    match = " ".join(f'"{part}"' if inside else f'"{part}"*' for part in (long or parts))
    query = _SEARCH.format(index="trigram" if inside else "word")
    return file.execute(query, (match,)).fetchall()
