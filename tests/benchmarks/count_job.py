"""CNT: the plan of the day, one scan, the review and the end of a count of the whole shop."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from merchant_desk.database.column_types import to_micros
from merchant_desk.database.database import Database, open_database
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.undo_count import undo_count
from merchant_desk.operations.validate_count import validate_count
from merchant_desk.queries.count_plan import count_plan
from merchant_desk.queries.count_review import count_review
from merchant_desk.queries.settings import Settings
from merchant_desk.queries.stock import stock_differences
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.count_scope import CountScope
from merchant_desk.values.ids import CountId, PlaceId, new_ids
from merchant_desk.values.scan import scan_of_text
from tests.benchmarks.catalogue import goods
from tests.benchmarks.desk_file import GESTURE, NOW
from tests.benchmarks.measuring import Figure, Pair, in_turn, spread_in_turn, timed
from tests.benchmarks.workbench import Workbench

_PLAN_S, _SOME_S, _ALL_S, _VALIDATE_S, _UNDO_S, _SCAN_S = 1.0, 1.0, 4.0, 6.0, 6.0, 0.005
_SOME = 2_000
_WRONG = 10  # of ten articles, one is not what the ledger says
_SOLD = "SELECT product_id, SUM(change) FROM stock_move WHERE at > ? GROUP BY product_id"
_COUNTED = """
SELECT e.place_id, e.product_id, e.quantity, e.expected, l.quantity, p.sku, p.name
FROM count_entry AS e
JOIN stock_level AS l ON l.product_id = e.product_id AND l.place_id = e.place_id
JOIN product AS p ON p.id = e.product_id
WHERE e.count_id = ?
"""
_SHELVES = """
SELECT place_id, product_id, quantity,
  (SELECT MAX("row") FROM stock_move AS m WHERE m.product_id = l.product_id)
