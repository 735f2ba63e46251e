"""Goods came back: one gesture moves the stock, issues the credit note and gives the money back."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.returned import Return, ReturnEvent, ReturnLine
from merchant_desk.operations.join_returns import join_returns
from merchant_desk.operations.move_returned import Graded, move_returned
from merchant_desk.operations.note_return import (
    find_return,
    locked_order,
    new_return,
    note_return,
)
from merchant_desk.operations.pay_return import settle_return
from merchant_desk.operations.repay_return import Given, repay_return
from merchant_desk.operations.sort_returned import Sorted, sort_returned
from merchant_desk.operations.write_return_lines import fill_kits, write_return_lines
from merchant_desk.queries.refund_due import refund_due
from merchant_desk.queries.return_facts import facts_of
from merchant_desk.queries.return_units import OrderLineBack, kits_back, left_at, lines_back
from merchant_desk.rules.returns.clocks import refund_due_on
from merchant_desk.values.french import items as items_words
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnEventKind, ReturnState
from merchant_desk.values.ids import OrderLineId, ProductId
from merchant_desk.values.money import ZERO
from merchant_desk.values.taken_return import ReturnDone, ReturnTaken
from merchant_desk.values.texts import _

_OPEN = (ReturnState.DECLARED, ReturnState.RECEIVED)


def take_return(session: Session, gesture: Gesture, taken: ReturnTaken) -> ReturnDone:
    """Take back what was scanned; the same ``taking_id`` asked twice does it once.

    Raises RefusedError, nothing moved, when more comes back than left.
    """
    session.flush()
    order = locked_order(session, taken.order_id)
    before = session.get(ReturnEvent, taken.taking_id)
    if before is not None:
        return _done_before(session, before, order)
    lines = lines_back(session, order.id)
    came = sort_returned(session, order, lines, taken.items)
    left = left_at(session, order.id)
    returned = _return_of(session, gesture, order, taken)
    if taken.return_id is not None:
        join_returns(session, gesture, returned, came)
    graded = write_return_lines(session, gesture, returned, came)
    _receive(session, gesture, returned, taken, ours=any(each.line for each in came))
    move_returned(session, gesture, returned, graded, left, _back_before(lines))
    units = Counter[OrderLineId]()
    for each in came:
        if each.line is not None:
            units[each.line.line_id] += each.units
    whole = kits_back(lines, units)
    units.update({kit.line_id: whole[kit.line_id] - kit.units.back for kit in lines if kit.is_kit})
    fill_kits(session, returned, units)
    given = repay_return(session, gesture, returned, taken, lines, units)
    _write_refunds(graded, given, {each.line_id: each.kit_line_id for each in lines})
    settle_if_done(session, gesture, returned)
    return _done(returned, order, came, given)


def settle_if_done(session: Session, gesture: Gesture, returned: Return) -> bool:
    """Settle a return of which everything came, is graded and is paid back."""
    session.flush()
    waiting = session.scalar(
        select(func.count())
        .select_from(ReturnLine)
        .where(
            ReturnLine.return_id == returned.id,
            ReturnLine.grade.is_(None) | (ReturnLine.received < ReturnLine.expected),
        )
    )
    owed = ZERO if returned.order_id is None else refund_due(session, returned.order_id).due
    if waiting or owed:
        return False
    settle_return(returned, gesture)
    session.flush()
    return True


def _write_refunds(
    graded: Sequence[Graded], given: Given, kits: Mapping[OrderLineId, OrderLineId | None]
) -> None:
    """Write on each line what its units give back; of a kit, on its parts."""
    for line_id, amount in given.credited.lines.items():
        mine = [
            each
            for each in graded
            if (of := each.line.order_line_id) is not None and line_id in {of, kits.get(of)}
        ]
        if mine:
            shares = amount.share([each.units for each in mine])
            for each, share in zip(mine, shares, strict=True):
                each.line.refund += share


def _back_before(lines: Sequence[OrderLineBack]) -> Counter[ProductId]:
    found = Counter[ProductId]()
    for line in lines:
        if line.product_id is not None:
            found[line.product_id] += line.units.back
    return found


def _return_of(session: Session, gesture: Gesture, order: Order, taken: ReturnTaken) -> Return:
    """Return the one that was named, else the one that waits for this order, else a new one."""
    if taken.return_id is None:
        known = session.scalars(
            select(Return)
            .where(Return.order_id == order.id, Return.state.in_(_OPEN))
            .order_by(Return.state, Return.row)
        ).first()
        return known or new_return(session, gesture, order, taken.kind)
    returned = find_return(session, taken.return_id)
    if returned.state not in _OPEN or returned.order_id not in {None, order.id}:
        raise RefusedError(
            _("Le retour n’a pas été enregistré\u00a0: {number} est déjà fait.").format(
                number=returned.number
            ),
            _("Scannez le bon de livraison pour en commencer un autre."),
        )
    returned.order_id, returned.customer_name = order.id, order.customer_name
    returned.customer_id = order.customer_id
    return returned


def _receive(
    session: Session, gesture: Gesture, returned: Return, taken: ReturnTaken, *, ours: bool
) -> None:
    """Note that goods came, how, and by when the money is due (C. conso. L221-24).

    No money is due for articles that the order does not hold.
    """
    returned.received_at = returned.received_at or gesture.at
    returned.state = ReturnState.RECEIVED
    returned.kind = taken.kind
    returned.carriage_back += taken.carriage_back
    returned.minutes += taken.minutes
    returned.carrier = taken.carrier or returned.carrier
    returned.note = taken.note or returned.note
    if ours:
        returned.refund_due_on = refund_due_on(facts_of(returned))
    detail = items_words(sum(item.units for item in taken.items))
    note_return(session, gesture, returned, ReturnEventKind.RECEIVED, detail, taken.taking_id)


def _done(returned: Return, order: Order, came: Sequence[Sorted], given: Given) -> ReturnDone:
    credits_ = given.credited.posted
    odd = sum(each.units for each in came if each.line is None)
    return ReturnDone(
        return_id=returned.id,
        number=returned.number,
        order_number=order.number,
        units=sum(each.units for each in came) - odd,
        odd=odd,
        credits=tuple(each.invoice_id for each in credits_),
        credit_numbers=tuple(each.number for each in credits_),
        credited=given.credited.amount,
        refunded=given.repaid.amount,
        message_id=given.repaid.message_id,
        settled=returned.state is ReturnState.SETTLED,
        warnings=(_unbilled(),) if given.unbilled else (),
    )


def _unbilled() -> str:
    return _("Cette commande n’est pas facturée ici\u00a0: rendez l’argent là où elle a été payée.")


def _done_before(session: Session, event: ReturnEvent, order: Order) -> ReturnDone:
    """Answer again for a gesture that was done: its money is told by the return's own story."""
    returned = session.get_one(Return, event.return_id)
    credit = session.get(Invoice, returned.credit_id) if returned.credit_id else None
    return ReturnDone(
        return_id=returned.id,
        number=returned.number,
        order_number=order.number,
        units=0,
        odd=0,
        credits=() if credit is None else (credit.id,),
        credit_numbers=() if credit is None else (credit.number,),
        credited=ZERO,
        refunded=ZERO,
        message_id=None,
        settled=returned.state is ReturnState.SETTLED,
    )
