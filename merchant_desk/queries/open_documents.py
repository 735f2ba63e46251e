"""What still waits for money, as the database adds it up: parts of the questions about it.

See ``receivables``, which says what they mean together.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    literal_column,
    not_,
    select,
    type_coerce,
    union,
)

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Payment
from merchant_desk.values.invoice_page import InvoiceKind

_INVOICES, _PAYMENTS = table(Invoice), table(Payment)
_CREDIT = InvoiceKind.CREDIT_NOTE
_CORRECTED = InvoiceKind.CORRECTED


def _replacements() -> CTE:
    """Return every corrected invoice with each of those it replaced, one after the other."""
    newest, before = _INVOICES.alias(), _INVOICES.alias()
    first = (
        select(newest.c.id.label("newer"), newest.c.corrects_id.label("former"))
        .where(newest.c.corrects_id.is_not(None), newest.c.kind == _CORRECTED)
        .cte("replaced_invoice", recursive=True)
    )
    return first.union(
        select(first.c.newer, before.c.corrects_id)
        .join(before, before.c.id == first.c.former)
        .where(before.c.corrects_id.is_not(None), before.c.kind == _CORRECTED)
    )


_REPLACED = _replacements()


def open_documents(orders: Select[Any] | None = None) -> Subquery:
    """Return ``id`` and ``left`` (cents, above zero) of every document that waits for money.

    With ``orders``, only those of these orders.
    """
    waiting = select(
        _INVOICES.c.id,
        _INVOICES.c.order_id,
        _INVOICES.c.issued_at,
        family_left(_INVOICES).label("own"),
    ).where(_INVOICES.c.id.in_(_perhaps_open()), charges(_INVOICES))
    if orders is not None:
        waiting = waiting.where(_INVOICES.c.order_id.in_(orders))
    held = waiting.subquery("waiting")
    owed = case((held.c.own > 0, held.c.own), else_=0)
    before = func.coalesce(
        func.sum(owed).over(
            partition_by=held.c.order_id,
            order_by=(held.c.issued_at, held.c.id),
            rows=(None, -1),
        ),
        0,
    )
    there = (later_money(held.c.order_id) - before).label("there")
    shared = select(held.c.id, owed.label("own"), there).subquery("shared")
    left = case(
        (shared.c.there >= shared.c.own, 0),
        (shared.c.there > 0, shared.c.own - shared.c.there),
        else_=shared.c.own,
    ).label("left")
    told = select(shared.c.id, left).subquery("told")
    return select(told).where(told.c.left > 0).subquery("open_document")


def _perhaps_open() -> CompoundSelect[Any]:
    """Return what an index knows: not wholly paid at issue, or money given back since."""
    unpaid = select(_INVOICES.c.id).where(
        literal_column("invoice.left_to_pay <> 0"), cents(_INVOICES.c.left_to_pay) > 0
    )
    bounced = select(_PAYMENTS.c.invoice_id).where(
        literal_column("payment.amount < 0 AND payment.invoice_id IS NOT NULL")
    )
    return union(unpaid, bounced)


def cents(column: ColumnElement[Any]) -> ColumnElement[int]:
    """Return an amount as a number to count with."""
    return type_coerce(column, BigInteger)


def summed(wanted: Select[Any]) -> ColumnElement[int]:
    """Return what one row adds up to; nothing found is zero."""
    return func.coalesce(wanted.scalar_subquery(), 0)


def _recorded(document: FromClause, *, at_issue: bool = False) -> ColumnElement[int]:
    """Return what was recorded for this very document; ``at_issue`` by the gesture that made it."""
    paid = _PAYMENTS.alias()
    mine = paid.c.invoice_id == document.c.id
    if at_issue:
        mine = and_(mine, paid.c.at == document.c.issued_at)
    return summed(select(func.sum(cents(paid.c.amount))).where(mine).correlate(document))


def _of_order(document: FromClause) -> ColumnElement[int]:
    """Return what a document took of the money of its order: what it prints and no row tells."""
    printed = cents(document.c.taken) - _recorded(document, at_issue=True)
    return case((document.c.order_id.is_(None), 0), else_=printed)


def _money(document: FromClause) -> ColumnElement[int]:
    """Return the money that came in with one document."""
    return _of_order(document) + _recorded(document)


def own_left(document: FromClause) -> ColumnElement[int]:
    """Return what is left of one document by itself."""
    asked = cents(document.c.left_to_pay) + cents(document.c.taken)
    return asked - _money(document)


def _total(document: FromClause) -> ColumnElement[int]:
    return cents(document.c.total)


_PARTS: dict[str, Callable[[FromClause], ColumnElement[int]]] = {
    "own": own_left,
    "money": _money,
    "total": _total,
}


def of_credits(document: FromClause, what: str) -> ColumnElement[int]:
    """Return something of the credit notes of a document, added up."""
    note = _INVOICES.alias()
    mine = and_(note.c.corrects_id == document.c.id, note.c.kind == _CREDIT)
    return summed(select(func.sum(_PARTS[what](note))).where(mine).correlate(document))


def family_left(document: FromClause) -> ColumnElement[int]:
    """Return what is left of a document with its credit notes, and with what it took over."""
    former, chain = _INVOICES.alias(), _REPLACED
    money = _money(former) + of_credits(former, "money")
    taken_over = (
        select(func.sum(money))
        .select_from(chain.join(former, former.c.id == chain.c.former))
        .where(chain.c.newer == document.c.id)
        .correlate(document)
    )
    return own_left(document) + of_credits(document, "own") - summed(taken_over)


def is_replaced(document: FromClause) -> ColumnElement[bool]:
    """Tell whether a corrected invoice cancelled and replaced it."""
    other = _INVOICES.alias()
    corrects = and_(other.c.corrects_id == document.c.id, other.c.kind == _CORRECTED)
    return exists(select(other.c.id).where(corrects).correlate(document))


def charges(document: FromClause) -> ColumnElement[bool]:
    """Tell whether a document asks for money of its own."""
    return and_(
        document.c.kind != _CREDIT, document.c.details_id.is_(None), not_(is_replaced(document))
    )


def later_money(order: ColumnElement[Any]) -> ColumnElement[int]:
    """Return what came in for an order and stands on none of its documents."""
    paid, printed = _PAYMENTS.alias(), _INVOICES.alias()
    came = select(func.sum(cents(paid.c.amount))).where(
        paid.c.order_id == order, paid.c.invoice_id.is_(None)
    )
    stands = select(func.sum(_of_order(printed))).where(printed.c.order_id == order)
    return summed(came.correlate(order.table)) - summed(stands.correlate(order.table))
