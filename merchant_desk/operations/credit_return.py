"""Issue the credit notes of what came back, one an invoice, without moving its stock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.invoice import Invoice, InvoiceLine
from merchant_desk.operations.cancel_by_credit import (
    CREDITABLE,
    LeftLine,
    RateKey,
    credited,
    goodwill_given,
    lines_left,
)
from merchant_desk.operations.credit_invoice import CreditAsked, credit_invoice
from merchant_desk.operations.post_invoice import InvoicePosted
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import DraftId, InvoiceId, OrderId, OrderLineId, RecordId, new_id
from merchant_desk.values.invoice_page import InvoiceKind, PriceMethod
from merchant_desk.values.money import ZERO, Money, total
from merchant_desk.values.remote import LineKind


@dataclass(frozen=True, slots=True)
class Credited:
    """The credit notes, what they give back of each order line, and of the carriage."""

    posted: tuple[InvoicePosted, ...]
    lines: Mapping[OrderLineId, Money]
    carriage: Money

    @property
    def amount(self) -> Money:
        """Return what they give back in all, VAT included."""
        return -total(each.total for each in self.posted)


def credit_return(
    session: Session,
    gesture: Gesture,
    order_id: OrderId,
    wanted: Mapping[OrderLineId, int],
    carriage: Money,
    reason: str,
) -> Credited:
    """Give back these units of these order lines, and at most this carriage.

    What credit notes gave back before is left as it is: nothing is given back twice.
    """
    left, more = dict(wanted), carriage
    posted: list[InvoicePosted] = []
    for invoice in _invoices(session, order_id):
        lines = lines_left(session, invoice)
        able = _able(session, invoice, lines)
        ttc = invoice.method == PriceMethod.TTC
        units, parts = _asked(lines, able, left, more, ttc=ttc)
        if not units:
            continue
        asked = CreditAsked(invoice.id, reason, tuple(units.items()), parts=tuple(parts.items()))
        posted.append(credit_invoice(session, gesture, DraftId(new_id()), asked))
        more -= total(parts[each.line.id] for each in lines if _is_carriage(each, parts))
    session.flush()
    return Credited(tuple(posted), *_given(session, [each.invoice_id for each in posted]))


def _is_carriage(each: LeftLine, parts: Mapping[RecordId, Money]) -> bool:
    return each.line.kind == LineKind.SHIPPING and each.line.id in parts


def _invoices(session: Session, order_id: OrderId) -> list[Invoice]:
    """Return the documents that charge the order now, the first one first."""
    replaced = select(Invoice.corrects_id).where(
        Invoice.order_id == order_id, Invoice.kind == InvoiceKind.CORRECTED
    )
    return list(
        session.scalars(
            select(Invoice)
            .where(
                Invoice.order_id == order_id,
                Invoice.kind.in_(CREDITABLE - {InvoiceKind.DEPOSIT}),
                Invoice.id.not_in(replaced.where(Invoice.corrects_id.is_not(None))),
            )
            .order_by(Invoice.issued_at, Invoice.counter)
        )
    )


def _asked(
    lines: Sequence[LeftLine],
    able: dict[RateKey, Money],
    left: dict[OrderLineId, int],
    carriage: Money,
    *,
    ttc: bool,
) -> tuple[dict[RecordId, int], dict[RecordId, Money]]:
    """Return the units of the lines of one document, and what is given back of each.

    ``able`` is what is left at each rate: a goodwill may have given a part of it already.
    """
    units: dict[RecordId, int] = {}
    parts: dict[RecordId, Money] = {}
    for each in lines:
        line = each.line
        taken = _taken(each, left, carriage)
        if not taken:
            continue
        key = (line.rate_bp, line.treatment)
        amount = min(-(credited(each, taken).amount or ZERO), able.get(key, ZERO))
        if line.kind == LineKind.SHIPPING:
            amount = min(amount, _by_method(line, carriage, ttc=ttc))
            carriage -= amount
        elif line.order_line_id is not None:
            left[line.order_line_id] -= taken
        able[key] = able.get(key, ZERO) - amount
        units[line.id], parts[line.id] = taken, amount
    return units, parts


def _by_method(line: InvoiceLine, carriage: Money, *, ttc: bool) -> Money:
    """Return an amount with VAT as the document counts it."""
    if ttc or not line.total.cents:
        return carriage
    return carriage.part(line.net.cents, line.total.cents)


def _taken(each: LeftLine, left: Mapping[OrderLineId, int], carriage: Money) -> int:
    if each.quantity <= 0:
        return 0
    if each.line.kind == LineKind.SHIPPING:
        return each.quantity if carriage.cents > 0 and each.amount.cents > 0 else 0
    wanted = 0 if each.line.order_line_id is None else left.get(each.line.order_line_id, 0)
    return min(wanted, each.quantity)


def _able(session: Session, invoice: Invoice, lines: Sequence[LeftLine]) -> dict[RateKey, Money]:
    found: dict[RateKey, Money] = {}
    for each in lines:
        key = (each.line.rate_bp, each.line.treatment)
        found[key] = found.get(key, ZERO) + each.amount
    for key, given in goodwill_given(session, invoice).items():
        found[key] = found.get(key, ZERO) - given
    return {key: max(ZERO, amount) for key, amount in found.items()}


def _given(session: Session, credit_ids: list[InvoiceId]) -> tuple[dict[OrderLineId, Money], Money]:
    sold = select(InvoiceLine.id, InvoiceLine.order_line_id, InvoiceLine.kind).subquery()
    rows = session.execute(
        select(sold.c.order_line_id, sold.c.kind, InvoiceLine.total)
        .join(sold, sold.c.id == InvoiceLine.credits_line_id)
        .where(InvoiceLine.invoice_id.in_(credit_ids))
    )
    lines: dict[OrderLineId, Money] = {}
    carriage = ZERO
    for line, kind, amount in rows:
        if kind == LineKind.SHIPPING:
            carriage -= amount
        elif line is not None:
            lines[line] = lines.get(line, ZERO) - amount
    return lines, carriage
