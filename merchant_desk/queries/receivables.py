"""What is still to be paid on a document: said once, for lists, cards, reminders and ageing.

Money is only in the table of payments. What came in for an order before its documents were issued
is shared among them and printed on each (``Invoice.taken``); what comes in later for the order
fills its oldest open document first; what is recorded for a document counts on it alone. Credit
notes and what was given back with them belong to the document they correct, and a corrected
invoice takes over the money of those it replaces.

A few plain statements read what is needed and ``rules/receivables`` adds it up: the same in one
statement took SQLite seconds on a file of sixty thousand documents.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, func, literal_column, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import from_micros
from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Payment
from merchant_desk.rules.receivables import Paper, Papers, shared_lefts
from merchant_desk.values.ids import InvoiceId, OrderId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money

_INVOICES, _PAYMENTS = table(Invoice), table(Payment)
_CREDIT = InvoiceKind.CREDIT_NOTE
_FACTS = tuple(
    _INVOICES.c[name]
    for name in (
        "id", "kind", "order_id", "corrects_id", "details_id", "issued_at", "issue_date",
        "due_on", "total", "taken", "left_to_pay",
    )
)  # fmt: skip
_BY_ID = PreparedSet(lambda ids: select(*_FACTS).where(_INVOICES.c.id.in_(ids)))
_CORRECTING = PreparedSet(lambda ids: select(*_FACTS).where(_INVOICES.c.corrects_id.in_(ids)))
_OF_ORDER = PreparedSet(lambda ids: select(_INVOICES.c.id).where(_INVOICES.c.order_id.in_(ids)))
_RECORDED = PreparedSet(
    lambda ids: select(_PAYMENTS.c.invoice_id, _PAYMENTS.c.amount, _PAYMENTS.c.at).where(
        _PAYMENTS.c.invoice_id.in_(ids)
    )
)
_CAME_IN = PreparedSet(
    lambda ids: (
        select(_PAYMENTS.c.order_id, func.sum(type_coerce(_PAYMENTS.c.amount, BigInteger)))
        .where(_PAYMENTS.c.order_id.in_(ids), _PAYMENTS.c.invoice_id.is_(None))
        .group_by(_PAYMENTS.c.order_id)
    )
)
_LEFT = type_coerce(_INVOICES.c.left_to_pay, BigInteger)
_PAID_SINCE = (
    select(func.coalesce(func.sum(type_coerce(_PAYMENTS.c.amount, BigInteger)), 0))
    .where(_PAYMENTS.c.invoice_id == _INVOICES.c.id)
    .scalar_subquery()
)
_UNPAID = Prepared(
    select(_INVOICES.c.id).where(
        literal_column("invoice.left_to_pay <> 0"),
        literal_column("0") < _LEFT,
        _LEFT + type_coerce(_INVOICES.c.taken, BigInteger) > _PAID_SINCE,
    )
)
_BOUNCED = Prepared(
    select(_PAYMENTS.c.invoice_id).where(
        literal_column("payment.amount < 0 AND payment.invoice_id IS NOT NULL")
    )
)


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
    papers = _related(session, set(invoice_ids))
    wanted = [papers.by_id[each] for each in invoice_ids if each in papers.by_id]
    orders = {
        paper.order_id
        for paper in wanted
        if paper.order_id is not None and papers.charges(paper) and papers.family(paper) > 0
    }
    lefts: dict[InvoiceId, int] = {}
    if orders:
        papers, came_in = _of_orders(session, papers, orders)
        lefts = shared_lefts(papers, came_in)
    return {paper.invoice_id: _due(papers, paper, lefts, today) for paper in wanted}


def open_dues(session: Session, today: date) -> Mapping[InvoiceId, Due]:
    """Return every document that waits for money: an index knows which may."""
    may_be = {InvoiceId(row[0]) for row in _UNPAID.rows(session)}
    may_be |= {InvoiceId(row[0]) for row in _BOUNCED.rows(session)}
    dues = due_of(session, sorted(may_be), today)
    return {each: due for each, due in dues.items() if _asks(due)}


def money_without_document(session: Session, invoice_id: InvoiceId) -> Money:
    """Return what went back for the order of a document without a credit note (above zero)."""
    papers = _related(session, {invoice_id})
    paper = papers.by_id.get(invoice_id)
    if paper is None or paper.order_id is None:
        return Money(0)
    papers, came_in = _of_orders(session, papers, {paper.order_id})
    mine = (each for each in papers.by_id.values() if each.order_id == paper.order_id)
    return Money(max(0, sum(each.of_order for each in mine) - came_in[paper.order_id]))


def _asks(due: Due) -> bool:
    return due.left.cents > 0


def _of_orders(
    session: Session, papers: Papers, orders: Collection[OrderId]
) -> tuple[Papers, dict[OrderId, int]]:
    """Return the papers with every document of these orders, and what came in for each."""
    every = {InvoiceId(row[0]) for row in _OF_ORDER.rows(session, sorted(orders))}
    if not every <= papers.by_id.keys():
        papers = _related(session, every | papers.by_id.keys())
    came_in = dict.fromkeys(orders, 0)
    for order, cents in _CAME_IN.rows(session, sorted(orders)):
        came_in[OrderId(order)] = int(cents)
    return papers, came_in


def _related(session: Session, invoice_ids: Collection[InvoiceId]) -> Papers:
    """Return documents with what they correct and what corrects them, and the money of each."""
    found: dict[InvoiceId, Paper] = {}
    asked: set[InvoiceId] = set()
    missing = set(invoice_ids)
    while missing:
        asked |= missing
        keys = sorted(missing)
        rows = [*_BY_ID.typed(session, keys), *_CORRECTING.typed(session, keys)]
        fresh = [_paper(row) for row in rows if row.id not in found]
        found |= {paper.invoice_id: paper for paper in fresh}
        around = {paper.corrects_id for paper in fresh if paper.corrects_id is not None}
        around |= {paper.invoice_id for paper in fresh if paper.kind is not _CREDIT}
        missing = around - asked
    return Papers(_with_money(session, found))


def _with_money(session: Session, papers: Mapping[InvoiceId, Paper]) -> dict[InvoiceId, Paper]:
    whole: dict[InvoiceId, int] = {}
    at_issue: dict[InvoiceId, int] = {}
    for invoice_id, cents, at in _RECORDED.rows(session, sorted(papers)):
        whole[invoice_id] = whole.get(invoice_id, 0) + cents
        if from_micros(at) == papers[invoice_id].issued_at:
            at_issue[invoice_id] = at_issue.get(invoice_id, 0) + cents
    return {
        each: replace(paper, recorded=whole[each], recorded_at_issue=at_issue.get(each, 0))
        if each in whole
        else paper
        for each, paper in papers.items()
    }


def _paper(row: Any) -> Paper:
    facts, amounts = tuple(row)[:8], tuple(row)[8:]
    return Paper(*facts, *(each.cents for each in amounts))


def _due(papers: Papers, paper: Paper, lefts: Mapping[InvoiceId, int], today: date) -> Due:
    left = 0
    if paper.kind is _CREDIT:
        left = papers.back_of(paper)
    elif papers.charges(paper):
        left = lefts.get(paper.invoice_id, papers.family(paper))
    day = paper.due_on or paper.issue_date
    credited = papers.credited(paper)
    state = _state(papers, paper, left)
    if state in {PaidState.TO_COLLECT, PaidState.PARTIAL} and day < today:
        state = PaidState.LATE
    return Due(Money(paper.total), Money(credited), Money(left), day, state)


def _state(papers: Papers, paper: Paper, left: int) -> PaidState:
    if paper.kind is _CREDIT:
        return PaidState.TO_REFUND if left < 0 else PaidState.REFUNDED
    if not papers.charges(paper):
        replaced = papers.is_replaced(paper.invoice_id)
        return PaidState.REPLACED if replaced else PaidState.TOLD
    return _charged_state(paper.total, papers.credited(paper), left)


def _charged_state(total: int, credited: int, left: int) -> PaidState:
    if left < 0:
        return PaidState.OVERPAID
    if credited and total + credited <= 0:
        return PaidState.CREDITED
    if not left:
        return PaidState.PAID
    return PaidState.PARTIAL if left < total + credited else PaidState.TO_COLLECT
