"""The traps of products on WooCommerce: codes in the trash, VAT classes, plugins' fields, sales."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from merchant_desk.connectors.woocommerce.connector import WooCommerce
from merchant_desk.connectors.woocommerce.products import price_with_tax
from merchant_desk.connectors.woocommerce.pushing import written_amount
from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET, Storefront
from merchant_desk.sync.connector import ShopAccount
from merchant_desk.sync.http import HttpClient
from merchant_desk.sync.intents import Effect, Outcome, PriceIntent, ProductIntent, StockIntent
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteProduct
from tests.connectors.shops import NOW, RECORDED, Shop, everything, open_shop

NEW = ProductIntent("0193-neuf", "NEU-01", "Sel & poivre", Money(1490), 2000)
PRIOR = "_prix_anterieur"


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop("woocommerce", orders=()) as running:
        yield running


def with_settings(shop: Shop, **settings: str) -> WooCommerce:
    account = ShopAccount(shop.front.url, DEMO_KEY, DEMO_SECRET, settings=settings)
    return WooCommerce(account, shop.http)


def read(**changes: object) -> dict[str, Any]:
    envelope = json.loads((RECORDED / "woocommerce" / "product.json").read_text(encoding="utf-8"))
    assert isinstance(envelope, dict)
    envelope["product"] |= changes
    return envelope


def product(settings: dict[str, str], **changes: object) -> RemoteProduct:
    account = ShopAccount("https://boutique.invalid", "ck", "cs", settings=settings)
    return WooCommerce(account, HttpClient()).read_product(json.dumps(read(**changes)))


def test_a_new_product_is_a_draft_with_our_mark(shop: Shop) -> None:
    shop.connector.push_products([replace(NEW, rate_bp=550, weight_g=1250, stock=4)])

    made = shop.front.product("NEU-01")
    assert (made["status"], made["tax_class"], made["weight"]) == ("draft", "reduced-rate", "1.250")
    assert (made["manage_stock"], made["stock_quantity"]) == (True, 4)
    assert [(m["key"], m["value"]) for m in made["meta_data"]] == [
        ("_merchant_desk_key", "0193-neuf")
    ]


def test_a_product_without_stock_is_not_counted(shop: Shop) -> None:
    shop.connector.push_products([replace(NEW, draft=False)])

    made = shop.front.product("NEU-01")
    assert (made["status"], made["manage_stock"]) == ("publish", False)


def test_a_category_that_the_shop_knows_is_kept(shop: Shop) -> None:
    known = shop.front.product("SAV-03")["categories"][0]["name"]

    shop.connector.push_products([replace(NEW, categories=(known, "Inconnue"))])

    assert [each["name"] for each in shop.front.product("NEU-01")["categories"]] == [known]


def test_a_code_in_the_trash_is_named_as_the_reason(shop: Shop) -> None:
    shop.front.trash_product("SAV-05")

    (result,) = shop.connector.push_products([replace(NEW, sku="SAV-05")])

    assert result.outcome is Outcome.REFUSED
    assert "corbeille" in result.reason


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sku": "TOR-VERT"}, "porte cette référence"),
        ({"sku": ""}, "n’a pas de référence"),
        ({"rate_bp": 850}, "taux de TVA"),
        ({"ean": "same"}, "porte ce code-barres"),
    ],
)
def test_what_the_shop_would_refuse_is_said_in_words(
    shop: Shop, changes: dict[str, Any], words: str
) -> None:
    if changes.get("ean"):
        changes = {"ean": shop.front.product("SAV-03")["global_unique_id"]}
    other = replace(NEW, key="autre", sku="NEU-02")

    results = shop.connector.push_products([replace(NEW, **changes), other])

    assert [each.outcome for each in results] == [Outcome.REFUSED, Outcome.DONE]
    assert words in results[0].reason
    assert results[0].reason.endswith(".")


def test_more_products_than_a_batch_holds_are_made(shop: Shop) -> None:
    many = [replace(NEW, key=f"k{n}", sku=f"NEU-{n:03d}") for n in range(120)]

    results = shop.connector.push_products(many)

    assert {each.outcome for each in results} == {Outcome.DONE}
    assert len({each.remote_id for each in results}) == 120


def test_a_product_that_the_shop_has_is_brought_up_to_date(shop: Shop) -> None:
    number = str(shop.front.product("SAV-03")["id"])
    intent = replace(NEW, sku="SAV-03", remote_id=number)
    assert shop.connector.find_effect(intent) is Effect.NOT_FOUND

    first = shop.connector.push_products([intent])
    again = shop.connector.push_products([intent])
    gone = shop.connector.push_products([replace(intent, remote_id="999999")])

    assert [each.outcome for each in (*first, *again, *gone)] == [
        Outcome.DONE,
        Outcome.ALREADY,
        Outcome.REFUSED,
    ]
    assert shop.front.product("SAV-03")["name"] == "Sel & poivre"
    assert shop.connector.find_effect(intent) is Effect.FOUND


def test_a_variation_gone_with_its_parent_does_not_stop_the_others(shop: Shop) -> None:
    green = shop.front.product("TOR-VERT")
    shop.front.delete_product("TOR")
    gone = StockIntent(str(green["id"]), str(green["parent_id"]), 3, None)
    soap = StockIntent(str(shop.front.product("SAV-03")["id"]), "", 5, None)

    results = shop.connector.push_stock([gone, soap])

    assert [each.outcome for each in results] == [Outcome.REFUSED, Outcome.DONE]


def test_the_price_before_a_sale_goes_where_she_says_and_away_with_it(shop: Shop) -> None:
    connector = with_settings(shop, prior_price=PRIOR)
    number = str(shop.front.product("SAV-03")["id"])
    regular = PriceIntent(number, "", Money(490), 2000)
    sale = replace(
        regular,
        sale_price=Money(390),
        sale_from=NOW - timedelta(1),
        sale_to=NOW + timedelta(1),
        prior_price=Money(450),
    )

    first = connector.push_prices([sale])
    during = {m["key"]: m["value"] for m in shop.front.product("SAV-03")["meta_data"]}
    second = connector.push_prices([regular])
    after = {m["key"]: m["value"] for m in shop.front.product("SAV-03")["meta_data"]}

    assert first[0].outcome is second[0].outcome is Outcome.DONE
    assert (during[PRIOR], after[PRIOR]) == ("4.50", "")


def test_no_field_is_written_to_a_product_that_never_had_a_sale(shop: Shop) -> None:
    number = str(shop.front.product("SAV-03")["id"])

    with_settings(shop, prior_price=PRIOR).push_prices([PriceIntent(number, "", Money(1), 2000)])

    assert PRIOR not in {m["key"] for m in shop.front.product("SAV-03")["meta_data"]}


def test_the_field_that_she_names_for_the_code_goes_before_all_others() -> None:
    meta = [{"id": 1, "key": "code_caisse", "value": "376 0000-000017"}]
    fields = {"global_unique_id": "3760123456789", "meta_data": meta}

    assert product({"ean": "code_caisse"}, **fields).ean == "3760000000017"
    assert product({"ean": "autre"}, **fields).ean == "3760123456789"
    assert product({}, **fields).ean == "3760123456789"


def test_the_window_of_a_sale_is_told_and_dates_left_over_are_not() -> None:
    dates = {
        "date_on_sale_from_gmt": "2027-01-06T07:00:00",
        "date_on_sale_to_gmt": "2027-02-02T22:59:59",
    }

    planned = product({}, sale_price="90", on_sale=False, **dates)
    ended = product({}, sale_price="", on_sale=False, **dates)

    assert planned.sale_price is None
    assert planned.sale_from is not None
    assert planned.sale_to is not None
    assert planned.sale_from.isoformat() == "2027-01-06T07:00:00+00:00"
    assert (ended.sale_from, ended.sale_to) == (None, None)


def test_a_negative_stock_is_told_as_it_is() -> None:
    assert product({}, manage_stock=True, stock_quantity=-3).stock == -3


def test_two_products_with_the_same_code_or_none_both_arrive() -> None:
    twins = [_simple("DOUBLE", "Un"), _simple("DOUBLE", "Deux"), _simple("", "Trois")]
    with Storefront(catalogue=twins, now=lambda: NOW) as front:
        http = HttpClient()
        connector = WooCommerce(ShopAccount(front.url, DEMO_KEY, DEMO_SECRET), http)

        records, _position, _pages = everything(connector.pull_products)
        http.close()

    read = [connector.read_product(each.body) for each in records]
    assert sorted((each.sku, each.name) for each in read) == [
        ("", "Trois"), ("DOUBLE", "Deux"), ("DOUBLE", "Un"),
    ]  # fmt: skip


def _simple(sku: str, name: str) -> DemoProduct:
    return DemoProduct(sku, name, "", Money(100), 2000, 1, "A1-01", 10, "Divers")


@pytest.mark.parametrize("rate_bp", [2000, 1000, 550, 210, 850, 0])
def test_every_cent_survives_a_shop_that_types_prices_without_tax(rate_bp: int) -> None:
    for cents in (*range(1, 400), 999, 12345, 99999):
        written = written_amount(Money(cents), rate_bp)

        assert price_with_tax(written, "prix", rate_bp, taxed=False) == Money(cents)
