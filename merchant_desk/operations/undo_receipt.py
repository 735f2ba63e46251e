"""Units received by mistake: out of the stock again, or out of quarantine, and off the receipt."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.law_facts import Batch
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import BatchId, PlaceId
from merchant_desk.values.places import SUPPLIER
from merchant_desk.values.texts import _
from merchant_desk.values.words import MoveReason


def undo_receipt(
    session: Session, gesture: Gesture, batch_id: BatchId, place_id: PlaceId, quantity: int
) -> None:
    """Take units off a receipt; the stock's story keeps both moves.

    Raises RefusedError when the receipt does not hold as many.
    """
    batch = session.get(Batch, batch_id)
    if batch is None or not 1 <= quantity <= batch.quantity:
        raise RefusedError(
            _("Rien n’a été annulé\u00a0: cette réception n’a plus autant d’unités."),
            _("Rouvrez la liste, puis ajustez le stock s’il est faux."),
        )
    if not batch.quarantined:
        move = Move(batch.product_id, place_id, SUPPLIER, quantity, MoveReason.CORRECTION)
        post_move(session, gesture, move)
        queue_state(session, gesture, "stock", [batch.product_id])
    if batch.quantity == quantity:
        session.delete(batch)
    else:
        batch.quantity -= quantity
    session.flush()
