"""An order ends: its rest is given up, or all of it is called off."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.find_purchase import (
    find_purchase,
    is_over,
    kept,
    lines_of,
    note_purchase,
)
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.purchase_words import units_words
from merchant_desk.values.purchases import PurchaseKept
from merchant_desk.values.texts import _


def close_purchase(
    session: Session, gesture: Gesture, purchase_id: PurchaseId, note: str = ""
) -> PurchaseKept:
    """Expect nothing more of an order; pressed twice, it was closed once.

    Raises RefusedError for a draft, for an order of which nothing came, and for one that is over.
    """
    purchase = find_purchase(session, purchase_id)
    if purchase.state is PurchaseState.CLOSED:
        return kept(session, purchase)
    if purchase.state in {PurchaseState.CANCELLED, PurchaseState.RECEIVED}:
        raise is_over(purchase)
    lines = lines_of(session, purchase_id)
    if not any(line.received for line in lines):
        raise RefusedError(
            _("La commande n’a pas été soldée\u00a0: rien n’en est encore arrivé."),
            _("Annulez-la si vous n’attendez plus rien."),
        )
    left = 0
    for line in lines:
        line.given_up = max(0, line.quantity - line.received)
        left += line.given_up
    purchase.state, purchase.closed_at = PurchaseState.CLOSED, gesture.at
    told = " · ".join(filter(None, (units_words(left), note.strip())))
    note_purchase(session, gesture, purchase, PurchaseEventKind.CLOSED, told)
    return kept(session, purchase)


def cancel_purchase(
    session: Session, gesture: Gesture, purchase_id: PurchaseId, note: str = ""
) -> PurchaseKept:
    """Call an order off; pressed twice, it was cancelled once.

    Raises RefusedError when some of it came, and for an order that is over.
    """
    purchase = find_purchase(session, purchase_id)
    if purchase.state is PurchaseState.CANCELLED:
        return kept(session, purchase)
    if purchase.state in {PurchaseState.CLOSED, PurchaseState.RECEIVED}:
        raise is_over(purchase)
    lines = lines_of(session, purchase_id)
    if any(line.received for line in lines):
        raise RefusedError(
            _("La commande n’a pas été annulée\u00a0: une partie est déjà arrivée."),
            _("Soldez-la\u00a0: ce qui n’est pas venu est abandonné."),
        )
    for line in lines:
        line.given_up = line.quantity
    purchase.state, purchase.closed_at = PurchaseState.CANCELLED, gesture.at
    note_purchase(session, gesture, purchase, PurchaseEventKind.CANCELLED, note.strip())
    return kept(session, purchase)
