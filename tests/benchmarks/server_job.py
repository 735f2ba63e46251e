"""T4b: the order of T4a on a PostgreSQL of this run, through the loopback."""

import random
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from merchant_desk.database.database import open_database
from merchant_desk.migrations.upgrade import upgrade
from tests.benchmarks.catalogue import goods
from tests.benchmarks.desk_file import NOW, make_first_rows
from tests.benchmarks.measuring import Figure, in_turn
from tests.benchmarks.order_flow import DeskFlow
from tests.benchmarks.order_jobs import figure
from tests.benchmarks.sizes import Size
from tests.benchmarks.workbench import Workbench
from tests.postgresql import throwaway_server

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
        with throwaway_server() as server:
            return _measure(server.url, bench.size)
    except pytest.skip.Exception as why:
        return [Figure(job="T4b", what=f"not run: {why}", value=0, unit="", ratio=0, must=5)]


def _measure(url: str, size: Size) -> list[Figure]:
    database = open_database(url)
    upgrade(database, NOW)
    with database.write() as session:
        shop = make_first_rows(session, size)
    flow = DeskFlow(database, shop, size.products)
    numbers, pick, many = flow.numbers(), random.Random(5), max(size.calls // 50, 1)
    with psycopg.connect(url.replace("+psycopg", "")) as raw:
        _fill(raw, size)

        def desk() -> None:
            for _time in range(many):
                number, articles = next(numbers), flow.pick(pick)
                flow.make(number, articles)
                flow.ship(number, articles)

        def limit() -> None:
            for _time in range(many):
                _raw_order(raw, next(numbers), [each + 1 for each in flow.pick(pick)])

        pair = in_turn(limit, desk, min(size.rounds, 3))
    database.close()
    return [figure("T4b", "the same on PostgreSQL, loopback", pair, many, 5)]


def _fill(raw: "psycopg.Connection[Any]", size: Size) -> None:
    with raw.cursor() as cursor:
        cursor.execute(_SCHEMA)
        rows = [(number, each.cents) for number, each in enumerate(goods(size.products), 1)]
        cursor.executemany("INSERT INTO product VALUES (%s, %s)", rows)
        cursor.execute("INSERT INTO level SELECT id, 1000 FROM product")
    raw.commit()


def _raw_order(raw: "psycopg.Connection[Any]", number: int, chosen: list[int]) -> None:
    with raw.cursor() as cursor:
        run: Callable[..., Any] = cursor.execute
        run("SELECT id, price FROM product WHERE id = ANY(%s)", (chosen,))
        prices = dict(cursor.fetchall())
        run(
            "INSERT INTO orders(number, customer, state, total) VALUES (%s, 'Client', 'new', %s)"
            " RETURNING id",
            (f"S{number:08d}", sum(prices.values())),
        )
        order = (cursor.fetchone() or (0,))[0]
        cursor.executemany(
            "INSERT INTO line(order_id, product_id, qty, price) VALUES (%s, %s, 1, %s)",
            [(order, each, prices[each]) for each in chosen],
        )
        raw.commit()
        cursor.executemany(
            "INSERT INTO move(product_id, qty, order_id, at) VALUES (%s, -1, %s, '2026-01-02')",
            [(each, order) for each in chosen],
        )
        cursor.executemany(
            "UPDATE level SET on_hand = on_hand - 1 WHERE product_id = %s",
            [(each,) for each in chosen],
        )
        run("UPDATE orders SET state = 'shipped' WHERE id = %s", (order,))
        run("INSERT INTO journal(at, what) VALUES ('2026-01-02', %s)", (str(number),))
        raw.commit()
