"""Write stock down to what it is still worth, with the reason an accountant will ask for."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.change_cost import CostChanged, LateCost, change_cost
from merchant_desk.operations.find_record import find_product
from merchant_desk.operations.value_moves import worths_of
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.stock_cost import PARTS, money_of
from merchant_desk.values.texts import _

_PER_CENT = PARTS // 100


@dataclass(frozen=True, slots=True)
class WriteDown:
    """How much less the units on hand of an article are worth together, and why."""

    product_id: ProductId
    amount: Money
    reason: str


def write_down(session: Session, gesture: Gesture, asked: WriteDown) -> CostChanged:
    """Lower the value of the units on hand; what is written stays in the story of the cost.

    Raises RefusedError without a reason, without stock, or for more than the stock is worth.
    """
    product = find_product(session, asked.product_id)
    reason = " ".join(asked.reason.split())
    if not reason:
        raise RefusedError(
            _("Le stock n’a pas été déprécié\u00a0: le motif manque."),
            _("Dites pourquoi, par exemple «\u00a0emballage abîmé, vendu à moitié prix\u00a0»."),
        )
    if asked.amount <= ZERO:
        raise RefusedError(
            _("Le stock n’a pas été déprécié\u00a0: le montant doit être supérieur à zéro."),
            _("Indiquez de combien il vaut moins, hors taxes."),
        )
    worths, _known = worths_of(session, [product.id])
    worth = worths[product.id]
    amount = asked.amount.cents * _PER_CENT
    if worth.quantity <= 0 or amount > worth.value:
        raise RefusedError(
            _("Le stock n’a pas été déprécié\u00a0: il ne vaut que {value}.").format(
                value=euros(money_of(worth.value))
            ),
            _("Indiquez un montant qui ne dépasse pas sa valeur."),
        )
    late = LateCost(
        product_id=product.id,
        units=worth.quantity,
        amount=-amount,
        reason=CostReason.WRITE_DOWN,
        note=reason,
    )
    return change_cost(session, gesture, late)
