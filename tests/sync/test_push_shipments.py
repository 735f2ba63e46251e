"""Telling a shop what left: exactly once, in whole or in part, whatever is cut."""

from datetime import timedelta
from typing import Any

import pytest

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import UnavailableError
from merchant_desk.operations.close_parcel import TRACKING_WAIT, ParcelClosed
from merchant_desk.operations.retry_message import retry_message
from merchant_desk.sync import outbox
from merchant_desk.values.words import MessageMode, MessageState, OrderState
from tests.sync.exchange import Exchange

SOAP, CANDLE = DemoItem("SAV-01"), DemoItem("BOG-02")
TRACKED = "6A12345678901"


@pytest.fixture
def packed(begun: Exchange) -> tuple[Exchange, str, ParcelClosed]:
    """An order of one soap, packed, not told yet."""
    number = begun.place(SOAP)
    begun.sync()
    return begun, number, begun.pack(number, "SAV-01")


def _meta(exchange: Exchange, number: str) -> dict[str, Any]:
    return {each["key"]: each["value"] for each in exchange.front.order(number)["meta_data"]}


def _notes(exchange: Exchange, number: str) -> list[str]:
    return [str(each["note"]) for each in exchange.front.notes(number)]


def _states(exchange: Exchange) -> list[tuple[str, MessageState]]:
    return [
        (each.kind, each.state) for each in exchange.messages() if each.mode is MessageMode.EVENT
    ]


def test_a_tracked_parcel_completes_the_order_with_its_number_and_one_note(
    packed: tuple[Exchange, str, ParcelClosed],
) -> None:
    exchange, number, closed = packed

    exchange.track(closed.parcel_id, TRACKED)
    synced = exchange.sync()
    exchange.sync()

    assert exchange.front.order(number)["status"] == "completed"
    assert _meta(exchange, number)["_tracking_number"] == TRACKED
    assert _meta(exchange, number)["_tracking_provider"] == "Colissimo"
    notes = exchange.front.notes(number)
    assert [TRACKED in each["note"] for each in notes] == [True]
    assert notes[0]["customer_note"] is True
    assert synced.pushed.shipments == 1
    assert _states(exchange) == [("shipped", MessageState.SENT)]
    assert exchange.order(number).state is OrderState.SHIPPED
    assert exchange.conflicts() == []


def test_a_parcel_waits_for_its_number_ten_minutes_then_goes_without(
    packed: tuple[Exchange, str, ParcelClosed],
) -> None:
    exchange, number, _closed = packed

    exchange.sync()
    status_before = exchange.front.order(number)["status"]
    exchange.sync(seconds=TRACKING_WAIT.total_seconds())

    assert status_before == "processing"
    assert exchange.front.order(number)["status"] == "completed"
    assert "_tracking_number" not in _meta(exchange, number)


def test_a_number_that_comes_late_is_added_with_a_second_note(
    packed: tuple[Exchange, str, ParcelClosed],
) -> None:
    exchange, number, closed = packed
    exchange.sync(minutes=11)

    exchange.track(closed.parcel_id, TRACKED)
    exchange.sync()

    assert _meta(exchange, number)["_tracking_number"] == TRACKED
    assert [TRACKED in note for note in _notes(exchange, number)] == [False, True]


def test_a_number_scanned_while_the_parcel_is_told_is_not_lost(
    packed: tuple[Exchange, str, ParcelClosed],
) -> None:
    exchange, number, closed = packed
    exchange.clock.forward(minutes=11)
    scanned: list[str] = []

    routes = exchange.front._routes
    answer = routes.answer

    def answered(call: Any, body: Any) -> Any:
        told = answer(call, body)
        if call.method == "PUT" and not scanned:
            scanned.append(TRACKED)
            exchange.track(closed.parcel_id, TRACKED)
        return told

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(routes, "answer", answered)
        exchange.storefronts.sync(exchange.shop_id)
    exchange.sync()

    assert scanned == [TRACKED]
    assert _meta(exchange, number)["_tracking_number"] == TRACKED
    assert sum(TRACKED in note for note in _notes(exchange, number)) == 1


@pytest.mark.parametrize("lost", [("PUT", ""), ("POST", "/notes")])
def test_a_lost_answer_does_not_tell_the_customer_twice_nor_never(
    packed: tuple[Exchange, str, ParcelClosed], lost: tuple[str, str]
) -> None:
    exchange, number, closed = packed
    exchange.track(closed.parcel_id, TRACKED)
    with exchange.answer_lost(*lost) as calls, pytest.raises(UnavailableError):
        exchange.sync()

    exchange.sync(minutes=1)
    exchange.sync(minutes=5)

    assert len(calls) == 1
    assert exchange.front.order(number)["status"] == "completed"
    assert _meta(exchange, number)["_tracking_number"] == TRACKED
    assert [TRACKED in note for note in _notes(exchange, number)] == [True]
    assert _states(exchange) == [("shipped", MessageState.SENT)]


