"""The sample storefront behaves as WooCommerce 9.8.5 was recorded to behave."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from merchant_desk.demo.orders import DemoItem, demo_orders
from merchant_desk.demo.storefront import DEMO_KEY, Storefront
from tests.demo.calls import API, NOW, Clock, call, order


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shop(clock: Clock) -> Iterator[Storefront]:
    with Storefront(now=clock) as running:
        yield running


def test_it_answers_as_soon_as_it_is_started() -> None:
    with Storefront(orders=demo_orders(NOW)) as shop:
        assert call(shop, "/wp-json/").status == 200


def test_it_listens_on_the_loopback_only(shop: Storefront) -> None:
    assert shop.url.startswith("http://127.0.0.1:")


def test_pages_are_counted_in_headers(shop: Storefront) -> None:
    reply = call(shop, f"{API}/products", {"per_page": "10"})

    assert len(reply.body) == 10
    assert reply.headers["X-WP-Total"] == "180"
    assert reply.headers["X-WP-TotalPages"] == "18"
    assert 'page=2>; rel="next"' in reply.headers["Link"]


def test_past_the_end_is_an_empty_list_without_pages(shop: Storefront) -> None:
    reply = call(shop, f"{API}/orders", {"per_page": "2", "page": "99"})

    assert (reply.status, reply.body) == (200, [])
    assert (reply.headers["X-WP-Total"], reply.headers["X-WP-TotalPages"]) == ("0", "0")


def test_a_hundred_and_one_a_page_is_refused(shop: Storefront) -> None:
    reply = call(shop, f"{API}/orders", {"per_page": "101"})

    assert reply.status == 400
    assert reply.body["code"] == "rest_invalid_param"
    assert reply.body["data"]["details"]["per_page"]["code"] == "rest_out_of_bounds"


def test_modified_after_is_strictly_greater_to_the_second(shop: Storefront) -> None:
    shop.place_order(order())
    same = {"modified_after": "2026-11-21T20:16:39", "dates_are_gmt": "true"}
    before = {"modified_after": "2026-11-21T20:16:38", "dates_are_gmt": "true"}

    assert call(shop, f"{API}/orders", same).body == []
    assert len(call(shop, f"{API}/orders", before).body) == 1


def test_without_a_word_dates_are_those_of_paris(shop: Storefront) -> None:
    shop.place_order(order())

    local = call(shop, f"{API}/orders", {"modified_after": "2026-11-21T21:16:39"})
    utc = call(shop, f"{API}/orders", {"modified_after": "2026-11-21T20:16:39"})

    assert (len(local.body), len(utc.body)) == (0, 1)


def test_the_stock_falls_when_the_order_is_placed(shop: Storefront, clock: Clock) -> None:
    before = shop.stock("TOR-VERT")
    assert before is not None
    clock.at += timedelta(minutes=1)

    shop.place_order(order(DemoItem("TOR-VERT", 2)))

    assert shop.stock("TOR-VERT") == before - 2
    assert shop.product("TOR")["date_modified_gmt"] == "2026-11-21T20:17:39"


def test_an_unpaid_order_takes_no_stock_and_a_cancelled_one_gives_it_back(
    shop: Storefront,
) -> None:
    before = shop.stock("SAV-02")

    unpaid = shop.place_order(order(status="pending"))
    after_unpaid = shop.stock("SAV-02")
    shop.change_order(unpaid["id"], status="processing")
    after_paid = shop.stock("SAV-02")
    shop.change_order(unpaid["id"], status="cancelled")

    assert before is not None
    assert (after_unpaid, after_paid, shop.stock("SAV-02")) == (before, before - 1, before)


def test_completing_an_order_dates_it_and_leaves_the_stock(shop: Storefront) -> None:
    placed = shop.place_order(order())
    level = shop.stock("SAV-02")
    meta = {"status": "completed", "meta_data": [{"key": "_tracking_number", "value": "6A1"}]}

    reply = call(shop, f"{API}/orders/{placed['id']}", method="PUT", payload=meta)

    assert reply.body["date_completed_gmt"] == "2026-11-21T20:16:39"
    assert reply.body["meta_data"][-1]["value"] == "6A1"
    assert shop.stock("SAV-02") == level


def test_only_the_fields_asked_for_are_sent(shop: Storefront) -> None:
    reply = call(shop, f"{API}/products", {"_fields": "id,sku", "sku": "SAV-01"})

    assert reply.body == [{"id": 101, "sku": "SAV-01"}]


def test_a_sale_above_the_price_is_dropped_without_a_word(shop: Storefront) -> None:
    number = shop.product("SAV-02")["id"]

    reply = call(shop, f"{API}/products/{number}", method="PUT", payload={"sale_price": "500"})

    assert (reply.status, reply.body["sale_price"]) == (200, "")


def test_null_keeps_the_dates_of_a_sale_and_an_empty_text_clears_them(shop: Storefront) -> None:
    dated = {"sale_price": "4", "date_on_sale_to_gmt": "2027-02-02T22:59:59"}
    shop.change_product("SAV-02", **dated)

    kept = shop.change_product("SAV-02", sale_price="", date_on_sale_to=None)
    cleared = shop.change_product("SAV-02", date_on_sale_to="")

    assert kept["date_on_sale_to"] == "2027-02-02T23:59:59"
    assert cleared["date_on_sale_to_gmt"] is None


def test_a_trashed_product_is_seen_with_the_trash_alone_and_keeps_its_code(
    shop: Storefront,
) -> None:
    shop.trash_product("SAV-02")

    usual = call(shop, f"{API}/products", {"sku": "SAV-02"})
    trash = call(shop, f"{API}/products", {"status": "trash", "_fields": "sku"})
    other = shop.product("SAV-03")["id"]
    taken = call(shop, f"{API}/products/{other}", method="PUT", payload={"sku": "SAV-02"})

    assert (usual.body, trash.body) == ([], [{"sku": "SAV-02"}])
    assert (taken.status, taken.body["code"]) == (400, "product_invalid_sku")


def test_a_batch_is_fine_even_when_an_item_is_not(shop: Storefront) -> None:
    updates = [{"id": 102, "stock_quantity": 5}, {"id": 999999, "stock_quantity": 5}]

    reply = call(shop, f"{API}/products/batch", method="POST", payload={"update": updates})

    assert reply.status == 200
    assert reply.body["update"][0]["stock_quantity"] == 5
    assert reply.body["update"][1]["error"]["code"] == "woocommerce_rest_product_invalid_id"
    assert reply.body["update"][1]["error"]["data"] == {"status": 400}


def test_a_batch_of_a_hundred_and_one_is_too_large(shop: Storefront) -> None:
    updates = [{"id": 102, "stock_quantity": 5}] * 101

    reply = call(shop, f"{API}/products/batch", method="POST", payload={"update": updates})

    assert reply.status == 413
    assert reply.body["code"] == "woocommerce_rest_request_entity_too_large"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/products/999999", "woocommerce_rest_product_invalid_id"),
        ("/orders/999999", "woocommerce_rest_shop_order_invalid_id"),
        ("/products/999999/variations", "woocommerce_rest_product_invalid_id"),
        ("/variations", "rest_no_route"),
    ],
)
def test_what_is_not_there_is_a_404_with_its_code(shop: Storefront, path: str, code: str) -> None:
    reply = call(shop, API + path)

    assert (reply.status, reply.body["code"]) == (404, code)


@pytest.mark.parametrize(
    ("key", "code", "message"),
    [
        ("ck_x:cs_x", "woocommerce_rest_cannot_view", "Sorry, you cannot list resources."),
        (
            f"{DEMO_KEY}:cs_x",
            "woocommerce_rest_authentication_error",
            "Consumer secret is invalid.",
        ),
    ],
)
def test_refused_keys_are_worded_as_the_real_ones(
    shop: Storefront, key: str, code: str, message: str
) -> None:
    reply = call(shop, f"{API}/orders", key=key)

    assert (reply.status, reply.body["code"], reply.body["message"]) == (401, code, message)


def test_two_edits_in_one_second_carry_the_same_date(shop: Storefront) -> None:
    number = shop.place_order(order())["id"]

    first = shop.change_order(number, customer_note="un")
    second = shop.change_order(number, customer_note="deux")

    assert first["date_modified_gmt"] == second["date_modified_gmt"]
