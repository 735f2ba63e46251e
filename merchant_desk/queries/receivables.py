"""What is still to be paid on a document: said once, for lists, cards, reminders and ageing.

Money is only in the table of payments. What came in for an order before its documents were issued
is shared among them and printed on each (``Invoice.taken``); what comes in later for the order
fills its oldest open document first; what is recorded for a document counts on it alone. Credit
notes and what was given back with them belong to the document they correct, and a corrected
invoice takes over the money of those it replaces.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.queries.open_documents import (
    family_left,
    is_replaced,
    later_money,
    of_credits,
    open_documents,
    own_left,
    summed,
)
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import ZERO, Money

_INVOICES = table(Invoice)
_CREDIT = InvoiceKind.CREDIT_NOTE
_FACTS = (
    "id", "kind", "order_id", "corrects_id", "details_id", "issue_date", "due_on", "total",
)  # fmt: skip


class PaidState(StrEnum):
    """What a document waits for."""

    PAID = "paid"
    TO_COLLECT = "to_collect"
    PARTIAL = "partial"
    LATE = "late"
    OVERPAID = "overpaid"  # more came in than is owed: something is due back
    CREDITED = "credited"  # wholly taken back by credit notes
    REPLACED = "replaced"  # by a corrected invoice
    TOLD = "told"  # details a ticket that was paid
    TO_REFUND = "to_refund"  # a credit note whose money is still here
    REFUNDED = "refunded"  # a credit note given back, or taken off what was owed


@dataclass(frozen=True, slots=True)
class Due:
    """Where a document stands: ``left`` is what is still due, below zero what is due back."""

    total: Money
    credited: Money  # by credit notes, below zero
    left: Money
    due_on: date
    state: PaidState

    @property
    def settled(self) -> Money:
        """Return what was paid of it, deposits deducted included."""
        return self.total + self.credited - self.left


def due_on() -> ColumnElement[date]:
    """Return the day a document is to be paid by: on the spot when nothing else was agreed."""
    return func.coalesce(_INVOICES.c.due_on, _INVOICES.c.issue_date)


def due_of(
    session: Session, invoice_ids: Sequence[InvoiceId], today: date
) -> Mapping[InvoiceId, Due]:
    """Return where each of these documents stands on a day."""
    if not invoice_ids:
        return {}
    lefts = {row[0]: int(row[1]) for row in _SHARED.rows(session, invoice_ids)}
    return {
        InvoiceId(row.id): _due(row, lefts.get(row.id), today)
        for row in _STANDS.typed(session, invoice_ids)
    }


def money_without_document(session: Session, invoice_ids: Sequence[InvoiceId]) -> Money:
    """Return what went back for the order of these documents without a credit note (above zero)."""
    later = [int(row[0] or 0) for row in _POOLS.rows(session, invoice_ids)]
    return Money(sum(-cents for cents in later if cents < 0))


def _due(row: Any, shared: int | None, today: date) -> Due:
    credited = Money(int(row.credited))
    left = Money(int(row.family))
    if row.kind is _CREDIT:
        left = _left_of_credit(row)
    elif row.details_id is not None or row.replaced:
        left = ZERO
    elif left.cents > 0 and row.order_id is not None:
        left = Money(shared or 0)
    day = row.due_on or row.issue_date
    return Due(row.total, credited, left, day, _state(row, credited, left, day < today))


def _left_of_credit(row: Any) -> Money:
    """Return what of a credit note is still to give back: nothing while more is owed to us."""
    own = int(row.own)
    if row.corrects_id is None:
        return Money(min(own, 0))
    if row.origin_replaced:
        return ZERO
    return Money(min(0, max(own, int(row.origin))))


def _state(row: Any, credited: Money, left: Money, past: bool) -> PaidState:
    outside = _outside(row, left)
    if outside is not None:
        return outside
    if left.cents < 0:
        return PaidState.OVERPAID
    if credited.cents and (row.total + credited).cents <= 0:
        return PaidState.CREDITED
    if not left.cents:
        return PaidState.PAID
    waits = PaidState.PARTIAL if left < row.total + credited else PaidState.TO_COLLECT
    return PaidState.LATE if past else waits


def _outside(row: Any, left: Money) -> PaidState | None:
    """Return the state of what asks for no money itself."""
    if row.kind is _CREDIT:
        return PaidState.TO_REFUND if left.cents < 0 else PaidState.REFUNDED
    if row.replaced:
        return PaidState.REPLACED
    return None if row.details_id is None else PaidState.TOLD


def _stands(ids: Any) -> Select[Any]:
    origin, newer = _INVOICES.alias("origin"), _INVOICES.alias("newer")
    origin_replaced = exists(
        select(newer.c.id)
        .where(
            newer.c.corrects_id == _INVOICES.c.corrects_id,
            newer.c.kind == InvoiceKind.CORRECTED,
        )
        .correlate(_INVOICES)
    )
    family = (
        select(family_left(origin))
        .where(origin.c.id == _INVOICES.c.corrects_id)
        .correlate(_INVOICES)
    )
    return select(
        *(_INVOICES.c[name] for name in _FACTS),
        own_left(_INVOICES).label("own"),
        family_left(_INVOICES).label("family"),
        of_credits(_INVOICES, "total").label("credited"),
        summed(family).label("origin"),
        origin_replaced.label("origin_replaced"),
        is_replaced(_INVOICES).label("replaced"),
    ).where(_INVOICES.c.id.in_(ids))


def _shared(ids: Any) -> Select[Any]:
    orders = select(_INVOICES.c.order_id).where(_INVOICES.c.id.in_(ids))
    held = open_documents(orders)
    return select(held.c.id, held.c.left)


def _pools(ids: Any) -> Select[Any]:
    orders = (
        select(_INVOICES.c.order_id)
        .where(_INVOICES.c.id.in_(ids), _INVOICES.c.order_id.is_not(None))
        .distinct()
        .subquery()
    )
    return select(later_money(orders.c.order_id)).select_from(orders)


_STANDS, _SHARED, _POOLS = PreparedSet(_stands), PreparedSet(_shared), PreparedSet(_pools)
