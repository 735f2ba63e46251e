"""How often the database is asked: never more often for a long order than for a short one."""

import sqlite3
from collections.abc import Callable
from typing import cast

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.scan import scan_of_text
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
    put_stock,
    remote_line,
    remote_order,
)

_READS = 9
"""What receiving an order may ask at most; one is the search index reading its settings, one the
last link of the chain that seals payments."""
_SCAN = 4
"""An article scanned: what it is, what the parcel wants; then it is counted and noted."""


def _stocked_shop(session: Session, gesture: Gesture, articles: int) -> ShopId:
    make_station(session, gesture)
    make_profile(session)
    place = make_bin(session, make_location(session))
    for number in range(articles):
        product = make_product(session, sku=f"REF-{number}", ean=None)
        put_stock(session, gesture, product, place, 50)
    return make_shop(session)


def _asked(session: Session, work: Callable[[], object]) -> list[str]:
    """Return the statements that SQLite was given meanwhile, those of triggers left out."""
    driver = cast("sqlite3.Connection", session.connection().connection.driver_connection)
    told: list[str] = []
    driver.set_trace_callback(told.append)
    work()
    driver.set_trace_callback(None)
    return [each for each in told if not each.startswith("-- ")]


@pytest.mark.parametrize("lines", [3, 30])
def test_receiving_an_order_reads_as_often_whatever_its_lines(
    sqlite_database: Database, gesture: Gesture, lines: int
) -> None:
    with sqlite_database.write() as session:
        shop = _stocked_shop(session, gesture, lines)
        wanted = [remote_line(f"REF-{number}") for number in range(lines)]
        order = remote_order("1042", *wanted)

        asked = _asked(session, lambda: accept_order(session, gesture, shop, order))

    assert len([each for each in asked if each.startswith("SELECT")]) <= _READS


@pytest.mark.parametrize("lines", [3, 30])
def test_scanning_an_article_asks_as_often_whatever_the_parcel_holds(
    sqlite_database: Database, gesture: Gesture, lines: int
) -> None:
    with sqlite_database.write() as session:
        shop = _stocked_shop(session, gesture, lines)
        wanted = [remote_line(f"REF-{number}", 2) for number in range(lines)]
        order = accept_order(session, gesture, shop, remote_order("1042", *wanted)).order_id
        parcel = open_parcel(session, gesture, order).parcel_id
        scan = scan_of_text("REF-1", gesture.at)

        asked = _asked(session, lambda: scan_at_packing(session, gesture, parcel, scan))

    assert len(asked) <= _SCAN
