"""Writing stock, prices and products to a Shopify shop: compared, keyed, refused one by one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from merchant_desk.sync.intents import Effect, Outcome, PriceIntent, ProductIntent, StockIntent
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteProduct
from tests.connectors.reading import is_explained_refusal, outcomes, sold
from tests.storefronts.shopify import ShopifyShop
from tests.storefronts.shopify_backend import ShopifyBackend, opened
from tests.storefronts.shopify_goods import SHOP_PLACE, STORE_PLACE

NEW = ProductIntent("0193-neuf", "NEU-01", "Panier à sel", Money(1490), 2000, "3760001000050", 3)


@pytest.fixture
def backend() -> Iterator[ShopifyBackend]:
    with opened(ShopifyShop()) as running:
        yield running


def stock(backend: ShopifyBackend, sku: str, wanted: int, expected: int | None) -> StockIntent:
    return StockIntent(backend.article(sku), "", wanted, expected, sku)


def price(backend: ShopifyBackend, cents: int, **more: object) -> PriceIntent:
    intent = PriceIntent(backend.article("SAV-01"), "", Money(cents), 2000, sku="SAV-01")
    return replace(intent, **more)  # type: ignore[arg-type]  # named by the tests


def soap(backend: ShopifyBackend) -> RemoteProduct:
    return sold(backend)["SAV-01"]


def test_a_sale_between_the_look_and_the_write_is_never_written_over(
    backend: ShopifyBackend,
) -> None:
    intents = [stock(backend, "SAV-01", 35, 40), stock(backend, "BOU-02", 10, 12)]
    orders = iter([[("SAV-01", 3)]])

    def order_once() -> None:
        for items in orders:
            backend.shop.sales.place(items)

    backend.shop.changes.before_writing = order_once

    results = backend.connector.push_stock(intents)

    assert outcomes(results) == [Outcome.MOVED, Outcome.DONE]
    assert results[0].remote_value == 37
    assert (backend.stock("SAV-01"), backend.stock("BOU-02")) == (37, 10)


def test_the_same_change_asked_for_a_second_time_later_is_done_again(
    backend: ShopifyBackend,
) -> None:
    intent = stock(backend, "SAV-01", 35, 40)
    backend.connector.push_stock([intent])
    backend.set_stock("SAV-01", 40)

    (again,) = backend.connector.push_stock([intent])

    assert (again.outcome, backend.stock("SAV-01")) == (Outcome.DONE, 35)


def test_an_article_that_its_place_never_held_is_put_there() -> None:
    with opened(ShopifyShop(), location=str(STORE_PLACE)) as backend:
        intents = [stock(backend, "SAV-01", 4, 0), stock(backend, "BOU-02", 6, None)]

        results = backend.connector.push_stock(intents)

        levels = backend.shop.goods.by_sku("SAV-01")["levels"]
        assert outcomes(results) == [Outcome.DONE, Outcome.DONE]
        assert levels == {SHOP_PLACE: 40, STORE_PLACE: 4}


def test_a_stock_that_is_not_followed_is_refused_in_words(backend: ShopifyBackend) -> None:
    backend.shop.goods.by_sku("SAV-01")["tracked"] = False

    (result,) = backend.connector.push_stock([stock(backend, "SAV-01", 4, None)])

    assert is_explained_refusal(result)
    assert backend.stock("SAV-01") == 40


def test_units_sold_beyond_the_stock_are_read_and_made_good(backend: ShopifyBackend) -> None:
    backend.set_stock("SAV-01", -2)

    results = backend.connector.push_stock([stock(backend, "SAV-01", 0, -2)])

    assert outcomes(results) == [Outcome.DONE]
    assert backend.stock("SAV-01") == 0


def test_a_hundred_levels_cost_three_requests(backend: ShopifyBackend) -> None:
    named = [(f"T-{place}", f"Teinte {place}", "", 500, place) for place in range(100)]
    backend.shop.goods.sell("Fil à coudre", named)
    intents = [stock(backend, f"T-{place}", place + 1, place) for place in range(100)]
    backend.connector.probe()
    before = backend.spent()

    results = backend.connector.push_stock(intents)

    assert set(outcomes(results)) == {Outcome.DONE}
    assert backend.spent() - before == 3


def test_a_write_that_the_shop_forgets_is_no_success(backend: ShopifyBackend) -> None:
    def forget(name: str) -> None:
        if name == "Shown" and "SetStock" in backend.shop.asked:
            backend.set_stock("SAV-01", 40)

    backend.shop.before_answering = forget

    (result,) = backend.connector.push_stock([stock(backend, "SAV-01", 35, 40)])

    assert (result.outcome, result.remote_value) == (Outcome.MOVED, 40)


def test_a_sale_that_runs_crosses_the_price_out(backend: ShopifyBackend) -> None:
    now = backend.now()
    intent = price(backend, 790, sale_price=Money(590), sale_from=now, sale_to=now + timedelta(1))

    begun = backend.connector.push_prices([intent])
    seen = soap(backend)
    again = backend.connector.push_prices([intent])
    backend.forward(2 * 86_400)
    ended = backend.connector.push_prices([intent])

    assert outcomes([*begun, *again, *ended]) == [Outcome.DONE, Outcome.ALREADY, Outcome.DONE]
    assert (seen.price, seen.sale_price) == (Money(790), Money(590))
    assert (soap(backend).price, soap(backend).sale_price) == (Money(790), None)


def test_a_sale_of_another_day_is_refused_in_words(backend: ShopifyBackend) -> None:
    intent = price(backend, 790, sale_price=Money(590), sale_from=backend.now() + timedelta(days=1))

    (result,) = backend.connector.push_prices([intent])

    assert is_explained_refusal(result)
    assert backend.price("SAV-01") == 690


def test_a_price_leaves_the_sale_of_the_shop_as_it_is(backend: ShopifyBackend) -> None:
    backend.shop.goods.by_sku("SAV-01")["before"] = 890

    backend.connector.push_prices([price(backend, 990, keeps_sale=True)])
    kept = soap(backend)
    backend.connector.push_prices([price(backend, 600, keeps_sale=True)])

    assert (kept.price, kept.sale_price) == (Money(990), Money(690))
    assert (soap(backend).price, soap(backend).sale_price) == (Money(600), None)


def test_variants_of_one_product_are_priced_in_one_request(backend: ShopifyBackend) -> None:
    intents = [
        PriceIntent(backend.article(sku), "", Money(3600), 2000, sku=sku)
        for sku in ("TAB-S", "TAB-M")
    ]
    backend.connector.probe()
    backend.shop.asked.clear()

    results = backend.connector.push_prices(intents)

    assert outcomes(results) == [Outcome.DONE, Outcome.DONE]
    assert backend.shop.asked == ["Shown", "SetVariants", "Shown"]


def test_the_price_before_goes_to_the_field_she_named() -> None:
    with opened(ShopifyShop(), prior_price="custom.prix_30j") as backend:
        intent = price(backend, 790, sale_price=Money(590), prior_price=Money(640))

        results = backend.connector.push_prices([intent])

        assert outcomes(results) == [Outcome.DONE]
        assert backend.shop.goods.by_sku("SAV-01")["fields"] == {"custom.prix_30j": "6.40"}


def test_a_price_goes_without_the_tax_where_the_shop_adds_it() -> None:
    shop = ShopifyShop()
    shop.gross = False
    with opened(shop) as backend:
        results = backend.connector.push_prices([price(backend, 1200)])

        assert outcomes(results) == [Outcome.DONE]
        assert backend.price("SAV-01") == 1000


def test_a_new_article_is_found_again_before_the_search_knows_it(backend: ShopifyBackend) -> None:
    backend.shop.goods.index_lag_s = 60
    (made,) = backend.connector.push_products([NEW])

    assert backend.connector.find_effect(NEW) is Effect.FOUND
    (again,) = backend.connector.push_products([NEW])

    assert (again.outcome, again.remote_id) == (Outcome.ALREADY, made.remote_id)


def test_a_new_article_is_a_draft_with_its_weight_and_type(backend: ShopifyBackend) -> None:
    backend.connector.push_products([replace(NEW, weight_g=250, categories=("Cuisine",))])

    variant = backend.shop.goods.by_sku("NEU-01")
    assert (variant["product"]["status"], variant["product"]["type"]) == ("DRAFT", "Cuisine")
    assert (variant["grams"], variant["taxable"], variant["tracked"]) == (250, True, True)


def test_an_article_is_renamed_and_keeps_what_is_not_named(backend: ShopifyBackend) -> None:
    intent = ProductIntent(
        "0193", "SAV-01B", "Savon d’Alep", Money(990), 2000, remote_id=backend.article("SAV-01")
    )

    (result,) = backend.connector.push_products([intent])

    article = sold(backend)["SAV-01B"]
    assert result.outcome is Outcome.DONE
    assert (article.name, article.ean, article.price) == (
        "Savon d’Alep", "3760001000012", Money(690)
    )  # fmt: skip


@pytest.mark.parametrize("sku", ["", "À L'EST\"\\", "x" * 200])
def test_an_odd_sku_makes_an_article_once(backend: ShopifyBackend, sku: str) -> None:
    intent = replace(NEW, sku=sku, name="Très \u202e odd <b>")

    results = [backend.connector.push_products([intent])[0].outcome for _each in range(2)]

    assert results == [Outcome.DONE, Outcome.ALREADY]


def test_a_variant_that_went_meanwhile_does_not_stop_its_sister(backend: ShopifyBackend) -> None:
    intents = [
        PriceIntent(backend.article(sku), "", Money(3600), 2000, sku=sku)
        for sku in ("TAB-S", "TAB-M")
    ]

    def delete_one(name: str) -> None:
        if name == "SetVariants":
            backend.delete_article("TAB-S")

    backend.shop.before_answering = delete_one
    results = backend.connector.push_prices(intents)

    assert is_explained_refusal(results[0])
    assert results[1].outcome is Outcome.DONE
    assert backend.price("TAB-M") == 3600


def test_a_price_that_the_shop_forgets_is_no_success(backend: ShopifyBackend) -> None:
    def forget(name: str) -> None:
        if name == "Shown" and "SetVariants" in backend.shop.asked:
            backend.set_price("SAV-01", 690)

    backend.shop.before_answering = forget

    (result,) = backend.connector.push_prices([price(backend, 790)])

    assert is_explained_refusal(result)


def test_an_article_without_a_name_or_gone_is_refused(backend: ShopifyBackend) -> None:
    nameless = replace(NEW, name="")
    gone = replace(NEW, remote_id="999999999")

    results = backend.connector.push_products([nameless, gone])

    assert all(map(is_explained_refusal, results))
