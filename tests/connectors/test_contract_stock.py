"""What every connector owes the desk when it writes stock and prices: compare, write, tell each."""

from datetime import timedelta

import pytest

from merchant_desk.sync.capabilities import Can, SaleWindow
from merchant_desk.sync.intents import Effect, Outcome, PriceIntent, StockIntent
from merchant_desk.values.money import Money
from tests.connectors.reading import (
    NEVER_WAS,
    answer_lost,
    is_explained_refusal,
    levels,
    needs,
    needs_failures,
    outcomes,
    sold,
)
from tests.storefronts.backend import Backend


def _stock(backend: Backend, sku: str, wanted: int, expected: int | None) -> StockIntent:
    product = sold(backend)[sku]
    return StockIntent(product.remote_id, product.parent_remote_id, wanted, expected, sku)


def _price(backend: Backend, sku: str, cents: int, sale: int | None = None) -> PriceIntent:
    product, now = sold(backend)[sku], backend.now()
    return PriceIntent(
        product.remote_id,
        product.parent_remote_id,
        Money(cents),
        2000,
        None if sale is None else Money(sale),
        None if sale is None else now - timedelta(days=1),
        None if sale is None else now + timedelta(days=1),
        sku=sku,
    )


@pytest.mark.parametrize("sku", ["SAV-01", "TAB-S"])
def test_a_stock_is_written_when_the_shop_shows_what_was_expected(
    backend: Backend, sku: str
) -> None:
    needs(backend, Can.STOCK)
    level = backend.stock(sku)
    intent = _stock(backend, sku, level - 2, level)
    assert backend.connector.find_effect(intent) is Effect.NOT_FOUND

    first = backend.connector.push_stock([intent])
    again = backend.connector.push_stock([intent])

    assert (outcomes(first), outcomes(again)) == ([Outcome.DONE], [Outcome.ALREADY])
    assert backend.stock(sku) == level - 2
    assert levels(backend)[intent.product_remote_id].stock == level - 2
    assert backend.connector.find_effect(intent) is Effect.FOUND


def test_a_stock_that_moved_meanwhile_is_left_and_told(backend: Backend) -> None:
    needs(backend, Can.STOCK)
    intents = [_stock(backend, "SAV-01", 99, 40), _stock(backend, "BOU-02", 9, 12)]
    backend.set_stock("SAV-01", 37)

    results = backend.connector.push_stock(intents)

    assert outcomes(results) == [Outcome.MOVED, Outcome.DONE]
    assert results[0].remote_value == 37
    assert (backend.stock("SAV-01"), backend.stock("BOU-02")) == (37, 9)


def test_a_stock_written_whatever_the_shop_shows(backend: Backend) -> None:
    needs(backend, Can.STOCK)
    backend.set_stock("SAV-01", 37)

    results = backend.connector.push_stock([_stock(backend, "SAV-01", 0, None)])

    assert outcomes(results) == [Outcome.DONE]
    assert backend.stock("SAV-01") == 0


def test_one_bad_item_does_not_stop_the_others(backend: Backend) -> None:
    needs(backend, Can.STOCK)
    intents = [
        StockIntent(NEVER_WAS, "", 1, None, "RIEN"),
        _stock(backend, "CAR-09", 3, None),
        _stock(backend, "TAB-M", 4, None),
        _stock(backend, "SAV-01", 5, None),
    ]
    backend.delete_article("CAR-09")

    results = backend.connector.push_stock(intents)

    assert [each.subject for each in results] == [each.product_remote_id for each in intents]
    assert outcomes(results)[2:] == [Outcome.DONE, Outcome.DONE]
    assert all(is_explained_refusal(each) for each in results[:2])
    assert (backend.stock("TAB-M"), backend.stock("SAV-01")) == (4, 5)


def test_nothing_to_write_costs_nothing(backend: Backend) -> None:
    before = backend.http.spent

    assert backend.connector.push_stock([]) == []
    assert backend.connector.push_prices([]) == []
    assert backend.connector.push_products([]) == []
    assert backend.http.spent == before


