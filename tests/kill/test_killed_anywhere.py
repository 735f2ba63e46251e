"""The process is really killed, at random statements, and the day goes on where it stood."""

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from merchant_desk.database.database import open_database
from merchant_desk.demo.buyers import BUYERS
from merchant_desk.demo.orders import DemoItem, DemoOrder
from merchant_desk.demo.storefront import Storefront
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, Payment
from merchant_desk.models.product import Product
from merchant_desk.models.seal import Closing
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.models.station import PrintJob
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.clock import utc_now
from merchant_desk.values.money import Money
from tests.at_length import few_or_many
from tests.kill.children import Nursery
from tests.kill.day import COUNTED, COUNTED_SKU, act
from tests.kill.evening import by_hand
from tests.makers import make_profile, make_shop, make_station
from tests.sync.exchange import few_products

FEW, KILLS = 16, int(os.environ.get("MERCHANT_DESK_KILLS", "40"))
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork to kill children of"),
    pytest.mark.timeout(300 + KILLS),
]
BASKETS = (
    (DemoItem("SAV-01", 2),),
    (DemoItem("BOG-02"), DemoItem("SAV-02")),
    (DemoItem("TSH-BLELAV-M"), DemoItem("SAV-03", 2)),
)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    opened = Nursery()
    yield opened
    opened.close()


@dataclass
class Life:
    """A fresh shop and its storefront, with three orders waiting."""

    front: Storefront
    path: Path


def _begin(front: Storefront, empty_file: Path, path: Path) -> Life:
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        make_station(session, act())
        make_profile(session)
        make_shop(session, url=front.url)
    database.close()
    for buyer, basket in enumerate(BASKETS):
        front.place_order(DemoOrder(placed_at=utc_now(), buyer=BUYERS[buyer], items=basket))
    return Life(front, path)


def _faults(path: Path) -> list[str]:
    """Everything that does not agree in the file as the kill left it."""
    database = open_database(f"sqlite:///{path}")
    try:
        with database.read() as session:
            found = [each.sentence for each in ledger_disagreements(session)]
            found += [each.sentence for each in verify_chains(session).problems]
            whole = str(session.execute(text("PRAGMA integrity_check")).scalar_one())
            twice = session.execute(
                select(Payment.order_id, func.count())
                .where(Payment.order_id.is_not(None))
                .group_by(Payment.order_id)
                .having(func.count() > 1)
            ).all()
        with database.write() as session:
            check = "INSERT INTO product_word(product_word) VALUES ('integrity-check')"
            session.execute(text(check))
        return (
            found + ([] if whole == "ok" else [whole]) + [f"paid twice: {each}" for each in twice]
        )
    finally:
        database.close()


def _summary(life: Life) -> dict[str, Any]:
    """What the day left, without what differs from one day to another."""
    database = open_database(f"sqlite:///{life.path}")
    with database.read() as session:
        levels = session.execute(
            select(Product.sku, func.sum(StockLevel.quantity))
            .join(StockLevel, StockLevel.product_id == Product.id)
            .group_by(Product.sku)
        ).all()
        shown = {str(row[0]): life.front.stock(row[0]) for row in levels}
        summary = {
            "levels": {row[0]: int(row[1]) for row in levels},
            "orders": sorted(
                (each.number, each.state, each.total) for each in session.scalars(select(Order))
            ),
            "invoices": sorted(
                (each.order_number, each.counter, each.total)
                for each in session.scalars(select(Invoice))
            ),
            "moves": Counter(
                (each.reason, each.quantity) for each in session.scalars(select(StockMove))
            ),
            "messages": Counter(
                (each.kind, each.state)
                for each in session.scalars(select(OutboxMessage))
                if each.kind == "shipped"
            ),
            "by_hand": by_hand(session),
            "closings": sorted(
                (each.level, each.total) for each in session.scalars(select(Closing))
            ),
            "papers": Counter(each.kind for each in session.scalars(select(PrintJob))),
        }
    database.close()
    front = life.front
    return summary | {
        "shown": shown,
        "told": [
            (
                each["number"],
                each["status"],
                [m["value"] for m in each["meta_data"] if m["key"] == "_tracking_number"],
                [note["note"] for note in front.notes(each["id"])],
            )
            for each in front.orders
        ],
    }


@pytest.mark.parametrize("most", few_or_many(FEW, KILLS))
def test_a_kill_at_any_statement_loses_and_doubles_nothing(
    nursery: Nursery, empty_file: Path, tmp_path: Path, most: int
) -> None:
    with Storefront(catalogue=few_products()) as front:
        calm = _begin(front, empty_file, tmp_path / "calm.sqlite3")
        whole = nursery.live(calm.path)
        expected = _summary(calm)
    assert whole["signal"] == 0
    assert _faults(calm.path) == []
    dice = random.Random(2026)
    kills = lives = 0
    while kills < most:
        lives += 1
        with Storefront(catalogue=few_products()) as front:
            life = _begin(front, empty_file, tmp_path / f"life{lives}.sqlite3")
            while True:
                at = dice.randint(1, whole["statements"])
                if dice.random() < 0.7:
                    at = at % 60 + 1
                ended = nursery.live(life.path, at)
                assert _faults(life.path) == [], (lives, kills, at)
                if ended["signal"] == 0:
                    break
                assert ended["signal"] == signal.SIGKILL
                kills += 1
            assert _summary(life) == expected

    assert kills >= most
    assert {("", 1, Money(980)), ("", 2, Money(-490))} <= set(expected["invoices"])
    assert expected["by_hand"] == [("invoice", 3000), ("credit_note", -500)]
    assert len(expected["closings"]) == 1
    assert expected["levels"][COUNTED_SKU] == expected["shown"][COUNTED_SKU] == COUNTED
    assert {status for _n, status, *_rest in expected["told"]} == {"completed"}
    assert all(len(notes) == 1 for *_rest, notes in expected["told"])
