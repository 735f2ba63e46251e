"""A shop that would empty the desk is stopped until a person says it is meant."""

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import CancelledError, RefusedError
from merchant_desk.models.order import Order
from merchant_desk.models.shop import ShopProduct
from merchant_desk.operations.shop_words import choose_meanings
from merchant_desk.sync import fail_safe
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.words import OrderState, RecordState
from tests.sync.exchange import Exchange, StopAfter

SOAP, CANDLE = DemoItem("SAV-01"), DemoItem("BOG-02")


def test_a_mass_cancellation_stops_and_asks(begun: Exchange) -> None:
    numbers = [begun.place(SOAP) for _order in range(12)] + [
        begun.place(CANDLE) for _order in range(13)
    ]
    begun.sync()
    for number in numbers[:21]:
        begun.front.change_order(number, status="cancelled")
    fresh = begun.place(DemoItem("SAV-02"))

    with pytest.raises(RefusedError, match="21 commandes en cours seraient annulées"):
        begun.sync()
    stopped = {each.state for each in begun.all(Order)}
    waiting = [each for each in begun.records() if each.state is RecordState.WAITING]
    problem = begun.shop().problem
    begun.clock.forward(seconds=2)
    begun.storefronts.sync(begun.shop_id, even_mass_cancellation=True)

    assert stopped == {OrderState.TO_PREPARE}
    assert len(waiting) >= 22
    assert "seraient annulées" in problem
    cancelled = [each for each in begun.all(Order) if each.state is OrderState.CANCELLED]
    assert len(cancelled) == 21
    assert begun.order(fresh).state is OrderState.TO_PREPARE
    assert begun.shop().problem == ""


def test_twenty_cancellations_are_an_ordinary_day(begun: Exchange) -> None:
    numbers = [begun.place(CANDLE) for _order in range(21)]
    begun.sync()
    for number in numbers[:20]:
        begun.front.change_order(number, status="cancelled")

    begun.sync()

    assert fail_safe.MOST == 20
    assert len([each for each in begun.all(Order) if each.state is OrderState.CANCELLED]) == 20


def test_an_order_received_twice_counts_once_among_the_cancelled(begun: Exchange) -> None:
    numbers = [begun.place(CANDLE) for _order in range(21)]
    begun.sync()
    for note in ("Une fois", "Deux fois"):
        for number in numbers[:15]:
            begun.front.change_order(number, status="cancelled", customer_note=note)
        begun.clock.forward(minutes=1)
        with pytest.raises(CancelledError):
            begun.storefronts.sync(begun.shop_id, StopAfter(4))

    begun.sync()

    assert len([each for each in begun.all(Order) if each.state is OrderState.CANCELLED]) == 15


def test_a_catalogue_in_the_trash_stops_and_asks(
    begun: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fail_safe, "MOST", 10)  # the catalogue of these tests is small
    for sku in begun.levels():
        begun.front.trash_product(sku)

    with pytest.raises(RefusedError, match="articles seraient retirés"):
        begun.sync()

    assert [each for each in begun.all(ShopProduct) if each.gone_at is not None] == []


def test_a_word_she_says_means_cancelled_counts_among_the_cancellations(begun: Exchange) -> None:
    begun.front.add_order_state("retire", "Retirée du catalogue")
    numbers = [begun.place(CANDLE) for _order in range(25)]
    begun.place(SOAP, status="retire")
    begun.sync()
    meant = {"retire": RemoteState.CANCELLED}
    begun.lanes.write(choose_meanings, begun.shop_id, meant).result()
    for number in numbers:
        begun.front.change_order(number, status="retire")

    with pytest.raises(RefusedError, match="25 commandes en cours seraient annulées"):
        begun.sync()