FROM stock_level AS l WHERE quantity <> 0
"""
_COLUMNS = (
    'id, "row", count_id, place_id, product_id, quantity, expected, after_move, code, at, "by", '
    "station_id"
)
_ENTER = f"INSERT INTO count_entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?)"  # noqa: S608 - our own columns
_FIND = "SELECT product_id FROM product_code WHERE code = ?"


@dataclass(frozen=True, slots=True)
class _Counts:
    """A count of everything and one of some bins, both counted to the end, and one to scan."""

    path: Path
    whole: CountId
    some: CountId
    scanned: CountId
    bins: tuple[PlaceId, ...]


def cnt(bench: Workbench) -> list[Figure]:
    """Compare with the bare statements that read the same rows and judge nothing."""
    made = _counted_shop(bench)
    database = open_database(f"sqlite:///{made.path}")
    with closing(sqlite3.connect(made.path, isolation_level=None)) as file:
        figures = [*_reading(bench, database, file, made), *_scanning(bench, database, file, made)]
    ended = _ending(bench, database, made)
    database.close()
    return figures + ended


def _reading(
    bench: Workbench, database: Database, file: sqlite3.Connection, made: _Counts
) -> list[Figure]:
    rounds = bench.size.rounds
    since = to_micros(NOW.replace(year=NOW.year - 1))
    with database.read() as session:
        plan = in_turn(
            lambda: file.execute(_SOLD, (since,)).fetchall(),
            lambda: count_plan(session, Settings({}, ""), NOW),
            rounds,
        )
        some = in_turn(
            lambda: file.execute(_COUNTED, (made.some,)).fetchall(),
            lambda: count_review(session, made.some),
            rounds,
        )
        whole = in_turn(
            lambda: file.execute(_COUNTED, (made.whole,)).fetchall(),
            lambda: count_review(session, made.whole),
            rounds,
        )
        review = count_review(session, made.whole)
    assert review is not None
    wrong = sum(1 for each in review.sure if each.variance)
    if len(review.sure) != bench.size.products or wrong != -(-bench.size.products // _WRONG):
        raise AssertionError((len(review.sure), wrong))
    products, moves = bench.size.products, bench.size.moves
    few = min(_SOME, products)
    return [
        _figure("CNTa", f"plan of the day, {products} articles, {moves} moves", plan, _PLAN_S),
        _figure("CNTb", f"review of a count of {few} articles", some, _SOME_S),
        _figure("CNTc", f"review of a count of {products} articles", whole, _ALL_S),
    ]


def _scanning(
    bench: Workbench, database: Database, file: sqlite3.Connection, made: _Counts
) -> list[Figure]:
    """Time one scan as the lane writes it, in a transaction of its own."""

    def scan(code: str) -> None:
        with database.write() as session:
            wanted = CountScan(made.scanned, made.bins[0], scan_of_text(code, NOW))
            count_scan(session, GESTURE, wanted)

    def bare(code: str) -> None:
        file.execute("BEGIN IMMEDIATE")
        found = file.execute(_FIND, (canonical_code(code),)).fetchone()
        file.execute("INSERT INTO bare_entry VALUES (?, 1)", found)
        file.execute("COMMIT")

    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE bare_entry (product_id BLOB, quantity INTEGER)")
    codes = [each.ean for each in goods(min(bench.size.calls, bench.size.products))]
    raw, ours, ratio = spread_in_turn(bare, scan, codes, 1)
    file.execute("DROP TABLE bare_entry")
    return [
        Figure(
            job="CNTd",
            what=f"one scan of a count, median of {len(codes)}: bar {_SCAN_S * 1e3:g} ms",
            value=ours.at(50) * 1e3,
            unit="ms",
            limit=raw.at(50) * 1e3,
            ratio=ours.at(50) / _SCAN_S,
            must=1,
            note=f"p95 {ours.at(95) * 1e3:.1f} ms; {ratio:.1f} times a bare transaction of one row",
            timed=True,
        )
    ]


def _ending(bench: Workbench, database: Database, made: _Counts) -> list[Figure]:
    """Validate and undo the count of everything: once, for it can be validated once."""

    def ended(work: object) -> float:
        assert callable(work)
        with database.write() as session:
            return timed(lambda: work(session, GESTURE, made.whole))

    validated, undone = ended(validate_count), ended(undo_count)
    with database.read() as session:
        if wrong := stock_differences(session):
            raise AssertionError(wrong[:3])
    products = bench.size.products
    return [
        _timed("CNTe", f"validation of a count of {products} articles", validated, _VALIDATE_S),
        _timed("CNTf", "undoing it", undone, _UNDO_S),
    ]


def _figure(job: str, what: str, pair: Pair, bar_s: float) -> Figure:
    return Figure(
        job=job,
        what=f"{what}: bar {bar_s:g} s",
        value=pair.desk_s,
        unit="s",
        limit=pair.limit_s,
        ratio=pair.desk_s / bar_s,
        must=1,
        note=f"{pair.ratio:.1f} times a bare read of the same rows",
        timed=True,
    )


def _timed(job: str, what: str, taken: float, bar_s: float) -> Figure:
    return Figure(
        job=job, what=f"{what}: bar {bar_s:g} s", value=taken, unit="s", ratio=taken / bar_s,
        must=1, timed=True,
    )  # fmt: skip


def _counted_shop(bench: Workbench) -> _Counts:
    """Copy the shop and count it to the end, past the operations: one entry for each shelf."""
    path = bench.fresh("counted.sqlite3")
    shutil.copyfile(bench.desk.path, path)
    database = open_database(f"sqlite:///{path}")
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        named = file.execute("SELECT id FROM place WHERE kind = 'bin' ORDER BY code").fetchall()
        shelves = file.execute(_SHELVES).fetchall()
        bins = tuple(PlaceId(row[0]) for row in named)
        few = _bins_of(shelves, bins)
        with database.write() as session:
            some = open_count(session, GESTURE, NewCount("some", CountScope(bins=few))).count_id
            whole = open_count(session, GESTURE, NewCount("whole")).count_id
            scanned = open_count(session, GESTURE, NewCount("scanned")).count_id
        file.execute("BEGIN")
        first = _enter(file, some, [row for row in shelves if row[0] in set(few)], 1)
        _enter(file, whole, shelves, first)
        file.execute("COMMIT")
        file.execute("ANALYZE")
    database.close()
    return _Counts(path, whole, some, scanned, bins)


def _bins_of(shelves: Sequence[tuple[bytes, ...]], bins: Sequence[PlaceId]) -> tuple[PlaceId, ...]:
    """Return bins enough to hold two thousand articles."""
    wanted, held = [], 0
    for place in bins:
        if held >= _SOME:
            break
        wanted.append(place)
        held += sum(1 for row in shelves if row[0] == place)
    return tuple(wanted)


def _enter(
    file: sqlite3.Connection, count_id: CountId, shelves: Sequence[tuple[bytes, ...]], first: int
) -> int:
    at, station = to_micros(NOW), GESTURE.station_id
    rows = [
        (
            entry_id, first + turn, count_id, place, product,
            int(level) - (turn % _WRONG == 0), level, last, at, GESTURE.person, station,
        )
        for turn, (entry_id, (place, product, level, last)) in enumerate(
            zip(new_ids(len(shelves)), shelves, strict=True)
        )
    ]  # fmt: skip
    file.executemany(_ENTER, rows)
    return first + len(rows)
