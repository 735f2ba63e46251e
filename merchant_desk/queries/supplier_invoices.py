"""The invoices received, by what is left to do with them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.supplier import (
    SupplierInvoice,
    SupplierInvoiceLine,
    SupplierMatch,
    SupplierPayment,
)
from merchant_desk.rules.received.days import LEGAL_DAYS, due_day
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import SupplierInvoiceId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.supplier_words import SupplierState

_INVOICES, _LINES = table(SupplierInvoice), table(SupplierInvoiceLine)
_MATCHES, _PAYMENTS = table(SupplierMatch), table(SupplierPayment)
_DUE = func.coalesce(_INVOICES.c.due_on, _INVOICES.c.issue_date)
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "due": (_DUE,),
    "issued": (_INVOICES.c.issue_date,),
    "supplier": (func.lower(_INVOICES.c.supplier_name),),
    "number": (_INVOICES.c.number,),
    "total": (_INVOICES.c.total,),
    "received": (_INVOICES.c.received_at,),
}
OWED = (SupplierState.TO_CHECK, SupplierState.APPROVED, SupplierState.DISPUTED)
"""The states in which money is still owed."""


class SupplierShown(StrEnum):
    """The tabs of the list."""

    ALL = "all"
    TO_CHECK = "to_check"
    TO_PAY = "to_pay"
    LATE = "late"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class SupplierInvoiceRow:
    """One invoice received as the list shows it; a credit note is below zero."""

    invoice_id: SupplierInvoiceId
    supplier: str
    number: str
    kind: str
    issue_date: date
    due_on: date
    due_is_told: bool
    total: Money
    left: Money
    state: SupplierState
    state_note: str
    findings: int
    lines: int
    matched: int
    late: bool
    is_pdf: bool


@dataclass(frozen=True, slots=True)
class SupplierCounts:
    """How many invoices each tab holds."""

    all: int = 0
    to_check: int = 0
    to_pay: int = 0
    late: int = 0
    disputed: int = 0


@dataclass(frozen=True)
class SupplierInvoiceList:
    """The invoices received that match what was typed, of one tab, on one day."""

    today: date
    text: str = ""
    shown: SupplierShown = SupplierShown.ALL
    sort: str = "received"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many invoices the filter keeps."""
        kept = self._kept(session, select(func.count()).select_from(_INVOICES))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[SupplierInvoiceRow]:
        """Return one page of invoices."""
        page = self._ordered(session, _shown_columns()).offset(offset).limit(limit)
        return tuple(_row(row, self.today) for row in session.execute(page))

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every invoice of the filter."""
        return session.scalars(self._ordered(session, select(_INVOICES.c.id))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        by = _SORTS.get(self.sort, _SORTS["received"])
        order = [each.desc() if self.descending else each.asc() for each in by]
        return self._kept(session, wanted).order_by(*order, _INVOICES.c.id)

    def _kept(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        kept = wanted.where(tab_condition(self.shown, self.today))
        for word in folded(self.text).split():
            like = f"%{word.replace('%', '').replace('_', '')}%"
            kept = kept.where(
                or_(
                    _INVOICES.c.supplier_name.in_(_suppliers_called(session, word)),
                    func.lower(_INVOICES.c.number).like(like),
                    _INVOICES.c.supplier_siren.like(like),
                    func.lower(_INVOICES.c.order_reference).like(like),
                )
            )
        return kept


def _suppliers_called(session: Session, word: str) -> Sequence[str]:
    """Return the suppliers whose name holds a word, accents folded; they are few."""
    names = session.scalars(select(_INVOICES.c.supplier_name).distinct())
    return [name for name in names if word in folded(name)]


def supplier_counts(session: Session, today: date) -> SupplierCounts:
    """Return how many invoices each tab holds."""
    columns = [
        func.coalesce(func.sum(_one_if(tab_condition(shown, today))), 0) for shown in SupplierShown
    ]
    row = session.execute(select(*columns).select_from(_INVOICES)).one()
    return SupplierCounts(*(int(each) for each in row))


def tab_condition(shown: SupplierShown, today: date) -> ColumnElement[bool]:
    """Return what an invoice of a tab is."""
    owed = _INVOICES.c.state.in_(OWED)
    if shown is SupplierShown.TO_CHECK:
        return _INVOICES.c.state == SupplierState.TO_CHECK
    if shown is SupplierShown.TO_PAY:
        return owed
    if shown is SupplierShown.DISPUTED:
        return _INVOICES.c.state == SupplierState.DISPUTED
    if shown is SupplierShown.LATE:
        by_law = today - timedelta(days=LEGAL_DAYS)
        return and_(
            owed,
            or_(
                _INVOICES.c.due_on < today,
                and_(_INVOICES.c.due_on.is_(None), _INVOICES.c.issue_date < by_law),
            ),
        )
    return _INVOICES.c.id.is_not(None)


def paid_of() -> ColumnElement[int]:
    """Return what was paid of an invoice."""
    paid = select(func.coalesce(func.sum(_PAYMENTS.c.amount), 0)).where(
        _PAYMENTS.c.supplier_invoice_id == _INVOICES.c.id
    )
    return paid.scalar_subquery()


def left_of(payable: Money, paid: Money | int, state: SupplierState) -> Money:
    """Return what is left to pay: nothing of a refused invoice."""
    if state is SupplierState.REFUSED:
        return ZERO
    return payable - (paid if isinstance(paid, Money) else Money(int(paid)))


def _one_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _shown_columns() -> Select[Any]:
    of_invoice = _LINES.c.supplier_invoice_id == _INVOICES.c.id
    lines = select(func.count()).select_from(_LINES).where(of_invoice).scalar_subquery()
    matched = (
        select(func.count())
        .select_from(_MATCHES.join(_LINES, _LINES.c.id == _MATCHES.c.line_id))
        .where(of_invoice)
        .scalar_subquery()
    )
    kept = (
        "id", "supplier_name", "number", "kind", "issue_date", "due_on", "total", "payable",
        "state", "state_note", "findings", "syntax", "file_name",
    )  # fmt: skip
    return select(
        *(_INVOICES.c[name] for name in kept),
        paid_of().label("paid"),
        lines.label("lines"),
        matched.label("matched"),
    )


def _row(row: Any, today: date) -> SupplierInvoiceRow:
    due = due_day(row.issue_date, row.due_on)
    left = left_of(row.payable, row.paid, row.state)
    return SupplierInvoiceRow(
        invoice_id=row.id,
        supplier=row.supplier_name,
        number=row.number,
        kind=row.kind,
        issue_date=row.issue_date,
        due_on=due,
        due_is_told=row.due_on is not None,
        total=row.total,
        left=left,
        state=row.state,
        state_note=row.state_note,
        findings=len(json.loads(row.findings)),
        lines=int(row.lines),
        matched=int(row.matched),
        late=due < today and row.state in OWED and left > ZERO,
        is_pdf=is_pdf(row.file_name, row.syntax),
    )


def is_pdf(file_name: str, syntax: str) -> bool:
    """Tell whether an invoice came as a page to look at."""
    return syntax == "factur-x" or file_name.lower().endswith(".pdf")
