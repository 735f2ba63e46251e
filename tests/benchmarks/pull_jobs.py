"""T8: orders pulled a hundred a page, kept once, read, applied; and a scan in the middle of it."""

import json
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import orjson

from merchant_desk.connectors import CONNECTORS
from merchant_desk.connectors.woocommerce.pulling import order_record, order_rows
from merchant_desk.database.database import Database
from merchant_desk.demo.orders import demo_orders
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.errors import RemoteDataError
from merchant_desk.lanes import Lanes
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.sync.connector import Connector, Page, RawRecord, RecordKind, ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.inbox import apply_some, keep_page
from merchant_desk.sync.json_text import json_value
from merchant_desk.values.scan import scan_of_text
from tests.benchmarks.catalogue import ean
from tests.benchmarks.desk_file import GESTURE, NOW
from tests.benchmarks.measuring import Figure, Pair, Spread, in_turn
from tests.benchmarks.raw_file import opened
from tests.benchmarks.workbench import Workbench

_A_PAGE = 100
_PAGES_READ = 20
_SCAN_BAR_MS = 150
_SERVER = """
import socket, sys, threading
body = open(sys.argv[1], "rb").read()
head = b"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\n\\r\\n"
answer = head % len(body) + body
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
def serve(peer):
    held = b""
    while True:
        while b"\\r\\n\\r\\n" not in held:
            more = peer.recv(65536)
            if not more:
                return
            held += more
        held = held.split(b"\\r\\n\\r\\n", 1)[1]
        peer.sendall(answer)
while True:
    peer, _ = server.accept()
    threading.Thread(target=serve, args=(peer,), daemon=True).start()
"""
_RAW = """
CREATE TABLE o(id INTEGER PRIMARY KEY, ref TEXT, state TEXT, total TEXT, at TEXT);
CREATE TABLE l(id INTEGER PRIMARY KEY, oid INTEGER, sku TEXT, name TEXT, qty INTEGER, total TEXT);
CREATE INDEX lo ON l(oid);
"""


