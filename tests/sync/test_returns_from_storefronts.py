"""A return asked for on a storefront, from its server to the desk, over real HTTP."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from merchant_desk.connectors.shopify.connector import Shopify
from merchant_desk.database.database import Database
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import AnnouncedBy, ReturnState
from merchant_desk.values.ids import OrderId
from merchant_desk.values.money import Money
from tests.operations.returns_desk import SOAP, ReturnsDesk, returns_desk
from tests.storefronts.shopify import ShopifyShop
from tests.storefronts.shopify_backend import ShopifyBackend, opened

SKU = "SAV-01"


@pytest.fixture
def shop() -> Iterator[ShopifyBackend]:
    with opened(ShopifyShop()) as running:
        yield running


@pytest.fixture
def room(database: Database, gesture: Gesture) -> Iterator[ReturnsDesk]:
    with database.write() as session:
        room = returns_desk(session, gesture)
        session.get_one(Product, room.desk.products[SOAP]).sku = SKU
        session.flush()
        yield room


def _told(shop: ShopifyBackend, room: ReturnsDesk, number: str) -> OrderId:
    """Let the desk hear what the shop says of an order now."""
    assert isinstance(shop.connector, Shopify)
    record = shop.connector.fetch_order(number)
    assert record is not None
    order = shop.connector.read_order(record.body)
    return accept_order(room.session, room.gesture, room.desk.shop, order).order_id


def test_a_return_asked_for_waits_here_and_is_taken_once(
    shop: ShopifyBackend, room: ReturnsDesk
) -> None:
    # given an order that left, of which a customer asks to send one unit back
    number = shop.order((SKU, 2))
    order = _told(shop, room, number)
    room.desk.ship(order)
    shop.forward(60)
    shop.ask_return(number, (SKU, 1, "too-tight"))

    # when the shop tells it twice
    _told(shop, room, number)
    _told(shop, room, number)

    # then one return waits, with its reason
    returned = room.session.scalars(select(Return)).one()
    line = room.session.scalars(select(ReturnLine)).one()
    assert (returned.state, returned.announced_by) == (
        ReturnState.DECLARED,
        AnnouncedBy.STOREFRONT,
    )
    assert (line.expected, line.reason) == (1, "too_small")
    assert room.session.get_one(Order, order).number.endswith("1001")

    # and the unit that comes back settles it
    stock = room.level()
    done = room.take(order, room.item())
    assert (done.return_id, done.settled) == (returned.id, True)
    assert room.level() == stock + 1
    assert done.credited > Money(0)


def test_a_return_declined_there_is_waited_for_no_longer(
    shop: ShopifyBackend, room: ReturnsDesk
) -> None:
    number = shop.order((SKU, 1))
    order = _told(shop, room, number)
    room.desk.ship(order)
    shop.forward(60)
    shop.ask_return(number, (SKU, 1, "other"))
    _told(shop, room, number)
    shop.forward(60)

    shop.settle_return(number, "DECLINED")
    _told(shop, room, number)

    assert room.session.scalars(select(Return.state)).one() is ReturnState.CANCELLED
