"""Receipts were counted, or taken back: the order they serve says where it stands."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.operations.find_purchase import find_purchase, kept, lines_of, note_purchase
from merchant_desk.rules.purchasing.states import LineComing, state_after_receipt
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.purchases import OPEN_STATES, PurchaseKept

_BATCHES = table(Batch)


def settle_purchase(
    session: Session, gesture: Gesture, purchase_id: PurchaseId, *, noted: bool = True
) -> PurchaseKept:
    """Count what came of each line anew, from its receipts, and settle the state of the order.

    Not ``noted``, its story stays as it is: a delivery tells of its scans once, at its end. What
    came never was more or less than the receipts say: asked twice, nothing changes.
    """
    purchase = find_purchase(session, purchase_id)
    lines = lines_of(session, purchase_id)
    came = {
        row.purchase_line_id: int(row.units)
        for row in session.execute(
            select(_BATCHES.c.purchase_line_id, func.sum(_BATCHES.c.quantity).label("units"))
            .where(_BATCHES.c.purchase_line_id.in_([line.id for line in lines]))
            .group_by(_BATCHES.c.purchase_line_id)
        )
    }
    change = sum(came.get(line.id, 0) - line.received for line in lines)
    for line in lines:
        line.received = came.get(line.id, 0)
    told = [
        LineComing(line.quantity, line.received, line.given_up, line.confirmed_units)
        for line in lines
    ]
    confirmed = purchase.confirmed_on is not None or any(
        line.confirmed_units is not None for line in lines
    )
    purchase.state = state_after_receipt(purchase.state, told, confirmed=confirmed)
    if purchase.state is PurchaseState.RECEIVED:
        purchase.closed_at = purchase.closed_at or gesture.at
    elif purchase.state in OPEN_STATES:
        purchase.closed_at = None
    session.flush()
    if change and noted:
        sign = "" if change > 0 else "\u2212"
        detail = f"{sign}{units_words(abs(change))}"
        note_purchase(session, gesture, purchase, PurchaseEventKind.RECEIVED, detail)
    return kept(session, purchase)