def t8(bench: Workbench) -> list[Figure]:
    """Compare with a raw socket, orjson and one upsert a table."""
    bodies, connector = hundred_orders()
    page = "[" + ",".join(bodies) + "]"
    path = bench.folder / "page.json"
    path.write_text(page, "utf-8")
    pages = max(bench.size.pages // 20, 1)
    with closing(opened(bench.fresh("raw-pull.sqlite3"))) as file, _served(path) as peer:
        file.executescript(_RAW)
        database = bench.desk.open()
        firsts = count(time.time_ns() // 1000, _A_PAGE)

        def limit() -> None:
            for _page in range(pages):
                _upsert(file, orjson.loads(peer.page()))

        def desk() -> None:
            for _page in range(pages):
                pulled = [order_record(each, each.raw) for each in order_rows(peer.text())]
                kept = page_of(pulled, next(firsts))
                database.gesture(keep_page, GESTURE, bench.desk.shop, RecordKind.ORDER, kept)

        pulled = in_turn(limit, desk, bench.size.rounds)
        floor = _pages(orjson.loads, bodies)
        parsed = in_turn(floor, _pages(json_value, bodies), bench.size.rounds)
        read = in_turn(floor, _pages(connector.read_order, bodies), bench.size.rounds)
        _forget_waiting(database)
        database.close()
    orders, read_orders = pages * _A_PAGE, _PAGES_READ * _A_PAGE
    return [
        _figure("T8a", "orders pulled, 100 a page, kept once", pulled, orders, (4, 2.5)),
        _figure("T8b", "orders parsed (JSON only)", parsed, read_orders, (1.2, None)),
        _figure("T8b", "orders read, checked to the cent", read, read_orders, (None, None)),
    ]


def _pages(read: Callable[[str], object], bodies: list[str]) -> Callable[[], None]:
    """Return the work of reading pages of orders, each page held whole."""

    def work() -> None:
        for _page in range(_PAGES_READ):
            [read(body) for body in bodies]

    return work


def scan_wait(bench: Workbench) -> list[Figure]:
    """Scan unknown codes on the writer lane while 500 orders are applied on it."""
    bodies, connector = hundred_orders(min(500, bench.size.calls))
    database = bench.desk.open()
    lanes = Lanes(database)
    raws = [RawRecord(RecordKind.ORDER, "", str(time.time_ns()), NOW, body) for body in bodies]
    page = page_of(raws, 50_000_000)
    lanes.write(keep_page, GESTURE, bench.desk.shop, RecordKind.ORDER, page).result()
    done = threading.Event()
    waits: list[float] = []

    def scan() -> None:
        pick = random.Random(2)
        while not done.is_set():
            code = scan_of_text(ean(pick.randrange(bench.size.products)), NOW)
            start = time.perf_counter()
            lanes.write(scan_at_packing, GESTURE, None, code).result()
            waits.append(time.perf_counter() - start)
            done.wait(0.005)

    scanning = threading.Thread(target=scan, name="scanner")
    start = time.perf_counter()
    scanning.start()
    while lanes.write(apply_some, GESTURE, bench.desk.shop, connector).result().waiting:
        pass
    taken = time.perf_counter() - start
    done.set()
    scanning.join()
    lanes.close()
    worst = Spread(tuple(waits)).at(99) * 1e3
    return [
        Figure(
            job="scan",
            what=f"a scan while {len(bodies)} orders are applied: p99, bar {_SCAN_BAR_MS} ms",
            value=worst,
            unit="ms",
            ratio=worst / _SCAN_BAR_MS,
            must=1,
            note=f"{len(waits)} scans; {len(bodies) / taken:,.0f} orders/s applied meanwhile",
        )
    ]


def _figure(
    job: str, what: str, pair: Pair, orders: int, bars: tuple[float | None, float | None]
) -> Figure:
    return Figure(
        job=job,
        what=what,
        value=orders / pair.desk_s,
        unit="orders/s",
        limit=orders / pair.limit_s,
        ratio=pair.ratio,
        must=bars[0],
        stretch=bars[1],
    )


def hundred_orders(wanted: int = _A_PAGE) -> tuple[list[str], Connector]:
    """Return the texts of so many different orders, as the sample shop writes them."""
    with Storefront(orders=demo_orders(NOW), now=lambda: NOW) as front:
        http = HttpClient(now=lambda: NOW)
        connector = CONNECTORS["woocommerce"](ShopAccount(front.url, DEMO_KEY, DEMO_SECRET), http)
        connector.probe()
        texts = [each.body for each in connector.pull_orders("").records]
        texts = [each for each in texts if _readable(connector, each)]
        http.close()
    bodies, first = [], time.time_ns() // 1000
    for number in range(wanted):
        order = json.loads(texts[number % len(texts)])
        order["id"] = first + number
        order["number"] = str(order["id"])
        for place, line in enumerate(order["line_items"]):
            line["sku"] = f"REF{(number * 7 + place) % 500:07d}"
        bodies.append(json.dumps(order, ensure_ascii=False))
    return bodies, connector


def _readable(connector: Connector, body: str) -> bool:
    try:
        connector.read_order(body)
    except RemoteDataError:
        return False  # the sample shop has rotten ones on purpose
    return True


def page_of(records: list[RawRecord], first: int) -> Page:
    """Return a page as the connector makes it, of orders that have these numbers."""
    numbered = (
        RawRecord(each.kind, str(number), each.version, each.modified_at, each.body)
        for number, each in enumerate(records, first)
    )
    return Page(tuple(numbered), "", finished=True, server_time=NOW)


def _forget_waiting(database: Database) -> None:
    """Leave nothing behind that another job would apply."""
    with database.write() as session:
        session.connection().exec_driver_sql("DELETE FROM remote_record WHERE state = 'waiting'")


def _upsert(file: sqlite3.Connection, orders: list[dict[str, Any]]) -> None:
    file.execute("BEGIN IMMEDIATE")
    file.executemany(
        "INSERT INTO o VALUES (?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET state = excluded.state,"
        " total = excluded.total, at = excluded.at",
        [
            (each["id"], each["number"], each["status"], each["total"], each["date_modified_gmt"])
            for each in orders
        ],
    )
    file.executemany(
        "INSERT INTO l VALUES (?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET qty = excluded.qty,"
        " total = excluded.total",
        [
            (1000 * each["id"] + place, each["id"], line["sku"], line["name"], line["quantity"],
             line["total"])
            for each in orders
            for place, line in enumerate(each["line_items"])
        ],
    )  # fmt: skip
    file.execute("COMMIT")


class _Peer:
    """A kept connection to a server that always gives the same page."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))

    def text(self) -> str:
        """Fetch it as the text that the HTTP client gives."""
        return self.page().decode()

    def page(self) -> bytes:
        """Fetch it over a raw socket."""
        self._socket.sendall(b"GET /page HTTP/1.1\r\nHost: x\r\n\r\n")
        held = bytearray()
        while b"\r\n\r\n" not in held:
            held += self._socket.recv(1 << 18)
        head, _, body = bytes(held).partition(b"\r\n\r\n")
        length = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
        parts = [body]
        while sum(map(len, parts)) < length:
            parts.append(self._socket.recv(1 << 18))
        return b"".join(parts)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


@contextmanager
def _served(path: Path) -> Iterator[_Peer]:
    """Serve the page from another process."""
    with subprocess.Popen(  # noqa: S603 - our own few lines
        [sys.executable, "-c", _SERVER, str(path)], stdout=subprocess.PIPE, text=True
    ) as server:
        if server.stdout is None:
            raise OSError("no server")
        peer = _Peer(int(server.stdout.readline()))
        try:
            yield peer
        finally:
            peer.close()
            server.kill()
