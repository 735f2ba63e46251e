"""What every connector owes the desk about articles: all of them, what changed, what is gone."""

import pytest

from merchant_desk.sync.capabilities import Can
from merchant_desk.sync.connector import RawRecord, RecordKind
from merchant_desk.sync.intents import Effect, Outcome, ProductIntent
from merchant_desk.values.money import Money
from tests.connectors.reading import (
    answer_lost,
    article,
    is_explained_refusal,
    levels,
    needs,
    needs_failures,
    outcomes,
    pulled,
    sold,
)
from tests.storefronts.backend import ARTICLES, Backend

NEW = ProductIntent("0193-neuf", "NEU-01", "Panier à sel", Money(1490), 2000, "3760001000050", 3)


def test_every_article_is_understood(backend: Backend) -> None:
    products = sold(backend)

    for each in ARTICLES:
        product = products[each.sku]
        assert product.remote_id == backend.article(each.sku)
        assert (product.price, product.rate_bp) == (Money(each.cents), 2000)
        assert product.ean == each.ean
        assert product.stock in {each.stock, None}
        assert product.sale_price is None
    assert products["SAV-01"].name == article("SAV-01").name
    assert products["CAR-09"].name == article("CAR-09").name


def test_variations_come_with_their_parent_or_as_articles_of_their_own(backend: Backend) -> None:
    products = sold(backend)

    small, medium = products["TAB-S"], products["TAB-M"]
    assert small.parent_remote_id == medium.parent_remote_id
    assert small.remote_id != medium.remote_id
    if small.parent_remote_id:
        assert small.option_text != medium.option_text


def test_receiving_products_again_brings_the_same_versions(backend: Backend) -> None:
    first, _position = pulled(backend.connector.pull_products)
    second, _position = pulled(backend.reopened().pull_products)

    assert {(r.remote_id, r.version) for r in first} == {(r.remote_id, r.version) for r in second}
    assert {each.kind for each in first} == {RecordKind.PRODUCT}


def test_every_article_has_a_level(backend: Backend) -> None:
    found = levels(backend)

    for each in ARTICLES:
        level = found[backend.article(each.sku)]
        assert (level.sku, level.stock) == (each.sku, each.stock)
        assert level.price in {Money(each.cents), None}


def test_the_levels_name_articles_as_the_products_do(backend: Backend) -> None:
    found = levels(backend)

    for each in sold(backend).values():
        assert found[each.remote_id].parent_remote_id == each.parent_remote_id


@pytest.mark.parametrize("sku", ["SAV-01", "TAB-M"])
def test_a_stock_changed_in_the_shop_is_seen_among_the_levels(backend: Backend, sku: str) -> None:
    backend.set_stock(sku, 33)

    assert levels(backend)[backend.article(sku)].stock == 33


@pytest.mark.parametrize("sku", ["SAV-01", "TAB-M"])
def test_a_price_changed_in_the_shop_is_seen(backend: Backend, sku: str) -> None:
    backend.set_price(sku, 750)

    shown = levels(backend)[backend.article(sku)].price
    assert shown in {Money(750), None}
    assert shown or sold(backend)[sku].price == Money(750)


@pytest.mark.parametrize("sku", ["SAV-01", "TAB-M"])
def test_a_stock_that_shows_in_products_comes_with_what_changed(backend: Backend, sku: str) -> None:
    if not backend.connector.capabilities.levels_in_products:
        pytest.skip(f"{backend.connector.title} does not date such a change: levels are swept")
    _records, position = pulled(backend.connector.pull_products)
    backend.forward(60)
    backend.set_stock(sku, 33)

    later, _position = pulled(backend.connector.pull_products, position)

    read = {each.sku: each.stock for each in map(backend.connector.read_product, _bodies(later))}
    assert read[sku] == 33


def _bodies(records: list[RawRecord]) -> list[str]:
    return [each.body for each in records]


def test_an_article_deleted_for_good_is_missing_from_the_levels(backend: Backend) -> None:
    gone = backend.article("CAR-09")
    backend.delete_article("CAR-09")

    found = levels(backend)

    assert gone not in found
    assert backend.article("SAV-01") in found
    assert "CAR-09" not in sold(backend)


def test_a_new_product_is_made_once(backend: Backend) -> None:
    needs(backend, Can.NEW_PRODUCTS)
    assert backend.connector.find_effect(NEW) is Effect.NOT_FOUND

    (made,) = backend.connector.push_products([NEW])
    (again,) = backend.connector.push_products([NEW])

    assert (made.outcome, again.outcome) == (Outcome.DONE, Outcome.ALREADY)
    assert made.remote_id == again.remote_id == backend.article("NEU-01")
    assert backend.connector.find_effect(NEW) is Effect.FOUND
    product = sold(backend)["NEU-01"]
    assert (product.name, product.price) == ("Panier à sel", Money(1490))
    assert (product.rate_bp, product.ean) == (2000, "3760001000050")
    assert levels(backend)[made.remote_id].stock == 3


def test_a_new_product_is_made_once_whatever_is_lost(backend: Backend) -> None:
    needs(backend, Can.NEW_PRODUCTS)
    needs_failures(backend)
    at = 0
    while at < 15 and answer_lost(backend, at, lambda: backend.connector.push_products([NEW])):
        at += 1

    (again,) = backend.connector.push_products([NEW])

    assert again.outcome is Outcome.ALREADY
    records, _position = pulled(backend.connector.pull_products)
    read = [backend.connector.read_product(each.body) for each in records]
    assert [each.remote_id for each in read if each.sku == "NEU-01"] == [again.remote_id]


def test_a_code_that_another_article_has_makes_no_second_one(backend: Backend) -> None:
    needs(backend, Can.NEW_PRODUCTS)
    other = ProductIntent("0193-double", "SAV-01", "Savon", Money(700), 2000)

    results = backend.connector.push_products([other, NEW])

    assert results[0].outcome in {Outcome.REFUSED, Outcome.ALREADY}
    assert results[0].outcome is not Outcome.REFUSED or is_explained_refusal(results[0])
    assert outcomes(results)[1] is Outcome.DONE
    records, _position = pulled(backend.connector.pull_products)
    read = [backend.connector.read_product(each.body) for each in records]
    assert [each.sku for each in read].count("SAV-01") == 1
    assert backend.price("SAV-01") == 690


def test_what_makes_no_products_says_so(backend: Backend) -> None:
    if Can.NEW_PRODUCTS in backend.connector.capabilities.can:
        pytest.skip(f"{backend.connector.title} makes products")

    (result,) = backend.connector.push_products([NEW])

    assert is_explained_refusal(result)
