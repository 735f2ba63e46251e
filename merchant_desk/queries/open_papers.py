"""Every document with money still to come in or to go back, kept up by what was recorded since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import BigInteger, bindparam, func, literal_column, select, type_coerce
from sqlalchemy.orm import Session

from merchant_desk.database.column_types import IdColumn
from merchant_desk.database.prepared import Prepared
from merchant_desk.database.prepared_set import PreparedSet
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Payment
from merchant_desk.queries.forecast_memory import ForecastMemory, recent_from
from merchant_desk.queries.receivables import Due, due_of
from merchant_desk.values.ids import InvoiceId

_INVOICES, _PAYMENTS = table(Invoice), table(Payment)
_CENTS = BigInteger()
_PAID_SINCE = (
    select(func.coalesce(func.sum(type_coerce(_PAYMENTS.c.amount, _CENTS)), 0))
    .where(_PAYMENTS.c.invoice_id == _INVOICES.c.id)
    .scalar_subquery()
)
_OPEN = Prepared(
    select(_INVOICES.c.id).where(
        literal_column("invoice.left_to_pay <> 0"),
        type_coerce(_INVOICES.c.left_to_pay, _CENTS) + type_coerce(_INVOICES.c.taken, _CENTS)
        != _PAID_SINCE,
    )
)
_BOUNCED = Prepared(
    select(_PAYMENTS.c.invoice_id).where(
        literal_column("payment.amount < 0 AND payment.invoice_id IS NOT NULL")
    )
)
_LAST_PAYMENT = Prepared(select(_PAYMENTS.c.id).order_by(_PAYMENTS.c.id.desc()).limit(1))
_LAST_INVOICE = Prepared(select(_INVOICES.c.id).order_by(_INVOICES.c.id.desc()).limit(1))
_SINCE = bindparam("since", type_=IdColumn())
_NEW_PAYMENTS = Prepared(
    select(_PAYMENTS.c.id, _PAYMENTS.c.invoice_id, _PAYMENTS.c.order_id).where(
        _PAYMENTS.c.id >= _SINCE
    )
)
_NEW_INVOICES = Prepared(select(_INVOICES.c.id).where(_INVOICES.c.id >= _SINCE))
_LINKS = (_INVOICES.c.id, _INVOICES.c.corrects_id, _INVOICES.c.order_id)
_BY_ID = PreparedSet(lambda ids: select(*_LINKS).where(_INVOICES.c.id.in_(ids)))
_CORRECTING = PreparedSet(lambda ids: select(*_LINKS).where(_INVOICES.c.corrects_id.in_(ids)))
_OF_ORDER = PreparedSet(lambda ids: select(*_LINKS).where(_INVOICES.c.order_id.in_(ids)))


@dataclass(eq=False)
class _Papers:
    """The open documents as far as these ids were seen."""

    dues: dict[InvoiceId, Due]
    seen: set[bytes] = field(default_factory=set)
    payments_from: bytes = bytes(16)
    invoices_from: bytes = bytes(16)


def open_papers(session: Session, today: date, memory: ForecastMemory) -> Mapping[InvoiceId, Due]:
    """Return where every document stands that is not wholly settled; do not change what comes."""
    made: list[_Papers] = []

    def read() -> _Papers:
        made.append(_read(session, today))
        return made[0]

    papers = memory.kept("open_papers", today, read)
    if not made:
        _keep_up(session, today, papers)
    return papers.dues


def _read(session: Session, today: date) -> _Papers:
    may_be = {InvoiceId(row[0]) for each in (_OPEN, _BOUNCED) for row in each.rows(session)}
    dues = due_of(session, sorted(may_be), today)
    papers = _Papers({each: due for each, due in dues.items() if due.left})
    last_payment = next((row[0] for row in _LAST_PAYMENT.rows(session)), None)
    last_invoice = next((row[0] for row in _LAST_INVOICE.rows(session)), None)
    papers.payments_from = recent_from(last_payment)
    papers.invoices_from = recent_from(last_invoice)
    papers.seen = {row[0] for row in _NEW_PAYMENTS.rows(session, since=papers.payments_from)}
    papers.seen |= {row[0] for row in _NEW_INVOICES.rows(session, since=papers.invoices_from)}
    return papers


def _keep_up(session: Session, today: date, papers: _Papers) -> None:
    """Judge again what was issued or paid since, and all that has to do with it."""
    paid = [
        row
        for row in _NEW_PAYMENTS.rows(session, since=papers.payments_from)
        if row[0] not in papers.seen
    ]
    issued = [
        row[0]
        for row in _NEW_INVOICES.rows(session, since=papers.invoices_from)
        if row[0] not in papers.seen
    ]
    if not paid and not issued:
        return
    papers.seen.update(row[0] for row in paid)
    papers.seen.update(issued)
    touched = {row[1] for row in paid if row[1] is not None} | set(issued)
    family = _family(session, touched, {row[2] for row in paid if row[2] is not None})
    for each, due in due_of(session, sorted(family), today).items():
        if due.left:
            papers.dues[each] = due
        else:
            papers.dues.pop(each, None)


def _family(
    session: Session, touched: Collection[bytes], orders: Collection[bytes]
) -> set[InvoiceId]:
    """Return these documents, those of their orders, what they correct and what corrects them."""
    found: set[bytes] = set()
    asked_orders: set[bytes] = set()
    missing, wanted = set(touched), set(orders)
    while missing or wanted:
        rows = [*_OF_ORDER.rows(session, sorted(wanted))] if wanted else []
        if missing:
            ids = sorted(missing)
            rows += [*_BY_ID.rows(session, ids), *_CORRECTING.rows(session, ids)]
        found |= missing
        asked_orders |= wanted
        around = {row[0] for row in rows} | {row[1] for row in rows if row[1] is not None}
        missing = around - found
        wanted = {row[2] for row in rows if row[2] is not None} - asked_orders
    return {InvoiceId(each) for each in found}
