"""A shop that counts its shelves lowers them itself when a parcel is told to it: never twice."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.values.ids import PlaceId, ProductId
from merchant_desk.values.words import MoveReason, OrderState
from tests.simulator.desk_steps import orders_in
from tests.simulator.world import World, Worlds, second_of

_MAGENTO = 3
SKU = "BOU-02"


@pytest.fixture
def world() -> Iterator[World]:
    """A desk, a WooCommerce shop, and a Magento shop that sells the same stock."""
    worlds = Worlds()
    with worlds.open(_MAGENTO) as opened:
        yield opened
    worlds.close()


def _bin(session: Session) -> tuple[ProductId, PlaceId]:
    row = session.execute(
        select(StockLevel.product_id, StockLevel.place_id)
        .join(Product, Product.id == StockLevel.product_id)
        .where(Product.sku == SKU)
    ).one()
    return row[0], row[1]


def _find(world: World, units: int) -> None:
    """Somebody finds units of the article."""
    product, place = world.desk.read(_bin)
    wanted = Adjustment(product_id=product, place_id=place, reason=MoveReason.FOUND, quantity=units)
    assert world.desk.do(adjust_stock, world.desk.act(), wanted) is not None


def test_a_stock_told_before_its_parcel_is_not_lowered_a_second_time(world: World) -> None:
    shop, desk = world.shops["olive"], world.desk
    shop.order([(SKU, 3)], 0, paid=True)
    desk.exchange("olive")
    shipped = desk.do(ship_orders, desk.act(), desk.read(orders_in, (OrderState.TO_PREPARE,)))
    _find(world, 2)

    world.clock.forward(5)
    desk.exchange("olive")  # the parcel still waits for the number of its label
    before = (shop.stock(SKU), shop.sellable(SKU))
    world.clock.forward(3600)
    desk.exchange("olive")
    after = (shop.stock(SKU), shop.sellable(SKU))
    world.clock.forward(60)
    _find(world, 1)
    told = desk.exchange("olive").pushed

    assert second_of(_MAGENTO) == shop.platform == "magento"
    assert shipped is not None
    assert len(shipped.closed) == 1
    assert before == (12 + 2, 12 + 2 - 3)
    assert after == (12 + 2 - 3, 12 + 2 - 3)
    assert (shop.stock(SKU), told.moved, told.stocks) == (12, 0, 1)
