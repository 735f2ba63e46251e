"""The desk's own file at size: made once a run, past the operations, in the desk's own schema.

One order, one line, one move are made by the operations themselves; the others are copies of
those rows with their own ids, numbers, dates and articles, so that a new column needs nothing here.
"""

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from merchant_desk.database.bulk import insert_rows, insert_searchable_rows
from merchant_desk.database.column_types import to_micros
from merchant_desk.database.database import Database, open_database
from merchant_desk.migrations.upgrade import upgrade
from merchant_desk.models.base import table
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.import_rows import CODE_COLUMNS, PRODUCT_COLUMNS
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.folding import folded
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId, StationId, new_ids
from merchant_desk.values.order_code import order_code
from merchant_desk.values.places import CUSTOMER, OPENING
from merchant_desk.values.words import CodeKind, MoveReason
from tests.benchmarks.catalogue import goods
from tests.benchmarks.sizes import Size
from tests.makers import (
    make_bin,
    make_location,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_line,
    remote_order,
)
from tests.sealed_shop import Key

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
STATION = StationId(bytes.fromhex("0193000000007000800000000000000b"))
GESTURE = Gesture(NOW, "Camille", STATION, signer=Key())
"""Signs what it records, as every station does."""
_BINS = 200
_STATES = {1: "cancelled", 2: "to_prepare", 3: "unpaid"}
_OF_A_HUNDRED = 100
_VALUES = """INSERT INTO stock_value (product_id, quantity, value)
SELECT product_id, SUM(change), SUM(value) FROM stock_move GROUP BY product_id"""
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class DeskShop:
    """The file and what its articles and shop are called."""

    path: Path
    shop: ShopId
    products: tuple[ProductId, ...]
    size: Size

    def open(self) -> Database:
        """Open it as the desk does."""
        return open_database(f"sqlite:///{self.path}")


def desk_shop(path: Path, size: Size) -> DeskShop:
    """Make the file, or find the one made before in this folder."""
    if not path.exists():
        fresh = path.with_suffix(".part")
        fresh.unlink(missing_ok=True)
        _make(fresh, size)
        fresh.replace(path)
    with closing(sqlite3.connect(path)) as file:
        products = tuple(row[0] for row in file.execute("SELECT id FROM product ORDER BY row"))
        shop = file.execute("SELECT id FROM shop").fetchone()[0]
    return DeskShop(path, shop, products, size)


def desk_catalogue(path: Path, size: Size) -> Path:
    """Make a file of the desk with this catalogue and hardly more."""
    if not path.exists():
        fresh = path.with_suffix(".part")
        fresh.unlink(missing_ok=True)
        _begin(fresh, size)
        fresh.replace(path)
    return path


def _begin(path: Path, size: Size) -> None:
    database = open_database(f"sqlite:///{path}")
    upgrade(database, NOW)
    with database.write() as session:
        make_first_rows(session, size)
    database.close()


def _make(path: Path, size: Size) -> None:
    _begin(path, size)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -262144"):
            file.execute(f"PRAGMA {pragma}")
        file.execute("BEGIN")
        _copy_orders(file, size)
        _copy_stock(file, size)
        file.execute("COMMIT")
        file.execute("ANALYZE")
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def make_first_rows(session: Session, size: Size) -> ShopId:
    """Make the shop, its bins and its catalogue, and one row of what is copied afterwards."""
    make_station(session, GESTURE)
    make_profile(session)
    location = make_location(session)
    bins = [make_bin(session, location, f"A{number:03d}") for number in range(_BINS)]
    products = _insert_catalogue(session, size)
    shop = make_shop(session)
    put_stock(session, GESTURE, products[0], bins[0], 1000)
    accept_order(session, GESTURE, shop, remote_order("1", remote_line("REF0000000")))
    return shop


def _insert_catalogue(session: Session, size: Size) -> list[ProductId]:
    ids = [ProductId(each) for each in new_ids(size.products)]
    now = to_micros(NOW)
    every = list(goods(size.products))
    rows = [
        (
            product_id, number, each.sku, each.name, "", "", "", each.cents,
            each.cost_cents * 100, 2000, None, "", None, 1, 1,
            folded(f"{each.name} {each.sku} {each.ean}"), now, now, None,
        )
        for number, (product_id, each) in enumerate(zip(ids, every, strict=True), 1)
    ]  # fmt: skip
    insert_searchable_rows(session, table(Product), PRODUCT_COLUMNS, rows, 1)
    codes = [
        (code_id, canonical_code(each.ean), product_id, CodeKind.EAN.value, 1, "", None)
        for code_id, product_id, each in zip(new_ids(size.products), ids, every, strict=True)
    ]
    insert_rows(session, table(ProductCode), CODE_COLUMNS, codes)
    return ids


