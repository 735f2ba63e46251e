"""A catalogue that says what articles cost gives their stock its first value, and only that."""

from pathlib import Path

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.stock import StockLevel
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.undo_import import undo_import
from merchant_desk.queries.valuation.cost_story import cost_story
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import ProductId
from merchant_desk.values.places import CUSTOMER, SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.catalogue_files import text_of, write
from tests.imports import bring, import_id_of
from tests.makers import make_bin, make_location, make_product, make_station

HEAD = ("Référence", "Désignation", "Prix TTC", "Prix d’achat HT")
SAID = ("SAV", "Savon", "5,90", "2,50")


@pytest.fixture(autouse=True)
def soap(database: Database, gesture: Gesture) -> ProductId:
    """Ten soaps that nobody said the cost of; four are sold by the tests."""
    with database.write() as session:
        make_station(session, gesture)
        soap = make_product(session, "SAV", name="Savon", ean=None)
        shelf = make_bin(session, make_location(session))
        post_move(session, gesture, Move(soap, SUPPLIER, shelf, 10, MoveReason.RECEIPT))
        return soap


def worth(database: Database, soap: ProductId) -> tuple[int, int]:
    with database.read() as session:
        assert value_differences(session) == ()
        story = cost_story(session, soap)
        assert story is not None
        assert story.agrees
        kept = session.get_one(StockValue, soap)
        return kept.quantity, kept.value


def sell(database: Database, gesture: Gesture, soap: ProductId, units: int) -> None:
    with database.write() as session:
        shelf = session.scalars(select(StockLevel.place_id)).one()
        post_move(session, gesture, Move(soap, shelf, CUSTOMER, units, MoveReason.SALE))


def test_stock_without_a_cost_is_worth_what_the_file_says(
    database: Database, gesture: Gesture, soap: ProductId, tmp_path: Path
) -> None:
    bring(database, gesture, write(tmp_path / "c.csv", text_of(HEAD, SAID)))

    assert worth(database, soap) == (10, 25_0000)
    with database.read() as session:
        change = session.scalars(select(CostChange)).one()
        assert (change.reason, change.kept, change.spent) == (CostReason.FIRST_COST, 25_0000, 0)


def test_stock_that_cost_something_keeps_its_value(
    database: Database, gesture: Gesture, soap: ProductId, tmp_path: Path
) -> None:
    bring(database, gesture, write(tmp_path / "c.csv", text_of(HEAD, SAID)))

    bring(
        database,
        gesture,
        write(tmp_path / "c.csv", text_of(HEAD, ("SAV", "Savon", "5,90", "9,00"))),
    )

    assert worth(database, soap) == (10, 25_0000)


def test_an_import_that_is_undone_takes_its_cost_back(
    database: Database, gesture: Gesture, soap: ProductId, tmp_path: Path
) -> None:
    report = bring(database, gesture, write(tmp_path / "c.csv", text_of(HEAD, SAID)))
    sell(database, gesture, soap, 4)
    assert worth(database, soap) == (6, 15_0000)

    database.gesture(undo_import, gesture, import_id_of(report))

    assert worth(database, soap) == (6, 0)
