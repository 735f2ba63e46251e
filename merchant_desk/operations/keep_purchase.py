"""An order as the form has it: kept, or kept and sent, in one gesture."""

from sqlalchemy.orm import Session

from merchant_desk.models.purchasing import Purchase
from merchant_desk.operations.draft_purchase import change_purchase_lines, draft_purchase
from merchant_desk.operations.send_purchase import send_purchase
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.purchases import PurchaseDraft, PurchaseKept


def keep_purchase(
    session: Session, gesture: Gesture, purchase_id: PurchaseId, draft: PurchaseDraft
) -> PurchaseKept:
    """Write the order the first time, change it the next ones."""
    if session.get(Purchase, purchase_id) is None:
        return draft_purchase(session, gesture, draft, purchase_id)
    return change_purchase_lines(session, gesture, purchase_id, draft)


def keep_and_send(
    session: Session,
    gesture: Gesture,
    purchase_id: PurchaseId,
    draft: PurchaseDraft,
    accept_below: bool = False,
) -> PurchaseKept:
    """Keep the order and send it; refused, nothing of it is kept."""
    keep_purchase(session, gesture, purchase_id, draft)
    return send_purchase(session, gesture, purchase_id, accept_below=accept_below)
