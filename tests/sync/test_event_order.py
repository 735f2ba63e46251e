"""What happened to an order is told in order; refunds and new products are told once."""

import json

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.models.order import OrderLine, Payment
from merchant_desk.models.shop import OutboxMessage, ShopProduct
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.link_new_product import link_new_product
from merchant_desk.operations.offer_product import offer_products
from merchant_desk.operations.refund_at_shop import Refund, RefundedLine, refund_at_shop
from merchant_desk.values.ids import MessageId, OrderId, OrderLineId
from merchant_desk.values.money import Money, total
from merchant_desk.values.words import MessageState
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_shop,
    put_stock,
    remote_line,
    remote_order,
)
from tests.sync.exchange import Exchange


def _line(exchange: Exchange, number: str, sku: str) -> OrderLine:
    order_id = exchange.order(number).id
    lines = (each for each in exchange.all(OrderLine) if each.order_id == order_id)
    return next(each for each in lines if each.sku == sku)


def _refund(
    exchange: Exchange, number: str, sku: str, units: int, *, restock: bool = False
) -> MessageId:
    line = _line(exchange, number, sku)
    amount = line.total.part(units, line.quantity)
    back = (RefundedLine(OrderLineId(line.id), units, amount),)
    wanted = Refund(back, reason="Retour", restock=restock)
    order_id = OrderId(exchange.order(number).id)
    return exchange.lanes.write(refund_at_shop, exchange.act(), order_id, wanted).result()


def _message(exchange: Exchange, message_id: MessageId) -> OutboxMessage:
    return next(each for each in exchange.messages() if each.id == message_id)


def _paid(exchange: Exchange, number: str) -> Money:
    order_id = exchange.order(number).id
    return total([each.amount for each in exchange.all(Payment) if each.order_id == order_id])


@pytest.mark.parametrize("restock", [False, True])
def test_a_refund_is_noted_once_in_the_shop_and_once_at_the_desk(
    begun: Exchange, *, restock: bool
) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    paid, shown = _paid(begun, number), begun.front.stock("SAV-01")
    asked = _refund(begun, number, "SAV-01", 1, restock=restock)

    begun.sync()
    begun.sync()

    told = begun.front.refunds(number)
    given = json.loads(_message(begun, asked).payload)["amount"]
    assert [each["amount"] for each in told] == [f"{given // 100}.{given % 100:02d}"]
    assert _paid(begun, number) == paid - Money(given)
    assert _message(begun, asked).state is MessageState.SENT
    assert shown is not None
    assert begun.front.stock("SAV-01") in {shown, shown + 1}


