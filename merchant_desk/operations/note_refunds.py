"""Keep what a storefront gave back on lines that no invoice charged yet."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.models.order import OrderLine
from merchant_desk.values.ids import OrderId, OrderLineId
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import RemoteLine

_LINES, _INVOICES, _INVOICE_LINES = table(OrderLine), table(Invoice), table(InvoiceLine)
_INVOICED = Prepared(
    select(_INVOICE_LINES.c.order_line_id, func.sum(_INVOICE_LINES.c.total))
    .join(_INVOICES, _INVOICES.c.id == _INVOICE_LINES.c.invoice_id)
    .where(_INVOICES.c.order_id == bindparam("order"))
    .group_by(_INVOICE_LINES.c.order_line_id)
)


def invoiced_so_far(session: Session, order_id: OrderId) -> dict[OrderLineId, Money]:
    """Return what the invoices of an order charge of each line; absent when none does."""
    rows = _INVOICED.rows(session, order=order_id)
    return {OrderLineId(line_id): Money(int(cents)) for line_id, cents in rows}


def refund_after_invoice(session: Session, order_id: OrderId, told: Money) -> Money:
    """Return how much of these refunds came back on what invoices already charged."""
    charged = invoiced_so_far(session, order_id)
    if not charged or not told:
        return ZERO
    known = total(
        session.scalars(select(_LINES.c.refunded).where(_LINES.c.order_id == order_id)).all()
    )
    return max(ZERO, min(told - known, total(charged.values())))


def note_refunds(session: Session, order_id: OrderId, lines: Sequence[RemoteLine]) -> None:
    """Note refunds that came while the order was being packed.

    A line that an invoice charged keeps its price: what is given back on it since is for a credit
    note.
    """
    if not any(line.refunded for line in lines):
        return
    charged = invoiced_so_far(session, order_id)
    told = {line.remote_id: line.refunded or ZERO for line in lines}
    rows = session.execute(
        select(_LINES.c.id, _LINES.c.remote_id, _LINES.c.refunded).where(
            _LINES.c.order_id == order_id, _LINES.c.kit_line_id.is_(None)
        )
    ).all()
    for line_id, remote_id, known in rows:
        back = told.get(remote_id, ZERO)
        if abs(back.cents) > abs(known.cents) and line_id not in charged:
            session.execute(update(_LINES).where(_LINES.c.id == line_id).values(refunded=back))
