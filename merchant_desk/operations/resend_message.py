"""Tell a storefront again what it was told: only what does no harm the second time."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.rows import next_row
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MessageId, ProductId
from merchant_desk.values.resending import RESENT
from merchant_desk.values.texts import _
from merchant_desk.values.words import MessageMode, MessageState

_MESSAGES = table(OutboxMessage)


def resend_message(session: Session, gesture: Gesture, message_id: MessageId) -> None:
    """Queue it again: a stock or a price as it is now, a shipment under the key it had.

    Raises RefusedError for money and for new products, and when there is nothing to tell any more.
    """
    message = session.get(OutboxMessage, message_id)
    if message is None or message.state is not MessageState.SENT:
        raise _refused(_("cet envoi n’est plus parmi ceux qui sont partis"))
    if message.kind not in RESENT:
        raise _refused(_("la boutique pourrait le faire une seconde fois"))
    if message.mode is MessageMode.STATE:
        _queue_state_again(session, gesture, message)
        return
    message.row = next_row(session, _MESSAGES)
    message.state = MessageState.WAITING
    message.attempts = 0
    message.next_attempt_at = gesture.at
    message.changed_at = gesture.at


def _queue_state_again(session: Session, gesture: Gesture, message: OutboxMessage) -> None:
    queue_state(session, gesture, message.kind, [ProductId(bytes.fromhex(message.subject))])
    state = session.execute(
        select(_MESSAGES.c.state).where(_MESSAGES.c.state_key == message.state_key)
    ).scalar()
    if state is not MessageState.WAITING:
        raise _refused(_("c’est la boutique qui décide, ou elle ne vend plus ce produit"))


def _refused(why: str) -> RefusedError:
    return RefusedError(
        _("Rien n’a été renvoyé\u00a0: {why}.").format(why=why),
        _("Voyez dans la boutique ce qu’elle montre."),
    )
