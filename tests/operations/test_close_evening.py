"""The evening is closed once, and a drawer that differs only when she says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.close_evening import (
    EveningAsked,
    EveningClosed,
    as_pieces,
    close_evening,
)
from merchant_desk.operations.move_drawer import move_drawer
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means
from tests.operations.counter_room import SOAP, CounterRoom, counter_room

TODAY = date(2026, 11, 21)


def _close(room: CounterRoom, cents: int | None = None, *, accept: bool = False) -> EveningClosed:
    asked = EveningAsked(
        day=TODAY,
        pieces=None if cents is None else as_pieces(Money(cents)),
        accept_difference=accept,
    )
    return room.database.gesture(close_evening, room.next(), asked).answer


def test_a_drawer_that_differs_is_closed_with_its_difference_only_when_she_accepts_it(
    sqlite_database: Database, gesture: Gesture
) -> None:
    room = counter_room(sqlite_database, gesture)
    room.sold(SOAP, means=Means.CASH)

    with pytest.raises(RefusedError, match="5,00\u00a0€ comptés, 5,90\u00a0€ attendus"):
        _close(room, 500)
    done = _close(room, 500, accept=True)

    assert done.closed is not None
    assert done.closed.drawer is not None
    assert done.closed.drawer.difference == Money(-90)
    assert ("difference", -90, "") in room.drawer()


def test_the_second_time_nothing_is_closed_and_it_is_said_so(
    sqlite_database: Database, gesture: Gesture
) -> None:
    room = counter_room(sqlite_database, gesture)
    nothing = _close(room)
    room.sold(SOAP, means=Means.CASH)
    first = _close(room, 590)
    with sqlite_database.write() as session:
        move_drawer(session, room.next(), DrawerKind.TO_BANK, Money(500))

    again = _close(room)

    assert (nothing.closed, nothing.before) == (None, False)
    assert first.closed is not None
    assert (again.closed, again.before, again.expected) == (None, True, Money(90))
    with pytest.raises(RefusedError, match="déjà clôturée"):
        _close(room, 90)


def test_a_day_before_that_is_open_is_named_before_any_gap(
    sqlite_database: Database, gesture: Gesture
) -> None:
    room = counter_room(sqlite_database, replace(gesture, at=gesture.at - timedelta(days=1)))
    room.sold(SOAP, means=Means.CASH)
    room.gesture = gesture
    room.sold(SOAP, means=Means.CASH)

    with pytest.raises(RefusedError, match="celle du 20/11/2026") as refused:
        _close(room, 1_180)

    assert "fiscal close day --on 2026-11-20" in refused.value.advice


def test_a_day_without_a_drawer_is_closed_without_counting(
    sqlite_database: Database, gesture: Gesture
) -> None:
    room = counter_room(sqlite_database, gesture)
    room.sold(SOAP)

    done = _close(room)

    assert done.closed is not None
    assert (done.closed.drawer, done.expected) == (None, Money(0))
