"""T4: an order made, shipped, durably; and many at once."""

import contextlib
import random
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass

from merchant_desk.database.database import Database
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.values.ids import OrderId
from tests.benchmarks.desk_file import GESTURE
from tests.benchmarks.durability import SyncCount
from tests.benchmarks.measuring import Figure, Pair, in_turn
from tests.benchmarks.order_flow import (
    SCANNED,
    WHOLE,
    DeskFlow,
    raw_batch,
    raw_made,
    raw_order,
    raw_scanned,
)
from tests.benchmarks.raw_file import opened
from tests.benchmarks.workbench import Workbench

_MILLIS = 1e3


@dataclass(frozen=True)
class Bench:
    """Both files, open, and what to put into them."""

    file: sqlite3.Connection
    flow: DeskFlow
    pick: random.Random
    numbers: Iterator[int]

    def shipped(self, times: int) -> None:
        """Make so many orders at the desk and ship each of them whole."""
        for _time in range(times):
            order_id = self.flow.make(next(self.numbers), self.flow.pick(self.pick))
            self.flow.ship([order_id])

    def scanned(self, times: int) -> None:
        """Make so many orders at the desk and pack each with the scanner."""
        for _time in range(times):
            number, articles = next(self.numbers), self.flow.pick(self.pick)
            self.flow.make(number, articles)
            self.flow.scan(number, articles)

    def limit(self, times: int) -> None:
        """Do the least for so many orders, in two commits."""
        for _time in range(times):
            raw_order(self.file, next(self.numbers), self.flow.pick(self.pick))

    def scanned_limit(self, times: int) -> None:
        """Do the least for so many orders, in as many commits as scanning makes."""
        for _time in range(times):
            raw_scanned(self.file, next(self.numbers), self.flow.pick(self.pick))

    def wait_for_no_disk(self) -> None:
        """Let both files lose their last commits in a power cut, from now on."""
        self.file.execute("PRAGMA synchronous = NORMAL")
        raw = self.flow.database.writer.raw_connection()
        raw.cursor().execute("PRAGMA synchronous = NORMAL")
        raw.close()


def t4a(bench: Workbench) -> list[Figure]:
    """One order of three articles: received, then shipped whole; the same with the scanner."""
    many, rounds = max(bench.size.calls // 20, 1), bench.size.rounds
    with _both(bench) as both:
        whole, scanned = _in_both_ways(both, many, rounds)
        with SyncCount(both.flow.database) as whole_syncs:
            both.shipped(many)
        with SyncCount(both.flow.database) as scan_syncs:
            both.scanned(many)
        both.wait_for_no_disk()
        quiet, quiet_scanned = _in_both_ways(both, many, rounds)
    both_ways = f"{WHOLE} gestures, each its own commit; the limit makes as many"
    by_scanner = f"{SCANNED} gestures, each its own commit; the limit makes as many"
    return [
        figure("T4a", "order of 3 lines made, shipped, invoiced", whole, many, 10, both_ways),
        figure("T4a", "the same without waiting for the disk", quiet, many, 25),
        figure("T4a", "the same by scanner", scanned, many, 10, by_scanner),
        figure("T4a", "by scanner, not waiting for the disk", quiet_scanned, many, 25),
        _syncs("syncs of the disk a gesture", whole_syncs.syncs / (many * WHOLE)),
        _syncs("syncs of the disk a gesture, by scanner", scan_syncs.syncs / (many * SCANNED)),
    ]


def _in_both_ways(both: Bench, many: int, rounds: int) -> tuple[Pair, Pair]:
    return (
        in_turn(lambda: both.limit(many), lambda: both.shipped(many), rounds),
        in_turn(lambda: both.scanned_limit(many), lambda: both.scanned(many), rounds),
    )


def _syncs(what: str, a_gesture: float) -> Figure:
    return Figure(
        job="T4a",
        what=what,
        value=a_gesture,
        unit="syncs",
        ratio=a_gesture / 2,
        must=1,
        note="each commit one, each restart of the log three",
    )


def t4c(bench: Workbench) -> list[Figure]:
    """Ship many selected orders in one transaction; make one wave of as many."""
    count = min(500, bench.size.calls)
    rounds = min(bench.size.rounds, 2)
    with _both(bench) as both:
        shipped = in_turn(lambda: _limit_batch(both, count), lambda: _ship(both, count), rounds)
        waved = in_turn(lambda: _limit_batch(both, count), lambda: _wave(both, count), rounds)
    return [
        figure("T4c", f"{count} orders shipped in one action", shipped, count, 20),
        figure("T4c", f"{count} selected orders made one wave", waved, count, 20),
    ]


def figure(job: str, what: str, pair: Pair, many: int, must: float, note: str = "") -> Figure:
    """Return the line of one order."""
    return Figure(
        job=job,
        what=what,
        value=pair.desk_s / many * _MILLIS,
        unit="ms/order",
        limit=pair.limit_s / many * _MILLIS,
        ratio=pair.ratio,
        must=must,
        stretch=must / 2,
        note=note,
    )


@contextlib.contextmanager
def _both(bench: Workbench) -> Iterator[Bench]:
    file, database = opened(bench.raw), bench.desk.open()
    first = _first_number(file, database)
    flow = DeskFlow(database, bench.desk.shop, bench.size.products, first)
    yield Bench(file, flow, random.Random(5), flow.numbers())
    file.close()
    database.close()


def _first_number(file: sqlite3.Connection, database: Database) -> int:
    """Return an order number from which on all are free in both files."""
    with database.read() as session:
        ours = session.connection().exec_driver_sql("SELECT max(row) FROM sales_order").scalar()
    raw = file.execute("SELECT max(id) FROM orders").fetchone()[0]
    return 1_000_000_000 + 4 * max(int(ours or 0), int(raw))


def _limit_batch(both: Bench, count: int) -> float:
    both.file.execute("BEGIN IMMEDIATE")
    chosen = [both.flow.pick(both.pick) for _order in range(count)]
    made = [(raw_made(both.file, next(both.numbers), each), each) for each in chosen]
    both.file.execute("COMMIT")
    start = time.perf_counter()
    raw_batch(both.file, made)
    return time.perf_counter() - start


def _made(both: Bench, count: int) -> list[OrderId]:
    chosen = [(next(both.numbers), both.flow.pick(both.pick)) for _order in range(count)]
    return [both.flow.make(number, each) for number, each in chosen]


def _ship(both: Bench, count: int) -> float:
    made = _made(both, count)
    start = time.perf_counter()
    both.flow.ship(made)
    return time.perf_counter() - start


def _wave(both: Bench, count: int) -> float:
    made = _made(both, count)
    start = time.perf_counter()
    both.flow.database.gesture(make_wave, GESTURE, made)
    return time.perf_counter() - start
