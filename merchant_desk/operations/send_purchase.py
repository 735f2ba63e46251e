"""An order leaves for its supplier: from then on its goods are expected."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.find_purchase import (
    find_purchase,
    is_over,
    kept,
    lines_of,
    note_purchase,
)
from merchant_desk.operations.purchase_questions import BelowMinimumError
from merchant_desk.queries.supplier_articles import supplier_terms
from merchant_desk.rules.purchasing.totals import PricedLine, order_totals
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import PurchaseEventKind, PurchaseState
from merchant_desk.values.ids import PurchaseId
from merchant_desk.values.purchases import OVER_STATES, PurchaseKept
from merchant_desk.values.texts import _


def send_purchase(
    session: Session, gesture: Gesture, purchase_id: PurchaseId, accept_below: bool = False
) -> PurchaseKept:
    """Note that an order was sent; pressed twice, it was sent once.

    Raises RefusedError for an empty order and one that is over, BelowMinimumError for one under
    the supplier's minimum that she did not confirm.
    """
    purchase = find_purchase(session, purchase_id)
    if purchase.state in OVER_STATES:
        raise is_over(purchase)
    if purchase.state is not PurchaseState.DRAFT:
        return kept(session, purchase)
    lines = lines_of(session, purchase_id)
    if not lines:
        raise RefusedError(
            _("La commande n’est pas partie\u00a0: elle est vide."),
            _("Ajoutez au moins un article."),
        )
    today = paris_date(gesture.at)
    if purchase.wanted_on is not None and purchase.wanted_on < today:
        raise RefusedError(
            _("La commande n’est pas partie\u00a0: la date voulue, le {day}, est passée.").format(
                day=short_date(purchase.wanted_on)
            ),
            _("Écrivez une date à venir, ou aucune."),
        )
    terms = supplier_terms(session, purchase.supplier_id)
    priced = [PricedLine(each.quantity, each.cost_tenthousandths, each.rebate_bp) for each in lines]
    totals = order_totals(priced, terms, purchase.carriage)
    if totals.below_minimum and not totals.unknown and not accept_below:
        raise BelowMinimumError.of(terms.name, totals.below_minimum)
    purchase.state, purchase.sent_at = PurchaseState.SENT, gesture.at
    note_purchase(session, gesture, purchase, PurchaseEventKind.SENT, euros(totals.total))
    return kept(session, purchase)
