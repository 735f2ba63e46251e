"""The list of issued documents: any view, any filter, a page at a time, and what it amounts to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Self, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    func,
    literal_column,
    not_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceDraft
from merchant_desk.queries.order_filters import since
from merchant_desk.queries.receivables import Due, PaidState, due_of, due_on, open_dues
from merchant_desk.values.clock import paris_date
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import InvoiceId, OrderId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.invoice_views import BuyerFilter, InvoiceTab, PaidFilter
from merchant_desk.values.money import Money, total
from merchant_desk.values.order_views import Period
from merchant_desk.values.snapshots import read_buyer

_INVOICES, _DRAFTS = table(Invoice), table(InvoiceDraft)
_CREDIT = InvoiceKind.CREDIT_NOTE
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "issued": (_INVOICES.c.issued_at, _INVOICES.c.counter),
    "number": (_INVOICES.c.number,),
    "total": (_INVOICES.c.total,),
    "due": (due_on(),),
}
_MOST_WORDS = 6
_TAB_STATES = {InvoiceTab.TO_COLLECT: PaidFilter.TO_COLLECT, InvoiceTab.LATE: PaidFilter.LATE}
_OPEN_TABS = frozenset(_TAB_STATES)
_NOTES = _INVOICES.alias("note")
_GIVEN = func.sum(type_coerce(_NOTES.c.total, BigInteger))
_REPLACED = select(_NOTES.c.corrects_id).where(
    _NOTES.c.corrects_id.is_not(None), _NOTES.c.kind == InvoiceKind.CORRECTED
)
_CREDITED = _INVOICES.alias("credited")
_TAKEN_BACK = (
    select(_CREDITED.c.id)
    .join(_NOTES, _NOTES.c.corrects_id == _CREDITED.c.id)
    .where(_NOTES.c.kind == _CREDIT, _CREDITED.c.id.not_in(_REPLACED.correlate(None)))
    .group_by(_CREDITED.c.id, _CREDITED.c.total)
    .having(type_coerce(_CREDITED.c.total, BigInteger) + _GIVEN <= 0)
)
"""What credit notes took back wholly, and no corrected invoice replaced."""
_COUNTS = Prepared(
    select(
        select(func.count()).select_from(_INVOICES).scalar_subquery().label("every"),
        select(func.count())
        .select_from(_INVOICES)
        .where(_INVOICES.c.kind == _CREDIT)
        .scalar_subquery()
        .label("credits"),
        select(func.count()).select_from(_DRAFTS).scalar_subquery().label("drafts"),
    )
)
_FACTS = (
    "id", "number", "kind", "issue_date", "buyer", "order_number", "order_id", "total", "due_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One document in a list; ``left`` is what is still due, below zero what is due back."""

    invoice_id: InvoiceId
    number: str
    kind: InvoiceKind
    issued_on: date
    customer: str
    is_business: bool
    order_number: str
    order_id: OrderId | None
    total: Money
    left: Money
    due_on: date
    state: PaidState


@dataclass(frozen=True, slots=True)
class InvoicesTotal:
    """« 12 documents · 4 076,30 € », and what is still to come in of it in the open views."""

    count: int
    total: Money
    left: Money | None = None


