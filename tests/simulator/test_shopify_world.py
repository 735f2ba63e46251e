"""Shopify beside WooCommerce: by the clock of the world, and one of every five histories."""

from collections import Counter
from collections.abc import Iterator

import pytest

from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.values.words import OrderState
from tests.simulator.desk_steps import orders_in
from tests.simulator.invariants import find_wrong
from tests.simulator.shopify_shop import ShopifyShop
from tests.simulator.world import SECOND, World, Worlds, second_of

_SHOPIFY = 2
SKU = "BOU-02"


@pytest.fixture
def world() -> Iterator[World]:
    """A desk, a WooCommerce shop, and a Shopify shop that sells the same stock."""
    worlds = Worlds()
    with worlds.open(_SHOPIFY) as opened:
        yield opened
    worlds.close()


def test_every_kind_of_shop_has_its_turn_in_five_histories() -> None:
    assert Counter(second_of(seed) for seed in range(5)).keys() == SECOND.keys()


def test_an_order_comes_in_leaves_and_is_told_to_both_shops(world: World) -> None:
    shop, desk = world.shops["olive"], world.desk
    number = shop.order([(SKU, 3)], 0, paid=True)
    assert desk.sync("olive") is not None
    world.clock.forward(60)
    assert desk.sync("lavande") is not None
    shown = (shop.stock(SKU), world.shops["lavande"].stock(SKU))

    shipped = desk.do(ship_orders, desk.act(), desk.read(orders_in, (OrderState.TO_PREPARE,)))
    world.clock.forward(3 * 24 * 3600)  # the token of the first meeting is long over
    assert desk.sync("olive", sweeping=True) is not None
    assert desk.sync("lavande") is not None

    assert second_of(_SHOPIFY) == shop.platform == "shopify"
    assert shown == (12 - 3, 12 - 3)
    assert shipped is not None
    assert len(shipped.closed) == 1
    assert next(each.parcels for each in shop.orders() if each.remote_id == number) == 1
    assert find_wrong(world)[0] == []


def test_what_the_desk_missed_in_shopify_breaks_the_rules(world: World) -> None:
    shop = world.shops["olive"]
    assert isinstance(shop, ShopifyShop)
    shop.order([(SKU, 1)], 0, paid=True)
    shop.fake.goods.by_sku("SAV-01")["levels"].clear()

    broken = {each.rule for each in find_wrong(world)[0]}

    assert {"orders", "levels", "parity"} <= broken
