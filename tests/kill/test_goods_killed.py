"""The process is killed at any statement of a day of goods, and the day goes on where it stood."""

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from merchant_desk.database.database import Database, open_database
from merchant_desk.models.count import StockCount
from merchant_desk.models.delivery import Delivery
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.lot import LotLevel
from merchant_desk.models.order import Payment
from merchant_desk.models.product import Product
from merchant_desk.models.purchasing import Purchase, PurchaseEvent
from merchant_desk.models.returned import Return, ReturnEvent
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.operations.find_supplier import supplier_named
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.goods_words import CountState, PurchaseState, ReturnState, Tracking
from merchant_desk.values.places import BACK_TO_SUPPLIER
from tests.kill.children import Nursery
from tests.kill.day import act
from tests.kill.goods_day import CHARGE, HONEY, MISSING, ORDERED, SOAP
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_shop,
    make_station,
)

KILLS = int(os.environ.get("MERCHANT_DESK_KILLS", "16"))
pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork to kill children of"),
    pytest.mark.timeout(240 + KILLS),
]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    opened = Nursery()
    yield opened
    opened.close()


def _begin(empty_file: Path, path: Path) -> Path:
    """A shop with one bin, soap, honey in lots, a supplier, and nothing in stock."""
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    with database.write() as session:
        gesture = act()
        make_station(session, gesture)
        make_profile(session)
        make_shop(session)
        make_bin(session, make_location(session))
        make_product(session, SOAP)
        honey = make_product(session, HONEY, name="Miel de lavande 250 g", ean="3760123459990")
        follow_lots(session, gesture, honey, Tracking.LOT)
        supplier_named(session, gesture, "Savonnerie du Luberon")
    database.close()
    return path


def _faults(path: Path) -> list[str]:
    """Everything that does not agree in the file as the kill left it."""
    database = open_database(f"sqlite:///{path}")
    with database.read() as session:
        found = [each.sentence for each in ledger_disagreements(session)]
        found += [each.sentence for each in verify_chains(session).problems]
        whole = str(session.execute(text("PRAGMA integrity_check")).scalar_one())
    database.close()
    return found + ([] if whole == "ok" else [whole])


def _summary(path: Path) -> dict[str, Any]:
    """What the day left, without what differs from one day to another."""
    database = open_database(f"sqlite:///{path}")
    try:
        return _goods(database) | _papers(database)
    finally:
        database.close()


def _goods(database: Database) -> dict[str, Any]:
    with database.read() as session:
        sku = dict(session.execute(select(Product.id, Product.sku)).all())
        return {
            "levels": {
                sku[each.product_id]: each.quantity for each in session.scalars(select(StockLevel))
            },
            "lots": [each.quantity for each in session.scalars(select(LotLevel))],
            "values": {
                sku[each.product_id]: (each.quantity, each.value)
                for each in session.scalars(select(StockValue))
            },
            "moves": Counter(
                (sku[each.product_id], each.reason, each.quantity, each.to_place_id in OUTER)
                for each in session.scalars(select(StockMove))
            ),
            "receipts": sorted(
                (sku[each.product_id], each.quantity, each.landed_tenthousandths)
                for each in session.scalars(select(Batch))
            ),
            "costs": session.execute(
                select(func.sum(CostChange.kept), func.sum(CostChange.spent))
            ).one(),
        }


def _papers(database: Database) -> dict[str, Any]:
    with database.read() as session:
        return {
            "purchases": [(each.number, each.state) for each in session.scalars(select(Purchase))],
            "told": Counter(each.kind for each in session.scalars(select(PurchaseEvent))),
            "deliveries": [(each.number, each.state) for each in session.scalars(select(Delivery))],
            "counts": sorted(
                (each.number, each.state) for each in session.scalars(select(StockCount))
            ),
            "returns": [(each.number, each.state) for each in session.scalars(select(Return))],
            "events": Counter(each.kind for each in session.scalars(select(ReturnEvent))),
            "invoices": sorted(
                (each.kind, each.total) for each in session.scalars(select(Invoice))
            ),
            "given": sorted(each.amount for each in session.scalars(select(Payment))),
        }


OUTER = {BACK_TO_SUPPLIER}


def test_a_kill_at_any_statement_of_a_day_of_goods_loses_and_doubles_nothing(
    nursery: Nursery, empty_file: Path, tmp_path: Path
) -> None:
    year = paris_date(utc_now()).year
    calm = _begin(empty_file, tmp_path / "calm.sqlite3")
    whole = nursery.live(calm, life="goods")
    expected = _summary(calm)
    assert (whole["signal"], _faults(calm)) == (0, [])
    dice = random.Random(2026)
    kills = lives = 0
    while kills < KILLS:
        lives += 1
        life = _begin(empty_file, tmp_path / f"life{lives}.sqlite3")
        while True:
            at = dice.randint(1, whole["statements"])
            if dice.random() < 0.7:
                at = at % 60 + 1
            ended = nursery.live(life, at, "goods")
            assert _faults(life) == [], (lives, kills, at)
            if ended["signal"] == 0:
                break
            assert ended["signal"] == signal.SIGKILL, (lives, kills, at)
            kills += 1
        assert _summary(life) == expected

    assert kills >= KILLS
    assert expected["purchases"] == [(f"CF{year}-0001", PurchaseState.RECEIVED)]
    assert expected["counts"] == [
        (f"IN{year}-0001", CountState.UNDONE),
        (f"IN{year}-0002", CountState.DONE),
    ]
    assert [state for _number, state in expected["returns"]] == [ReturnState.SETTLED]
    assert expected["levels"] == {SOAP: ORDERED[SOAP] - 1, HONEY: 0}
    assert sum(each[2] for each in expected["receipts"]) == CHARGE.cents * 100
    assert expected["moves"][SOAP, "count", MISSING, False] == 2
