"""What comes back over the counter is worth what it left for, whatever was bought in between."""

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.stock import StockMove
from merchant_desk.models.valuation import StockValue
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.queries.valuation.cost_story import cost_story
from merchant_desk.queries.valuation.value_differences import value_differences
from merchant_desk.rules.basket_changes import with_quantity, with_restock
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means
from merchant_desk.values.places import SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.operations.counter_room import SOAP, CounterRoom, counter_room


@pytest.fixture
def room(database: Database, gesture: Gesture) -> CounterRoom:
    return counter_room(database, gesture)


def _receive(room: CounterRoom, units: int, each: int) -> None:
    with room.database.write() as session:
        move = Move(room.soap, SUPPLIER, room.shelf, units, MoveReason.RECEIPT, value=units * each)
        post_move(session, room.next(), move)


def _worth(room: CounterRoom) -> tuple[int, int]:
    with room.database.read() as session:
        kept = session.get_one(StockValue, room.soap)
        assert value_differences(session) == ()
        return kept.quantity, kept.value


def _returned(room: CounterRoom) -> list[tuple[int, int]]:
    with room.database.read() as session:
        wanted = select(StockMove.quantity, StockMove.value).order_by(StockMove.row)
        rows = session.execute(wanted.where(StockMove.reason == MoveReason.RETURN))
        return [(row.quantity, row.value) for row in rows]


def test_a_sale_that_comes_back_leaves_the_value_as_it_was(room: CounterRoom) -> None:
    _receive(room, 10, 2_0000)
    before = _worth(room)
    sale = room.sold(SOAP).tickets[0]
    _receive(room, 10, 6_0000)
    bought = _worth(room)

    room.scan(sale.number)
    room.scan(SOAP)
    room.pay(Means.CASH)
    room.sell()

    units, value = _worth(room)
    assert (units, value) == (bought[0] + 1, bought[1] + before[1] // before[0])


def test_a_sale_that_comes_back_in_parts_gives_back_what_it_left_for_and_no_more(
    room: CounterRoom,
) -> None:
    _receive(room, 10, 2_0000)
    line = room.scan(SOAP).line_id
    room.change(with_quantity, line, 3)
    sale = room.sold().tickets[0]
    left = _worth(room)

    for _each in range(3):
        room.scan(sale.number)
        room.scan(SOAP)
        room.pay(Means.CASH)
        room.sell()

    back = _returned(room)
    units, value = _worth(room)
    assert [each[0] for each in back] == [1, 1, 1]
    assert (units, value) == (left[0] + 3, left[1] + sum(each[1] for each in back))
    with room.database.read() as session:
        sold = session.scalar(select(StockMove.value).where(StockMove.reason == MoveReason.SALE))
        story = cost_story(session, room.soap)
    assert sold is not None
    assert sum(each[1] for each in back) == -sold
    assert story is not None
    assert story.agrees
    assert story.fifo_amount == Money(2000)  # every layer is as it was before the sale


def test_what_comes_back_broken_leaves_again_for_what_it_came_back_at(room: CounterRoom) -> None:
    _receive(room, 10, 2_0000)
    sale = room.sold(SOAP).tickets[0]
    _receive(room, 10, 6_0000)
    before = _worth(room)

    room.scan(sale.number)
    back = room.scan(SOAP).line_id
    room.change(with_restock, back, restock=False)
    room.pay(Means.CASH)
    room.sell()

    assert _worth(room) == before
    with room.database.read() as session:
        story = cost_story(session, room.soap)
    assert story is not None
    assert story.agrees


def test_a_return_without_ticket_comes_in_at_the_average(room: CounterRoom) -> None:
    _receive(room, 10, 2_0000)
    units, value = _worth(room)

    room.back(None)
    room.scan(SOAP)
    room.pay(Means.CASH)
    room.sell()

    assert _worth(room) == (units + 1, value + value // units)
