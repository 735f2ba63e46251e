"""Receiving: everything once, nothing lost, whatever is cut, repeated or rotten."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from merchant_desk.demo.orders import DemoItem
from merchant_desk.errors import CancelledError
from merchant_desk.models.order import Order, Payment
from merchant_desk.models.product import Product
from merchant_desk.models.shop import Cursor, RemoteRecord, ShopProduct
from merchant_desk.operations.settle_parked import retry_parked
from merchant_desk.sync import inbox
from merchant_desk.sync.connector import RecordKind
from merchant_desk.values.words import OrderState, RecordState
from merchant_desk.values.words import Trouble as Reason
from tests.sync.exchange import Exchange, StopAfter

SOAP, CANDLE = DemoItem("SAV-01"), DemoItem("BOG-02")


def _many(exchange: Exchange, count: int, every_s: float = 30) -> list[str]:
    """Many orders of one soap each, placed one after another."""
    first = exchange.clock() - timedelta(seconds=every_s * count)
    return [
        exchange.place(
            SOAP, placed_at=(first + timedelta(seconds=every_s * n)).replace(microsecond=0)
        )
        for n in range(count)
    ]


def test_the_first_pull_brings_every_product_and_order(exchange: Exchange) -> None:
    numbers = [exchange.place(SOAP), exchange.place(CANDLE, DemoItem("TSH-BLELAV-M", 2))]

    synced = exchange.sync()

    assert exchange.count(Product) == 23
    assert exchange.count(ShopProduct) == 23
    assert {each.remote_id for each in exchange.all(Order)} == set(numbers)
    assert exchange.promised("TSH-BLELAV-M") == 2
    assert (synced.pulled.parked, synced.pulled.conflicts) == (0, 0)
    assert synced.pulled.received == synced.pulled.applied == 23 + 1 + 2  # the T-shirt's own sheet
    assert exchange.shop().last_pull_at is not None


def test_pulling_again_changes_nothing(exchange: Exchange) -> None:
    exchange.place(SOAP)
    exchange.sync()
    before = [(each.id, each.state) for each in exchange.records()]

    again = exchange.sync()

    assert (again.pulled.received, again.pulled.applied) == (0, 0)
    assert [(each.id, each.state) for each in exchange.records()] == before
    assert exchange.promised("SAV-01") == 1


def test_reading_everything_from_the_start_again_changes_nothing(exchange: Exchange) -> None:
    exchange.place(SOAP)
    exchange.sync()
    with exchange.lanes.database.write() as session:
        session.execute(update(Cursor).values(position=""))

    again = exchange.sync()

    assert (again.pulled.received, again.pulled.applied) == (0, 0)
    assert (exchange.count(Order), exchange.count(Payment)) == (1, 1)


def test_two_edits_in_one_second_are_both_received(exchange: Exchange) -> None:
    number = exchange.place(SOAP)
    exchange.sync()
    exchange.front.change_order(number, customer_note="Premier")
    exchange.storefronts.sync(exchange.shop_id)
    exchange.front.change_order(number, customer_note="Second, dans la même seconde")

    exchange.storefronts.sync(exchange.shop_id)

    assert exchange.order(number).note == "Second, dans la même seconde"


def test_orders_that_arrive_while_pages_are_read_are_not_lost(exchange: Exchange) -> None:
    first = _many(exchange, 250)
    pages = 0

    def one_more(*_tables: object) -> None:
        nonlocal pages
        if pages < 4:
            pages += 1
            exchange.front.change_order(first[pages], customer_note="Changée entre deux pages")
            late.append(exchange.place(CANDLE))

    late: list[str] = []
    exchange.lanes.after_write(one_more)
    exchange.sync()
    exchange.sync()

    assert {each.remote_id for each in exchange.all(Order)} == {*first, *late}
    assert all(exchange.order(first[n]).note for n in range(1, pages + 1))


def test_pages_kept_before_a_cut_are_applied_by_the_next_pull(exchange: Exchange) -> None:
    number = exchange.place(SOAP)
    exchange.clock.forward(seconds=2)
    with pytest.raises(CancelledError):
        exchange.storefronts.sync(exchange.shop_id, StopAfter(4))  # four pages: all is kept
    waiting = {each.state for each in exchange.records()}
    orders_before = exchange.count(Order)

    synced = exchange.sync()

    assert (waiting, orders_before) == ({RecordState.WAITING}, 0)
    assert (synced.pulled.received, synced.pulled.applied) == (0, 25)
    assert exchange.order(number).state is OrderState.TO_PREPARE


@pytest.mark.parametrize("steps", [1, 3, 7])
def test_stopping_anywhere_then_pulling_again_ends_as_one_pull(
    exchange: Exchange, steps: int
) -> None:
    numbers = _many(exchange, 120)
    exchange.clock.forward(seconds=2)
    with pytest.raises(CancelledError):
        exchange.storefronts.sync(exchange.shop_id, StopAfter(steps))

    exchange.sync()

    assert {each.remote_id for each in exchange.all(Order)} == set(numbers)
    assert {each.state for each in exchange.records()} == {RecordState.APPLIED}
    assert exchange.promised("SAV-01") == 120


def test_one_rotten_order_is_parked_and_the_others_go_on(exchange: Exchange) -> None:
    numbers = _many(exchange, 19)
    rotten = exchange.place(SOAP, broken={"total": None})

    synced = exchange.sync()

    parked = [each for each in exchange.records() if each.state is RecordState.PARKED]
    assert (synced.pulled.parked, len(parked)) == (1, 1)
    assert parked[0].trouble is Reason.REFUSED
    assert f"La commande {rotten} n’a pas été reprise" in parked[0].reason
    assert parked[0].advice
    assert {each.remote_id for each in exchange.all(Order)} == set(numbers)


def test_a_corrected_order_is_taken_and_its_rotten_version_put_away(exchange: Exchange) -> None:
    number = exchange.place(SOAP, broken={"total": None})
    exchange.sync()

    exchange.front.change_order(number, customer_note="Corrigée")
    _mend(exchange, number, total=_total_of_a_soap(exchange))
    exchange.sync()

    states = [each.state for each in exchange.records() if each.remote_id == number]
    assert states == [RecordState.DISCARDED, RecordState.APPLIED]
    assert exchange.order(number).note == "Corrigée"


def _total_of_a_soap(exchange: Exchange) -> str:
    return str(exchange.front.order(exchange.place(SOAP))["total"])


def _mend(exchange: Exchange, number: str, **fields: object) -> None:
    with exchange.front._state.lock:
        exchange.front._state.orders[int(number)].update(fields)


def test_a_parked_record_is_applied_when_tried_again_after_an_update(
    begun: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = begun.place(SOAP)
    with monkeypatch.context() as broken:
        broken.setattr(inbox, "accept_order", _fault)
        begun.sync()
    parked = [each for each in begun.records() if each.state is RecordState.PARKED]

    begun.lanes.write(retry_parked, [each.id for each in parked]).result()
    begun.sync()

    assert [each.trouble for each in parked] == [Reason.BUG]
    assert "erreur du logiciel (ZeroDivisionError)" in parked[0].reason
    assert begun.order(number).state is OrderState.TO_PREPARE


def _fault(*_arguments: object) -> None:
    raise ZeroDivisionError


def test_trying_an_old_version_again_does_not_put_a_newer_one_away(exchange: Exchange) -> None:
    number = exchange.place(SOAP, broken={"total": None})
    exchange.sync()
    exchange.front.change_order(number, customer_note="Plus récente, rotten aussi")
    exchange.sync()
    old, new = [each for each in exchange.records() if each.kind == RecordKind.ORDER]
    total = _total_of_a_soap(exchange)
    with exchange.lanes.database.write() as session:  # an update of the desk learns to read it
        mended = old.body.replace('"total": null', f'"total": "{total}"', 1)
        session.execute(update(RemoteRecord).where(RemoteRecord.id == old.id).values(body=mended))

    exchange.lanes.write(retry_parked, [old.id]).result()
    exchange.sync()

    states = {each.id: each.state for each in exchange.records()}
    assert (states[old.id], states[new.id]) == (RecordState.APPLIED, RecordState.PARKED)


def test_an_older_version_received_late_is_ignored(exchange: Exchange) -> None:
    number = exchange.place(SOAP)
    exchange.sync()
    first = next(each for each in exchange.records() if each.kind == RecordKind.ORDER)
    exchange.clock.forward(minutes=5)
    exchange.front.change_order(number, customer_note="La plus récente")
    exchange.sync()
    with exchange.lanes.database.write() as session:
        session.execute(
            update(RemoteRecord)
            .where(RemoteRecord.id == first.id)
            .values(state=RecordState.WAITING)
        )

    exchange.sync()

    assert exchange.order(number).note == "La plus récente"