def test_with_the_shop_stopped_everything_waits_and_arrives_once(begun: Exchange) -> None:
    numbers = [begun.place(SOAP), begun.place(CANDLE), begun.place(SOAP)]
    begun.sync()
    begun.front.stop()
    for rank, (number, sku) in enumerate(zip(numbers, ("SAV-01", "BOG-02", "SAV-01"), strict=True)):
        closed = begun.pack(number, sku)
        begun.track(closed.parcel_id, f"{TRACKED}{rank}")
        with pytest.raises(UnavailableError):
            begun.sync(minutes=7)
    begun.adjust("SAV-01", 5)
    waiting = [each.state for each in begun.messages() if each.mode is MessageMode.EVENT]

    begun.front.start()
    begun.sync(hours=7)
    begun.sync()

    assert set(waiting) == {MessageState.WAITING}
    for rank, number in enumerate(numbers):
        assert begun.front.order(number)["status"] == "completed"
        assert _meta(begun, number)["_tracking_number"] == f"{TRACKED}{rank}"
        assert len(_notes(begun, number)) == 1
    assert begun.front.stock("SAV-01") == 12 - 2 + 5
    assert {each.state for each in begun.messages()} == {MessageState.SENT}


def test_each_failure_doubles_the_wait_up_to_six_hours(
    packed: tuple[Exchange, str, ParcelClosed],
) -> None:
    exchange, _number, closed = packed
    exchange.track(closed.parcel_id, TRACKED)
    pauses = []
    for _attempt in range(14):
        message = exchange.lanes.read(
            outbox.due, exchange.shop_id, MessageMode.EVENT, exchange.clock()
        ).result()[0]
        exchange.lanes.write(
            outbox.put_off, message, exchange.clock(), "Injoignable.", "Patientez."
        ).result()
        tried = next(each for each in exchange.messages() if each.kind == "shipped")
        wait = tried.next_attempt_at - exchange.clock()
        pauses.append(wait)
        exchange.clock.forward(seconds=wait.total_seconds())

    assert pauses[:4] == [timedelta(seconds=30 * 2**n) for n in range(4)]
    assert max(pauses) == pauses[-1] == timedelta(hours=6)
    assert (tried.problem, tried.advice) == ("Injoignable.", "Patientez.")


def test_a_refused_shipment_is_parked_with_its_reason_and_goes_when_tried_again(
    packed: tuple[Exchange, str, ParcelClosed],
) -> None:
    exchange, number, closed = packed
    exchange.track(closed.parcel_id, TRACKED)
    exchange.front.change_order(number, status="cancelled")
    synced = exchange.sync()
    parked = next(each for each in exchange.messages() if each.kind == "shipped")
    exchange.front.change_order(number, status="processing")

    exchange.lanes.write(retry_message, exchange.act(), parked.id).result()
    exchange.sync()

    assert synced.pushed.parked == 1
    assert parked.state is MessageState.PARKED
    assert "annulée ou remboursée" in parked.problem
    assert exchange.front.order(number)["status"] == "completed"


def test_a_partial_shipment_leaves_the_order_open_until_the_rest_left(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2), CANDLE)
    begun.sync()

    first = begun.pack(number, "SAV-01")
    begun.track(first.parcel_id, "6A1")
    begun.sync()
    status_between = begun.front.order(number)["status"]
    second = begun.pack(number, "SAV-01", "BOG-02")
    begun.track(second.parcel_id, "6A2")
    begun.sync()

    assert (status_between, begun.front.order(number)["status"]) == ("processing", "completed")
    assert _meta(begun, number)["_tracking_number"] == "6A1, 6A2"
    assert [note.startswith("Une partie") for note in _notes(begun, number)] == [True, False]
    assert begun.conflicts() == []


def test_only_the_last_parcel_told_completes_the_order(begun: Exchange) -> None:
    number = begun.place(DemoItem("SAV-01", 2))
    begun.sync()
    first = begun.pack(number, "SAV-01")
    second = begun.pack(number, "SAV-01")

    begun.track(second.parcel_id, "6A2")
    begun.sync()
    status_between = begun.front.order(number)["status"]
    begun.track(first.parcel_id, "6A1")
    begun.sync()

    assert (status_between, begun.front.order(number)["status"]) == ("processing", "completed")
    assert len(_notes(begun, number)) == 2


def test_a_price_changed_at_the_desk_leaves_the_sale_of_the_shop_alone(begun: Exchange) -> None:
    begun.front.change_product("SAV-01", sale_price="3.90")
    begun.sync()
    regular = begun.front.product("SAV-01")["regular_price"]

    begun.front.change_product("SAV-01", regular_price="99.00")
    begun.sync()
    begun.sync()

    told = begun.front.product("SAV-01")
    assert (told["regular_price"], told["sale_price"]) == (regular, "3.90")
