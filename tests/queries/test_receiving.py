"""What waits aside is counted, told until when, and reminded of once it may return."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.receive_units import Receipt, receive_units
from merchant_desk.operations.save_product import note_price
from merchant_desk.operations.turn_promotions import turn_promotions
from merchant_desk.queries.aside_count import aside_count, returnable_count
from merchant_desk.queries.receiving import aside_units, receivable
from merchant_desk.queries.today import today
from merchant_desk.rules.promotion_draft import Pricing, PromotionDraft
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PlaceId, ProductId, id_text, new_id
from merchant_desk.values.money import Money
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_station,
    put_stock,
)
from tests.operations.plan_anyway import plan_anyway

DURING = datetime(2027, 1, 15, 10, tzinfo=UTC)
ENDS = datetime(2027, 2, 2, 22, 59, tzinfo=UTC)


@pytest.fixture
def shelf(database: Database, gesture: Gesture) -> PlaceId:
    """Four soaps put aside in the midst of the soldes, nine on the second shelf."""
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        shop = make_location(session)
        make_bin(session, shop, "A1")
        shelf = make_bin(session, shop, "B2")
        soap = make_product(session)
        put_stock(session, gesture, soap, shelf, 9)
        opened = replace(gesture, at=datetime(2026, 1, 1, 8, tzinfo=UTC))
        note_price(session, opened, soap, Money(590), "desk")
        draft = PromotionDraft(
            title="Soldes d’hiver",
            kind="soldes",
            starts_at=datetime(2027, 1, 6, 7, tzinfo=UTC),
            ends_at=ENDS,
            products=(id_text(soap),),
            pricing=Pricing(by="percent", value=2000),
        )
        plan_anyway(session, gesture, draft)
        during = replace(gesture, at=DURING)
        turn_promotions(session, during)
        receive_units(session, during, Receipt(product_id=soap, place_id=shelf, quantity=4))
    return shelf


@pytest.mark.parametrize(
    ("at", "last", "reminded"),
    [(DURING, date(2027, 2, 2), 0), (ENDS + timedelta(minutes=1), None, 1)],
)
def test_units_wait_until_the_season_is_over_and_are_then_reminded_of(
    database: Database,
    gesture: Gesture,
    shelf: PlaceId,
    at: datetime,
    last: date | None,
    reminded: int,
) -> None:
    with database.write() as session:
        turn_promotions(session, replace(gesture, at=at))

    with database.read() as session:
        (row,) = aside_units(session, at)
        lines = [each.key for each in today(session, at, at).lines]
        assert (row.quantity, row.last, row.may_return) == (4, last, last is None)
        assert row.place_id == shelf
        assert aside_count(session) == 4
        assert session.execute(returnable_count(at)).scalar_one() == reminded
    assert ("aside" in lines) is bool(reminded)


def test_an_article_is_received_where_it_lies_already(database: Database, shelf: PlaceId) -> None:
    with database.read() as session:
        (row,) = aside_units(session, DURING)
        found = receivable(session, row.product_id, 6)

    assert found is not None
    assert (found.place_id, found.units, found.title) == (shelf, 6, "Savon lavande 100 g")


def test_an_article_that_is_gone_cannot_be_received(database: Database) -> None:
    with database.read() as session:
        assert receivable(session, ProductId(new_id())) is None


def test_without_receipts_nothing_waits(database: Database, gesture: Gesture) -> None:
    with database.read() as session:
        assert aside_units(session, gesture.at) == ()
        assert aside_count(session) == 0