@dataclass(frozen=True)
class InvoicesQuery:
    """The documents of a view that pass the filters; ``now`` decides what is late."""

    now: datetime = field(compare=False)
    tab: InvoiceTab = InvoiceTab.ALL
    text: str = ""
    period: Period = Period.ANY
    kind: InvoiceKind | None = None
    paid: PaidFilter | None = None
    buyer: BuyerFilter | None = None
    order_id: OrderId | None = None
    sort: str = "issued"
    descending: bool = True

    @property
    def today(self) -> date:
        """Return the legal day that decides what is late."""
        return paris_date(self.now)

    def count(self, session: Session) -> int:
        """Return how many documents the filter keeps."""
        kept = self._kept(session, select(func.count()).select_from(_INVOICES))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[InvoiceRow]:
        """Return one page of documents."""
        page = self._ordered(session).offset(offset).limit(limit)
        return invoice_rows(session, session.execute(page).scalars().all(), self.today)

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every document of the filter."""
        return session.execute(self._ordered(session)).scalars().all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def total(self, session: Session) -> InvoicesTotal:
        """Return how many documents the filter keeps and what they amount to."""
        if self.tab in _OPEN_TABS:
            return self._still_due(session)
        cents = func.sum(type_coerce(_INVOICES.c.total, BigInteger))
        summed = cast("Select[Any]", select(func.count(), cents).select_from(_INVOICES))
        row = session.execute(self._kept(session, summed)).one()
        return InvoicesTotal(int(row[0]), Money(int(row[1] or 0)))

    def _still_due(self, session: Session) -> InvoicesTotal:
        dues = open_dues(session, self.today)
        kept = [dues[InvoiceId(each)] for each in self.ids(session) if each in dues]
        left = total(due.left for due in kept)
        return InvoicesTotal(len(kept), total(due.total for due in kept), left)

    def _ordered(self, session: Session) -> Select[Any]:
        by = (*_SORTS.get(self.sort, _SORTS["issued"]), _settled(session))
        order = (each.desc() if self.descending else each.asc() for each in by)
        return self._kept(session, select(_INVOICES.c.id)).order_by(*order)

    def _kept(self, session: Session, wanted: Select[Any]) -> Select[Any]:
        first = since(self.period, self.now)
        conditions = [*self._stands(session), *_words(self.text)]
        if first is not None:
            conditions.append(_INVOICES.c.issue_date >= paris_date(first))
        if self.kind is not None:
            conditions.append(_INVOICES.c.kind == self.kind)
        if self.order_id is not None:
            conditions.append(_INVOICES.c.order_id == self.order_id)
        if self.buyer is not None:
            conditions.append(_made_out_to(self.buyer))
        return wanted.where(*conditions)

    def _stands(self, session: Session) -> list[ColumnElement[bool]]:
        """Return what the view and the filter want of where a document stands."""
        wanted = {_TAB_STATES.get(self.tab), self.paid} - {None}
        found = [_INVOICES.c.kind == _CREDIT] if self.tab is InvoiceTab.CREDIT_NOTES else []
        if PaidFilter.CREDITED in wanted:
            found.append(_INVOICES.c.id.in_(_TAKEN_BACK))
        if wanted - {PaidFilter.CREDITED}:
            dues = open_dues(session, self.today)
            late = [each for each, due in dues.items() if due.state is PaidState.LATE]
            if PaidFilter.TO_COLLECT in wanted:
                found.append(_INVOICES.c.id.in_(list(dues)))
            if PaidFilter.LATE in wanted:
                found.append(_INVOICES.c.id.in_(late))
            if PaidFilter.PAID in wanted:
                found += [_INVOICES.c.kind != _CREDIT, _INVOICES.c.id.not_in(list(dues))]
                found += [_INVOICES.c.id.not_in(each) for each in (_REPLACED, _TAKEN_BACK)]
        return found


def invoices_total(session: Session, query: InvoicesQuery) -> InvoicesTotal:
    """Return what the list amounts to."""
    return query.total(session)


def invoice_views(session: Session, now: datetime) -> Mapping[InvoiceTab, int]:
    """Return the count of every view, whatever the filters."""
    dues = open_dues(session, paris_date(now))
    row = _COUNTS.first(session)
    return {
        InvoiceTab.ALL: int(row.every),
        InvoiceTab.TO_COLLECT: len(dues),
        InvoiceTab.LATE: sum(due.state is PaidState.LATE for due in dues.values()),
        InvoiceTab.CREDIT_NOTES: int(row.credits),
        InvoiceTab.DRAFTS: int(row.drafts),
    }


def invoice_rows(session: Session, ids: Sequence[bytes], today: date) -> tuple[InvoiceRow, ...]:
    """Return these documents, in this order."""
    if not ids:
        return ()
    rows = session.execute(
        select(*(_INVOICES.c[name] for name in _FACTS)).where(_INVOICES.c.id.in_(ids))
    ).all()
    dues = due_of(session, [InvoiceId(row.id) for row in rows], today)
    found = {row.id: _row(row, dues[row.id]) for row in rows}
    return tuple(found[InvoiceId(each)] for each in ids if each in found)


def customer_of(buyer: str) -> tuple[str, bool]:
    """Return who a document is made out to, and whether she is a business; erased is ``""``."""
    if not buyer:
        return "", False
    told = read_buyer(buyer)
    return told.address.company or told.address.name, told.is_business


def _row(row: Any, due: Due) -> InvoiceRow:
    customer, is_business = customer_of(row.buyer)
    return InvoiceRow(
        invoice_id=row.id,
        number=row.number,
        kind=row.kind,
        issued_on=row.issue_date,
        customer=customer,
        is_business=is_business,
        order_number=row.order_number,
        order_id=row.order_id,
        total=row.total,
        left=due.left,
        due_on=due.due_on,
        state=due.state,
    )


def _made_out_to(buyer: BuyerFilter) -> ColumnElement[bool]:
    business = _INVOICES.c.buyer.contains('"is_business": true')
    return business if buyer is BuyerFilter.BUSINESS else not_(business)


def _words(text: str) -> list[ColumnElement[bool]]:
    words = folded(text.replace("\0", " ")).split()[:_MOST_WORDS]
    return [_INVOICES.c.search_text.contains(word, autoescape=True) for word in words]


def _settled(session: Session) -> ColumnElement[Any]:
    """Return what settles equal places; SQLite's own row number is in every index already."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    return literal_column("invoice.rowid") if sqlite else _INVOICES.c.id
