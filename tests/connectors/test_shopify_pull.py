"""Pulling from a Shopify shop: a late search, points that run out, pages too dear, long orders."""

import json
from collections.abc import Iterator
from datetime import datetime

import pytest

from merchant_desk.connectors.shopify import positions
from merchant_desk.connectors.shopify.pulling import PAGE
from merchant_desk.sync.errors import ShopBusyError
from merchant_desk.values.money import Money, total
from tests.connectors.reading import levels, living, new_orders, order_now, pulled, sold
from tests.storefronts.shopify import ShopifyShop
from tests.storefronts.shopify_backend import ShopifyBackend, opened


@pytest.fixture
def backend() -> Iterator[ShopifyBackend]:
    with opened(ShopifyShop()) as running:
        yield running


def test_an_order_that_the_search_shows_late_is_not_lost(backend: ShopifyBackend) -> None:
    late = backend.order(("SAV-01", 1))
    backend.shop.sales.order(late)["late_s"] = 45
    backend.forward(20)
    seen = backend.order(("SAV-01", 1))
    first, position = pulled(backend.connector.pull_orders)
    backend.forward(60)

    later = new_orders(backend, first, position)

    assert [each.remote_id for each in first] == [seen]
    assert list(later) == [late]


def test_orders_are_asked_for_from_five_minutes_before_the_newest(backend: ShopifyBackend) -> None:
    backend.order(("SAV-01", 1))
    _records, position = pulled(backend.connector.pull_orders)

    assert json.loads(position)["since"] == "2026-11-21T09:25:00Z"


def test_a_shop_asked_for_too_much_is_waited_for_and_asked_again(backend: ShopifyBackend) -> None:
    number = backend.order(("SAV-01", 1))
    backend.connector.pull_orders("")
    backend.shop.throttled = 2
    backend.shop.points.left = 0

    record = backend.connector.fetch_order(number)

    assert record is not None
    assert backend.shop.throttled == 0
    assert sum(backend.waits) > 0


def test_points_that_would_run_out_are_waited_for_beforehand(backend: ShopifyBackend) -> None:
    for _each in range(60):
        backend.order(("SAV-01", 1))

    for _each in range(4):
        pulled(backend.connector.pull_orders)

    assert backend.shop.too_much == 0
    assert sum(backend.waits) > 0


def test_a_shop_that_never_has_points_left_is_busy(backend: ShopifyBackend) -> None:
    backend.connector.probe()
    backend.shop.throttled = 1000

    with pytest.raises(ShopBusyError):
        backend.connector.pull_orders("")

    assert 1000 - backend.shop.throttled < 10


def test_a_page_too_dear_is_asked_for_at_half_its_size(backend: ShopifyBackend) -> None:
    numbers = {backend.order(("SAV-01", 1)) for _each in range(PAGE)}

    first = backend.connector.pull_orders("")
    spent = backend.spent()
    second = backend.connector.pull_orders(first.next_position)
    rest, _position = pulled(backend.connector.pull_orders, second.next_position)

    assert 0 < len(first.records) < PAGE
    assert backend.spent() >= spent + 1
    assert numbers == {each.remote_id for each in (*first.records, *second.records, *rest)}


def test_a_cursor_that_the_shop_forgot_begins_the_pass_again(backend: ShopifyBackend) -> None:
    numbers = {backend.order(("SAV-01", 1)) for _each in range(30)}
    first = backend.connector.pull_orders("")
    kept = json.loads(first.next_position) | {"after": "eyJsYXN0Ijo="}

    again = backend.connector.pull_orders(json.dumps(kept))
    records, _position = pulled(backend.connector.pull_orders, again.next_position)

    assert (again.records, again.finished) == ((), False)
    assert numbers == {each.remote_id for each in records}


def test_a_pass_too_deep_for_a_cursor_begins_anew_where_it_stands() -> None:
    here = positions.Position(since="2026-11-01T00:00:00Z", after="x", passed=9_999)
    seen = positions.read_position('{"newest": "2026-11-20T10:00:00Z"}').newest
    at = datetime.fromisoformat(seen)

    after = positions.next_position(here, [at], "cursor")

    assert after == positions.Position(since="2026-11-20T09:55:00Z")


@pytest.mark.parametrize("kept", ["x", "[]", "7", '{"since": "hier"}', '{"passed": "x"}', "null"])
def test_a_position_that_cannot_be_read_begins_at_the_first_order(kept: str) -> None:
    assert positions.read_position(kept) == positions.Position()


