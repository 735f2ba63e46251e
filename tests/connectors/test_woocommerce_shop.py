"""The traps of a running WooCommerce: keys, clocks, shifting pages, silent drops, lost answers."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from merchant_desk.connectors.woocommerce.calls import shop_address
from merchant_desk.connectors.woocommerce.connector import WooCommerce
from merchant_desk.connectors.woocommerce.positions import (
    PAGE,
    Position,
    Seen,
    next_position,
    read_position,
)
from merchant_desk.demo.orders import DemoItem
from merchant_desk.demo.shop_server import Failure, Trouble
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.errors import UnavailableError
from merchant_desk.sync.connector import (
    Effect,
    Outcome,
    PriceIntent,
    ShipIntent,
    ShopAccount,
    StockIntent,
)
from merchant_desk.sync.errors import ShopRejectedCredentialsError
from merchant_desk.sync.http import HttpClient
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteState
from tests.connectors.shops import NOW, Shop, an_order, everything, open_shop
from tests.sync.wire import self_signed


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop("woocommerce", orders=()) as running:
        yield running


@contextmanager
def secure_shop(
    folder: Path, account_key: str = DEMO_KEY
) -> Iterator[tuple[Storefront, WooCommerce]]:
    """Run the shop over TLS, with a client that trusts its certificate."""
    certificate = self_signed(folder)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    http = HttpClient(ssl_context=ssl.create_default_context(cafile=str(certificate)))
    with Storefront(tls=serving) as front:
        yield front, WooCommerce(ShopAccount(front.url, account_key, DEMO_SECRET), http)
        http.close()


def test_over_tls_the_keys_travel_in_the_header(tmp_path: Path) -> None:
    with secure_shop(tmp_path) as (front, connector):
        connector.pull_orders("")

        assert "consumer_secret" not in front.requests[-1].query


def test_a_host_that_strips_the_header_gets_the_keys_in_the_address(tmp_path: Path) -> None:
    with secure_shop(tmp_path) as (front, connector):
        front.keys.strips_header = True

        connector.pull_orders("")
        connector.pull_orders("")

        assert [each.status for each in front.requests] == [401, 200, 200]
        assert "consumer_secret" in front.requests[-1].query


def test_an_unknown_key_over_tls_is_refused_and_said(tmp_path: Path) -> None:
    with (
        secure_shop(tmp_path, "ck_inconnue") as (_front, connector),
        pytest.raises(ShopRejectedCredentialsError, match="clés d’accès"),
    ):
        connector.pull_orders("")


def test_on_plain_http_the_secret_never_travels(shop: Shop) -> None:
    shop.connector.pull_orders("")

    assert "oauth_signature" in shop.front.requests[-1].query
    assert DEMO_SECRET not in shop.front.requests[-1].query


def test_a_wrong_secret_is_refused_and_said(shop: Shop) -> None:
    connector = WooCommerce(ShopAccount(shop.front.url, DEMO_KEY, "cs_faux"), shop.http)

    with pytest.raises(ShopRejectedCredentialsError, match="clés d’accès"):
        connector.pull_orders("")


def test_a_key_that_only_reads_is_found_out_by_the_probe(shop: Shop) -> None:
    shop.front.keys.read_only = True

    facts = shop.connector.probe()

    assert not facts.can_write
    assert "ne font que lire" in facts.problems[0]


def test_a_wrong_clock_is_told_and_the_calls_go_by_the_shops_own(shop: Shop) -> None:
    shop.front.set_clock_ahead(timedelta(hours=3))

    facts = shop.connector.probe()

    assert facts.clock_skew_s == 3 * 3600
    assert "180 minutes" in facts.problems[0]


def test_a_clock_that_is_wrong_at_the_first_call_is_corrected_at_once(shop: Shop) -> None:
    shop.front.set_clock_ahead(timedelta(hours=-3))

    page = shop.connector.pull_orders("")

    assert page.records == ()
    assert [each.status for each in shop.front.requests] == [401, 200]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("maboutique.fr", "https://maboutique.fr"),
        (" https://maboutique.fr/ ", "https://maboutique.fr"),
        ("https://maboutique.fr/shop/wp-json/wc/v3/", "https://maboutique.fr/shop"),
        ("http://127.0.0.1:8080/wp-json", "http://127.0.0.1:8080"),
    ],
)
def test_an_address_is_understood_as_typed(typed: str, address: str) -> None:
    assert shop_address(typed) == address


def test_an_address_without_woocommerce_is_said(shop: Shop) -> None:
    account = ShopAccount(f"{shop.front.url}/blog", DEMO_KEY, DEMO_SECRET)

    with pytest.raises(UnavailableError, match="page web"):
        WooCommerce(account, shop.http).pull_orders("")


def test_more_orders_in_one_second_than_a_page_holds_all_arrive(shop: Shop) -> None:
    numbers = {str(shop.front.place_order(an_order())["id"]) for _n in range(2 * PAGE + 30)}

    records, _position, pages = everything(shop.connector.pull_orders)

    assert {record.remote_id for record in records} == numbers
    assert pages == 4


def test_orders_edited_between_two_pages_do_not_hide_others(shop: Shop) -> None:
    numbers = [str(shop.front.place_order(an_order())["id"]) for _n in range(PAGE + 40)]
    first = shop.connector.pull_orders("")
    shop.clock.forward(seconds=30)
    for number in numbers[:60]:
        shop.front.change_order(number, customer_note="plus tard")

    rest, _position, _pages = everything(shop.connector.pull_orders, first.next_position)

    assert {record.remote_id for record in (*first.records, *rest)} == set(numbers)
    later = {record.remote_id for record in rest if "plus tard" in record.body}
    assert later == set(numbers[:60])


def test_an_order_put_in_the_trash_is_seen_as_cancelled(shop: Shop) -> None:
    number = str(shop.front.place_order(an_order())["id"])
    _records, position, _pages = everything(shop.connector.pull_orders)
    shop.clock.forward(minutes=1)
    shop.front.trash_order(number)

    later, _position, _pages = everything(shop.connector.pull_orders, position)

    assert [record.remote_id for record in later] == [number]
    assert shop.connector.read_order(later[0].body).state is RemoteState.CANCELLED


def test_a_product_put_in_the_trash_is_seen_as_deleted(shop: Shop) -> None:
    _records, position, _pages = everything(shop.connector.pull_products)
    shop.clock.forward(minutes=1)
    shop.front.trash_product("SAV-05")

    later, _position, _pages = everything(shop.connector.pull_products, position)

    trashed = [shop.connector.read_product(r.body) for r in later if '"trash"' in r.body]
    assert [(each.sku, each.deleted) for each in trashed] == [("SAV-05", True)]


def test_a_change_of_a_variation_comes_with_its_parent(shop: Shop) -> None:
    records, position, _pages = everything(shop.connector.pull_products)
    shop.clock.forward(minutes=1)
    shop.front.change_product("TOR-VERT", stock_quantity=2)

    later, _position, _pages = everything(shop.connector.pull_products, position)

    known = {(record.remote_id, record.version) for record in records}
    new = [r for r in later if (r.remote_id, r.version) not in known]
    read = {each.sku: each.stock for each in (shop.connector.read_product(r.body) for r in new)}
    assert read == {"TOR": None, "TOR-VERT": 2}


def test_a_cart_that_is_not_an_order_yet_is_left_out(shop: Shop) -> None:
    shop.front.place_order(an_order(status="checkout-draft"))

    records, _position, _pages = everything(shop.connector.pull_orders)

    assert records == []


def test_an_open_order_comes_with_the_lines_of_its_refunds(shop: Shop) -> None:
    some, given_back = DemoItem("SAV-03", 3), DemoItem("SAV-03", 1)
    shop.front.place_order(an_order(some, refunded=(given_back,)))

    records, _position, _pages = everything(shop.connector.pull_orders)

    order = shop.connector.read_order(records[0].body)
    assert order.lines[0].refunded_quantity == 1
    assert order.refunds[0].amount == Money(490)


def test_what_a_pull_asks_for_carries_no_address_of_a_browser(shop: Shop) -> None:
    shop.front.place_order(an_order())

    records, _position, _pages = everything(shop.connector.pull_orders)

    assert "customer_ip_address" not in records[0].body


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


@pytest.mark.parametrize("kept", ["", "abîmé", "[]", '{"live": "hier"}', '{"offset": "x"}', "null"])
def test_a_position_that_cannot_be_read_begins_anew(kept: str) -> None:
    assert read_position(kept) == Position()


def test_a_position_survives_being_kept() -> None:
    position = Position("2026-11-21T09:00:00", "", "trash", 99, "117")

    assert read_position(position.text()) == position


def test_a_page_by_offset_that_does_not_begin_where_it_should_begins_again() -> None:
    here = Position(offset=99, last="200")
    moved = [Seen("201", datetime(2026, 11, 21, tzinfo=UTC))] * PAGE

    again, finished = next_position(here, moved)

    assert (again.offset, finished) == (0, False)


def test_the_next_pull_begins_five_seconds_before_the_last_record() -> None:
    page = [Seen("1", datetime(2026, 11, 21, 9, 0, 2, tzinfo=UTC))]

    after, _finished = next_position(Position(), page)

    assert after.live == "2026-11-21T08:59:57"
    assert json.loads(after.text())["stream"] == "trash"
