"""Documents and payments of some days, as reports of sales need them: few statements, no loop."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceLine, InvoiceRate
from merchant_desk.rules.e_invoice_scope import Way, way_of
from merchant_desk.rules.e_reporting.aggregate import split_parts
from merchant_desk.values.clock import PARIS
from merchant_desk.values.e_reporting import ForeignBuyer, SaleTold, SoldPart
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.invoice_page import Buyer, InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.snapshots import read_buyer

INVOICES, _LINES, _RATES = table(Invoice), table(InvoiceLine), table(InvoiceRate)
_ORIGIN = INVOICES.alias("origin")


@dataclass(frozen=True, slots=True)
class WayTold:
    """A document and how it is told: e-invoice, abroad, or with the day's sales."""

    invoice_id: InvoiceId
    way: Way
    sale: SaleTold


def told_documents(session: Session, first: date, last: date) -> tuple[WayTold, ...]:
    """Return every document issued on these days that counts: no deposit, no mere detail."""
    return documents_where(session, days_condition(INVOICES.c.issue_date, first, last))


def days_condition(day: ColumnElement[date], first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that a day is one of these."""
    return (day >= first) & (day <= last)


def instants(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the first instant of these days and the first one after them, in Paris."""
    after = last + timedelta(days=1)
    return datetime.combine(first, time(), PARIS), datetime.combine(after, time(), PARIS)


def documents_where(
    session: Session, condition: ColumnElement[bool], *, deposits: bool = False
) -> tuple[WayTold, ...]:
    """Return the documents that fulfil a condition and count."""
    counts = condition & INVOICES.c.details_id.is_(None)
    if not deposits:
        counts = counts & (INVOICES.c.kind != InvoiceKind.DEPOSIT) & ~_gives_a_deposit_back()
    rows = session.execute(
        select(
            *(INVOICES.c[name] for name in _COLUMNS),
            _ORIGIN.c.number.label("origin"),
            _ORIGIN.c.issue_date.label("origin_day"),
        )
        .select_from(INVOICES.outerjoin(_ORIGIN, _ORIGIN.c.id == INVOICES.c.corrects_id))
        .where(counts)
        .order_by(INVOICES.c.issue_date, INVOICES.c.number)
    ).all()
    parts = _parts(session, counts)
    return tuple(_told(row, parts.get(row.id, ())) for row in rows)


def _gives_a_deposit_back() -> ColumnElement[bool]:
    given = INVOICES.alias("given")
    return exists(
        select(given.c.id).where(
            given.c.id == INVOICES.c.corrects_id, given.c.kind == InvoiceKind.DEPOSIT
        )
    )


_COLUMNS = (
    *("id", "number", "kind", "issue_date", "fiscal_day", "total", "buyer", "due_on"),
    *("delivery_date", "left_to_pay"),
)


def _told(row: Any, parts: tuple[SoldPart, ...]) -> WayTold:
    buyer = read_buyer(row.buyer) if row.buyer else None
    way = way_of(row.kind, buyer)
    sale = SaleTold(
        number=row.number,
        kind=row.kind,
        issued_on=row.issue_date,
        fiscal_day=row.fiscal_day,
        total=row.total,
        parts=parts,
        due_on=row.due_on,
        delivered_on=row.delivery_date,
        corrects=None if row.origin is None else (row.origin, row.origin_day),
        paid=not row.left_to_pay,
    )
    if way is Way.FOREIGN and buyer is not None:
        sale = replace(sale, foreign=_foreign(buyer))
    return WayTold(InvoiceId(row.id), way, sale)


def _foreign(buyer: Buyer) -> ForeignBuyer:
    name = buyer.address.company or buyer.address.name
    return ForeignBuyer(name, buyer.address.country.upper(), buyer.vat_number)


def _parts(session: Session, counts: ColumnElement[bool]) -> Mapping[bytes, tuple[SoldPart, ...]]:
    """Return what each document sells of each nature under each rate, from its printed totals."""
    keys = (_LINES.c.invoice_id, _LINES.c.category, _LINES.c.treatment, _LINES.c.rate_bp)
    summed = session.execute(
        select(*keys, func.sum(_LINES.c.net), func.sum(_LINES.c.total))
        .join_from(INVOICES, _LINES, _LINES.c.invoice_id == INVOICES.c.id)
        .where(counts)
        .group_by(*keys)
        .order_by(*keys)
    )
    lines: dict[bytes, list[SoldPart]] = defaultdict(list)
    for invoice_id, category, treatment, rate_bp, net, ttc in summed:
        base = _sum(net)
        lines[invoice_id].append(SoldPart(category, treatment, rate_bp, base, _sum(ttc) - base))
    printed = session.execute(
        select(_RATES, INVOICES.c.category)
        .join_from(INVOICES, _RATES, _RATES.c.invoice_id == INVOICES.c.id)
        .where(counts)
        .order_by(_RATES.c.invoice_id, _RATES.c.rate_bp.desc())
    )
    rates: dict[bytes, list[SoldPart]] = defaultdict(list)
    for row in printed:
        rates[row.invoice_id].append(
            SoldPart(row.category, row.treatment, row.rate_bp, row.base, row.vat)
        )
    return {each: split_parts(lines[each], rates[each]) for each in rates}


def _sum(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value)))
