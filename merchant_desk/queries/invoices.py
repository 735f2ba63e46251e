"""The list of issued documents: any view, any filter, a page at a time, and what it amounts to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Self, cast

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, not_, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.invoice import Invoice, InvoiceDraft
from merchant_desk.queries.open_documents import cents, is_replaced, of_credits, open_documents
from merchant_desk.queries.order_filters import since
from merchant_desk.queries.receivables import PaidState, due_of, due_on
from merchant_desk.values.clock import paris_date
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import InvoiceId, OrderId
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.invoice_views import BuyerFilter, InvoiceTab, PaidFilter
from merchant_desk.values.money import Money
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
        kept = self._kept(select(func.count()).select_from(_INVOICES))
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
        summed = select(func.count(), func.sum(cents(_INVOICES.c.total))).select_from(_INVOICES)
        row = session.execute(self._kept(cast("Select[Any]", summed))).one()
        whole = Money(int(row[1] or 0))
        if self.tab not in {InvoiceTab.TO_COLLECT, InvoiceTab.LATE}:
            return InvoicesTotal(int(row[0]), whole)
        held = open_documents()
        left = select(func.sum(held.c.left)).where(
            held.c.id.in_(self._kept(select(_INVOICES.c.id)))
        )
        return InvoicesTotal(int(row[0]), whole, Money(int(session.scalar(left) or 0)))

    def _ordered(self, session: Session) -> Select[Any]:
        by = (*_SORTS.get(self.sort, _SORTS["issued"]), _settled(session))
        order = (each.desc() if self.descending else each.asc() for each in by)
        return self._kept(select(_INVOICES.c.id)).order_by(*order)

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        first = since(self.period, self.now)
        conditions = [*_in_tab(self.tab, self.today), *_words(self.text)]
        if first is not None:
            conditions.append(_INVOICES.c.issue_date >= paris_date(first))
        if self.kind is not None:
            conditions.append(_INVOICES.c.kind == self.kind)
        if self.order_id is not None:
            conditions.append(_INVOICES.c.order_id == self.order_id)
        if self.paid is not None:
            conditions.append(_paid(self.paid, self.today))
        if self.buyer is not None:
            conditions.append(_made_out_to(self.buyer))
        return wanted.where(*conditions)


def invoices_total(session: Session, query: InvoicesQuery) -> InvoicesTotal:
    """Return what the list amounts to."""
    return query.total(session)


def invoice_views(session: Session, now: datetime) -> Mapping[InvoiceTab, int]:
    """Return the count of every view, whatever the filters, in one question."""
    today = paris_date(now)
    counted = [
        select(func.count()).select_from(_INVOICES).where(*_in_tab(tab, today)).scalar_subquery()
        for tab in InvoiceTab
        if tab is not InvoiceTab.DRAFTS
    ]
    drafts = select(func.count()).select_from(_DRAFTS).scalar_subquery()
    row = session.execute(select(*counted, drafts)).one()
    return dict(zip(InvoiceTab, map(int, row), strict=True))


def invoice_rows(session: Session, ids: Sequence[bytes], today: date) -> tuple[InvoiceRow, ...]:
    """Return these documents, in this order."""
    if not ids:
        return ()
    rows = session.execute(
        select(*(_INVOICES.c[name] for name in _FACTS)).where(_INVOICES.c.id.in_(ids))
    ).all()
    dues = due_of(session, [InvoiceId(row.id) for row in rows], today)
    found = {row.id: _row(row, dues[row.id].left, dues[row.id].state) for row in rows}
    return tuple(found[InvoiceId(each)] for each in ids if each in found)


def customer_of(buyer: str) -> tuple[str, bool]:
    """Return who a document is made out to, and whether she is a business; erased is ``""``."""
    if not buyer:
        return "", False
    told = read_buyer(buyer)
    return told.address.company or told.address.name, told.is_business


def _row(row: Any, left: Money, state: PaidState) -> InvoiceRow:
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
        left=left,
        due_on=row.due_on or row.issue_date,
        state=state,
    )


def _in_tab(tab: InvoiceTab, today: date) -> list[ColumnElement[bool]]:
    match tab:
        case InvoiceTab.TO_COLLECT:
            return [_paid(PaidFilter.TO_COLLECT, today)]
        case InvoiceTab.LATE:
            return [_paid(PaidFilter.LATE, today)]
        case InvoiceTab.CREDIT_NOTES:
            return [_INVOICES.c.kind == _CREDIT]
        case _:
            return []


def _paid(paid: PaidFilter, today: date) -> ColumnElement[bool]:
    held = open_documents()
    waits = _INVOICES.c.id.in_(select(held.c.id))
    match paid:
        case PaidFilter.TO_COLLECT:
            return waits
        case PaidFilter.LATE:
            return and_(waits, due_on() < today)
        case PaidFilter.CREDITED:
            return _taken_back()
        case PaidFilter.PAID:
            asked = and_(_INVOICES.c.kind != _CREDIT, not_(is_replaced(_INVOICES)))
            return and_(asked, not_(waits), not_(_taken_back()))


def _taken_back() -> ColumnElement[bool]:
    """Keep what credit notes took back wholly, and no corrected invoice replaced."""
    note = _INVOICES.alias()
    corrected = select(note.c.corrects_id).where(
        note.c.corrects_id.is_not(None), note.c.kind == _CREDIT
    )
    left = cents(_INVOICES.c.total) + of_credits(_INVOICES, "total")
    return and_(_INVOICES.c.id.in_(corrected), left <= 0, not_(is_replaced(_INVOICES)))


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
