"""A desk whose lanes are closed: its window goes, and what still rings in it asks nobody."""

from PySide6.QtCore import QCoreApplication, QObject

from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from tests.ui.things import Things


class _Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.answers: list[int] = []

    def take(self, answer: int) -> None:
        self.answers.append(answer)


def test_nothing_is_asked_nor_answered_once_the_lanes_are_closed(desk: Desk, lanes: Lanes) -> None:
    receiver = _Receiver()
    crashes: list[str] = []
    desk.crashed.connect(lambda what, _report: crashes.append(what))

    desk.read(receiver.take, Things().count)
    lanes.close()
    desk.read(receiver.take, Things().count)
    QCoreApplication.processEvents()

    assert receiver.answers == []
    assert crashes == []
