"""Receipts were counted, or taken back: the order they serve says where it stands."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.law_facts import Batch
from merchant_desk.models.purchasing import PurchaseLine
from merchant_desk.operations.find_purchase import find_purchase, note_purchase
from merchant_desk.rules.purchasing.states import LineComing, state_after_receipt
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.purchases import OPEN_STATES, PurchaseKept

_BATCHES, _LINES = table(Batch), table(PurchaseLine)


def settle_purchase(
    session: Session, gesture: Gesture, purchase_id: PurchaseId, *, noted: bool = True
) -> PurchaseKept:
    """Count what came of each line anew, from its receipts, and settle the state of the order.

    Not ``noted``, its story stays as it is: a delivery tells of its scans once, at its end. What
    came never was more or less than the receipts say: asked twice, nothing changes.
    """
    session.flush()
    purchase = find_purchase(session, purchase_id)
    lines = _lines(session, purchase_id)
    change = sum(line.came - line.received for line in lines)
    for line in lines:
        if line.came != line.received:
            counted = update(PurchaseLine).where(PurchaseLine.id == line.id)
            session.execute(counted.values(received=line.came))
    told = [
        LineComing(line.quantity, line.came, line.given_up, line.confirmed_units) for line in lines
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
    return PurchaseKept(purchase.id, purchase.number, purchase.state, len(lines))


def _lines(session: Session, purchase_id: PurchaseId) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return the lines with what came of each; plain rows, for every scan asks it."""
    came = (
        select(func.coalesce(func.sum(_BATCHES.c.quantity), 0))
        .where(_BATCHES.c.purchase_line_id == _LINES.c.id)
        .scalar_subquery()
    )
    columns = ("id", "quantity", "received", "given_up", "confirmed_units")
    return session.execute(
        select(*(_LINES.c[name] for name in columns), came.label("came"))
        .where(_LINES.c.purchase_id == purchase_id)
        .order_by(_LINES.c.position)
    ).all()
