"""The traps of writing to a running WooCommerce: silent drops, parcels, lost answers."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.connectors.woocommerce.pushing import PriceWays, push_prices
from merchant_desk.demo.orders import DemoItem
from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.intents import Effect, Outcome, PriceIntent, ShipIntent, StockIntent
from merchant_desk.values.money import Money
from merchant_desk.values.texts import use_language
from tests.connectors.shops import NOW, Shop, an_order, open_shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop("woocommerce", orders=()) as running:
        yield running


def test_a_sale_above_the_price_that_is_dropped_in_silence_is_found_out(shop: Shop) -> None:
    number = str(shop.front.product("SAV-03")["id"])
    intent = PriceIntent(number, "", Money(490), 2000, sale_price=Money(500))

    results = shop.connector.push_prices([intent])

    assert results[0].outcome is Outcome.REFUSED
    assert "promotion" in results[0].reason
    assert shop.connector.find_effect(intent) is Effect.NOT_FOUND


def test_ending_a_sale_clears_its_dates_too(shop: Shop) -> None:
    number = str(shop.front.product("SAV-03")["id"])
    on_sale = PriceIntent(
        number, "", Money(490), 2000, Money(390), NOW - timedelta(1), NOW + timedelta(1)
    )
    shop.connector.push_prices([on_sale])
    assert shop.front.product("SAV-03")["on_sale"]

    shop.connector.push_prices([PriceIntent(number, "", Money(490), 2000)])

    product = shop.front.product("SAV-03")
    assert (product["sale_price"], product["date_on_sale_to_gmt"]) == ("", None)


def test_more_items_than_a_batch_holds_go_in_several(shop: Shop) -> None:
    skus = [f"SAV-{n:02d}" for n in range(1, 25)]
    simple = [shop.front.product(sku) for sku in skus]
    intents = [StockIntent(str(each["id"]), "", 50, None) for each in simple] * 5

    results = shop.connector.push_stock(intents)

    assert len(results) == 120
    assert all(each.outcome in {Outcome.DONE, Outcome.ALREADY} for each in results)


def test_a_product_the_shop_does_not_count_is_refused(shop: Shop) -> None:
    shop.front.change_product("SAV-03", manage_stock=False)
    number = str(shop.front.product("SAV-03")["id"])

    results = shop.connector.push_stock([StockIntent(number, "", 4, None)])

    assert results[0].outcome is Outcome.REFUSED
    assert "ne compte pas" in results[0].reason


def test_a_partial_shipment_leaves_the_order_open_until_the_last_parcel(shop: Shop) -> None:
    number = str(shop.front.place_order(an_order(DemoItem("SAV-03", 4)))["id"])

    shop.connector.push_shipment(ShipIntent(number, "p1", "6A1", "Colissimo", partial=True))
    between = shop.front.order(number)
    shop.connector.push_shipment(ShipIntent(number, "p2", "6A2", "Colissimo"))
    after = shop.front.order(number)

    meta = {each["key"]: each["value"] for each in after["meta_data"]}
    assert (between["status"], after["status"]) == ("processing", "completed")
    assert meta["_tracking_number"] == "6A1, 6A2"
    assert meta["_tracking_provider"] == "Colissimo"
    assert meta["_merchant_desk_key"] == "p1, p2"
    notes = [each["note"] for each in shop.front.notes(number)]
    assert [note.startswith("Une partie") for note in notes] == [True, False]


def test_a_cancelled_order_is_not_completed_behind_her_back(shop: Shop) -> None:
    number = str(shop.front.place_order(an_order(status="cancelled"))["id"])

    result = shop.connector.push_shipment(ShipIntent(number, "p1", "6A1"))

    assert result.outcome is Outcome.REFUSED
    assert shop.front.order(number)["status"] == "cancelled"
    assert shop.front.notes(number) == ()


def test_an_order_that_is_gone_is_refused(shop: Shop) -> None:
    result = shop.connector.push_shipment(ShipIntent("999999", "p1", "6A1"))

    assert result.outcome is Outcome.REFUSED
    assert shop.connector.find_effect(ShipIntent("999999", "p1")) is Effect.UNKNOWN


def test_a_note_lost_after_the_state_was_written_is_left_at_the_next_attempt(shop: Shop) -> None:
    number = str(shop.front.place_order(an_order())["id"])
    intent = ShipIntent(number, "p1", "6A1")
    slow = Trouble(Failure.SLOW)
    shop.front.fail(slow, slow, Trouble(Failure.CUT))

    with pytest.raises(UnavailableError):
        shop.connector.push_shipment(intent)
    assert shop.front.notes(number) == ()
    shop.connector.push_shipment(intent)

    assert len(shop.front.notes(number)) == 1


def test_the_customer_is_written_to_in_french_when_the_screens_speak_english(shop: Shop) -> None:
    number = str(shop.front.place_order(an_order())["id"])
    use_language("en")

    try:
        shop.connector.push_shipment(ShipIntent(number, "p1", "6A1"))
    finally:
        use_language("fr")

    assert "Votre commande a été expédiée" in str(shop.front.notes(number))


def test_a_batch_costs_three_requests_and_what_was_undone_in_silence_is_found(shop: Shop) -> None:
    soaps = [shop.front.product(f"SAV-{n:02d}") for n in range(1, 11)]
    intents = [StockIntent(str(each["id"]), "", 77, None) for each in soaps]
    before = shop.http.spent

    results = shop.connector.push_stock(intents)

    assert {each.outcome for each in results} == {Outcome.DONE}
    assert shop.http.spent - before == 3
    reads = [each for each in shop.front.requests if each.method == "GET"]
    assert f"{soaps[0]['id']}%2C{soaps[-1]['id']}" in reads[-1].query


def test_an_answer_to_a_batch_that_says_nothing_is_no_success(shop: Shop) -> None:
    number = str(shop.front.product("SAV-03")["id"])
    slow = Trouble(Failure.SLOW)
    shop.front.fail(slow, Trouble(Failure.GARBAGE))

    with pytest.raises(UnavailableError):
        shop.connector.push_stock([StockIntent(number, "", 77, None)])


def test_a_sample_that_cannot_be_read_back_leaves_what_was_answered(shop: Shop) -> None:
    number = str(shop.front.product("SAV-03")["id"])
    slow = Trouble(Failure.SLOW)
    shop.front.fail(slow, slow, Trouble(Failure.CUT))

    results = shop.connector.push_stock([StockIntent(number, "", 77, None)])

    assert [each.outcome for each in results] == [Outcome.DONE]
    assert shop.front.stock("SAV-03") == 77


def test_a_price_that_the_shop_shows_is_not_written_again(shop: Shop) -> None:
    number = str(shop.front.product("SAV-03")["id"])
    on_sale = PriceIntent(
        number, "", Money(490), 2000, Money(390), NOW - timedelta(1), NOW + timedelta(1)
    )
    longer = PriceIntent(
        number, "", Money(490), 2000, Money(390), NOW - timedelta(1), NOW + timedelta(2)
    )

    outcomes = [
        shop.connector.push_prices([each])[0].outcome for each in (on_sale, on_sale, longer)
    ]

    assert outcomes == [Outcome.DONE, Outcome.ALREADY, Outcome.DONE]


def test_one_cent_is_seen_in_a_shop_that_types_prices_without_tax(shop: Shop) -> None:
    number = str(shop.front.product("SAV-03")["id"])
    ways = PriceWays(prices_include_tax=False)
    calls = Calls(ShopAccount(shop.front.url, DEMO_KEY, DEMO_SECRET), shop.http)

    outcomes = [
        push_prices(calls, [PriceIntent(number, "", Money(cents), 2000)], ways)[0].outcome
        for cents in (489, 490, 490)
    ]

    assert outcomes == [Outcome.DONE, Outcome.DONE, Outcome.ALREADY]
    assert shop.front.product("SAV-03")["regular_price"] == "4.0833"
