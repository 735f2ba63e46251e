"""The page of the day tells the returns that wait, and those whose refund is late."""

from datetime import timedelta

from merchant_desk.database.database import Database
from merchant_desk.queries.today import today
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.taken_return import PayBack
from tests.operations.returns_desk import returns_desk


def test_a_return_to_refund_is_told_with_its_legal_day_then_as_late(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        room = returns_desk(session, gesture)
        order = room.shipped()
        room.take(order, room.item(), pay_back=PayBack.LATER)

        soon = today(session, gesture.at, gesture.at)
        late = today(session, gesture.at + timedelta(days=30), gesture.at)

    told = {line.key: line for line in soon.lines}
    assert told["returns"].sentence == "1 retour à finir"
    assert told["returns"].detail == "Le premier se rembourse au plus tard le 05/12/2026."
    assert "returns_late" not in told
    later = {line.key: line for line in late.lines}
    assert later["returns_late"].sentence == "1 retour à rembourser est en retard"
    assert "returns" not in later


def test_a_settled_return_is_not_told(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        room = returns_desk(session, gesture)
        room.take(room.shipped(), room.item())

        day = today(session, gesture.at, gesture.at)

    assert not {"returns", "returns_late"} & {line.key for line in day.lines}
