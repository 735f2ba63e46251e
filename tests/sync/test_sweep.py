"""Looking at everything a shop shows: what no change tells is found only so."""

from datetime import timedelta

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import RefusedError
from merchant_desk.models.exchange import Exchange as ExchangeLog
from merchant_desk.models.product import Product
from merchant_desk.models.shop import ShopProduct
from merchant_desk.values import disagreements
from merchant_desk.values.words import ExchangeKind
from tests.sync.exchange import Exchange


def _link(exchange: Exchange, sku: str) -> ShopProduct:
    product = exchange.product(sku)
    return next(each for each in exchange.all(ShopProduct) if each.product_id == product)


def _price(exchange: Exchange, sku: str) -> int:
    return next(each.price.cents for each in exchange.all(Product) if each.sku == sku)


def _sweep(exchange: Exchange) -> None:
    exchange.clock.forward(seconds=2)
    exchange.storefronts.sync(exchange.shop_id, sweeping=True)


def test_an_article_deleted_for_good_is_marked_as_gone(begun: Exchange) -> None:
    begun.front.delete_product("SAV-01")
    begun.sync()
    assert _link(begun, "SAV-01").gone_at is None, "no change tells of it"

    _sweep(begun)

    assert _link(begun, "SAV-01").gone_at is not None
    assert sum(each.gone_at is not None for each in begun.all(ShopProduct)) == 1


def test_an_order_deleted_for_good_becomes_a_question_and_keeps_its_goods(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    begun.front.delete_order(number)

    _sweep(begun)
    _sweep(begun)

    assert begun.conflicts() == [(disagreements.STATE, "to_prepare", disagreements.DELETED_IN_SHOP)]
    assert begun.promised("SAV-01") == 2


def test_a_stock_that_changed_without_a_trace_is_told_again(begun: Exchange) -> None:
    record = begun.front._sold("SAV-01")
    record["stock_quantity"] = 3  # written straight into the shop's database: nothing is dated
    begun.sync()

    _sweep(begun)
    begun.sync()

    assert begun.front.stock("SAV-01") == 12


def test_the_night_sweeps_once_and_the_log_says_what_each_exchange_cost(begun: Exchange) -> None:
    def spent(kind: ExchangeKind) -> list[int]:
        return [each.requests for each in begun.all(ExchangeLog) if each.kind is kind]

    sweeps = len(spent(ExchangeKind.SWEEP))
    before = len(begun.front.requests)
    begun.sync(hours=1)
    assert spent(ExchangeKind.SYNC)[-1] == len(begun.front.requests) - before
    assert len(spent(ExchangeKind.SWEEP)) == sweeps

    before = len(begun.front.requests)
    begun.sync(hours=20)

    swept = begun.shop().swept_at
    assert swept is not None
    assert begun.clock() - swept < timedelta(minutes=1)
    assert len(spent(ExchangeKind.SWEEP)) == sweeps + 1
    both = spent(ExchangeKind.SYNC)[-1] + spent(ExchangeKind.SWEEP)[-1]
    assert both == len(begun.front.requests) - before
    assert spent(ExchangeKind.SWEEP)[-1] > 0


def test_a_shop_that_lost_most_of_its_articles_stops_the_sweep(begun: Exchange) -> None:
    skus = [str(each["sku"]) for each in begun.front._state.sold() if each["sku"] != "SAV-01"]
    for sku in skus:
        if begun.front._state.by_sku(sku) is not None:  # it went with its parent
            begun.front.delete_product(sku)

    with pytest.raises(RefusedError, match="articles seraient retirés"):
        _sweep(begun)

    assert all(each.gone_at is None for each in begun.all(ShopProduct))
    assert "articles seraient retirés" in begun.shop().problem


def test_a_comparison_says_what_differs_and_repairs_nothing(begun: Exchange) -> None:
    begun.front._sold("SAV-01")["stock_quantity"] = 3
    begun.front._sold("SAV-02")["regular_price"] = "77.00"
    begun.front.delete_product("BOG-01")
    calls = len(begun.front.requests)

    report = begun.storefronts.compare(begun.shop_id)

    assert {each.gap.value: (each.here, each.there) for each in report.differences} == {
        "stock": (12, 3),
        "price": (_price(begun, "SAV-02"), 7700),
        "only_here": (None, None),
    }
    assert not report.agrees
    assert begun.front.stock("SAV-01") == 3
    assert all(each.gone_at is None for each in begun.all(ShopProduct))
    assert all(each.method == "GET" for each in begun.front.requests[calls:])
    assert report.requests == len(begun.front.requests) - calls


def test_a_shop_that_agrees_is_said_to(begun: Exchange) -> None:
    begun.sync()

    assert begun.storefronts.compare(begun.shop_id).agrees
