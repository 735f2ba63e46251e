"""What was proposed becomes drafts of orders, one for each supplier, each line with its reason."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product
from merchant_desk.operations.draft_purchase import draft_purchase
from merchant_desk.queries.reorder_stock import on_order_of
from merchant_desk.values.article_name import full_name
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.purchases import PurchaseDraft, PurchaseKept, PurchaseWish
from merchant_desk.values.reorder import OrderChosen
from merchant_desk.values.texts import _


def accept_proposal(
    session: Session, gesture: Gesture, orders: Sequence[OrderChosen]
) -> tuple[PurchaseKept, ...]:
    """Write a draft for every supplier; lines without units are left out.

    Prices of zero were told in the proposal, so they are not asked about again. Raises RefusedError
    when nothing is ordered at all, for what cannot be ordered, and for what somebody ordered since
    it was proposed: then no draft is written.
    """
    wanted = [(each, _wishes(each)) for each in orders]
    drafts = [(each, wishes) for each, wishes in wanted if wishes]
    if not drafts:
        raise RefusedError(
            _("Aucune commande n’a été préparée\u00a0: aucune ligne n’a de quantité."),
            _("Donnez une quantité à une ligne au moins."),
        )
    _check_still_wanted(session, orders)
    return tuple(
        draft_purchase(
            session,
            gesture,
            PurchaseDraft(
                supplier_id=each.supplier_id,
                lines=wishes,
                wanted_on=each.wanted_on,
                accept_zero=True,
            ),
        )
        for each, wishes in drafts
    )


def _check_still_wanted(session: Session, orders: Sequence[OrderChosen]) -> None:
    """Refuse a proposal that was accepted already, here or at another station."""
    lines = [line for each in orders for line in each.lines if line.quantity > 0]
    now = on_order_of(session, {line.product_id for line in lines})
    for line in lines:
        if line.on_order is not None and now.get(line.product_id, 0) > line.on_order:
            product = session.get_one(Product, line.product_id)
            raise RefusedError(
                _(
                    "Aucune commande n’a été préparée\u00a0: «\u00a0{name}\u00a0» vient d’être "
                    "commandé, depuis cette proposition."
                ).format(name=full_name(product.name, product.option_text)),
                _("Recalculez la proposition\u00a0: elle tiendra compte de cette commande."),
            )


def _wishes(order: OrderChosen) -> tuple[PurchaseWish, ...]:
    return tuple(
        PurchaseWish(each.product_id, each.quantity, reason=each.reason)
        for each in order.lines
        if each.quantity > 0
    )
