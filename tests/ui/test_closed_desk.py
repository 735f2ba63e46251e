"""What a timer or a late gesture still asks after the end: nothing, and without an error."""

import threading

from PySide6.QtCore import QObject

from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from tests.ui.things import add_thing


class Receiver(QObject):
    """Takes answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def take(self, answer: object) -> None:
        self.answers.append(answer)


def test_what_is_asked_of_a_closed_desk_is_not_asked(desk: Desk, lanes: Lanes) -> None:
    receiver, begun = Receiver(), threading.Event()
    lanes.close()

    desk.read(receiver.take, add_thing, 1)
    desk.network(receiver.take, begun.set)

    assert not begun.is_set()
    assert receiver.answers == []
