"""A sweep that is stopped, or overtaken by what customers do while it reads."""

from datetime import timedelta

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import RefusedError
from merchant_desk.models.exchange import Exchange as ExchangeLog
from merchant_desk.models.shop import ShopProduct
from merchant_desk.queries.shops import shops
from merchant_desk.values.words import ExchangeKind
from tests.sync.exchange import Exchange

OPENING = 12


def _lose_most_articles(exchange: Exchange) -> None:
    front = exchange.front
    for sku in [str(each["sku"]) for each in front._state.sold()]:
        if sku != "SAV-01" and front._state.by_sku(sku) is not None:  # it went with its parent
            front.delete_product(sku)


def _sweeps(exchange: Exchange) -> list[ExchangeLog]:
    return [each for each in exchange.all(ExchangeLog) if each.kind is ExchangeKind.SWEEP]


def test_a_sweep_that_stopped_keeps_no_stock_from_the_shop(begun: Exchange) -> None:
    _lose_most_articles(begun)
    begun.adjust("SAV-01", -5)

    with pytest.raises(RefusedError, match="articles seraient retirés"):
        begun.sync(hours=21)

    assert begun.front.stock("SAV-01") == OPENING - 5
    assert "articles seraient retirés" in begun.shop().problem


def test_a_sweep_that_stopped_reads_everything_again_in_an_hour_not_at_once(
    begun: Exchange,
) -> None:
    _lose_most_articles(begun)
    before = len(_sweeps(begun))
    with pytest.raises(RefusedError):
        begun.sync(hours=21)

    begun.sync(minutes=5)
    after_five_minutes = len(_sweeps(begun))
    with pytest.raises(RefusedError):
        begun.sync(minutes=56)

    assert after_five_minutes == before + 1
    assert [bool(each.problem) for each in _sweeps(begun)[before:]] == [True, True]


def test_articles_that_went_together_are_marked_once_a_person_says_so(begun: Exchange) -> None:
    _lose_most_articles(begun)
    with pytest.raises(RefusedError):
        begun.sync(hours=21)
    asked = begun.lanes.read(shops).result()[0].asks_about_cancellations

    begun.clock.forward(minutes=1)
    begun.storefronts.sync(begun.shop_id, even_mass_cancellation=True)

    assert asked
    assert [each.gone_at is None for each in begun.all(ShopProduct)].count(True) == 1
    assert begun.shop().problem == ""


def test_an_order_placed_while_the_articles_are_swept_is_fetched_before_stock_is_written(
    begun: Exchange,
) -> None:
    """What the sweep saw of the stock is newer than the orders: writing it over would oversell."""
    begun.adjust("SAV-01", 5)
    placed: list[str] = []

    def customer_orders(_tables: frozenset[str]) -> None:
        if begun.shop().last_pull_at == begun.clock() and not placed:
            placed.append(begun.place(DemoItem("SAV-01", 3)))

    begun.lanes.after_write(customer_orders)
    begun.clock.forward(seconds=2)
    begun.storefronts.sync(begun.shop_id, sweeping=True)

    assert begun.front.stock("SAV-01") == OPENING + 5 - 3
    assert begun.promised("SAV-01") == 3


def test_a_clock_that_ran_ahead_does_not_end_the_sweeps(begun: Exchange) -> None:
    begun.change_shop(swept_at=begun.clock() + timedelta(days=700))
    before = len(_sweeps(begun))

    begun.sync(hours=2)

    assert len(_sweeps(begun)) == before + 1
