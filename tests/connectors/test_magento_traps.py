"""What a Magento shop does that would cost a merchant money, and the connector survives."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from merchant_desk.sync.intents import (
    Outcome,
    PriceIntent,
    ShipIntent,
    ShipLine,
    StockIntent,
)
from merchant_desk.values.money import Money
from tests.connectors.reading import goods, levels, order_now, pulled, sold
from tests.storefronts.magento import MagentoShop
from tests.storefronts.magento_backend import MagentoBackend, opened

WINTER_END = datetime(2026, 12, 24, 23, 0, tzinfo=UTC)  # midnight of the 24th in Paris


@pytest.fixture
def backend() -> Iterator[MagentoBackend]:
    with opened(MagentoShop(), ean="ean") as running:
        yield running


def _stock(backend: MagentoBackend, sku: str, wanted: int) -> StockIntent:
    return StockIntent(backend.article(sku), "", wanted, None, sku)


def test_a_stock_is_never_written_for_a_code_that_is_not_there(backend: MagentoBackend) -> None:
    gone = _stock(backend, "CAR-09", 3)
    backend.delete_article("CAR-09")

    (result,) = backend.connector.push_stock([gone])

    assert result.outcome is Outcome.REFUSED
    assert "CAR-09" not in [each["sku"] for each in backend.shop.goods.sources]


def test_a_code_changed_in_the_shop_is_followed_by_the_id(backend: MagentoBackend) -> None:
    intent = _stock(backend, "CAR-09", 3)
    backend.shop.goods.by_sku("CAR-09")["sku"] = "CAR/09, A5"
    backend.shop.goods.sources = [
        {**each, "sku": "CAR/09, A5"} if each["sku"] == "CAR-09" else each
        for each in backend.shop.goods.sources
    ]

    (result,) = backend.connector.push_stock([intent])

    assert result.outcome is Outcome.DONE
    assert backend.stock("CAR/09, A5") == 3
    assert levels(backend)[intent.product_remote_id].stock == 3


def test_orders_that_wait_are_part_of_what_lies_on_the_shelf(backend: MagentoBackend) -> None:
    order = backend.order(("SAV-01", 2))
    (result,) = backend.connector.push_stock([_stock(backend, "SAV-01", 40)])
    line = goods(order_now(backend, order), "SAV-01").remote_id
    shipment = ShipIntent(order, "colis", lines=(ShipLine(line, 2),))

    backend.connector.push_shipment(shipment)

    assert result.outcome is Outcome.ALREADY
    assert backend.stock("SAV-01") == 38


def test_an_article_taken_off_sale_by_hand_stays_off_sale(backend: MagentoBackend) -> None:
    shop = backend.shop.goods
    shop.set_source("SAV-01", "default", Decimal(40), 0)
    shop.set_source("BOU-02", "default", Decimal(0), 0)

    backend.connector.push_stock([_stock(backend, "SAV-01", 30), _stock(backend, "BOU-02", 5)])

    status = {each["sku"]: each["status"] for each in shop.sources}
    assert (status["SAV-01"], status["BOU-02"]) == (0, 1)


def test_a_stock_in_fractions_is_left_alone(backend: MagentoBackend) -> None:
    backend.shop.goods.set_source("SAV-01", "default", Decimal("2.5"), 1)

    (result,) = backend.connector.push_stock([_stock(backend, "SAV-01", 3)])

    assert (result.outcome, backend.shop.goods.held("SAV-01")) == (Outcome.REFUSED, Decimal("2.5"))


def test_the_stock_of_the_chosen_source_is_read_and_written_alone() -> None:
    shop = MagentoShop()
    shop.goods.source_codes.add("boutique")
    shop.goods.set_source("SAV-01", "boutique", Decimal(4), 1)
    with opened(shop, location="boutique") as backend:
        number = backend.article("SAV-01")
        before = levels(backend)[number].stock
        (result,) = backend.connector.push_stock([StockIntent(number, "", 3, 4)])
        order = backend.order(("SAV-01", 1))
        backend.connector.push_shipment(ShipIntent(order, "colis"))

        assert [each.remote_id for each in backend.connector.probe().locations] == [
            "boutique",
            "default",
        ]
    assert (before, result.outcome) == (4, Outcome.DONE)
    assert [int(shop.goods.held("SAV-01", each)) for each in ("boutique", "default")] == [2, 40]


def test_a_list_with_one_bad_row_is_written_without_it(backend: MagentoBackend) -> None:
    backend.shop.goods.source_codes.clear()  # the source was deleted meanwhile

    results = backend.connector.push_stock(
        [_stock(backend, "SAV-01", 30), _stock(backend, "BOU-02", 5)]
    )

    assert [each.outcome for each in results] == [Outcome.REFUSED, Outcome.REFUSED]
    assert "does not exist" in results[0].reason


def test_negative_stock_is_told_as_it_is_and_can_be_righted(backend: MagentoBackend) -> None:
    backend.set_stock("SAV-01", -3)

    assert levels(backend)[backend.article("SAV-01")].stock == -3
    (result,) = backend.connector.push_stock([StockIntent(backend.article("SAV-01"), "", 2, -3)])
    assert (result.outcome, backend.stock("SAV-01")) == (Outcome.DONE, 2)


def test_a_sale_ends_with_its_last_day_in_the_time_of_the_shop(backend: MagentoBackend) -> None:
    begin = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)
    intent = PriceIntent(
        backend.article("SAV-01"), "", Money(690), 2000, Money(590), begin, WINTER_END
    )

    backend.connector.push_prices([intent])

    sale = backend.shop.goods.special("SAV-01")
    assert sale is not None
    assert (sale["price_from"], sale["price_to"]) == ("2026-11-27 00:00:00", "2026-12-24 00:00:00")
    assert sold(backend)["SAV-01"].sale_price is None  # not yet
    backend.shop.at = begin + timedelta(hours=1)
    product = sold(backend)["SAV-01"]
    assert (product.sale_price, product.sale_from, product.sale_to) == (
        Money(590), begin, WINTER_END,
    )  # fmt: skip
    assert levels(backend)[backend.article("SAV-01")].sale_price == Money(590)
    backend.shop.at = WINTER_END + timedelta(seconds=1)
    assert sold(backend)["SAV-01"].sale_price is None


@pytest.mark.parametrize(
    ("night", "shown"),
    [
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), "2026-03-29 00:00:00"),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), "2026-10-25 00:00:00"),
    ],
)
def test_a_sale_that_begins_in_a_night_of_the_clock_change_begins_at_midnight(
    backend: MagentoBackend, night: datetime, shown: str
) -> None:
    intent = PriceIntent(
        backend.article("SAV-01"),
        "",
        Money(690),
        2000,
        Money(590),
        night,
        night + timedelta(days=2),
    )

    backend.connector.push_prices([intent])

    sale = backend.shop.goods.special("SAV-01")
    assert sale is not None
    assert sale["price_from"] == shown


def test_the_price_before_a_reduction_goes_into_the_field_she_chose() -> None:
    with opened(MagentoShop(), prior_price="custom_prior") as backend:
        now, goods_ = backend.now(), backend.shop.goods
        intent = PriceIntent(
            backend.article("SAV-01"), "", Money(690), 2000, Money(590), now,
            now + timedelta(days=3), prior_price=Money(650),
        )  # fmt: skip
        first = backend.connector.push_prices([intent])
        puts = [each for each in backend.server.calls if each[0] == "PUT"]
        backend.connector.push_prices([intent])
        again = [each for each in backend.server.calls if each[0] == "PUT"]

        assert first[0].outcome is Outcome.DONE
        assert goods_.attribute(goods_.by_sku("SAV-01"), "custom_prior") == "6.50"
        assert len(puts) == len(again) == 1


def test_variations_bear_the_name_of_their_parent_and_what_was_chosen(
    backend: MagentoBackend,
) -> None:
    products = sold(backend)

    assert (products["TAB-S"].name, products["TAB-S"].option_text) == (
        "Tablier en lin",
        "Taille\u00a0: S",
    )
    assert products["TAB-S"].categories == ("Maison",)
    backend.forward(600)
    _records, position = pulled(backend.connector.pull_products)
    backend.forward(600)
    backend.shop.goods.save(backend.shop.goods.by_sku("TAB"), {"name": "Tablier de cuisine"})
    later, _position = pulled(backend.connector.pull_products, position)
    read = [backend.connector.read_product(each.body) for each in later]
    assert {each.name for each in read if each.parent_remote_id} == {"Tablier de cuisine"}


def test_three_hundred_variations_come_with_one_question_for_all(backend: MagentoBackend) -> None:
    shop = backend.shop.goods
    parent = shop.by_sku("TAB")
    links = parent["extension_attributes"]["configurable_product_links"]
    for each in range(300):
        links.append(shop.add({"sku": f"TAB-{each:03d}", "name": "Tablier", "price": 30})["id"])
    _records, position = pulled(backend.reopened().pull_products)
    backend.forward(600)
    shop.save(parent, {"name": "Tablier neuf"})
    before = backend.spent()

    later, _position = pulled(backend.connector.pull_products, position)

    read = [backend.connector.read_product(each.body) for each in later]
    assert len({each.remote_id for each in read if each.parent_remote_id}) == 302
    assert backend.spent() - before < 25


def test_a_sweep_of_the_levels_spends_two_questions_for_two_hundred(
    backend: MagentoBackend,
) -> None:
    for each in range(600):
        backend.shop.goods.add({"sku": f"ART-{each:04d}", "name": "Article", "price": 3})
    levels(backend)
    before = backend.spent()

    found = levels(backend)

    assert len(found) == 605
    assert (backend.spent() - before) / len(found) < 0.06
