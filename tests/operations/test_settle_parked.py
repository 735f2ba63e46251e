"""Parked records and refused messages: tried again, or put away with a name."""

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.shop import OutboxMessage, RemoteRecord
from merchant_desk.operations.queue_message import queue_event
from merchant_desk.operations.retry_message import drop_message, retry_message
from merchant_desk.operations.settle_parked import discard_parked, retry_parked
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MessageId, RemoteRecordId, new_id
from merchant_desk.values.words import MessageState, RecordState
from tests.makers import make_parked, make_shop, make_station


def _message(session: Session, gesture: Gesture) -> MessageId:
    make_station(session, gesture)
    message_id = queue_event(session, gesture, "shipped", make_shop(session), new_id())
    message = session.get_one(OutboxMessage, message_id)
    message.state, message.problem, message.attempts = MessageState.PARKED, "Refusé", 9
    session.flush()
    return message_id


def _state(database: Database, record_id: RemoteRecordId) -> tuple[RecordState, str]:
    with database.read() as session:
        record = session.get_one(RemoteRecord, record_id)
        return record.state, record.advice


def test_a_retried_record_waits_again_without_its_reason(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        record_id = make_parked(session, make_shop(session), gesture.at)
        assert retry_parked(session, [record_id]) == 1

    assert _state(database, record_id) == (RecordState.WAITING, "")


def test_a_discarded_record_is_kept_with_who_put_it_away(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        record_id = make_parked(session, make_shop(session), gesture.at)
        discard_parked(session, gesture, [record_id])

    assert _state(database, record_id) == (RecordState.DISCARDED, "Écartée par Camille.")


def test_a_record_that_was_overtaken_is_not_settled(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        record_id = make_parked(session, make_shop(session), gesture.at)
        discard_parked(session, gesture, [record_id])

    with pytest.raises(RefusedError, match="n’est plus de côté"), database.write() as session:
        retry_parked(session, [record_id])


def test_a_retried_message_leaves_with_the_next_exchange(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        message_id = _message(session, gesture)
        retry_message(session, gesture, message_id)

    with database.read() as session:
        message = session.get_one(OutboxMessage, message_id)
        assert (message.state, message.attempts) == (MessageState.WAITING, 0)
        assert (message.problem, message.next_attempt_at) == ("", gesture.at)


def test_a_dropped_message_keeps_who_gave_it_up(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        message_id = _message(session, gesture)
        drop_message(session, gesture, message_id)

    with database.read() as session:
        message = session.get_one(OutboxMessage, message_id)
        assert (message.state, message.advice) == (
            MessageState.DROPPED,
            "Abandonné par Camille.",
        )


def test_a_message_that_is_not_parked_is_left_alone(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        message_id = _message(session, gesture)
        retry_message(session, gesture, message_id)

    with pytest.raises(RefusedError, match="n’attend plus"), database.write() as session:
        drop_message(session, gesture, message_id)
