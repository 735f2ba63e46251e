"""One order from the shop to the closed parcel: the desk's gestures, and the least SQL for it.

It leaves in one of two ways: shipped whole, which is two gestures and two commits; or scanned
article by article, where the slip and each article are gestures of their own.
"""

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import ParcelOpened
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.values.ids import OrderId, ParcelId, ShopId
from merchant_desk.values.order_code import order_code
from merchant_desk.values.scan import scan_of_text
from tests.benchmarks.catalogue import ean
from tests.benchmarks.desk_file import GESTURE, NOW
from tests.makers import remote_line, remote_order

LINES = 3
WHOLE = 2
"""The order, and the whole of it shipped: each is one transaction of its own."""
SCANNED = 2 + LINES
"""The order, its slip, and each article: each is one transaction of its own."""


@dataclass(frozen=True)
class DeskFlow:
    """Makes, packs and ships orders of three articles as the desk does."""

    database: Database
    shop: ShopId
    products: int
    first: int = 90_000_000

    def numbers(self) -> Iterator[int]:
        """Yield order numbers that nothing has yet."""
        return count(self.first)

    def make(self, number: int, articles: list[int]) -> OrderId:
        """Receive one order."""
        return self.database.gesture(self._accept, number, articles).answer

    def ship(self, order_ids: list[OrderId]) -> None:
        """Ship the whole of these orders in one gesture."""
        shipped = self.database.gesture(ship_orders, GESTURE, order_ids).answer
        if len(shipped.closed) != len(order_ids):
            raise TypeError(shipped.refused)

    def scan(self, number: int, articles: list[int]) -> None:
        """Scan the slip and every article: the last scan ships the parcel."""
        opened = self._scan(None, order_code(str(number)))
        if not isinstance(opened, ParcelOpened):
            raise TypeError(opened)
        for place, article in enumerate(articles, 1):
            said = self._scan(opened.parcel_id, ean(article))
            if not isinstance(said, ItemScanned) or (said.closed is None) is (place == LINES):
                raise TypeError(said)

    def pick(self, chooser: random.Random) -> list[int]:
        """Choose three articles."""
        return chooser.sample(range(self.products), LINES)

    def _accept(self, session: Session, number: int, articles: list[int]) -> OrderId:
        lines = [
            remote_line(f"REF{article:07d}", remote_id=f"{number}-{article}")
            for article in articles
        ]
        return accept_order(session, GESTURE, self.shop, remote_order(str(number), *lines)).order_id

    def _scan(self, parcel: ParcelId | None, code: str) -> object:
        scan = scan_of_text(code, NOW)
        return self.database.gesture(scan_at_packing, GESTURE, parcel, scan).answer


def raw_order(file: sqlite3.Connection, number: int, articles: list[int]) -> None:
    """Do the least: an order with its lines, then its moves, levels, state and journal."""
    chosen = [article + 1 for article in articles]
    file.execute("BEGIN IMMEDIATE")
    order_id = _insert_order(file, number, chosen)
    file.execute("COMMIT")
    file.execute("BEGIN IMMEDIATE")
    _ship(file, order_id, number, chosen)
    file.execute("COMMIT")


def raw_scanned(file: sqlite3.Connection, number: int, articles: list[int]) -> None:
    """Do the same least work in as many commits as the scanner's gestures: 5."""
    chosen = [article + 1 for article in articles]
    file.execute("BEGIN IMMEDIATE")
    order_id = _insert_order(file, number, chosen)
    file.execute("COMMIT")
    file.execute("BEGIN IMMEDIATE")
    file.execute("UPDATE orders SET state = 'packing' WHERE id = ?", (order_id,))
    file.execute("COMMIT")
    for each in chosen:
        file.execute("BEGIN IMMEDIATE")
        _move(file, order_id, [each])
        if each == chosen[-1]:
            _leave(file, order_id, number)
        file.execute("COMMIT")


def raw_batch(file: sqlite3.Connection, orders: list[tuple[int, list[int]]]) -> None:
    """Ship many in one transaction."""
    file.execute("BEGIN IMMEDIATE")
    for order_id, articles in orders:
        _ship(file, order_id, order_id, [article + 1 for article in articles])
    file.execute("COMMIT")


def raw_made(file: sqlite3.Connection, number: int, articles: list[int]) -> int:
    """Insert an order that is still to be shipped; return its id."""
    return _insert_order(file, number, [article + 1 for article in articles])


def _insert_order(file: sqlite3.Connection, number: int, chosen: list[int]) -> int:
    prices: dict[int, int] = dict(
        file.execute("SELECT id, price FROM product WHERE id IN (?,?,?)", chosen).fetchall()
    )
    made = file.execute(
        "INSERT INTO orders(number, customer, state, total) VALUES (?, 'Client', 'confirmed', ?)",
        (f"S{number:08d}", sum(prices.values())),
    )
    rows = [(made.lastrowid, each, prices[each]) for each in chosen]
    file.executemany("INSERT INTO line(order_id, product_id, qty, price) VALUES (?,?,1,?)", rows)
    return int(made.lastrowid or 0)


def _ship(file: sqlite3.Connection, order_id: int, number: int, chosen: list[int]) -> None:
    _move(file, order_id, chosen)
    _leave(file, order_id, number)


def _move(file: sqlite3.Connection, order_id: int, chosen: list[int]) -> None:
    file.executemany(
        "INSERT INTO move(product_id, qty, order_id, at) VALUES (?, -1, ?, '2026-01-02')",
        [(each, order_id) for each in chosen],
    )
    file.executemany(
        "UPDATE level SET on_hand = on_hand - 1 WHERE product_id = ?", [(each,) for each in chosen]
    )


def _leave(file: sqlite3.Connection, order_id: int, number: int) -> None:
    file.execute("UPDATE orders SET state = 'shipped' WHERE id = ?", (order_id,))
    file.execute("INSERT INTO journal(at, what) VALUES ('2026-01-02', ?)", (f"S{number:08d}",))
