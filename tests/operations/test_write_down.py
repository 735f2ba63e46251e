"""What changes the value of stock by hand: a first cost, a write-down, and nothing else."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.valuation import CostChange, StockValue
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.save_product import ProductDraft, save_product
from merchant_desk.operations.write_down import WriteDown, write_down
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.places import SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location, make_product

CARD = ProductDraft(sku="SAV-LAV-100", name="Savon lavande 100 g", price=Money(590), rate_bp=2000)


def _received(database: Database, gesture: Gesture, worth: int | None) -> ProductId:
    with database.write() as session:
        soap, place = make_product(session), make_bin(session, make_location(session))
        post_move(
            session, gesture, Move(soap, SUPPLIER, place, 10, MoveReason.RECEIPT, value=worth)
        )
    return soap


def _worth(database: Database, product: ProductId) -> tuple[int, int]:
    with database.read() as session:
        assert value_differences(session) == ()
        kept = session.get_one(StockValue, product)
        return kept.quantity, kept.value


def test_the_first_cost_of_an_article_values_what_lies_there(
    database: Database, gesture: Gesture
) -> None:
    soap = _received(database, gesture, None)

    with database.write() as session:
        save_product(session, gesture, replace(CARD, cost_tenthousandths=2_5000), soap)

    assert _worth(database, soap) == (10, 25_0000)
    with database.read() as session:
        change = session.scalars(select(CostChange)).one()
        assert (change.reason, change.kept, change.spent) == (CostReason.FIRST_COST, 25_0000, 0)


def test_another_cost_on_the_card_changes_nothing_that_lies_there(
    database: Database, gesture: Gesture
) -> None:
    soap = _received(database, gesture, 20_0000)
    with database.write() as session:
        save_product(session, gesture, replace(CARD, cost_tenthousandths=2_0000), soap)

    with database.write() as session:
        save_product(session, gesture, replace(CARD, cost_tenthousandths=9_0000), soap)

    assert _worth(database, soap) == (10, 20_0000)
    with database.read() as session:
        assert session.scalars(select(CostChange)).first() is None


def test_a_write_down_lowers_the_value_and_keeps_its_reason(
    database: Database, gesture: Gesture
) -> None:
    soap = _received(database, gesture, 20_0000)

    with database.write() as session:
        write_down(session, gesture, WriteDown(soap, Money(500), " emballage  abîmé "))

    assert _worth(database, soap) == (10, 15_0000)
    with database.read() as session:
        change = session.scalars(select(CostChange)).one()
        assert (change.reason, change.note) == (CostReason.WRITE_DOWN, "emballage abîmé")


@pytest.mark.parametrize(
    ("amount", "reason", "why"),
    [
        (500, "   ", "le motif manque"),
        (0, "abîmé", "supérieur à zéro"),
        (-5, "abîmé", "supérieur à zéro"),
        (2001, "abîmé", "il ne vaut que 20,00"),
    ],
)
def test_a_write_down_that_makes_no_sense_is_refused(
    database: Database, gesture: Gesture, amount: int, reason: str, why: str
) -> None:
    soap = _received(database, gesture, 20_0000)

    with database.write() as session, pytest.raises(RefusedError, match=why):
        write_down(session, gesture, WriteDown(soap, Money(amount), reason))

    assert _worth(database, soap) == (10, 20_0000)
