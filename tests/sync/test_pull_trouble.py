"""Receiving from a shop in trouble: what came is kept, what is wrong is said, once."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from merchant_desk.database.database import Database
from merchant_desk.demo.orders import DemoItem
from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Shop
from merchant_desk.sync.connector import RecordKind
from merchant_desk.sync.http import HttpLimits
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.shop_access import ShopAccess
from merchant_desk.values.words import OrderState
from tests.makers import EPOCH, make_shop
from tests.sync.exchange import Exchange, open_exchange

SOAP, CANDLE = DemoItem("SAV-01"), DemoItem("BOG-02")


@pytest.mark.parametrize(
    "failure",
    [each for each in Failure if each not in {Failure.SLOW, Failure.DONE_THEN_CUT}],
)
def test_trouble_in_the_middle_keeps_what_came_and_is_noted_until_the_next_success(
    exchange: Exchange, failure: Failure
) -> None:
    number = exchange.place(SOAP)
    exchange.storefronts.sync(exchange.shop_id)  # met before
    late = exchange.place(CANDLE)
    exchange.clock.forward(seconds=2)
    slow = Trouble(Failure.SLOW)
    exchange.front.fail(slow, slow, slow)  # products and the first page of orders go through …
    exchange.front.fail_always(Trouble(failure))
    with pytest.raises(UnavailableError) as raised:
        exchange.storefronts.sync(exchange.shop_id)
    noted = exchange.shop()
    kept = {each.remote_id for each in exchange.records() if each.kind == RecordKind.ORDER}

    exchange.front.fail_always(None)
    exchange.sync()

    assert (noted.problem, noted.problem_advice) == (raised.value.title, raised.value.advice)
    assert noted.problem
    assert noted.problem_advice
    assert kept == {number, late}
    assert (exchange.shop().problem, exchange.shop().problem_advice) == ("", "")
    assert exchange.order(late).state is OrderState.TO_PREPARE


def test_a_shop_that_answers_too_late_is_noted(sqlite_database: Database, gesture: Gesture) -> None:
    hasty = HttpLimits(read_s=0.2, whole_s=1, attempts=1)
    with open_exchange(sqlite_database, gesture, limits=hasty) as exchange:
        exchange.front.fail_always(Trouble(Failure.SLOW, delay_s=0.4))

        with pytest.raises(UnavailableError, match="à temps"):
            exchange.sync()

        assert "à temps" in exchange.shop().problem


def test_a_shop_that_never_answered_is_noted_too(exchange: Exchange) -> None:
    exchange.front.stop()

    with pytest.raises(UnavailableError) as raised:
        exchange.sync()

    assert exchange.shop().problem == raised.value.title


def test_missing_keys_are_noted_on_the_shop(exchange: Exchange) -> None:
    exchange.storefronts.secrets.forget(exchange.shop_id)

    with pytest.raises(UnavailableError):
        exchange.sync()

    assert "ses clés ne sont pas ici" in exchange.shop().problem


def test_another_shop_at_the_same_address_is_refused(exchange: Exchange) -> None:
    exchange.place(SOAP)
    exchange.change_shop(identity="https://une-autre-boutique.example")

    with pytest.raises(RefusedError, match="une autre boutique"):
        exchange.sync()

    assert exchange.records() == []
    assert "une autre boutique" in exchange.shop().problem


def test_a_shop_that_moved_to_https_is_the_same_shop(exchange: Exchange) -> None:
    access = ShopAccess("woocommerce", exchange.front.url, DEMO_KEY, DEMO_SECRET)
    probed = exchange.storefronts.probe(access).identity
    other = "http://" if probed.startswith("https") else "https://"
    exchange.change_shop(identity=f"{other}www.{probed.partition('://')[2]}/")

    exchange.sync()

    assert exchange.count(Product) == 23


def test_one_shop_in_trouble_does_not_keep_the_others_waiting(exchange: Exchange) -> None:
    with exchange.lanes.database.write() as session:
        make_shop(session, name="Une boutique en panne", active=True)
        session.execute(
            update(Shop)
            .where(Shop.name == "Une boutique en panne")
            .values(added_at=EPOCH - timedelta(days=1))
        )

    with pytest.raises(UnavailableError):
        exchange.storefronts.sync_all()

    assert exchange.count(Product) == 23


def test_a_computer_with_a_wrong_clock_misses_no_order(exchange: Exchange) -> None:
    exchange.front.set_clock_ahead(timedelta(days=400))
    exchange.sync()
    later = exchange.place(SOAP, placed_at=exchange.front.now())
    exchange.sync()
    exchange.front.set_clock_ahead(timedelta(days=390))
    exchange.clock.forward(days=11)
    last = exchange.place(CANDLE, placed_at=exchange.front.now())

    exchange.sync()

    assert {each.remote_id for each in exchange.all(Order)} == {later, last}


def test_a_pull_that_was_cut_is_ended_and_then_reads_what_came_since(exchange: Exchange) -> None:
    exchange.begin()
    before = len(exchange.front.requests)
    exchange.sync()
    calls = len(exchange.front.requests) - before
    slow = Trouble(Failure.SLOW)
    exchange.front.fail(*[slow] * (calls - 1), Trouble(Failure.BROKEN))  # the very last page
    with pytest.raises(UnavailableError):
        exchange.sync()
    exchange.front.fail_no_more()
    number = exchange.place(SOAP)
    exchange.adjust("SAV-01", 4)
    shown = exchange.front.stock("SAV-01")
    assert shown is not None

    exchange.sync()

    assert exchange.order(number).state is OrderState.TO_PREPARE
    assert exchange.front.stock("SAV-01") == shown + 4