def test_a_stock_whose_answer_was_lost_is_found_and_written_once(backend: Backend) -> None:
    needs(backend, Can.STOCK)
    needs_failures(backend)
    expected, at, lost = backend.stock("SAV-01"), 0, True
    while lost and at < 15:
        intent = _stock(backend, "SAV-01", expected - 1, expected)
        lost = answer_lost(backend, at, lambda: backend.connector.push_stock([intent]))  # noqa: B023 - called at once

        written = backend.stock("SAV-01") == intent.wanted
        assert backend.connector.find_effect(intent) is _effect(found=written)
        assert outcomes(backend.connector.push_stock([intent])) == [
            Outcome.ALREADY if written else Outcome.DONE
        ]
        assert backend.stock("SAV-01") == intent.wanted
        expected, at = intent.wanted, at + 1
    assert not lost


def _effect(*, found: bool) -> Effect:
    return Effect.FOUND if found else Effect.NOT_FOUND


@pytest.mark.parametrize("sku", ["SAV-01", "TAB-S"])
def test_a_price_is_written_and_looked_up(backend: Backend, sku: str) -> None:
    needs(backend, Can.PRICES)
    intent = _price(backend, sku, 650)
    assert backend.connector.find_effect(intent) is Effect.NOT_FOUND

    results = backend.connector.push_prices([intent])

    assert outcomes(results) == [Outcome.DONE]
    assert backend.price(sku) == 650
    assert sold(backend)[sku].price == Money(650)
    assert backend.connector.find_effect(intent) is Effect.FOUND


def test_every_cent_survives_the_way_to_the_shop_and_back(backend: Backend) -> None:
    needs(backend, Can.PRICES)
    cents = (1, 333, 997, 1001, 9999, 123457)

    for each in cents:
        backend.connector.push_prices([_price(backend, "SAV-01", each)])
        assert backend.price("SAV-01") == each
        assert sold(backend)["SAV-01"].price == Money(each)


def test_one_bad_price_does_not_stop_the_others(backend: Backend) -> None:
    needs(backend, Can.PRICES)
    intents = [
        PriceIntent(NEVER_WAS, "", Money(500), 2000, sku="RIEN"),
        _price(backend, "CAR-09", 1300),
        _price(backend, "SAV-01", 700),
    ]
    backend.delete_article("CAR-09")

    results = backend.connector.push_prices(intents)

    assert all(is_explained_refusal(each) for each in results[:2])
    assert outcomes(results)[2] is Outcome.DONE
    assert backend.price("SAV-01") == 700


def test_a_sale_begins_and_ends_and_leaves_the_price(backend: Backend) -> None:
    needs(backend, Can.PRICES)
    if backend.connector.capabilities.sale_window is SaleWindow.NONE:
        pytest.skip(f"{backend.connector.title} has no dated sale")

    begun = backend.connector.push_prices([_price(backend, "SAV-01", 690, sale=590)])
    on_sale = sold(backend)["SAV-01"]
    ended = backend.connector.push_prices([_price(backend, "SAV-01", 690)])
    after = sold(backend)["SAV-01"]

    assert begun[0].outcome is ended[0].outcome is Outcome.DONE
    assert (on_sale.price, on_sale.sale_price) == (Money(690), Money(590))
    assert (after.price, after.sale_price) == (Money(690), None)
    assert backend.price("SAV-01") == 690


def test_a_sale_of_the_shop_is_left_when_the_desk_decides_the_price_only(backend: Backend) -> None:
    needs(backend, Can.PRICES)
    if backend.connector.capabilities.sale_window is SaleWindow.NONE:
        pytest.skip(f"{backend.connector.title} has no dated sale")
    backend.connector.push_prices([_price(backend, "SAV-01", 690, sale=590)])
    product = sold(backend)["SAV-01"]
    intent = PriceIntent(product.remote_id, product.parent_remote_id, Money(650), 2000,
                         keeps_sale=True)  # fmt: skip

    backend.connector.push_prices([intent])

    kept = sold(backend)["SAV-01"]
    assert (kept.price, kept.sale_price) == (Money(650), Money(590))


def test_what_writes_no_stock_or_price_says_so(backend: Backend) -> None:
    can = backend.connector.capabilities.can
    if {Can.STOCK, Can.PRICES} <= can:
        pytest.skip(f"{backend.connector.title} writes both")
    results = []
    if Can.STOCK not in can:
        results += backend.connector.push_stock([_stock(backend, "SAV-01", 1, None)])
    if Can.PRICES not in can:
        results += backend.connector.push_prices([_price(backend, "SAV-01", 100)])

    assert results
    assert all(is_explained_refusal(each) for each in results)
