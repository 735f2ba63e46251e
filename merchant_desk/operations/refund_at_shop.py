"""Have the storefront note, or pay, money given back on one of its orders."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.order import Order, OrderLine
from merchant_desk.operations.note_decision import note_decision
from merchant_desk.operations.queue_message import Happened, queue_events
from merchant_desk.queries.refundable import REFUND, left_to_refund
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import MessageId, OrderId, OrderLineId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.texts import _
from merchant_desk.values.words import OrderEventKind

_WHOLE_RATE = 10_000


@dataclass(frozen=True, slots=True)
class RefundedLine:
    """Units of a line that come back, and what is given for them, VAT included."""

    line_id: OrderLineId
    quantity: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Refund:
    """What to give back; ``restock`` and ``move_money`` are for the shop to do, if it can."""

    lines: tuple[RefundedLine, ...]
    carriage: Money = ZERO
    reason: str = ""
    restock: bool = False
    move_money: bool = False

    @property
    def amount(self) -> Money:
        """Return what is given back in all."""
        return total([*(line.amount for line in self.lines), self.carriage])


def refund_at_shop(
    session: Session, gesture: Gesture, order_id: OrderId, refund: Refund
) -> MessageId:
    """Queue the refund; the shop notes it once, whatever is cut in between.

    The desk notes the money when the shop tells it back, so that it is counted once.
    Raises RefusedError when nothing is given back, more than was paid, or more units than ordered.
    """
    order = session.get(Order, order_id)
    if order is None or order.shop_id is None:
        raise _refused(_("cette commande ne vient pas d’une boutique en ligne"))
    if refund.amount.cents <= 0 or refund.carriage.cents < 0:
        raise _refused(_("aucun montant n’est à rendre"))
    if refund.amount > left_to_refund(session, order_id):
        raise _refused(_("le montant dépasse ce qui a été payé et pas encore rendu"))
    lines = _lines(session, order_id, refund.lines)
    payload = {
        "amount": refund.amount.cents,
        "carriage": refund.carriage.cents,
        "lines": lines,
        "reason": refund.reason,
        "restock": refund.restock,
        "move_money": refund.move_money,
    }
    told = Happened(order.shop_id, order_id, payload=json.dumps(payload))
    asked = euros(refund.amount)
    note_decision(session, gesture, [order_id], OrderEventKind.REFUNDED, asked)
    return queue_events(session, gesture, REFUND, [told])[0]


def _lines(
    session: Session, order_id: OrderId, wanted: Sequence[RefundedLine]
) -> list[tuple[str, int, int, int]]:
    rows = session.execute(
        select(
            OrderLine.id,
            OrderLine.remote_id,
            OrderLine.quantity,
            OrderLine.total,
            OrderLine.rate_bp,
        ).where(OrderLine.order_id == order_id)
    ).all()
    known = {row.id: row for row in rows}
    told = []
    for each in wanted:
        row = known.get(each.line_id)
        if row is None or not 0 <= each.quantity <= row.quantity:
            raise _refused(_("plus d’articles seraient rendus que commandés"))
        if not ZERO <= each.amount <= row.total:
            raise _refused(_("une ligne rendrait plus que son prix"))
        vat = each.amount.part(row.rate_bp, _WHOLE_RATE + row.rate_bp)
        told.append((row.remote_id, each.quantity, each.amount.cents, vat.cents))
    return told


def _refused(why: str) -> RefusedError:
    return RefusedError(
        _("Le remboursement n’a pas été demandé\u00a0: {why}.").format(why=why),
        _("Vérifiez les quantités et les montants, puis recommencez."),
    )
