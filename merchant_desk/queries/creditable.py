"""What of a document can still be given back: line by line, credit notes already made taken off."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.queries.open_documents import cents
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.remote import LineKind

_INVOICES, _LINES = table(Invoice), table(InvoiceLine)


@dataclass(frozen=True, slots=True)
class CreditableLine:
    """One line of a document: what it sold, and what is left of it, VAT included."""

    line_id: bytes
    kind: LineKind
    sku: str
    name: str
    sold: int
    left: int
    amount: Money
    left_amount: Money

    def part(self, quantity: int) -> Money:
        """Return what so many units of what is left come to; the last take all that is left."""
        return self.left_amount.part(quantity, self.left) if self.left else Money(0)


def creditable_lines(session: Session, invoice_id: InvoiceId) -> tuple[CreditableLine, ...]:
    """Return every line of a document, those given back whole included."""
    back = {
        bytes(row[0]): (int(row[1]), Money(int(row[2])))
        for row in session.execute(
            select(
                _LINES.c.credits_line_id,
                func.sum(_LINES.c.quantity),
                func.sum(cents(_LINES.c.total)),
            )
            .join(_INVOICES, _INVOICES.c.id == _LINES.c.invoice_id)
            .where(_INVOICES.c.corrects_id == invoice_id, _LINES.c.credits_line_id.is_not(None))
            .group_by(_LINES.c.credits_line_id)
        )
    }
    kept = _LINES.c
    rows = session.execute(
        select(kept.id, kept.kind, kept.sku, kept.name, kept.option_text, kept.quantity, kept.total)
        .where(kept.invoice_id == invoice_id)
        .order_by(kept.position)
    )
    lines = []
    for row in rows:
        units, amount = back.get(row.id, (0, Money(0)))
        name = " · ".join(filter(None, (row.name, row.option_text)))
        lines.append(
            CreditableLine(
                bytes(row.id),
                LineKind(row.kind),
                row.sku,
                name,
                row.quantity,
                row.quantity + units,
                row.total,
                row.total + amount,
            )
        )
    return tuple(lines)
