"""T4: an order made, packed and shipped, durably; and many at once."""

import contextlib
import random
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.operations.make_wave import make_wave
from merchant_desk.operations.open_parcel import ParcelOpened
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.values.ids import OrderId
from merchant_desk.values.order_code import order_code
from merchant_desk.values.scan import scan_of_text
from tests.benchmarks.catalogue import ean
from tests.benchmarks.desk_file import GESTURE, NOW
from tests.benchmarks.durability import SyncCount
from tests.benchmarks.measuring import Figure, Pair, in_turn
from tests.benchmarks.order_flow import GESTURES, DeskFlow, raw_batch, raw_made, raw_order
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

    def desk(self, times: int) -> None:
        """Make, pack and ship so many orders at the desk."""
        for _time in range(times):
            number, articles = next(self.numbers), self.flow.pick(self.pick)
            self.flow.make(number, articles)
            self.flow.ship(number, articles)

    def limit(self, times: int) -> None:
        """Do the least for so many orders."""
        for _time in range(times):
            raw_order(self.file, next(self.numbers), self.flow.pick(self.pick))

    def wait_for_no_disk(self) -> None:
        """Let both files lose their last commits in a power cut, from now on."""
        self.file.execute("PRAGMA synchronous = NORMAL")
        raw = self.flow.database.writer.raw_connection()
        raw.cursor().execute("PRAGMA synchronous = NORMAL")
        raw.close()


def t4a(bench: Workbench) -> list[Figure]:
    """One order of three articles: received, slip scanned, articles scanned, invoiced, shipped."""
    many = max(bench.size.calls // 20, 1)
    with _both(bench) as both:
        durable = in_turn(lambda: both.limit(many), lambda: both.desk(many), bench.size.rounds)
        with SyncCount(both.flow.database) as count:
            both.desk(many)
        both.wait_for_no_disk()
        quiet = in_turn(lambda: both.limit(many), lambda: both.desk(many), bench.size.rounds)
    a_gesture = count.syncs / (many * GESTURES)
    how = f"{GESTURES} gestures, each its own commit; the limit makes 2 commits"
    return [
        figure("T4a", "order of 3 lines made, packed, invoiced, shipped", durable, many, 10, how),
        figure("T4a", "the same without waiting for the disk", quiet, many, 25),
        Figure(
            job="T4a",
            what="syncs of the disk a gesture",
            value=a_gesture,
            unit="syncs",
            ratio=a_gesture / 2,
            must=1,
            note="each commit one, each restart of the log three",
        ),
    ]


def t4c(bench: Workbench) -> list[Figure]:
    """Ship many selected orders in one transaction; make one wave of as many."""
    count = min(500, bench.size.calls)
    rounds = min(bench.size.rounds, 2)
    with _both(bench) as both:
        shipped = in_turn(lambda: _limit_batch(both, count), lambda: _ship(both, count), rounds)
        waved = in_turn(lambda: _limit_batch(both, count), lambda: _wave(both, count), rounds)
    return [
        figure("T4c", f"{count} orders packed and shipped in one action", shipped, count, 20),
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


def _made(both: Bench, count: int) -> list[tuple[int, OrderId, list[int]]]:
    chosen = [(next(both.numbers), both.flow.pick(both.pick)) for _order in range(count)]
    return [(number, both.flow.make(number, each), each) for number, each in chosen]


def _ship(both: Bench, count: int) -> float:
    made = _made(both, count)
    start = time.perf_counter()
    both.flow.database.gesture(_ship_all, made)
    return time.perf_counter() - start


def _ship_all(session: Session, made: list[tuple[int, OrderId, list[int]]]) -> None:
    for number, _order_id, articles in made:
        slip = scan_of_text(order_code(str(number)), NOW)
        opened_parcel = scan_at_packing(session, GESTURE, None, slip)
        if not isinstance(opened_parcel, ParcelOpened):
            raise TypeError(opened_parcel)
        for article in articles:
            scan_at_packing(
                session, GESTURE, opened_parcel.parcel_id, scan_of_text(ean(article), NOW)
            )


def _wave(both: Bench, count: int) -> float:
    made = [order_id for _number, order_id, _articles in _made(both, count)]
    start = time.perf_counter()
    both.flow.database.gesture(make_wave, GESTURE, made)
    return time.perf_counter() - start
