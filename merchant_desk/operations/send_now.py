"""Let everything that waits be sent at the next exchange, pauses forgotten."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.models.shop import OutboxMessage
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.words import MessageState


def send_now(session: Session, gesture: Gesture) -> None:
    """Forget the pauses: she saw that the network is back, or wants no tracking number."""
    session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.state == MessageState.WAITING,
            OutboxMessage.next_attempt_at > gesture.at,
        )
        .values(next_attempt_at=gesture.at)
    )
