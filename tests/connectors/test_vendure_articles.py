"""Articles, levels and prices of a real Vendure: what a connector must survive."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from merchant_desk.sync.connector import RawRecord
from merchant_desk.sync.intents import Outcome, PriceIntent, ProductIntent
from merchant_desk.values.money import Money
from tests.connectors.reading import levels, pulled, sold
from tests.storefronts.vendure.seed import CATEGORY, make_family, make_product
from tests.storefronts.vendure_backend import VendureBackend

pytestmark = [pytest.mark.vendure, pytest.mark.timeout(900)]


def test_a_product_renamed_brings_its_articles(vendure: VendureBackend) -> None:
    _records, position = pulled(vendure.connector.pull_products)
    vendure.forward(2)
    product = sold(vendure)["TAB-S"].parent_remote_id
    vendure.admin.ask(
        """mutation ($id: ID!) { updateProduct(input: {id: $id,
             translations: [{languageCode: en, name: "Tablier brodé"}]}) { id } }""",
        id=product,
    )

    records, _position = pulled(vendure.connector.pull_products, position)

    read = {each.sku: each.name for each in map(vendure.connector.read_product, _bodies(records))}
    assert (read["TAB-S"], read["TAB-M"]) == ("Tablier brodé", "Tablier brodé")


def _bodies(records: list[RawRecord]) -> list[str]:
    return [each.body for each in records]


def test_articles_with_the_same_code_or_none_all_come(vendure: VendureBackend) -> None:
    made = [{"sku": sku, "price": 100, "taxCategoryId": CATEGORY, "stockOnHand": -3,
             "translations": [{"languageCode": "en", "name": "Lot"}]}
            for sku in ("DOUBLE",)]  # fmt: skip
    for slug in ("un", "deux"):
        make_product(vendure.admin, "Lot", slug, made)
    make_product(vendure.admin, "Sans code", "sans", [{**made[0], "sku": ""}])

    records, _position = pulled(vendure.connector.pull_products)
    read = [vendure.connector.read_product(each.body) for each in records]

    assert [each.sku for each in read].count("DOUBLE") == 2
    assert [each.sku for each in read].count("") == 1
    assert {level.stock for level in levels(vendure).values() if level.sku == "DOUBLE"} == {-3}


def test_more_variations_than_a_page_holds_come_whole(vendure: VendureBackend) -> None:
    sizes = {
        str(each): {
            "sku": f"FIL-{each:03}",
            "price": 100 + each,
            "taxCategoryId": CATEGORY,
            "translations": [{"languageCode": "en", "name": f"Fil {each}"}],
        }
        for each in range(110)
    }
    make_family(vendure.admin, "Fil", "fil", sizes)

    records, _position = pulled(vendure.connector.pull_products)

    assert len({each.remote_id for each in records}) == 115
    assert len(levels(vendure)) == 115


def test_an_article_is_not_made_at_a_rate_the_shop_does_not_have(vendure: VendureBackend) -> None:
    intent = ProductIntent("0193", "NEU-02", "Livre", Money(1000), 210)

    (result,) = vendure.connector.push_products([intent])

    assert result.outcome is Outcome.REFUSED
    assert "2,1" in result.reason


@contextmanager
def _typed_without_tax(vendure: VendureBackend) -> Iterator[None]:
    """The shop's owner types prices without tax; she changes her mind at the end."""
    change = """mutation ($gross: Boolean!) {
      updateChannel(input: {id: "1", pricesIncludeTax: $gross}) { __typename } }"""
    vendure.admin.ask(change, gross=False)
    try:
        yield
    finally:
        vendure.admin.ask(change, gross=True)


def test_prices_typed_without_tax_are_read_and_written_with_it(vendure: VendureBackend) -> None:
    with _typed_without_tax(vendure):
        product = sold(vendure)["SAV-01"]
        written = []
        for cents in (1200, 1999, 1998):
            intent = PriceIntent(product.remote_id, product.parent_remote_id, Money(cents), 2000)
            (result,) = vendure.connector.push_prices([intent])
            written.append((result.outcome, vendure.price("SAV-01")))

        assert product.price == Money(690 * 120 // 100)
        assert written == [(Outcome.DONE, 1200), (Outcome.DONE, 1999), (Outcome.DONE, 1998)]
        assert not vendure.connector.probe().prices_include_tax


def test_a_price_that_no_price_without_tax_makes_is_refused(vendure: VendureBackend) -> None:
    with _typed_without_tax(vendure):
        product = sold(vendure)["SAV-01"]
        intents = [
            PriceIntent(product.remote_id, product.parent_remote_id, Money(cents), 2000)
            for cents in range(1, 13)
        ]

        refused = [
            intent.price.cents
            for intent in intents
            if vendure.connector.push_prices([intent])[0].outcome is Outcome.REFUSED
        ]

        assert refused == [3, 9]