def test_three_hundred_variants_come_with_their_product(backend: ShopifyBackend) -> None:
    named = [(f"T-{place}", f"Teinte {place}", "", 500 + place, place) for place in range(300)]
    product = backend.shop.goods.sell("Fil à coudre", named)

    articles = {sku: each for sku, each in sold(backend).items() if sku.startswith("T-")}

    assert len(articles) == 300
    assert {each.parent_remote_id for each in articles.values()} == {str(product["number"])}
    assert (articles["T-299"].stock, articles["T-299"].option_text) == (299, "Teinte 299")
    before = backend.spent()
    assert len(levels(backend)) == 305
    assert backend.spent() - before <= 5


@pytest.mark.slow
def test_an_order_of_two_thousand_lines_comes_whole(backend: ShopifyBackend) -> None:
    order = backend.shop.sales.place([("SAV-01", 1)])
    for _each in range(1999):
        backend.shop.sales.add_line(order, "CAR-09", 1)
    backend.shop.sales.pay(order)

    (record,) = backend.connector.pull_orders("").records

    read = backend.connector.read_order(record.body)
    assert len(read.lines) == 2001
    assert total(each.total for each in read.lines) == read.total


def test_more_refunds_than_a_page_of_orders_holds_all_come(backend: ShopifyBackend) -> None:
    number = backend.order(("SAV-01", 2))
    for _each in range(13):
        backend.note_refund(number, 10)

    assert order_now(backend, number).refunds[-1].amount == Money(10)
    assert len(order_now(backend, number).refunds) == 13


def test_the_ids_of_orders_are_listed_by_number_and_not_by_cursor(backend: ShopifyBackend) -> None:
    since = backend.now()
    numbers = {backend.order(("CAR-09", 1), paid=False) for _each in range(260)}

    assert living(backend, since) == numbers


def test_an_article_without_a_sku_and_two_with_the_same_all_come(backend: ShopifyBackend) -> None:
    goods = backend.shop.goods
    goods.sell("Sans référence", [("", "", "", 100, 1)])
    goods.sell("Savon bis", [("SAV-01", "", "3760001000012", 690, -3)])

    found = list(levels(backend).values())

    assert [each.sku for each in found].count("SAV-01") == 2
    assert [each.sku for each in found].count("") == 1
    assert min(each.stock for each in found if each.stock is not None) == -3
    assert backend.connector.capabilities.skus_unique is False


def test_an_article_whose_stock_is_not_followed_has_none(backend: ShopifyBackend) -> None:
    backend.shop.goods.by_sku("SAV-01")["tracked"] = False

    assert levels(backend)[backend.article("SAV-01")].stock is None
    assert sold(backend)["SAV-01"].stock is None


def test_the_code_is_read_from_the_field_she_named() -> None:
    with opened(ShopifyShop(), ean="custom.gtin") as backend:
        backend.shop.goods.by_sku("CAR-09")["fields"]["custom.gtin"] = "376 0001000098"

        products = sold(backend)

        assert products["CAR-09"].ean == "3760001000098"
        assert products["SAV-01"].ean == "3760001000012"


def test_a_price_crossed_out_makes_the_price_a_sale(backend: ShopifyBackend) -> None:
    backend.shop.goods.by_sku("SAV-01")["before"] = 890

    article = sold(backend)["SAV-01"]
    level = levels(backend)[article.remote_id]

    assert (article.price, article.sale_price) == (Money(890), Money(690))
    assert (level.price, level.sale_price) == (Money(890), Money(690))


def test_prices_without_the_tax_are_told_with_it() -> None:
    shop = ShopifyShop()
    shop.gross = False
    shop.goods.by_sku("SAV-01")["price"] = 575
    shop.goods.by_sku("CAR-09")["taxable"] = False
    with opened(shop) as backend:
        products = sold(backend)

        assert products["SAV-01"].price == Money(690)
        assert (products["CAR-09"].price, products["CAR-09"].rate_bp) == (Money(1250), 0)
        assert backend.connector.probe().prices_include_tax is False


def test_a_weight_is_told_in_grams(backend: ShopifyBackend) -> None:
    backend.shop.goods.by_sku("SAV-01")["grams"] = 125

    assert sold(backend)["SAV-01"].weight_g == 125
    assert sold(backend)["BOU-02"].weight_g is None
