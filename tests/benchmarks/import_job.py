"""T1: a catalogue file becomes articles, codes and search indexes, committed."""

import csv
import io
import sqlite3
import time
from pathlib import Path

from merchant_desk.database.database import Database, open_database
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.operations.import_products import import_products
from merchant_desk.operations.read_catalogue import read_catalogue
from merchant_desk.rules.catalogue.articles import understand
from merchant_desk.values.catalogue_sheet import Choices
from tests.benchmarks.catalogue import csv_text
from tests.benchmarks.desk_file import GESTURE, NOW
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.raw_file import BARCODE, CATALOGUE, PRODUCT, TRIGRAMS, WORDS, index, opened
from tests.benchmarks.workbench import Workbench
from tests.makers import make_station

_EAN_LENGTH = 13


def t1(bench: Workbench) -> list[Figure]:
    """Compare with sqlite3, csv and the smallest check of an EAN."""
    count = bench.size.products
    path = bench.folder / f"catalogue-{count}.csv"
    path.write_text(csv_text(count), "utf-8", newline="")

    def limit() -> float:
        return _raw_import(bench.fresh("raw-import.sqlite3"), path)

    def desk() -> float:
        return _desk_import(bench.fresh("desk-import.sqlite3"), path, count)

    pair = in_turn(limit, desk, min(bench.size.rounds, 3))
    return [
        Figure(
            job="T1",
            what=f"CSV of {count} articles, checked, committed, searchable",
            value=count / pair.desk_s,
            unit="rows/s",
            limit=count / pair.limit_s,
            ratio=pair.ratio,
            must=2.0,
            stretch=1.3,
        )
    ]


def _raw_import(place: Path, path: Path) -> float:
    file = opened(place)
    file.executescript(CATALOGUE)
    file.execute(WORDS)
    file.execute(TRIGRAMS)
    start = time.perf_counter()
    products, codes, seen = [], [], set()
    reader = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""), delimiter=";")
    next(reader)
    for number, (sku, name, ean, price, cost) in enumerate(reader, 1):
        if not _is_ean(ean) or ean in seen:
            raise ValueError(ean)
        seen.add(ean)
        cents = int(price.replace(",", ""))
        products.append((number, sku, name.strip(), cents, int(cost.replace(",", ""))))
        codes.append((ean, number))
    _insert(file, products, codes)
    taken = time.perf_counter() - start
    file.close()
    return taken


def _is_ean(ean: str) -> bool:
    if len(ean) != _EAN_LENGTH or not ean.isdigit():
        return False
    digits = [ord(each) - 48 for each in ean]
    return (10 - (sum(digits[0:12:2]) + 3 * sum(digits[1:12:2])) % 10) % 10 == digits[12]


def _insert(
    file: sqlite3.Connection,
    products: list[tuple[int, str, str, int, int]],
    codes: list[tuple[str, int]],
) -> None:
    file.execute("BEGIN IMMEDIATE")
    file.executemany(PRODUCT, products)
    file.executemany(BARCODE, codes)
    index(file, "word")
    index(file, "trigram")
    file.execute("COMMIT")


def _desk_import(place: Path, path: Path, count: int) -> float:
    database = _empty_shop(place)
    start = time.perf_counter()
    sheet = understand(read_catalogue(path), Choices())
    report = database.gesture(import_products, GESTURE, sheet).answer
    taken = time.perf_counter() - start
    database.close()
    if report.preview.created != count:
        raise AssertionError(report.preview)
    return taken


def _empty_shop(place: Path) -> Database:
    database = open_database(f"sqlite:///{place}")
    upgrade(database, NOW)
    with database.write() as session:
        make_station(session, GESTURE)
    return database
