"""The value of the stock: now, on any past day, by either method, and what it costs to hold it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.product import Product
from merchant_desk.operations.change_cost import LateCost, change_cost
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.undo_count import undo_count
from merchant_desk.operations.validate_count import validate_count
from merchant_desk.queries.valuation.at_date import (
    product_worth_at,
    worth_at,
    worth_of_everything,
)
from merchant_desk.queries.valuation.cost_story import cost_story
from merchant_desk.queries.valuation.layers import layers_of_everything
from merchant_desk.queries.valuation.stock_worth import stock_worth, worth_groups
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import BatchId, ProductId, RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.places import CUSTOMER, SUPPLIER
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.stock_method import StockMethod, WorthBy
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location, make_product
from tests.queries.valued_shop import EURO as _EURO
from tests.queries.valued_shop import FIRST as _FIRST
from tests.queries.valued_shop import Shop

EAN = "3760123456784"


def test_the_value_of_a_past_day_holds_that_day_and_nothing_after(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)
        shop.receive(soap, 0, 10, 2 * _EURO)
        shop.receive(soap, 10, 30, 4 * _EURO)
        shop.sell(soap, 20, 5)
        change_cost(
            session,
            shop.on(30),
            LateCost(product_id=soap, units=40, amount=40 * _EURO, reason=CostReason.LANDED),
        )

    with database.read() as session:
        days = [date(2026, 1, 4), date(2026, 1, 5), date(2026, 1, 15), date(2026, 1, 25)]
        found = [product_worth_at(session, soap, day) for day in days]
        last = worth_at(session, date(2026, 2, 4))
        now = worth_of_everything(session)

    assert [(each.quantity, each.value) for each in found] == [
        (0, 0),
        (10, 20 * _EURO),
        (40, 140 * _EURO),
        (35, 122 * _EURO + 5000),
    ]
    assert last == now == {soap: (35, 157 * _EURO + 5000)}


def test_a_day_ends_at_midnight_in_paris(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        soap = make_product(session)
        late = replace(gesture, at=datetime(2026, 7, 14, 21, 59, tzinfo=UTC))  # 23:59 in Paris
        place = make_bin(session, make_location(session))
        move = Move(soap, SUPPLIER, place, 3, MoveReason.RECEIPT, value=6 * _EURO)
        post_move(session, late, move)
        post_move(session, replace(late, at=late.at + timedelta(minutes=1)), move)

    with database.read() as session:
        assert worth_at(session, date(2026, 7, 14)) == {soap: (3, 6 * _EURO)}
        assert worth_at(session, date(2026, 7, 15)) == {soap: (6, 12 * _EURO)}


def test_both_methods_list_every_article_and_sum_up(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)
        candle = make_product(session, "BOU-CIR", name="Bougie", ean=None)
        shop.receive(soap, 0, 10, 2 * _EURO)
        shop.receive(soap, 10, 30, 4 * _EURO)
        shop.sell(soap, 20, 20)
        shop.receive(candle, 0, 4, 3 * _EURO)

    with database.read() as session:
        average = stock_worth(session, StockMethod.AVERAGE)
        layered = stock_worth(session, StockMethod.FIFO)
        before = stock_worth(session, StockMethod.FIFO, date(2026, 1, 6))

    assert [(each.sku, each.units, each.amount) for each in average.rows] == [
        ("SAV-LAV-100", 20, Money(7000)),
        ("BOU-CIR", 4, Money(1200)),
    ]
    assert (average.amount, layered.amount) == (Money(8200), Money(9200))
    assert before.amount == Money(3200)


def test_groups_by_category_supplier_and_place_sum_up_to_the_whole(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)
        depot = make_bin(session, make_location(session, "Dépôt"), "D1")
        shop.receive(soap, 0, 10, 2 * _EURO)
        shop.receive(soap, 1, 5, 2 * _EURO, depot)
        _batch(session, soap, "Savonnerie du Midi")
        session.get_one(Product, soap).category = "Savons"

    with database.read() as session:
        worth = stock_worth(session, StockMethod.AVERAGE)
        groups = {by: worth_groups(session, worth, by) for by in WorthBy}
        dated = stock_worth(session, StockMethod.AVERAGE, date(2026, 1, 5))
        places = worth_groups(session, dated, WorthBy.LOCATION)

    told = {by: [(each.name, each.units, each.amount) for each in groups[by]] for by in WorthBy}
    assert told == {
        WorthBy.CATEGORY: [("Savons", 15, Money(3000))],
        WorthBy.SUPPLIER: [("Savonnerie du Midi", 15, Money(3000))],
        WorthBy.LOCATION: [("Boutique", 10, Money(2000)), ("Dépôt", 5, Money(1000))],
    }
    assert [(each.name, each.units) for each in places] == [("Boutique", 10)]


def _batch(session: Session, product: ProductId, supplier: str) -> None:
    row = {
        "id": BatchId(new_id()),
        "product_id": product,
        "received_on": date(2026, 1, 5),
        "quantity": 10,
        "source": "supplier",
        "supplier": supplier,
        "at": _FIRST,
        "by": "Camille",
    }
    session.execute(insert(table(Batch)), [row])


def test_the_story_of_a_cost_agrees_with_what_is_kept(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)
        shop.receive(soap, 0, 10, 2 * _EURO)
        shop.receive(soap, 1, 10, 4 * _EURO)
        shop.sell(soap, 2, 12)

    with database.read() as session:
        story = cost_story(session, soap)

    assert story is not None
    assert story.agrees
    assert (story.units, story.amount, story.fifo_amount) == (8, Money(2400), Money(3200))
    assert [each.left for each in story.layers] == [8]
    assert len(story.lines) == len(story.fifo_values) == 3


@pytest.mark.parametrize("counted", [10, 15], ids=["missing", "found"])
def test_a_count_that_is_undone_leaves_every_layer_as_it_was(
    database: Database, gesture: Gesture, counted: int
) -> None:
    with database.write() as session:
        # given: six units at 2 €, six at 4 €, and a count that was wrong
        shop, soap = Shop(session, gesture), make_product(session, ean=EAN)
        shop.receive(soap, 0, 6, 2 * _EURO)
        shop.receive(soap, 10, 6, 4 * _EURO)
        count_id = open_count(session, shop.on(20), NewCount()).count_id
        scan = CountScan(count_id, shop.place, scan_of_text(EAN, shop.on(20).at), counted)
        count_scan(session, shop.on(20), scan)
        validate_count(session, shop.on(20), count_id)

        # when
        undo_count(session, shop.on(21), count_id)

        # then
        story, layers = cost_story(session, soap), layers_of_everything(session)[soap]
        assert story is not None
        assert [each.units for each in layers.left] == [6, 6]
        assert layers.value == 36 * _EURO
        assert money(layers.value) == story.fifo_amount
        session.rollback()


def test_an_unknown_article_has_no_story(database: Database) -> None:
    with database.read() as session:
        assert cost_story(session, ProductId(new_id())) is None


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["receive", "sell", "back", "undo", "late"]),
        st.integers(1, 40),
        st.integers(0, 9_0000),
    ),
    min_size=1,
    max_size=15,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=_STEPS)
def test_every_way_to_ask_for_a_value_gives_the_same(
    sqlite_database: Database, gesture: Gesture, steps: list[tuple[str, int, int]]
) -> None:
    with sqlite_database.write() as session:
        shop, soap = Shop(session, gesture), make_product(session)
        for day, step in enumerate(steps):
            _play(shop, soap, day, step)

        story = cost_story(session, soap)
        assert story is not None
        kept = worth_of_everything(session).get(soap, (0, 0))
        assert worth_at(session, date(2027, 1, 1)).get(soap, (0, 0)) == kept
        layers = layers_of_everything(session)
        assert layers_of_everything(session, date(2027, 1, 1)) == layers
        assert story.agrees
        assert (story.units, story.value) == kept
        if soap in layers:
            assert money(layers[soap].value) == story.fifo_amount
            assert [each.units for each in layers[soap].left] == [
                each.left for each in story.layers
            ]
        session.rollback()


def money(value: int) -> Money:
    """The value in cents, half away from zero."""
    sign = -1 if value < 0 else 1
    return Money(sign * ((abs(value) + 50) // 100))


def _play(shop: Shop, product: ProductId, day: int, step: tuple[str, int, int]) -> None:
    what, units, each = step
    batch = RecordId(bytes(15) + bytes([day % 3]))
    gesture = shop.on(day)
    if what == "receive":
        move = Move(
            product, SUPPLIER, shop.place, units, MoveReason.RECEIPT,
            value=units * each, cause_id=batch,
        )  # fmt: skip
    elif what == "sell":
        move = Move(product, shop.place, CUSTOMER, units, MoveReason.SALE)
    elif what == "back":
        move = Move(product, CUSTOMER, shop.place, units, MoveReason.RETURN, value=units * each)
    elif what == "undo":
        move = Move(
            product, shop.place, SUPPLIER, units, MoveReason.CORRECTION,
            value=units * each, cause_id=batch,
        )  # fmt: skip
    else:
        late = LateCost(
            product_id=product, units=units, amount=each, reason=CostReason.LANDED,
            batch_id=BatchId(batch),
        )  # fmt: skip
        change_cost(shop.session, gesture, late)
        return
    post_move(shop.session, gesture, move)
