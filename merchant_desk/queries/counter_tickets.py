"""Tickets of the counter: by their number, the last one, and what may still come back of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.values.ids import InvoiceId, ProductId, RecordId, StationId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money

_INVOICES, _LINES = table(Invoice), table(InvoiceLine)
_SALE = (
    _INVOICES.c.kind == InvoiceKind.TICKET,
    _INVOICES.c.corrects_id.is_(None),
    _INVOICES.c.total >= ZERO,
)


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One ticket of a list."""

    ticket_id: InvoiceId
    number: str
    at: datetime
    total: Money
    invoice: str
    """The number of the invoice that was made of it, or nothing."""


@dataclass(frozen=True, slots=True)
class SoldLine:
    """What a ticket sold of one article, and how much of it came back since."""

    line_id: RecordId
    product_id: ProductId | None
    sku: str
    name: str
    option: str
    ean: str
    rate_bp: int
    quantity: int
    paid: Money
    back: int

    @property
    def left(self) -> int:
        """Return how many may still come back."""
        return self.quantity - self.back


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket with its lines, for a return."""

    ticket_id: InvoiceId
    number: str
    at: datetime
    total: Money
    lines: tuple[SoldLine, ...]

    def line_with(self, product_id: ProductId) -> SoldLine | None:
        """Return the line that sold this article, one with something left first."""
        mine = [each for each in self.lines if each.product_id == product_id]
        return next((each for each in mine if each.left), mine[0] if mine else None)


def ticket_by_number(session: Session, number: str) -> Ticket | None:
    """Return the sale with this number, typed or scanned."""
    clean = "".join(number.split()).upper()
    row = session.execute(
        select(_INVOICES.c.id).where(_INVOICES.c.number == clean, *_SALE)
    ).scalar()
    return None if row is None else ticket(session, InvoiceId(row))


def ticket(session: Session, ticket_id: InvoiceId) -> Ticket | None:
    """Return a sale with what may still come back of it."""
    row = session.execute(
        select(_INVOICES.c.id, _INVOICES.c.number, _INVOICES.c.issued_at, _INVOICES.c.total).where(
            _INVOICES.c.id == ticket_id, *_SALE
        )
    ).first()
    if row is None:
        return None
    lines = session.execute(
        select(_LINES).where(_LINES.c.invoice_id == ticket_id).order_by(_LINES.c.position)
    ).all()
    back = units_back(session, ticket_id)
    found = tuple(
        SoldLine(
            line_id=each.id,
            product_id=each.product_id,
            sku=each.sku,
            name=each.name,
            option=each.option_text,
            ean=each.ean,
            rate_bp=each.rate_bp,
            quantity=each.quantity,
            paid=each.total,
            back=back.get(each.id, 0),
        )
        for each in lines
        if each.quantity > 0
    )
    return Ticket(row.id, row.number, row.issued_at, row.total, found)


def units_back(session: Session, ticket_id: InvoiceId) -> Mapping[RecordId, int]:
    """Return how many units of each line of a ticket came back already."""
    rows = session.execute(
        select(_LINES.c.credits_line_id, func.sum(-_LINES.c.quantity))
        .join(_INVOICES, _INVOICES.c.id == _LINES.c.invoice_id)
        .where(
            _INVOICES.c.corrects_id == ticket_id,
            _INVOICES.c.kind == InvoiceKind.TICKET,
            _LINES.c.credits_line_id.is_not(None),
        )
        .group_by(_LINES.c.credits_line_id)
    )
    return {RecordId(row[0]): int(row[1]) for row in rows}


def last_ticket(session: Session, station_id: StationId) -> TicketRow | None:
    """Return the last ticket of a station: a sale or a return."""
    row = session.execute(_tickets().where(_INVOICES.c.station_id == station_id).limit(1)).first()
    return None if row is None else TicketRow(*row)


def find_tickets(session: Session, text: str, limit: int = 12) -> tuple[TicketRow, ...]:
    """Return the last sales whose number holds this text, the newest first."""
    clean = "".join(text.split()).upper()
    question = _tickets().where(*_SALE).limit(limit)
    if clean:
        question = question.where(_INVOICES.c.number.contains(clean, autoescape=True))
    return tuple(TicketRow(*row) for row in session.execute(question))


def _tickets() -> Select[*tuple[Any, ...]]:
    details = _INVOICES.alias("details")
    return (
        select(
            _INVOICES.c.id,
            _INVOICES.c.number,
            _INVOICES.c.issued_at,
            _INVOICES.c.total,
            func.coalesce(details.c.number, ""),
        )
        .join(details, details.c.details_id == _INVOICES.c.id, isouter=True)
        .where(_INVOICES.c.kind == InvoiceKind.TICKET)
        .order_by(_INVOICES.c.issued_at.desc(), _INVOICES.c.counter.desc())
    )
