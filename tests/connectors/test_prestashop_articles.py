"""PrestaShop's articles: what its dates do not tell, sales, codes, odd stocks, few requests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from merchant_desk.errors import RemoteDataError
from merchant_desk.sync.connector import RecordKind
from merchant_desk.values.money import Money
from tests.connectors.reading import levels, pulled, sold
from tests.storefronts.prestashop_backend import PrestaShopBackend, opened
from tests.storefronts.prestashop_orders import article
from tests.storefronts.prestashop_seed import add_combination, add_product


@pytest.fixture
def backend() -> Iterator[PrestaShopBackend]:
    with opened() as backend:
        yield backend


def _sale(backend: PrestaShopBackend, sku: str, **told: Any) -> None:
    product, combination = article(backend.shop, sku)
    usual = dict.fromkeys(
        ("id_cart", "id_currency", "id_country", "id_group", "id_customer"), "0"
    ) | {
        "id_product": product["id"],
        "id_product_attribute": combination["id"] if combination else "0",
        "price": "-1", "from_quantity": "1", "reduction": "0.2", "reduction_tax": "1",
        "reduction_type": "percentage", "from": "2026-11-01 00:00:00", "to": "2026-12-24 23:59:59",
    }  # fmt: skip
    backend.shop.tables.add("specific_prices", **(usual | told))


def test_what_no_date_tells_is_missing_from_the_delta_and_there_in_the_sweep(
    backend: PrestaShopBackend,
) -> None:
    _records, position = pulled(backend.connector.pull_products)
    backend.forward(3 * 3600)
    backend.set_stock("SAV-01", 33)
    backend.set_price("TAB-M", 4000)
    _sale(backend, "BOU-02")

    later, _position = pulled(backend.connector.pull_products, position)
    found = levels(backend)

    assert later == []
    assert found[backend.article("SAV-01")].stock == 33
    assert found[backend.article("TAB-M")].price == Money(4000)
    assert found[backend.article("BOU-02")].sale_price == Money(1592)


def test_a_combination_made_since_is_found_though_its_product_keeps_its_date(
    backend: PrestaShopBackend,
) -> None:
    _records, position = pulled(backend.connector.pull_products)
    backend.forward(3 * 3600)
    product, _combination = article(backend.shop, "TAB-S")
    add_combination(backend.shop, product["id"], "TAB-L", "", 4, 3)

    later, position = pulled(backend.connector.pull_products, position)
    again, _position = pulled(backend.connector.pull_products, position)

    skus = {backend.connector.read_product(each.body).sku for each in later}
    assert skus == {"TAB", "TAB-S", "TAB-M", "TAB-L"}
    assert again == []


def test_the_sum_of_a_product_with_combinations_is_no_level(backend: PrestaShopBackend) -> None:
    product, _combination = article(backend.shop, "TAB-S")

    found = levels(backend)
    parents = [each for each in pulled(backend.connector.pull_products)[0]
               if each.remote_id == product["id"]]  # fmt: skip

    assert product["id"] not in found
    assert not backend.connector.read_product(parents[0].body).sellable
    assert backend.connector.read_product(parents[0].body).stock is None


@pytest.mark.parametrize(
    ("told", "paid"),
    [
        ({}, 552),
        ({"reduction_type": "amount", "reduction": "1.000000"}, 590),
        ({"reduction_type": "amount", "reduction": "1.000000", "reduction_tax": "0"}, 570),
        ({"price": "5.000000", "reduction": "0", "reduction_type": "amount"}, 600),
        ({"price": "5.000000"}, 480),
        ({"from": "0000-00-00 00:00:00", "to": "0000-00-00 00:00:00"}, 552),
        ({"id_country": "8"}, 552),
        ({"id_country": "3"}, None),
        ({"id_group": "4"}, None),
        ({"id_customer": "7"}, None),
        ({"from_quantity": "3"}, None),
        ({"to": "2026-11-20 23:59:59"}, None),
        ({"reduction": "0"}, None),
    ],
)
def test_a_sale_is_what_everybody_pays_now_for_one(
    backend: PrestaShopBackend, told: dict[str, str], paid: int | None
) -> None:
    _sale(backend, "SAV-01", **told)

    product, level = sold(backend)["SAV-01"], levels(backend)[backend.article("SAV-01")]

    assert product.price == level.price == Money(690)
    assert product.sale_price == level.sale_price == (None if paid is None else Money(paid))


def test_a_sale_to_come_is_told_with_its_window_and_not_as_the_price_of_now(
    backend: PrestaShopBackend,
) -> None:
    _sale(backend, "SAV-01", **{"from": "2026-12-01 00:00:00"})

    product = sold(backend)["SAV-01"]

    assert product.sale_price == Money(552)
    assert product.sale_from is not None
    assert product.sale_from.isoformat() == "2026-11-30T23:00:00+00:00"
    assert levels(backend)[product.remote_id].sale_price is None


def test_a_sale_that_ends_while_the_shop_is_read_ends_in_the_levels(
    backend: PrestaShopBackend,
) -> None:
    _sale(backend, "SAV-01", to="2026-11-21 12:00:00")
    during = levels(backend)[backend.article("SAV-01")].sale_price
    backend.forward(3 * 3600)

    assert (during, levels(backend)[backend.article("SAV-01")].sale_price) == (Money(552), None)


def test_a_combination_adds_its_impact_and_may_have_a_sale_of_its_own(
    backend: PrestaShopBackend,
) -> None:
    backend.set_price("TAB-M", 4000)
    _sale(backend, "TAB-M", reduction_type="amount", reduction="5.000000")
    _sale(backend, "TAB-S", id_product_attribute="0")

    products = sold(backend)

    assert (products["TAB-S"].price, products["TAB-S"].sale_price) == (Money(3490), Money(2792))
    assert (products["TAB-M"].price, products["TAB-M"].sale_price) == (Money(4000), Money(3500))


def test_an_ecotax_is_part_of_the_price(backend: PrestaShopBackend) -> None:
    product, _combination = article(backend.shop, "SAV-01")
    product["ecotax"] = "0.500000"

    assert sold(backend)["SAV-01"].price == Money(740)
    assert levels(backend)[product["id"]].price == Money(740)


@pytest.mark.parametrize("quantity", [-4, 0, 1_000_000])
def test_an_odd_stock_is_told_as_it_is(backend: PrestaShopBackend, quantity: int) -> None:
    backend.set_stock("SAV-01", quantity)

    assert sold(backend)["SAV-01"].stock == quantity
    assert levels(backend)[backend.article("SAV-01")].stock == quantity


def test_a_shop_that_counts_no_stock_says_so(backend: PrestaShopBackend) -> None:
    backend.shop.tables.where("configurations", name="PS_STOCK_MANAGEMENT")[0]["value"] = "0"

    assert sold(backend)["SAV-01"].stock is None
    assert levels(backend)[backend.article("SAV-01")].stock is None
    assert "gestion des stocks" in backend.connector.probe().problems[0]


def test_two_articles_with_one_reference_or_none_are_both_told(
    backend: PrestaShopBackend,
) -> None:
    twins = [add_product(backend.shop, "SAV-01", "Autre savon", "", "5.000000", 3)]
    twins += [add_product(backend.shop, "", f"Sans code {n}", "", "5.000000", n) for n in (1, 2)]

    found = levels(backend)
    records, _position = pulled(backend.connector.pull_products)

    assert {found[each].stock for each in twins} == {3, 1, 2}
    assert set(twins) <= {each.remote_id for each in records}


def test_a_product_and_a_combination_of_one_number_are_two_articles(
    backend: PrestaShopBackend,
) -> None:
    records, _position = pulled(backend.connector.pull_products)

    numbers = [each.remote_id for each in records]
    assert len(set(numbers)) == len(numbers)
    assert {"1", "1-1"} <= set(numbers)


def test_a_code_kept_in_another_field_is_read_from_there(backend: PrestaShopBackend) -> None:
    product, _combination = article(backend.shop, "SAV-01")
    product |= {"ean13": "", "upc": "376 000 100 0012"}
    other = backend.reopened(replace(backend.account, settings={"ean": "upc"}))

    records, _position = pulled(other.pull_products)
    read = [other.read_product(each.body) for each in records]

    assert next(each.ean for each in read if each.sku == "SAV-01") == "3760001000012"


def test_three_hundred_combinations_come_in_few_requests(backend: PrestaShopBackend) -> None:
    product = add_product(backend.shop, "TEE", "Tee-shirt", "", "10.000000", 0)
    for number in range(300):
        add_combination(backend.shop, product, f"TEE-{number}", "", number, 3 + number % 2)
    before = backend.http.spent

    found = sold(backend)
    spent = backend.http.spent - before

    assert len([sku for sku in found if sku.startswith("TEE-")]) == 300
    assert spent < 20


def test_a_full_sweep_spends_far_less_than_six_requests_for_a_hundred_products(
    backend: PrestaShopBackend,
) -> None:
    for number in range(2500):
        add_product(backend.shop, f"P-{number}", f"Produit {number}", "", "10.000000", number)
    levels(backend)
    before = backend.http.spent

    swept = len(levels(backend))
    for_levels = backend.http.spent - before
    before = backend.http.spent
    records, _position = pulled(backend.reopened().pull_products)
    for_sheets = backend.http.spent - before

    assert (swept, len({each.remote_id for each in records})) == (2505, 2506)
    assert for_levels <= 10
    assert for_sheets <= 0.06 * 2505


@pytest.mark.parametrize(
    ("name", "value"),
    [("price", "abc"), ("price", "-5.000000"), ("name", {"1": ""}), ("weight", "1,5")],
)
def test_a_product_that_makes_no_sense_is_refused_and_stops_no_other(
    backend: PrestaShopBackend, name: str, value: object
) -> None:
    product, _combination = article(backend.shop, "SAV-01")
    product[name] = value

    records, _position = pulled(backend.connector.pull_products)
    refused = []
    for record in records:
        try:
            backend.connector.read_product(record.body)
        except RemoteDataError as unfit:
            refused.append((record.remote_id, unfit.title))

    assert [number for number, _title in refused] == [product["id"]]
    assert refused[0][1].endswith(".")
    assert {each.kind for each in records} == {RecordKind.PRODUCT}
    assert len(levels(backend)) == 5


def test_prices_are_taxed_by_the_rules_of_the_country_of_the_shop(
    backend: PrestaShopBackend,
) -> None:
    product, _combination = article(backend.shop, "SAV-01")
    product |= {"id_tax_rules_group": "2", "price": "6.540284"}

    sheet = sold(backend)["SAV-01"]

    assert (sheet.rate_bp, sheet.price) == (550, Money(690))


def test_a_name_is_read_in_the_language_of_the_shop(backend: PrestaShopBackend) -> None:
    product, _combination = article(backend.shop, "SAV-01")
    product["name"] = {"2": "Soap", "1": "Savon"}

    assert sold(backend)["SAV-01"].name == "Savon"


def test_a_sheet_edited_in_the_second_of_the_position_is_not_lost(
    backend: PrestaShopBackend,
) -> None:
    _records, position = pulled(backend.connector.pull_products)
    product, _combination = article(backend.shop, "SAV-01")
    backend.shop.tables.change("products", product, {"name": {"1": "Savon noir"}})

    later, _position = pulled(backend.connector.pull_products, position)

    assert [backend.connector.read_product(each.body).name for each in later] == ["Savon noir"]


def test_a_sale_window_crosses_the_night_of_the_clocks_whole(backend: PrestaShopBackend) -> None:
    _sale(backend, "SAV-01", **{"from": "2026-10-25 00:00:00", "to": "2026-12-25 23:59:59"})

    product = sold(backend)["SAV-01"]

    assert product.sale_from is not None
    assert product.sale_to is not None
    assert product.sale_to - product.sale_from == timedelta(days=62, hours=1) - timedelta(seconds=1)