def _copy_orders(file: sqlite3.Connection, size: Size) -> None:
    order, line = _only(file, "sales_order"), _only(file, "order_line")
    customer = _only(file, "customer")
    products = _column(file, "SELECT id FROM product ORDER BY row")
    count = size.orders - 1
    customers = new_ids(max(count // 3, 1))
    names = ("Camille Roux", "Hugo Lemaire", "Inès Faure", "Louise Perrin", "Yanis Benali")
    _copy(
        file,
        "customer",
        customer,
        (
            {"id": each, "name": names[place % 5], "email": f"client{place}@example.com"}
            for place, each in enumerate(customers)
        ),
    )
    ids = new_ids(count)
    file.execute("DELETE FROM reservation")
    _copy(file, "sales_order", order, _orders(ids, customers, names))
    pick = random.Random(11)
    lines = (
        {"id": line_id, "order_id": order_id, "product_id": pick.choice(products), "shipped": 1}
        for line_id, order_id in zip(new_ids(count), ids, strict=True)
    )
    _copy(file, "order_line", line, lines)


def _orders(
    ids: list[bytes], customers: list[bytes], names: tuple[str, ...]
) -> Iterator[Mapping[str, object]]:
    for place, order_id in enumerate(ids, 2):
        placed = to_micros(NOW - timedelta(minutes=3 * place))
        yield {
            "id": order_id,
            "row": place,
            "remote_id": str(place),
            "number": str(place),
            "slip_code": order_code(str(place)),
            "customer_id": customers[place % len(customers)],
            "customer_name": names[place % 5],
            "state": _STATES.get(place % _OF_A_HUNDRED, "shipped"),
            "placed_at": placed,
            "ship_by_at": placed + 86_400_000_000,
            "search_text": f"{place} {folded(names[place % 5])}",
        }


def _copy_stock(file: sqlite3.Connection, size: Size) -> None:
    move, level = _only(file, "stock_move"), _only(file, "stock_level")
    products = _column(file, "SELECT id FROM product ORDER BY row")
    bins = _column(file, "SELECT id FROM place WHERE kind = 'bin' ORDER BY code")
    pick = random.Random(9)
    sales = [pick.randrange(len(products)) for _sale in range(size.moves - len(products))]
    sold = [0] * len(products)
    for place in sales:
        sold[place] += 1
    costs = _column(file, "SELECT cost_tenthousandths FROM product ORDER BY row")
    opening: Iterator[Row] = (
        {
            "product_id": product, "to_place_id": bins[place % _BINS],
            "quantity": 1000 + sold[place], "change": 1000 + sold[place],
            "value": (1000 + sold[place]) * costs[place],
        }
        for place, product in enumerate(products)
        if place
    )  # fmt: skip
    file.execute("UPDATE stock_level SET quantity = 1000")
    first = {**move, "from_place_id": OPENING, "at": _instant(size.moves)}
    _copy(file, "stock_move", first, _numbered(opening, 2, len(products) - 1))
    left: Iterator[Row] = (
        {
            "product_id": products[place], "from_place_id": bins[place % _BINS],
            "value": -costs[place], "at": _instant(len(sales) - turn),
        }
        for turn, place in enumerate(sales)
    )  # fmt: skip
    reason = MoveReason.SALE.value
    sale = {**move, "to_place_id": CUSTOMER, "quantity": 1, "change": -1, "reason": reason}
    _copy(file, "stock_move", sale, _numbered(left, len(products) + 1, len(sales)))
    if sold[0]:
        worth = {"change": sold[0], "value": sold[0] * costs[0]}
        missing = {"to_place_id": bins[0], "quantity": sold[0], **worth}
        _copy(file, "stock_move", first, _numbered(iter([missing]), size.moves + 1, 1))
    levels: Iterator[Row] = (
        {"product_id": product, "place_id": bins[place % _BINS], "quantity": 1000}
        for place, product in enumerate(products)
        if place
    )
    _copy(file, "stock_level", level, levels)
    file.execute("DELETE FROM stock_value")
    file.execute(_VALUES)


def _instant(minutes: int) -> int:
    """Return so many minutes ago: a million moves are two years."""
    return to_micros(NOW - timedelta(minutes=minutes))


def _numbered(rows: Iterator[Row], first: int, count: int) -> Iterator[Row]:
    for number, (row, identifier) in enumerate(zip(rows, new_ids(count), strict=True), first):
        yield {**row, "id": identifier, "row": number}


def _only(file: sqlite3.Connection, name: str) -> Row:
    cursor = file.execute(f"SELECT * FROM {name}")  # noqa: S608 - our own schema
    names = [each[0] for each in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def _column(file: sqlite3.Connection, query: str) -> list[Any]:
    return [row[0] for row in file.execute(query)]


def _copy(
    file: sqlite3.Connection, name: str, model: Row, rows: Iterator[Mapping[str, object]]
) -> None:
    columns = ", ".join(model)
    marks = ", ".join("?" * len(model))
    file.executemany(
        f"INSERT INTO {name} ({columns}) VALUES ({marks})",  # noqa: S608 - our own schema
        (tuple({**model, **changes}.values()) for changes in rows),
    )
