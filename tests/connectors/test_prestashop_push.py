"""Writing to PrestaShop: nothing erased, nobody else's sale touched, each step done once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from merchant_desk.sync.intents import (
    Outcome,
    PriceIntent,
    ProductIntent,
    StockIntent,
)
from merchant_desk.values.money import Money
from tests.connectors.reading import (
    is_explained_refusal,
    outcomes,
    sold,
)
from tests.storefronts.prestashop_backend import PrestaShopBackend, opened
from tests.storefronts.prestashop_orders import article
from tests.storefronts.prestashop_words import Row

OLD, NEW = "1.7.8.11", "9.1.0"


@pytest.fixture
def backend() -> Iterator[PrestaShopBackend]:
    with opened() as backend:
        yield backend


@pytest.fixture
def older() -> Iterator[PrestaShopBackend]:
    with opened(OLD) as backend:
        yield backend


def _stock(backend: PrestaShopBackend, sku: str, wanted: int) -> StockIntent:
    return StockIntent(backend.article(sku), "", wanted, None, sku)


def _price(backend: PrestaShopBackend, sku: str, cents: int, **told: object) -> PriceIntent:
    intent = PriceIntent(backend.article(sku), "", Money(cents), 2000, sku=sku)
    return replace(intent, **told)  # type: ignore[arg-type]  # named by the tests


def _written(backend: PrestaShopBackend, method: str) -> list[str]:
    return [path for verb, path in backend.server.calls if verb == method]


def _copy(row: Row) -> Row:
    copied: Row = json.loads(json.dumps(row))
    return copied


def test_several_levels_are_written_in_one_call_and_all_read_back(
    backend: PrestaShopBackend,
) -> None:
    intents = [_stock(backend, sku, 9) for sku in ("SAV-01", "BOU-02", "TAB-S", "CAR-09")]

    results = backend.connector.push_stock(intents)

    assert outcomes(results) == [Outcome.DONE] * 4
    assert len(_written(backend, "PATCH")) == 1
    assert [backend.stock(sku) for sku in ("SAV-01", "BOU-02", "TAB-S", "CAR-09")] == [9] * 4


def test_the_sum_of_a_product_with_combinations_is_never_written(
    backend: PrestaShopBackend,
) -> None:
    product, _combination = article(backend.shop, "TAB-S")

    (result,) = backend.connector.push_stock([StockIntent(product["id"], "", 50, None)])

    assert is_explained_refusal(result)
    assert (backend.stock("TAB-S"), backend.stock("TAB-M")) == (5, 7)


def test_a_level_the_shop_does_not_keep_is_refused_with_the_likely_reason(
    backend: PrestaShopBackend,
) -> None:
    answer = backend.shop.answer
    backend.server.answer = lambda call: answer(
        replace(call, body=call.body.replace(b"<quantity>9<", b"<quantity>40<"))
    )

    (result,) = backend.connector.push_stock([_stock(backend, "SAV-01", 9)])

    assert is_explained_refusal(result)
    assert "gestion avancée" in result.reason


@pytest.mark.parametrize("sku", ["SAV-01", "TAB-M"])
def test_where_there_is_no_patch_a_whole_sheet_goes_back_and_nothing_is_erased(
    older: PrestaShopBackend, sku: str
) -> None:
    product, combination = article(older.shop, sku)
    row = combination or product
    before = _copy(row)
    older.forward(60)

    results = older.connector.push_prices([_price(older, sku, 1234)])
    results += older.connector.push_stock([_stock(older, sku, 3)])

    assert outcomes(results) == [Outcome.DONE, Outcome.DONE]
    changed = {name for name, told in row.items() if told != before[name]}
    assert changed == ({"price"} if combination else {"price", "date_upd"})
    assert len(_written(older, "PATCH")) == 1


def test_a_put_of_a_part_alone_would_have_erased_the_rest(older: PrestaShopBackend) -> None:
    product, _combination = article(older.shop, "SAV-01")
    body = (
        f"<prestashop><product><id>{product['id']}</id><price>5</price></product></prestashop>"
    ).encode()

    import requests  # noqa: PLC0415 - the naive client this connector is not

    answer = requests.put(
        f"{older.server.url}/api/products/{product['id']}",
        data=body, auth=(older.account.key, ""), timeout=5,
    )  # fmt: skip

    assert answer.status_code == 200
    assert product["reference"] == ""


def test_what_people_wrote_in_a_sheet_survives_the_way_there_and_back(
    older: PrestaShopBackend,
) -> None:
    product, _combination = article(older.shop, "SAV-01")
    words = "<p>Doux &amp; « frais » — 100 % ]]> <b>naturel</b></p>\n<p>\tEt plus</p>"
    product["description"] = {"1": words, "2": "  Soap  "}

    older.connector.push_prices([_price(older, "SAV-01", 700)])

    assert product["description"] == {"1": words, "2": "  Soap  "}


def test_a_price_already_there_costs_no_write(backend: PrestaShopBackend) -> None:
    results = backend.connector.push_prices([_price(backend, "SAV-01", 690)])

    assert outcomes(results) == [Outcome.ALREADY]
    assert _written(backend, "PATCH") == []


def test_a_combination_is_priced_by_its_impact_and_its_sisters_keep_theirs(
    backend: PrestaShopBackend,
) -> None:
    results = backend.connector.push_prices([_price(backend, "TAB-M", 2999)])

    assert outcomes(results) == [Outcome.DONE]
    assert (backend.price("TAB-M"), backend.price("TAB-S")) == (2999, 3490)
    _product, combination = article(backend.shop, "TAB-M")
    assert combination is not None
    assert combination["price"].startswith("-")


def test_sales_of_some_customers_are_left_alone(backend: PrestaShopBackend) -> None:
    product, _combination = article(backend.shop, "SAV-01")
    for group, quantity in (("4", "1"), ("0", "10")):
        backend.shop.tables.add("specific_prices", id_product=product["id"], id_group=group,
                                id_product_attribute="0", from_quantity=quantity, price="-1",
                                reduction="0.3", reduction_type="percentage")  # fmt: skip
    sale = _price(backend, "SAV-01", 690, sale_price=Money(590))

    begun = backend.connector.push_prices([sale])
    ended = backend.connector.push_prices([_price(backend, "SAV-01", 690)])

    rows = backend.shop.tables.where("specific_prices")
    assert outcomes(begun + ended) == [Outcome.DONE, Outcome.DONE]
    assert [(each["id_group"], each["from_quantity"]) for each in rows] == [("4", "1"), ("0", "10")]


def test_a_sale_is_written_in_the_time_of_the_shop_and_only_once(
    backend: PrestaShopBackend,
) -> None:
    sale = _price(
        backend, "SAV-01", 690, sale_price=Money(590),
        sale_from=datetime(2026, 10, 24, 22, 0, tzinfo=UTC),
        sale_to=datetime(2026, 12, 24, 22, 59, 59, tzinfo=UTC),
    )  # fmt: skip

    first = backend.connector.push_prices([sale])
    again = backend.connector.push_prices([sale])

    (row,) = backend.shop.tables.where("specific_prices")
    assert outcomes(first + again) == [Outcome.DONE, Outcome.ALREADY]
    assert (row["from"], row["to"]) == ("2026-10-25 00:00:00", "2026-12-24 23:59:59")
    assert (row["price"], row["reduction"], row["reduction_tax"]) == ("-1.000000", "1.000000", "1")


def test_a_percentage_of_the_shop_is_left_a_percentage_when_only_the_price_is_decided(
    backend: PrestaShopBackend,
) -> None:
    product, _combination = article(backend.shop, "SAV-01")
    row = backend.shop.tables.add(
        "specific_prices", id_product=product["id"], id_product_attribute="0", price="-1",
        from_quantity="1", reduction="0.2", reduction_type="percentage", reduction_tax="1",
    )  # fmt: skip

    results = backend.connector.push_prices([_price(backend, "SAV-01", 1000, keeps_sale=True)])

    assert outcomes(results) == [Outcome.DONE]
    assert row["reduction"] == "0.200000"
    assert sold(backend)["SAV-01"].sale_price == Money(800)


def test_a_price_that_would_be_wrong_is_refused_with_the_reason(
    backend: PrestaShopBackend,
) -> None:
    product, _combination = article(backend.shop, "BOU-02")
    product["ecotax"] = "0.500000"
    intents = [
        _price(backend, "SAV-01", 690, sale_price=Money(700)),
        _price(backend, "BOU-02", 2000),
        _price(backend, "CAR-09", 1300, rate_bp=550),
    ]

    results = backend.connector.push_prices(intents)

    assert all(is_explained_refusal(each) for each in results)
    assert [backend.price(sku) for sku in ("SAV-01", "BOU-02", "CAR-09")] == [690, 1990, 1250]


def test_a_new_product_is_a_draft_with_its_address_tax_and_languages(
    backend: PrestaShopBackend,
) -> None:
    backend.shop.tables.add("languages", 2, name="English", iso_code="en", active="1")
    intent = ProductIntent(
        "k", "NEU-01", "Panier d’été <b>", Money(1055), 550, "3760001000050", 3, weight_g=1250
    )

    (result,) = backend.connector.push_products([intent])

    row = backend.shop.tables.get("products", result.remote_id)
    assert row is not None
    assert (row["active"], row["state"], row["id_tax_rules_group"]) == ("0", "1", "2")
    assert (row["price"], row["weight"]) == ("10.000000", "1.250000")
    assert row["name"] == {"1": "Panier d’été b", "2": "Panier d’été b"}
    assert row["link_rewrite"]["1"] == "panier-dete-b"
    assert backend.stock("NEU-01") == 3


@pytest.mark.parametrize(
    ("sku", "rate"), [("", 2000), ("A|B", 2000), ("A<B", 2000), ("NEU-01", 850)]
)
def test_a_product_that_cannot_be_made_rightly_is_not_made(
    backend: PrestaShopBackend, sku: str, rate: int
) -> None:
    (result,) = backend.connector.push_products(
        [ProductIntent("k", sku, "Panier", Money(1490), rate)]
    )

    assert is_explained_refusal(result)
    assert _written(backend, "POST") == []


def test_a_code_is_written_to_an_article_that_exists(backend: PrestaShopBackend) -> None:
    intents = [
        ProductIntent("k", sku, "Rien d’autre", Money(1), 2000, "3760001009999",
                      remote_id=backend.article(sku))
        for sku in ("CAR-09", "TAB-S")
    ]  # fmt: skip

    results = backend.connector.push_products(intents)

    assert outcomes(results) == [Outcome.DONE, Outcome.DONE]
    assert {sold(backend)[sku].ean for sku in ("CAR-09", "TAB-S")} == {"3760001009999"}
    assert sold(backend)["CAR-09"].name == "Carnet ligné & broché"
