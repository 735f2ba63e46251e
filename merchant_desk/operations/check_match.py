"""Make sure that what a line would be for is still open, and not for less."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.cash import Recurring
from merchant_desk.models.order import Order, Payment
from merchant_desk.queries.deposits import awaited_deposits
from merchant_desk.queries.match_unseen import seen_first, unseen
from merchant_desk.queries.payouts import awaited_payouts
from merchant_desk.queries.receivables import due_of
from merchant_desk.queries.recurring_settled import settled_times
from merchant_desk.rules.matching.sharing import Share
from merchant_desk.rules.recurring.amounts import Amounts
from merchant_desk.rules.recurring.settled import left_of
from merchant_desk.values.cash_words import MatchTarget
from merchant_desk.values.clock import paris_date
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, RecurringId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _

_ORDERS, _RECURRING = table(Order), table(Recurring)
_PAYMENTS = table(Payment)
_LONG_AGO = date(1990, 1, 1)


def check_part(session: Session, gesture: Gesture, share: Share) -> None:
    """Refuse a part that is more than is open of its document, or for one that is not there."""
    part, paid = share.part, share.amount - share.fee
    if share.fee > ZERO:
        raise _refused(_("des frais ne s’ajoutent pas"), _("Écrivez-les en moins."))
    if part.target is MatchTarget.CATEGORY:
        if part.target_id is not None or share.fee:
            raise _refused(
                _("une catégorie n’a ni document ni frais"), _("Choisissez l’un ou l’autre.")
            )
        return
    if part.target_id is None:
        raise _refused(_("le document n’est pas dit"), _("Choisissez-le dans la liste."))
    if part.target is MatchTarget.RECURRING:
        _check_recurring(session, part.target_id, part.due_day)
        return
    left = _left(session, gesture, share, part.target_id)
    if left is not None:
        _check_open(part.label, paid, left)


def _left(session: Session, gesture: Gesture, share: Share, target_id: bytes) -> Money | None:
    """Return what is open, signed as the line; None where paying itself will check it."""
    part = share.part
    if part.recorded:
        found = unseen(session, part.target, _LONG_AGO, target_id).get(target_id)
        return ZERO if found is None else found[0]
    if part.target is MatchTarget.CUSTOMER_INVOICE:
        invoice_id = InvoiceId(target_id)
        due = due_of(session, (invoice_id,), paris_date(gesture.at)).get(invoice_id)
        return ZERO if due is None else due.left
    if part.target is MatchTarget.PAYOUT:
        payouts = {bytes(each.payout_id): each.amount for each in awaited_payouts(session)}
        return payouts.get(target_id, ZERO)
    if part.target is MatchTarget.DEPOSIT:
        deposits = {bytes(each.deposit_id): each.amount for each in awaited_deposits(session)}
        return deposits.get(target_id, ZERO)
    if part.target is MatchTarget.ORDER:
        return _order_left(session, target_id)
    return None


def _order_left(session: Session, order_id: bytes) -> Money:
    """Return what did not come in of an order."""
    whole: Money | None = session.scalar(select(_ORDERS.c.total).where(_ORDERS.c.id == order_id))
    if whole is None:
        return ZERO
    paid = session.scalars(select(_PAYMENTS.c.amount).where(_PAYMENTS.c.order_id == order_id))
    return whole - total(paid) - Money(seen_first(session, order_id).get(order_id, 0))


def _check_open(label: str, paid: Money, left: Money) -> None:
    if (paid > ZERO) != (left > ZERO) or abs(paid.cents) > abs(left.cents):
        raise _refused(
            _("«\u00a0{label}\u00a0» a changé, il en reste {left}").format(
                label=label, left=euros(left)
            ),
            _("Rouvrez la ligne\u00a0: elle a d’autres propositions."),
        )


def _check_recurring(session: Session, target_id: bytes, due_day: date | None) -> None:
    known = session.execute(select(_RECURRING).where(_RECURRING.c.id == target_id)).first()
    if known is None:
        raise _refused(_("ce qui revient n’existe plus"), _("Choisissez une catégorie."))
    if due_day is None:
        return
    taken = settled_times(session, RecurringId(target_id)).get((target_id, due_day), ZERO)
    if taken and left_of(Amounts(known.amount, known.low, known.high), taken) == ZERO:
        raise _refused(
            _("cette échéance est déjà rapprochée d’une autre opération"),
            _("Rouvrez la ligne\u00a0: elle a d’autres propositions."),
        )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(
        _("Le rapprochement n’a pas été fait\u00a0: {why}.").format(why=why), advice
    )
