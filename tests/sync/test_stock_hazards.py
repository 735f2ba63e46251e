"""What would have a shop sell what nobody has, or keep it from hearing so."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.demo.orders import DemoItem
from merchant_desk.demo.shop_answers import Answer
from merchant_desk.demo.shop_keys import Call
from merchant_desk.errors import UnavailableError
from merchant_desk.models.product import Product
from merchant_desk.models.shop import OutboxMessage, ShopProduct
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.decide_masters import decide_masters
from merchant_desk.operations.note_levels import note_gone, note_levels
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.save_shop_settings import save_shop_settings
from merchant_desk.sync.capabilities import StockMeaning
from merchant_desk.sync.stock_telling import wanted_stock
from merchant_desk.values.money import Money
from merchant_desk.values.remote import RemoteLevel, RemoteState
from merchant_desk.values.shop_access import Masters
from merchant_desk.values.shop_settings import ShopSettings
from merchant_desk.values.words import Master, MessageState
from tests.sync.exchange import Exchange

OPENING = 12
DESK = Masters(Master.DESK, Master.DESK)
SHOP = Masters(Master.SHOP, Master.SHOP)


def _link(exchange: Exchange, sku: str) -> ShopProduct:
    product = exchange.product(sku)
    return next(each for each in exchange.all(ShopProduct) if each.product_id == product)


def _waiting(exchange: Exchange, kind: str) -> list[OutboxMessage]:
    return [
        each
        for each in exchange.messages()
        if each.kind == kind and each.state is MessageState.WAITING
    ]


def _break(monkeypatch: pytest.MonkeyPatch, exchange: Exchange, method: str, part: str) -> None:
    """Have the shop cut the line whenever this is asked."""
    routes = exchange.front._routes
    answer = routes.answer

    def cut(call: Call, body: object) -> Answer:
        if call.method == method and part in call.path:
            raise ConnectionResetError
        return answer(call, body)

    monkeypatch.setattr(routes, "answer", cut)


def test_stock_is_told_although_shipments_do_not_get_through(
    begun: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = begun.place(DemoItem("SAV-02"))
    begun.sync()
    begun.track(begun.pack(number, "SAV-02").parcel_id, "6A12345678901")
    begun.adjust("SAV-01", -5)
    _break(monkeypatch, begun, "PUT", f"/orders/{number}")

    with pytest.raises(UnavailableError):
        begun.sync()

    assert begun.front.stock("SAV-01") == OPENING - 5
    assert [each.attempts for each in _waiting(begun, "shipped")] == [1]
    assert begun.shop().problem != ""


def test_an_article_that_is_back_in_the_shop_is_told_what_was_sold_meanwhile(
    begun: Exchange,
) -> None:
    """The shop shows the number it showed before: nothing but its return tells of it."""
    link = _link(begun, "SAV-01")
    begun.lanes.write(note_gone, begun.act(), begun.shop_id, [link.remote_id]).result()
    begun.adjust("SAV-01", -OPENING)

    begun.sync()
    shown_while_gone = begun.front.stock("SAV-01")
    level = RemoteLevel(link.remote_id, "", "SAV-01", stock=OPENING, price=link.price_seen)
    begun.lanes.write(note_levels, begun.act(), begun.shop_id, [level]).result()
    begun.sync()

    assert shown_while_gone == OPENING
    assert begun.front.stock("SAV-01") == 0


def test_nothing_is_told_any_more_once_the_shop_decides(begun: Exchange) -> None:
    begun.adjust("SAV-01", 5)
    begun.lanes.write(decide_masters, begun.act(), begun.shop_id, SHOP).result()

    begun.sync()

    assert begun.front.stock("SAV-01") == OPENING
    assert _waiting(begun, "stock") == []


def test_a_price_that_differs_is_told_when_the_desk_is_to_decide_it(exchange: Exchange) -> None:
    exchange.begin()
    exchange.change_shop(stock_master=Master.UNDECIDED, price_master=Master.UNDECIDED)
    shown = exchange.front.product("SAV-01")["regular_price"]
    product = exchange.product("SAV-01")
    with exchange.lanes.database.write() as session:
        session.execute(update(Product).where(Product.id == product).values(price=Money(777)))

    exchange.lanes.write(decide_masters, exchange.act(), exchange.shop_id, DESK).result()
    exchange.sync()

    assert shown != "7.77"
    assert exchange.front.product("SAV-01")["regular_price"] == "7.77"


def test_the_last_units_kept_for_the_counter_are_told_when_the_desk_is_to_decide(
    exchange: Exchange,
) -> None:
    exchange.begin()
    kept = ShopSettings(keep_last=OPENING)
    exchange.lanes.write(save_shop_settings, exchange.act(), exchange.shop_id, kept).result()
    exchange.change_shop(stock_master=Master.UNDECIDED, price_master=Master.UNDECIDED)
    with exchange.lanes.database.write() as session:
        session.execute(update(OutboxMessage).values(state=MessageState.DROPPED))

    exchange.lanes.write(decide_masters, exchange.act(), exchange.shop_id, DESK).result()
    exchange.sync()

    assert exchange.front.stock("SAV-01") == 0


def test_a_price_that_goes_back_to_what_the_shop_showed_once_is_noticed(begun: Exchange) -> None:
    """Seen at 12 €, told 10 €: when the shop shows 12 € again, that is a change."""
    link = _link(begun, "SAV-01")
    seen = link.price_seen
    assert seen is not None
    _reprice(begun, "SAV-01", seen.cents + 100)
    begun.sync()
    assert begun.front.product("SAV-01")["regular_price"] == f"{(seen.cents + 100) / 100:.2f}"
    assert _link(begun, "SAV-01").price_seen == Money(seen.cents + 100)

    level = RemoteLevel(link.remote_id, "", "SAV-01", stock=OPENING, price=seen)
    begun.lanes.write(note_levels, begun.act(), begun.shop_id, [level]).result()

    assert len(_waiting(begun, "price")) == 1


def _reprice(exchange: Exchange, sku: str, cents: int) -> None:
    product = exchange.product(sku)
    exchange.clock.forward(seconds=1)

    def reprice(session: Session) -> None:
        session.execute(update(Product).where(Product.id == product).values(price=Money(cents)))
        queue_state(session, exchange.act(), "price", [product])

    exchange.lanes.write(reprice).result()


def test_a_parcel_the_shop_was_not_told_of_still_lies_on_its_physical_shelf(
    begun: Exchange,
) -> None:
    """Such a shop takes the units off itself when it is told: not written off twice."""
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    before = _physical(begun, "SAV-01")
    closed = begun.pack(number, "SAV-01", "SAV-01")
    untold = _physical(begun, "SAV-01")

    begun.track(closed.parcel_id, "6A12345678901")
    begun.sync()

    assert (before, untold) == (OPENING, OPENING)
    assert _physical(begun, "SAV-01") == begun.levels()["SAV-01"] == OPENING - 2


def test_a_parcel_the_shop_may_have_been_told_of_is_counted_out(
    begun: Exchange,
) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    begun.track(begun.pack(number, "SAV-01", "SAV-01").parcel_id, "6A12345678901")
    with begun.answer_lost("PUT", f"/orders/{number}"), pytest.raises(UnavailableError):
        begun.sync()

    assert _physical(begun, "SAV-01") == OPENING - 2


def test_units_that_left_without_the_desk_are_off_the_physical_shelf(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    begun.front.change_order(number, status="completed")

    begun.sync()

    assert begun.promised("SAV-01") == 2
    assert begun.levels()["SAV-01"] == OPENING
    assert _physical(begun, "SAV-01") == OPENING - 2


def test_stock_is_told_anew_when_an_order_being_packed_is_cancelled_there(begun: Exchange) -> None:
    """A shop that counts its shelf sells the units again although they lie in a parcel."""
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    begun.open_parcel(number)
    read = begun.storefronts.connector(begun.shop_id).read_order
    told = replace(
        read(json.dumps(begun.front.order(number))),
        state=RemoteState.CANCELLED,
        modified_at=begun.clock() + timedelta(minutes=1),
    )
    assert _waiting(begun, "stock") == []

    begun.lanes.write(accept_order, begun.act(), begun.shop_id, told).result()

    assert [bytes.fromhex(each.subject) for each in _waiting(begun, "stock")] == [
        begun.product("SAV-01")
    ]
    assert _physical(begun, "SAV-01") == OPENING - 2


def _physical(exchange: Exchange, sku: str) -> int:
    product = exchange.product(sku)
    with exchange.lanes.database.read() as session:
        wanted = wanted_stock(session, exchange.shop_id, [product], StockMeaning.PHYSICAL)
    return wanted[product]
