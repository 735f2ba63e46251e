"""Give back the money of a return: at the storefront, or from here; never more than is due."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.operations.note_return import find_return, locked_order, note_return
from merchant_desk.operations.record_payment import Paid, record_payments
from merchant_desk.operations.refund_at_shop import Refund, RefundedLine, refund_at_shop
from merchant_desk.queries.refund_due import refund_due
from merchant_desk.queries.return_units import lines_back
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ReturnEventKind, ReturnKind, ReturnState
from merchant_desk.values.ids import InvoiceId, MessageId, OrderLineId, PaymentId, ReturnId, new_id
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind
from merchant_desk.values.taken_return import PayBack
from merchant_desk.values.texts import _

_EXCHANGED = Return.kind == ReturnKind.EXCHANGE


@dataclass(frozen=True, slots=True)
class Owed:
    """What is given back for: units and amounts of order lines, and the carriage."""

    lines: Mapping[OrderLineId, tuple[int, Money]]
    carriage: Money = ZERO
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HowPaid:
    """By which way the money goes back."""

    by: PayBack
    means: str = ""
    restock_there: bool = False


@dataclass(frozen=True, slots=True)
class Repaid:
    """What went back, or was asked of the storefront."""

    amount: Money
    message_id: MessageId | None = None


def pay_return(session: Session, gesture: Gesture, return_id: ReturnId, how: HowPaid) -> Repaid:
    """Give back what is due of a return that was taken before; then it is done.

    Raises RefusedError when nothing is due any more.
    """
    returned = find_return(session, return_id)
    if returned.state is ReturnState.CANCELLED or returned.order_id is None:
        raise _nothing()
    order = locked_order(session, returned.order_id)
    _refuse_done(session, returned)
    if not refund_due(session, order.id).due:
        if returned.state is ReturnState.RECEIVED:
            settle_return(returned, gesture)
        raise _nothing()
    repaid = pay_back(session, gesture, returned, order, Owed({}), how)
    if repaid.amount:
        settle_return(returned, gesture)
    elif how.by is not PayBack.LATER:
        raise _kept()
    return repaid


def pay_back(
    session: Session, gesture: Gesture, returned: Return, order: Order, owed: Owed, how: HowPaid
) -> Repaid:
    """Give back what credit notes owe of an order and nothing gave back yet.

    What another return keeps for an exchange stays there: it pays for what is sent instead.
    """
    session.flush()
    due = max(ZERO, refund_due(session, order.id).due - _kept_for_exchange(session, returned))
    if how.by is PayBack.LATER or not due:
        return Repaid(ZERO)
    _settle_others(session, gesture, returned)
    if how.by is PayBack.DESK:
        _pay_here(session, gesture, order, due, how.means)
        note_return(session, gesture, returned, ReturnEventKind.REFUNDED, euros(due))
        return Repaid(due)
    message_id = refund_at_shop(session, gesture, order.id, _refund(session, order, owed, due, how))
    asked = _("{amount} demandés à la boutique").format(amount=euros(due))
    note_return(session, gesture, returned, ReturnEventKind.REFUNDED, asked)
    return Repaid(due, message_id)


def _refuse_done(session: Session, returned: Return) -> None:
    """What is owed of an order is not for a return that was paid, while another one waits."""
    if returned.state is not ReturnState.SETTLED:
        return
    other = session.scalars(_others(returned).order_by(Return.row)).first()
    if other is not None:
        raise RefusedError(
            _("Rien n’a été remboursé\u00a0: {number} l’est déjà.").format(number=returned.number),
            _("Ce qui reste à rendre l’est pour {number}.").format(number=other.number),
        )


def _settle_others(session: Session, gesture: Gesture, returned: Return) -> None:
    """All that is owed of an order goes at once: its other returns wait for no money either."""
    waits = exists(
        select(ReturnLine.id).where(
            ReturnLine.return_id == Return.id,
            ReturnLine.grade.is_(None) | (ReturnLine.received < ReturnLine.expected),
        )
    )
    for other in session.scalars(_others(returned).where(~waits, ~_EXCHANGED)):
        settle_return(other, gesture)
        told = _("Remboursé avec {number}").format(number=returned.number)
        note_return(session, gesture, other, ReturnEventKind.CHANGED, told)


def _others(returned: Return) -> Select[Return]:
    return select(Return).where(
        Return.order_id == returned.order_id,
        Return.id != returned.id,
        Return.state == ReturnState.RECEIVED,
    )


def _kept_for_exchange(session: Session, returned: Return) -> Money:
    """Return what open exchanges of the order will pay their replacement with."""
    kept = _others(returned).where(_EXCHANGED).with_only_columns(Return.credit_id)
    return -total(session.scalars(select(Invoice.total).where(Invoice.id.in_(kept))))


def settle_return(returned: Return, gesture: Gesture) -> None:
    """Note that nothing is left to do of it."""
    returned.state = ReturnState.SETTLED
    returned.settled_at = gesture.at


def _refund(session: Session, order: Order, owed: Owed, due: Money, how: HowPaid) -> Refund:
    """Return the refund as the storefront notes it: by line, as far as it still counts units."""
    known = {line.line_id: line.units for line in lines_back(session, order.id)}
    wanted = {line: each for line, each in owed.lines.items() if each[1].cents > 0}
    carriage = min(owed.carriage, due)
    amounts = {line: amount for line, (_units, amount) in wanted.items()}
    if total(amounts.values()) + carriage < due:  # an earlier credit note is paid with it
        amounts, carriage = _shared(session, order, due)
    elif total(amounts.values()) + carriage > due:  # some of it went back already
        shares = (due - carriage).share([each.cents for each in amounts.values()])
        amounts = dict(zip(amounts, shares, strict=True))
    units = {
        line: known[line].to_tell(wanted[line][0]) if line in wanted else 0 for line in amounts
    }
    return Refund(
        lines=tuple(RefundedLine(line, units[line], amount) for line, amount in amounts.items()),
        carriage=carriage,
        reason=owed.reason,
        restock=how.restock_there,
        move_money=how.by is PayBack.SHOP_PAYS,
    )


def _shared(session: Session, order: Order, due: Money) -> tuple[dict[OrderLineId, Money], Money]:
    """Share an amount over everything the order charged, its carriage included."""
    rows = session.execute(
        select(OrderLine.id, OrderLine.kind, OrderLine.total)
        .where(OrderLine.order_id == order.id, OrderLine.total > ZERO)
        .order_by(OrderLine.position)
    ).all()
    shares = due.share([row.total.cents for row in rows])
    amounts, carriage = dict[OrderLineId, Money](), ZERO
    for row, share in zip(rows, shares, strict=True):
        if row.kind is LineKind.SHIPPING:
            carriage += share
        else:
            amounts[row.id] = min(share, row.total)
    return amounts, carriage


def _pay_here(session: Session, gesture: Gesture, order: Order, due: Money, means: str) -> None:
    """Note the money on the credit notes of the order, the last one first."""
    if not means:
        raise RefusedError(
            _("Rien n’a été remboursé\u00a0: le moyen de paiement manque."),
            _("Choisissez espèces, virement, chèque ou carte."),
        )
    paid = []
    for credit_id, able in _credits(session, order):
        part = min(due, able)
        if part.cents > 0:
            due -= part
            paid.append(Paid(PaymentId(new_id()), -part, means, gesture.at, invoice_id=credit_id))
    record_payments(session, gesture, paid)
    session.flush()


def _credits(session: Session, order: Order) -> list[tuple[InvoiceId, Money]]:
    rows = session.execute(
        select(Invoice.id, Invoice.total)
        .where(Invoice.order_id == order.id, Invoice.kind == InvoiceKind.CREDIT_NOTE)
        .order_by(Invoice.issued_at.desc(), Invoice.counter.desc())
    )
    return [(credit_id, -amount) for credit_id, amount in rows]


def _kept() -> RefusedError:
    return RefusedError(
        _("Rien n’a été remboursé\u00a0: ce qui est dû paie un échange en attente."),
        _("Envoyez l’article d’échange, ou remboursez le retour de l’échange lui-même."),
    )


def _nothing() -> RefusedError:
    return RefusedError(
        _("Rien n’a été remboursé\u00a0: plus rien n’est dû pour ce retour."),
        _("La liste va se mettre à jour."),
    )
