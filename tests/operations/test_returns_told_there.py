"""Returns that a storefront declares are expected once, given up with it, and never paid twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.returned import ReturnLine
from merchant_desk.models.shop import OutboxMessage, Shop
from merchant_desk.operations.declare_return import (
    DeclaredItem,
    ReturnDeclared,
    declare_return,
)
from merchant_desk.queries.refund_due import refund_due
from merchant_desk.queries.refundable import REFUND
from merchant_desk.queries.return_units import lines_back
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import AnnouncedBy, ReturnKind, ReturnState
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.remote import (
    RemoteOrder,
    RemoteReturn,
    RemoteReturnLine,
    RemoteReturnState,
)
from merchant_desk.values.words import MessageState
from tests.operations.returns_desk import SOAP, ReturnsDesk, refunded, returns_desk


@pytest.fixture
def room(database: Database, gesture: Gesture) -> Iterator[ReturnsDesk]:
    with database.write() as session:
        yield returns_desk(session, gesture)


def _asked(
    room: ReturnsDesk,
    units: int = 1,
    state: RemoteReturnState = RemoteReturnState.EXPECTED,
    reason: str = "too_small",
    key: str = "88",
) -> RemoteOrder:
    remote = room.remote()
    line = RemoteReturnLine(remote.lines[0].remote_id, units, reason)
    told = RemoteReturn(key, "#1042-R1", room.gesture.at, state, (line,), "Trop juste")
    return replace(remote, returns=(told,))


def _expected(room: ReturnsDesk) -> int:
    return sum(room.session.scalars(select(ReturnLine.expected)))


def test_a_return_asked_for_there_is_expected_here_once(room: ReturnsDesk) -> None:
    room.shipped()

    for _each in range(3):
        room.tell(_asked(room))

    (returned,) = room.returns()
    assert (returned.state, returned.announced_by) == (
        ReturnState.DECLARED,
        AnnouncedBy.STOREFRONT,
    )
    assert returned.note == "#1042-R1 · Trop juste"
    assert returned.send_back_by is not None
    assert _expected(room) == 1


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("too_small", ReturnKind.WITHDRAWAL),
        ("defect", ReturnKind.CONFORMITY),
        ("wrong_item", ReturnKind.WRONG_ITEM),
        ("a word of tomorrow", ReturnKind.WITHDRAWAL),
    ],
)
def test_the_reason_told_there_says_on_what_ground(
    room: ReturnsDesk, reason: str, kind: ReturnKind
) -> None:
    room.shipped()

    room.tell(_asked(room, reason=reason))

    assert room.returns()[0].kind is kind


def test_more_than_left_is_expected_no_further_than_what_left(room: ReturnsDesk) -> None:
    room.shipped(soaps=2)

    room.tell(_asked(room, units=100_000))

    assert _expected(room) == 2


def test_a_return_given_up_there_is_given_up_here(room: ReturnsDesk) -> None:
    room.shipped()
    room.tell(_asked(room))

    room.tell(_asked(room, state=RemoteReturnState.GIVEN_UP))

    assert room.returns()[0].state is ReturnState.CANCELLED


def test_a_return_given_up_there_once_its_goods_came_stays(room: ReturnsDesk) -> None:
    order = room.shipped()
    room.tell(_asked(room))
    room.take(order, room.item())

    room.tell(_asked(room, state=RemoteReturnState.GIVEN_UP))

    assert room.returns()[0].state is ReturnState.SETTLED


def test_what_was_noted_by_hand_is_the_same_return(room: ReturnsDesk) -> None:
    order = room.shipped()
    line = lines_back(room.session, order)[0].line_id
    declare_return(
        room.session, room.gesture, ReturnDeclared(order_id=order, items=(DeclaredItem(line, 2),))
    )

    room.tell(_asked(room))
    room.tell(_asked(room))

    (returned,) = room.returns()
    assert returned.remote_key == "return:88"
    assert _expected(room) == 2


def test_an_order_that_did_not_leave_expects_nothing(room: ReturnsDesk) -> None:
    room.desk.receive(room.remote())

    room.tell(_asked(room))

    assert room.returns() == []


def test_a_refund_of_a_return_asked_for_there_expects_it_no_second_time(room: ReturnsDesk) -> None:
    # given a return that was asked for on the storefront
    order = room.shipped()
    asked = _asked(room)
    room.tell(asked)

    # when it is refunded there before the goods come, then they come
    room.tell(refunded(asked, {SOAP: 1}, 590))
    done = room.take(order, room.item())

    # then one return was expected, one credit note made, and the money went back once
    assert len(room.returns()) == 1
    assert done.credited == Money(590)
    assert (done.refunded, room.asked(order)) == (ZERO, ZERO)
    assert done.settled


def _sent(room: ReturnsDesk) -> None:
    """Let the storefront hear what it was asked."""
    for message in room.session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.kind == REFUND, OutboxMessage.state == MessageState.WAITING
        )
    ):
        message.state, message.sent_at = MessageState.SENT, room.gesture.at
    room.session.flush()


def test_a_refund_sent_and_not_told_yet_is_not_owed_again(room: ReturnsDesk) -> None:
    # given a refund that the storefront was asked for and has made
    order = room.shipped()
    room.take(order, room.item())
    _sent(room)
    assert refund_due(room.session, order).due == ZERO

    # when a pull ends without telling this order
    shop = room.session.get_one(Shop, room.desk.shop)
    shop.last_pull_at = room.gesture.at + timedelta(days=2)
    room.session.flush()

    # then nothing is owed; once it is told, rounded down, the cent that is missing is
    assert refund_due(room.session, order).due == ZERO
    room.tell(refunded(room.remote(), {SOAP: 1}, 589))
    assert refund_due(room.session, order).due == Money(1)
    assert refund_due(room.session, order).left == Money(2260 - 589)


def test_two_refunds_sent_wait_for_two_in_the_ledger(room: ReturnsDesk) -> None:
    order = room.shipped()
    room.take(order, room.item())
    room.take(order, room.item())
    _sent(room)

    room.tell(refunded(room.remote(), {SOAP: 1}, 590))

    told = refund_due(room.session, order)
    assert (told.due, told.left) == (ZERO, Money(2260 - 2 * 590))
