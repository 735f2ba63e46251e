"""The values kept are proved from the ledgers; what does not agree is told by article."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockLevel
from merchant_desk.models.valuation import StockValue
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.valuation.value_differences import ValueDifference, value_differences
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import ProductId
from merchant_desk.values.places import CUSTOMER, SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location, make_product


@pytest.fixture
def soap(database: Database, gesture: Gesture) -> ProductId:
    """Ten received at 2 €, five sold, and a carriage of 1 € learnt later."""
    with database.write() as session:
        product, place = make_product(session), make_bin(session, make_location(session))
        came = Move(product, SUPPLIER, place, 10, MoveReason.RECEIPT, value=20_0000)
        post_move(session, gesture, came)
        post_move(session, gesture, Move(product, place, CUSTOMER, 5, MoveReason.SALE))
        late = LateCost(product_id=product, units=10, amount=1_0000, reason=CostReason.LANDED)
        change_cost(session, gesture, late)
    return product


@pytest.mark.usefixtures("soap")
def test_values_that_follow_their_ledgers_are_proved(database: Database) -> None:
    with database.read() as session:
        assert value_differences(session) == ()
        assert ledger_disagreements(session) == ()


def test_a_value_that_was_tampered_with_is_told(database: Database, soap: ProductId) -> None:
    with database.write() as session:
        session.execute(update(table(StockValue)).values(value=1))

    with database.read() as session:
        (found,) = value_differences(session)
        (told,) = ledger_disagreements(session)

    assert found == ValueDifference(soap, 5, 1, 5, 10_5000, 5)
    assert told.check == "values"
    assert "«\u00a0Savon lavande 100 g\u00a0»" in told.sentence
    assert "10,50\u00a0€" in told.sentence


@pytest.mark.usefixtures("soap")
def test_units_that_no_value_knows_are_told(database: Database) -> None:
    with database.write() as session:
        session.execute(update(table(StockLevel)).values(quantity=9))

    with database.read() as session:
        (found,) = value_differences(session)

    assert found == replace(found, units=5, moved_units=5, shelf_units=9)
