"""What a storefront refused to be told: told again, or given up."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.parcel import ParcelLine
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.set_tracking import SHIPPED
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MessageId, ParcelId
from merchant_desk.values.texts import _
from merchant_desk.values.words import MessageState


def retry_message(session: Session, gesture: Gesture, message_id: MessageId) -> None:
    """Send it again with the next exchange, as if it were new."""
    message = _parked(session, message_id)
    message.state = MessageState.WAITING
    message.attempts = 0
    message.next_attempt_at = gesture.at
    message.changed_at = gesture.at
    message.problem, message.advice = "", ""


def drop_message(session: Session, gesture: Gesture, message_id: MessageId) -> None:
    """Give it up: the storefront will not be told, and who decided so is kept.

    A shop that counts its shelves will not take that parcel off them itself: it is told the stock.
    """
    message = _parked(session, message_id)
    message.state = MessageState.DROPPED
    message.changed_at = gesture.at
    message.advice = _("Abandonné par {name}.").format(name=gesture.person or _("un poste"))
    if message.kind == SHIPPED:
        parcel_id = ParcelId(bytes.fromhex(message.subject))
        lines = select(ParcelLine.product_id).where(ParcelLine.parcel_id == parcel_id)
        queue_state(session, gesture, "stock", session.scalars(lines).all())


def _parked(session: Session, message_id: MessageId) -> OutboxMessage:
    message = session.get(OutboxMessage, message_id)
    if message is None or message.state is not MessageState.PARKED:
        raise RefusedError(
            _("Rien n’a changé\u00a0: cet envoi n’attend plus de décision."),
            _("Il est sans doute déjà parti, ou quelqu’un a décidé."),
        )
    return message
