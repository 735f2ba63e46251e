"""Take a write-down back: the units turned out to be worth more than was thought."""

from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.operations.change_cost import CostChanged, LateCost, change_cost
from merchant_desk.operations.find_record import find_product
from merchant_desk.operations.value_moves import worths_of
from merchant_desk.operations.write_down import WriteDown
from merchant_desk.queries.valuation.cost_ledger import cost_ledger
from merchant_desk.rules.valuation.written_down import written_down
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CostReason
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.stock_cost import PARTS, money_of
from merchant_desk.values.texts import _

_PER_CENT = PARTS // 100


def reverse_write_down(session: Session, gesture: Gesture, asked: WriteDown) -> CostChanged:
    """Give the units on hand back some of what a write-down took, never more than they cost.

    Raises RefusedError without a reason, and for more than they are written down by.
    """
    product = find_product(session, asked.product_id)
    reason = " ".join(asked.reason.split())
    if not reason:
        raise RefusedError(
            _("La dépréciation n’a pas été reprise\u00a0: le motif manque."),
            _("Dites pourquoi, par exemple «\u00a0il se vend de nouveau à son prix\u00a0»."),
        )
    session.flush()
    written = written_down(cost_ledger(session, product.id))
    worths, _known = worths_of(session, [product.id])
    amount = _amount(asked.amount, written)
    if worths[product.id].quantity <= 0 or not 0 < amount <= written:
        raise RefusedError(
            _("La dépréciation n’a pas été reprise\u00a0: il reste {value} à reprendre.").format(
                value=euros(money_of(written))
            ),
            _("Indiquez un montant qui ne le dépasse pas\u00a0: un stock ne vaut jamais plus "
              "qu’il n’a coûté."),
        )  # fmt: skip
    late = LateCost(
        product_id=product.id,
        units=worths[product.id].quantity,
        amount=amount,
        reason=CostReason.WRITE_DOWN,
        note=reason,
    )
    return change_cost(session, gesture, late)


def _amount(asked: Money, written: int) -> int:
    """Return the amount meant: the whole of it, where cents cannot say it to the last part."""
    whole = asked > ZERO and asked == money_of(written)
    return written if whole else asked.cents * _PER_CENT
