"""What of a document can still be given back, line by line: for the credit note being written."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.values.ids import InvoiceId, RecordId
from merchant_desk.values.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A line of a document; ``left`` units came back in no credit note yet."""

    line_id: RecordId
    position: int
    sku: str
    name: str
    quantity: int
    left: int
    amount_left: Money
    """With VAT."""


def credit_lines(session: Session, invoice_id: InvoiceId) -> tuple[CreditLine, ...]:
    """Return the lines of a document, in their order."""
    back = {
        line_id: (int(units), amount)
        for line_id, units, amount in session.execute(
            select(
                InvoiceLine.credits_line_id,
                func.sum(InvoiceLine.quantity),
                func.sum(InvoiceLine.total),
            )
            .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
            .where(Invoice.corrects_id == invoice_id)
            .group_by(InvoiceLine.credits_line_id)
        )
    }
    lines = session.scalars(
        select(InvoiceLine)
        .where(InvoiceLine.invoice_id == invoice_id)
        .order_by(InvoiceLine.position)
    )
    return tuple(_left(line, *back.get(line.id, (0, ZERO))) for line in lines)


def _left(line: InvoiceLine, units: int, amount: Money) -> CreditLine:
    return CreditLine(
        line.id,
        line.position,
        line.sku,
        line.name,
        line.quantity,
        line.quantity + units,
        line.total + amount,
    )
