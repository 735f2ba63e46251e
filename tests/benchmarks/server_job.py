"""T4b: the order of T4a on a PostgreSQL of this run, through the loopback."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from merchant_desk.database.database import open_database
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place
from merchant_desk.operations.post_move import Move, post_moves
from merchant_desk.values.ids import ProductId
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import MoveReason, PlaceKind
from tests.benchmarks.catalogue import goods
from tests.benchmarks.desk_file import GESTURE, NOW, make_first_rows
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.order_flow import SCANNED, WHOLE, DeskFlow
from tests.benchmarks.order_jobs import figure
from tests.benchmarks.sizes import Size
from tests.benchmarks.workbench import Workbench
from tests.postgresql import throwaway_server

_STOCK = 1_000
_SCHEMA = """
CREATE SCHEMA raw; SET search_path TO raw;
CREATE TABLE product(id integer PRIMARY KEY, price integer NOT NULL);
CREATE TABLE orders(id serial PRIMARY KEY, number text NOT NULL UNIQUE, customer text, state text,
  total integer);
CREATE TABLE line(id serial PRIMARY KEY, order_id integer NOT NULL REFERENCES orders(id),
  product_id integer NOT NULL, qty integer, price integer);
CREATE INDEX line_order ON line(order_id);
CREATE TABLE move(id serial PRIMARY KEY, product_id integer NOT NULL, qty integer NOT NULL,
  order_id integer, at text);
CREATE INDEX move_product ON move(product_id);
CREATE TABLE level(product_id integer PRIMARY KEY, on_hand integer NOT NULL);
CREATE TABLE journal(id serial PRIMARY KEY, at text, what text);
"""


def t4b(bench: Workbench) -> list[Figure]:
    """Compare with psycopg alone."""
    try:
        with throwaway_server(durable=True) as server:
            return _measure(server.url, bench.size)
    except pytest.skip.Exception as why:
        return [Figure(job="T4b", what=f"not run: {why}", value=0, unit="", ratio=0, must=5)]


@dataclass(frozen=True)
class Both:
    """The desk and psycopg on one server, and what to put into them."""

    raw: "psycopg.Connection[Any]"
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
            _raw_order(self.raw, next(self.numbers), self._chosen())

    def scanned_limit(self, times: int) -> None:
        """Do the least for so many orders, in as many commits as scanning makes."""
        for _time in range(times):
            _raw_scanned(self.raw, next(self.numbers), self._chosen())

    def _chosen(self) -> list[int]:
        return [each + 1 for each in self.flow.pick(self.pick)]


def _measure(url: str, size: Size) -> list[Figure]:
    database = open_database(url)
    upgrade(database, NOW)
    with database.write() as session:
        shop = make_first_rows(session, size)
        _fill_bins(session)
    flow = DeskFlow(database, shop, size.products)
    many, rounds = max(size.calls // 50, 1), min(size.rounds, 3)
    with psycopg.connect(url.replace("+psycopg", "")) as raw:
        _fill(raw, size)
        both = Both(raw, flow, random.Random(5), flow.numbers())
        whole = in_turn(lambda: both.limit(many), lambda: both.shipped(many), rounds)
        scanned = in_turn(lambda: both.scanned_limit(many), lambda: both.scanned(many), rounds)
    database.close()
    how = f"{WHOLE} gestures, each its own commit; the limit makes as many"
    scanning = f"{SCANNED} gestures, each its own commit; the limit makes as many"
    return [
        figure("T4b", "the same on PostgreSQL, loopback", whole, many, 5, how),
        figure("T4b", "by scanner on PostgreSQL, loopback", scanned, many, 5, scanning),
    ]


def _fill_bins(session: Session) -> None:
    """Put a thousand of every article in a bin: what is not there does not leave."""
    bin_id = session.scalars(select(Place.id).where(Place.kind == PlaceKind.BIN).limit(1)).one()
    moves = [
        Move(ProductId(product), OPENING, bin_id, _STOCK, MoveReason.OPENING)
        for product in session.scalars(select(Product.id))
    ]
    post_moves(session, GESTURE, moves)
    session.execute(text("ANALYZE"))


def _fill(raw: "psycopg.Connection[Any]", size: Size) -> None:
    with raw.cursor() as cursor:
        cursor.execute(_SCHEMA)
        rows = [(number, each.cents) for number, each in enumerate(goods(size.products), 1)]
        cursor.executemany("INSERT INTO product VALUES (%s, %s)", rows)
        cursor.execute("INSERT INTO level SELECT id, 1000 FROM product")
    raw.commit()


def _raw_order(raw: "psycopg.Connection[Any]", number: int, chosen: list[int]) -> None:
    with raw.cursor() as cursor:
        order = _insert_order(cursor, number, chosen)
        raw.commit()
        _move(cursor, order, chosen)
        _leave(cursor, order, number)
        raw.commit()


def _raw_scanned(raw: "psycopg.Connection[Any]", number: int, chosen: list[int]) -> None:
    """Do the same least work in as many commits as the scanner's gestures."""
    with raw.cursor() as cursor:
        order = _insert_order(cursor, number, chosen)
        raw.commit()
        cursor.execute("UPDATE orders SET state = 'packing' WHERE id = %s", (order,))
        raw.commit()
        for each in chosen:
            _move(cursor, order, [each])
            if each == chosen[-1]:
                _leave(cursor, order, number)
            raw.commit()


def _insert_order(cursor: "psycopg.Cursor[Any]", number: int, chosen: list[int]) -> int:
    run: Callable[..., Any] = cursor.execute
    run("SELECT id, price FROM product WHERE id = ANY(%s)", (chosen,))
    prices = dict(cursor.fetchall())
    run(
        "INSERT INTO orders(number, customer, state, total) VALUES (%s, 'Client', 'new', %s)"
        " RETURNING id",
        (f"S{number:08d}", sum(prices.values())),
    )
    order = int((cursor.fetchone() or (0,))[0])
    cursor.executemany(
        "INSERT INTO line(order_id, product_id, qty, price) VALUES (%s, %s, 1, %s)",
        [(order, each, prices[each]) for each in chosen],
    )
    return order


def _move(cursor: "psycopg.Cursor[Any]", order: int, chosen: list[int]) -> None:
    cursor.executemany(
        "INSERT INTO move(product_id, qty, order_id, at) VALUES (%s, -1, %s, '2026-01-02')",
        [(each, order) for each in chosen],
    )
    cursor.executemany(
        "UPDATE level SET on_hand = on_hand - 1 WHERE product_id = %s",
        [(each,) for each in chosen],
    )


def _leave(cursor: "psycopg.Cursor[Any]", order: int, number: int) -> None:
    cursor.execute("UPDATE orders SET state = 'shipped' WHERE id = %s", (order,))
    cursor.execute("INSERT INTO journal(at, what) VALUES ('2026-01-02', %s)", (str(number),))