def test_a_refund_whose_answer_was_lost_is_not_made_twice(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    _refund(begun, number, "SAV-01", 1)

    with begun.answer_lost("POST", "/refunds") as lost, pytest.raises(UnavailableError):
        begun.sync()
    begun.sync(minutes=2)

    assert len(lost) == 1
    assert len(begun.front.refunds(number)) == 1


def test_more_than_was_paid_is_never_asked_back(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    _refund(begun, number, "SAV-01", 2)

    with pytest.raises(RefusedError, match="dépasse ce qui a été payé"):
        _refund(begun, number, "SAV-01", 2)

    assert [each.kind for each in begun.messages() if each.kind == "refund"] == ["refund"]


def test_what_follows_of_an_order_waits_for_what_came_before(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    other = begun.place(DemoItem("SAV-02"))
    begun.sync()
    begun.pack(number, "SAV-01", "SAV-01")  # waits ten minutes for its tracking number
    refund = _refund(begun, number, "SAV-01", 1)
    elsewhere = _refund(begun, other, "SAV-02", 1)

    begun.sync(minutes=1)
    assert _message(begun, refund).state is MessageState.WAITING
    assert _message(begun, elsewhere).state is MessageState.SENT

    begun.sync(minutes=10)
    assert _message(begun, refund).state is MessageState.SENT
    assert begun.front.order(number)["status"] == "completed"


def test_a_product_of_the_desk_is_made_in_the_shop_once(begun: Exchange) -> None:
    with begun.lanes.database.write() as session:
        product_id = make_product(session, "NEUF-1", ean=None)
    offered = (begun.shop_id, [product_id])
    assert begun.lanes.write(offer_products, begun.act(), *offered).result() == 1
    with pytest.raises(RefusedError, match="vend déjà"):
        begun.lanes.write(offer_products, begun.act(), *offered).result()

    with begun.answer_lost("POST", "/products/batch"), pytest.raises(UnavailableError):
        begun.sync()
    begun.sync(minutes=2)
    begun.sync()

    links = [each for each in begun.all(ShopProduct) if each.product_id == product_id]
    assert len(links) == 1
    assert str(begun.front.product("NEUF-1")["id"]) == links[0].remote_id
    assert begun.front.product("NEUF-1")["status"] == "draft"


def test_what_was_taken_out_before_shipping_is_not_asked_for_again_after_it(
    begun: Exchange,
) -> None:
    number = begun.place(DemoItem("SAV-01", 2), DemoItem("BOG-02"))
    begun.sync()
    _refund(begun, number, "SAV-01", 1)
    begun.sync()
    begun.sync()
    before = [(each.sku, each.cancelled) for each in begun.all(OrderLine) if each.sku]

    begun.pack(number, "SAV-01", "BOG-02")
    begun.sync(hours=1)
    begun.sync()

    assert begun.front.order(number)["status"] == "completed"
    assert before == [("SAV-01", 1), ("BOG-02", 0)]
    assert [(each.sku, each.cancelled) for each in begun.all(OrderLine) if each.sku] == before
    assert begun.conflicts() == []


def test_what_was_just_given_back_cannot_be_given_back_again_before_the_shop_tells(
    begun: Exchange,
) -> None:
    """The shop notes it with one exchange; the desk learns of the money with the next."""
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    asked = _refund(begun, number, "SAV-01", 2)
    begun.sync()
    assert _message(begun, asked).state is MessageState.SENT

    with pytest.raises(RefusedError, match="dépasse ce qui a été payé"):
        _refund(begun, number, "SAV-01", 2)
    begun.sync()
    with pytest.raises(RefusedError, match="dépasse ce qui a été payé"):
        _refund(begun, number, "SAV-01", 2)

    assert len(begun.front.refunds(number)) == 1


def test_a_new_product_comes_without_the_units_promised_to_another_shop(begun: Exchange) -> None:
    with begun.lanes.database.write() as session:
        product_id = make_product(session, "NEUF-1", ean=None)
        place_id = make_bin(session, make_location(session, "Réserve"))
        put_stock(session, begun.act(), product_id, place_id, 5)
        other = make_shop(session, name="Marché")
        session.flush()
        accept_order(session, begun.act(), other, remote_order("7", remote_line("NEUF-1", 2)))
    begun.lanes.write(offer_products, begun.act(), begun.shop_id, [product_id]).result()

    begun.clock.forward(seconds=2)
    begun.storefronts.sync(begun.shop_id)

    assert begun.front.stock("NEUF-1") == 3
    link = next(each for each in begun.all(ShopProduct) if each.product_id == product_id)
    assert link.stock_seen == 3, "what is sold from now on is told"


def test_a_new_product_that_came_in_as_another_one_jams_nothing(begun: Exchange) -> None:
    """Its answer was lost, its reference was changed there, and it came in as an article."""
    with begun.lanes.database.write() as session:
        product_id = make_product(session, "NEUF-1", ean=None)
    taken = next(each for each in begun.all(ShopProduct))

    link = (begun.shop_id, product_id, taken.remote_id)
    begun.lanes.write(link_new_product, begun.act(), *link).result()

    held = {each.remote_id: each.product_id for each in begun.all(ShopProduct)}
    assert held[taken.remote_id] == taken.product_id
    assert product_id not in held.values()
