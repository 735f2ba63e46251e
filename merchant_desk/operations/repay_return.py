"""Issue what a return owes, carriage included, and give the money back in the same gesture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.returned import Return
from merchant_desk.models.shop import Conflict
from merchant_desk.operations.credit_return import Credited, credit_return
from merchant_desk.operations.note_return import note_return
from merchant_desk.operations.pay_return import HowPaid, Owed, Repaid, pay_back
from merchant_desk.queries.refund_due import refund_due
from merchant_desk.queries.return_units import OrderLineBack
from merchant_desk.queries.settings import settings
from merchant_desk.rules.returns.carriage import carriage_given_back
from merchant_desk.values import disagreements
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnEventKind
from merchant_desk.values.ids import OrderId, OrderLineId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.return_reasons import reason_words
from merchant_desk.values.return_words import kind_words
from merchant_desk.values.settings import RETURNS_CARRIAGE_CENTS
from merchant_desk.values.taken_return import ReturnTaken
from merchant_desk.values.texts import _
from merchant_desk.values.words import ConflictState


@dataclass(frozen=True, slots=True)
class Given:
    """What a gesture gave back."""

    credited: Credited
    repaid: Repaid
    unbilled: bool = False
    """Nothing here charged what came back: there is no invoice to credit."""


def repay_return(
    session: Session,
    gesture: Gesture,
    returned: Return,
    taken: ReturnTaken,
    lines: Sequence[OrderLineBack],
    came: Mapping[OrderLineId, int],
) -> Given:
    """Give back what came, less what credit notes and the storefront gave already.

    ``lines`` are as they were before these units came.
    """
    if not taken.credit:
        return Given(Credited((), {}, ZERO), Repaid(ZERO))
    order = session.get_one(Order, taken.order_id)
    wanted = {each.line_id: each.units.to_credit(came.get(each.line_id, 0)) for each in lines}
    reason = _reason(taken)
    carriage = _carriage(session, gesture, taken, lines, came)
    credited = credit_return(session, gesture, order.id, wanted, carriage, reason)
    _keep_credit(session, gesture, returned, credited)
    owed = Owed(
        {line: (came.get(line, 0), amount) for line, amount in credited.lines.items()},
        credited.carriage,
        reason,
    )
    how = HowPaid(taken.pay_back, taken.means, taken.restock_there)
    repaid = pay_back(session, gesture, returned, order, owed, how)
    _close_conflicts(session, gesture, order.id)
    unbilled = any(wanted.values()) and not credited.posted
    return Given(credited, repaid, unbilled)


def _reason(taken: ReturnTaken) -> str:
    reasons = dict.fromkeys(reason_words(item.reason.value) for item in taken.items)
    return _("Retour\u00a0: {why}").format(
        why=", ".join(dict.fromkeys((kind_words(taken.kind), *reasons)))
    )


def _carriage(
    session: Session,
    gesture: Gesture,
    taken: ReturnTaken,
    lines: Sequence[OrderLineBack],
    came: Mapping[OrderLineId, int],
) -> Money:
    """Return what of the carriage goes back: only when nothing of the order is kept."""
    whole = all(
        each.units.back + came.get(each.line_id, 0) + each.units.cancelled >= each.units.ordered
        for each in lines
    )
    paid = total(
        session.scalars(
            select(OrderLine.total).where(
                OrderLine.order_id == taken.order_id, OrderLine.kind == LineKind.SHIPPING
            )
        )
    )
    standard = taken.standard_carriage
    if standard is None:
        cents = settings(session, gesture.station_id).get(RETURNS_CARRIAGE_CENTS)
        standard = Money(cents) if cents > 0 else None
    return carriage_given_back(taken.kind, paid, standard, whole=whole)


def _keep_credit(session: Session, gesture: Gesture, returned: Return, credited: Credited) -> None:
    for each in credited.posted:
        returned.credit_id = each.invoice_id
        detail = f"{each.number} · {euros(-each.total)}"
        note_return(session, gesture, returned, ReturnEventKind.CREDITED, detail)
    returned.carriage_out += credited.carriage


def _close_conflicts(session: Session, gesture: Gesture, order_id: OrderId) -> None:
    """The storefront told a refund that an invoice charged: once its credit note is made, done."""
    told = refund_due(session, order_id)
    if told.credited < told.given:
        return
    session.execute(
        update(Conflict)
        .where(
            Conflict.order_id == order_id,
            Conflict.field == disagreements.REFUND,
            Conflict.state == ConflictState.OPEN,
        )
        .values(state=ConflictState.TOOK_SHOP, settled_at=gesture.at, settled_by=gesture.person)
    )
