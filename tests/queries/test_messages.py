"""What storefronts were told, in the order that is asked for."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.operations.queue_message import queue_event
from merchant_desk.queries.messages import MessageList
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MessageId, ShopId
from merchant_desk.values.words import MessageState
from tests.makers import make_shop


def _sent(session: Session, gesture: Gesture, shop_id: ShopId, minutes: int) -> MessageId:
    key = queue_event(session, gesture, "shipped", shop_id, bytes([minutes]) * 16)
    messages = table(OutboxMessage)
    session.execute(
        update(messages)
        .where(messages.c.id == key)
        .values(state=MessageState.SENT, sent_at=gesture.at + timedelta(minutes=minutes))
    )
    return key


def test_what_left_last_stands_first_however_long_it_waited(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        shop_id = make_shop(session)
        asked = [_sent(session, gesture, shop_id, minutes) for minutes in (9, 2, 5)]

        by_sending = MessageList(MessageState.SENT, sort="sent").ids(session)
        by_asking = MessageList(MessageState.SENT).ids(session)

    assert list(by_sending) == [asked[0], asked[2], asked[1]]
    assert list(by_asking) == asked[::-1]
