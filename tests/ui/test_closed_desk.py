"""A desk whose lanes are closed: its window goes, and what still rings in it asks nobody."""

import threading

from PySide6.QtCore import QCoreApplication, QObject

from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from tests.ui.things import Things, add_thing


class Receiver(QObject):
    """Takes answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)


def test_nothing_is_asked_nor_answered_once_the_lanes_are_closed(desk: Desk, lanes: Lanes) -> None:
    receiver = Receiver()
    crashes: list[str] = []
    desk.crashed.connect(lambda what, _report: crashes.append(what))

    desk.read(receiver.take, Things().count)
    lanes.close()
    desk.read(receiver.take, Things().count)
    QCoreApplication.processEvents()

    assert receiver.answers == []
    assert crashes == []


def test_what_is_asked_of_a_closed_desk_is_not_asked(desk: Desk, lanes: Lanes) -> None:
    receiver, begun = Receiver(), threading.Event()
    lanes.close()

    desk.read(receiver.take, add_thing, 1)
    desk.network(receiver.take, begun.set)

    assert not begun.is_set()
    assert receiver.answers == []
