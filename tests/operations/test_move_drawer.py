"""The drawer besides sales: what goes in and out, and what is refused."""

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.move_drawer import move_drawer
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.operations.counter_room import CounterRoom, counter_room


@pytest.fixture
def room(database: Database, gesture: Gesture) -> CounterRoom:
    return counter_room(database, gesture)


def test_the_float_comes_in_and_the_rest_goes_out(room: CounterRoom) -> None:
    with room.database.write() as session:
        move_drawer(session, room.next(), DrawerKind.FLOAT, Money(10_000))
        move_drawer(session, room.next(), DrawerKind.TO_BANK, Money(5_000), "  Dépôt  du soir ")

    assert room.drawer() == [("float", 10_000, ""), ("to_bank", -5_000, "Dépôt du soir")]


@pytest.mark.parametrize(
    ("kind", "cents", "told"),
    [
        (DrawerKind.FLOAT, 0, "montant"),
        (DrawerKind.FLOAT, -5, "montant"),
        (DrawerKind.FLOAT, 10_000_001, "montant"),
        (DrawerKind.EXPENSE, 500, "ce qui a été payé"),
        (DrawerKind.DIFFERENCE, 500, "comptant"),
    ],
)
def test_what_makes_no_sense_is_refused(
    room: CounterRoom, kind: DrawerKind, cents: int, told: str
) -> None:
    with room.database.write() as session, pytest.raises(RefusedError, match=told):
        move_drawer(session, room.next(), kind, Money(cents))

    assert room.drawer() == []
