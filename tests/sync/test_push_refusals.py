"""What a shop does not take: it is shown with its reason, and nothing else waits behind it."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import CancelledError
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage, ShopProduct
from merchant_desk.operations.queue_message import queue_event, queue_state
from merchant_desk.sync.progress import Silent
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId, ProductId, ShopId, id_text, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.words import MessageState
from tests.sync.exchange import Exchange


def _states(exchange: Exchange, kind: str) -> list[MessageState]:
    return [each.state for each in exchange.messages() if each.kind == kind]


def _reprice(session: Session, gesture: Gesture, product_id: ProductId, cents: int) -> None:
    session.execute(update(Product).where(Product.id == product_id).values(price=Money(cents)))
    queue_state(session, gesture, "price", [product_id])


def _price(exchange: Exchange, sku: str, cents: int) -> None:
    product = exchange.product(sku)
    exchange.clock.forward(seconds=1)
    exchange.lanes.write(_reprice, exchange.act(), product, cents).result()


def _delete_for_good(exchange: Exchange, sku: str) -> None:
    """The shop deletes an article past its trash: no exchange is told."""
    number = exchange.front.product(sku)["id"]
    with exchange.front._state.lock:
        del exchange.front._state.products[number]


def test_the_price_of_an_article_deleted_for_good_is_refused_with_its_reason(
    begun: Exchange,
) -> None:
    _price(begun, "SAV-01", 300)
    _price(begun, "SAV-02", 777)
    _delete_for_good(begun, "SAV-01")

    synced = begun.sync()

    assert (synced.pushed.prices, synced.pushed.parked) == (1, 1)
    parked = [each for each in begun.messages() if each.state is MessageState.PARKED]
    assert [each.subject for each in parked] == [id_text(begun.product("SAV-01"))]
    assert all(each.problem and each.advice for each in parked)
    assert begun.front.product("SAV-02")["regular_price"] == "7.77"
    assert begun.shop().problem == ""


def test_the_stock_of_an_article_deleted_for_good_is_refused_and_the_others_are_told(
    begun: Exchange,
) -> None:
    begun.adjust("SAV-01", 5)
    begun.adjust("SAV-02", 5)
    before = begun.front.stock("SAV-02") or 0
    _delete_for_good(begun, "SAV-01")

    synced = begun.sync()
    begun.sync()

    assert (synced.pushed.stocks, synced.pushed.parked) == (1, 1)
    assert begun.front.stock("SAV-02") == before + 5
    assert _states(begun, "stock").count(MessageState.PARKED) == 1


def test_a_price_of_an_article_in_the_trash_is_told_to_nobody(begun: Exchange) -> None:
    _price(begun, "SAV-01", 300)
    begun.front.trash_product("SAV-01")

    synced = begun.sync()

    assert synced.pushed.prices == 0
    assert _states(begun, "price") == [MessageState.DROPPED]


def _tell_of(session: Session, gesture: Gesture, shop_id: ShopId, parcel_id: ParcelId) -> None:
    queue_event(session, gesture, "shipped", shop_id, parcel_id)


def test_a_parcel_that_is_not_there_any_more_blocks_no_other(begun: Exchange) -> None:
    begun.lanes.write(_tell_of, begun.act(), begun.shop_id, ParcelId(new_id())).result()
    number = begun.place(DemoItem("SAV-01"))
    begun.sync()
    closed = begun.pack(number, "SAV-01")
    begun.track(closed.parcel_id, "6A12345678901")

    synced = begun.sync()

    assert synced.pushed.shipments == 1
    assert _states(begun, "shipped") == [MessageState.SENT, MessageState.SENT]
    assert begun.front.order(number)["status"] == "completed"


def test_a_parcel_of_an_order_the_shop_never_numbered_is_told_to_nobody(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01"))
    begun.sync()
    closed = begun.pack(number, "SAV-01")
    begun.track(closed.parcel_id, "6A12345678901")
    with begun.lanes.database.write() as session:
        session.execute(update(Order).values(remote_id=None))

    synced = begun.sync()

    assert synced.pushed.shipments == 0
    assert begun.front.order(number)["status"] == "processing"


def test_a_stopped_exchange_receives_nothing_and_says_no_trouble(exchange: Exchange) -> None:
    exchange.place(DemoItem("SAV-01"))
    silent = Silent()
    silent.report(0, None, "Commandes reçues")
    silent.check_cancelled()
    silent.stop()

    with pytest.raises(CancelledError):
        exchange.storefronts.sync(exchange.shop_id, silent)

    assert exchange.records() == []
    assert exchange.all(OutboxMessage) == []
    assert exchange.all(ShopProduct) == []
    assert exchange.shop().problem == ""
