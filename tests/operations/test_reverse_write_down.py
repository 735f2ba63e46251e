"""A write-down taken back: never more than what the units left were written down by."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.valuation import StockValue
from merchant_desk.operations.reverse_write_down import reverse_write_down
from merchant_desk.operations.write_down import WriteDown, write_down
from merchant_desk.queries.valuation.cost_story import CostStory, cost_story
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from tests.makers import make_product
from tests.queries.valued_shop import EURO, Shop


def _story(database: Database, product: ProductId) -> CostStory:
    with database.read() as session:
        assert value_differences(session) == ()
        story = cost_story(session, product)
        assert story is not None
        assert story.agrees
        return story


def _shop(database: Database, gesture: Gesture, *, sold: int = 0) -> ProductId:
    """Ten soaps at two euros, written down by five, of which some are sold since."""
    with database.write() as session:
        soap = make_product(session)
        shop = Shop(session, gesture)
        shop.receive(soap, 0, 10, 2 * EURO)
        write_down(session, shop.on(1), WriteDown(soap, Money(500), "Boîtes abîmées"))
        if sold:
            shop.sell(soap, 2, sold)
    return soap


def test_what_was_written_down_is_given_back_whole(database: Database, gesture: Gesture) -> None:
    soap = _shop(database, gesture)
    assert _story(database, soap).written_down == 5 * EURO

    with database.write() as session:
        asked = WriteDown(soap, Money(500), "Boîtes remplacées")
        reverse_write_down(session, gesture, asked)

    story = _story(database, soap)
    assert (story.amount, story.fifo_amount, story.written_down) == (Money(2000), Money(2000), 0)
    assert "sans dépasser ce qu’il a coûté" in story.lines[-1].sentence
    assert story.lines[-1].note == "Boîtes remplacées"


def test_what_was_sold_since_took_its_share_away(database: Database, gesture: Gesture) -> None:
    soap = _shop(database, gesture, sold=4)

    with database.write() as session, pytest.raises(RefusedError) as refused:
        reverse_write_down(session, gesture, WriteDown(soap, Money(301), "Boîtes remplacées"))

    assert "il reste 3,00" in refused.value.title
    with database.write() as session:
        reverse_write_down(session, gesture, WriteDown(soap, Money(300), "Boîtes remplacées"))
    assert _story(database, soap).amount == Money(1200)


@pytest.mark.parametrize(
    ("cents", "reason", "why"),
    [(0, "Vendu", "il reste 5,00"), (-5, "Vendu", "il reste 5,00"), (100, "  ", "motif manque")],
)
def test_a_reversal_that_says_nothing_is_refused(
    database: Database, gesture: Gesture, cents: int, reason: str, why: str
) -> None:
    soap = _shop(database, gesture)

    with database.write() as session, pytest.raises(RefusedError) as refused:
        reverse_write_down(session, gesture, WriteDown(soap, Money(cents), reason))

    assert why in refused.value.title
    with database.read() as session:
        assert session.get_one(StockValue, soap).value == 15 * EURO


def test_nothing_is_given_back_of_what_was_never_written_down(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        soap = make_product(session)
        Shop(session, gesture).receive(soap, 0, 10, 2 * EURO)

    with database.write() as session, pytest.raises(RefusedError, match="il reste 0,00"):
        reverse_write_down(session, gesture, WriteDown(soap, Money(1), "Vendu"))
