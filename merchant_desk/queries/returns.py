"""The returns, by what is left to do with them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.order import Order
from merchant_desk.models.returned import Return, ReturnLine
from merchant_desk.values.goods_words import ReturnKind, ReturnState
from merchant_desk.values.ids import ReturnId
from merchant_desk.values.money import ZERO, Money

_RETURNS, _LINES, _ORDERS = table(Return), table(ReturnLine), table(Order)
_SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "number": (_RETURNS.c.row,),
    "declared": (_RETURNS.c.declared_at,),
    "customer": (func.lower(_RETURNS.c.customer_name),),
    "due": (func.coalesce(_RETURNS.c.refund_due_on, date.max),),
}


class ReturnsShown(StrEnum):
    """The tabs of the list."""

    ALL = "all"
    DECLARED = "declared"
    TO_TREAT = "to_treat"
    TO_REFUND = "to_refund"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """One return as the list shows it."""

    return_id: ReturnId
    number: str
    order_number: str
    customer: str
    kind: ReturnKind
    state: ReturnState
    declared_at: datetime
    expected: int
    received: int
    refund: Money
    due_on: date | None
    late: bool
    to_refund: bool


@dataclass(frozen=True, slots=True)
class ReturnCounts:
    """How many returns each tab holds."""

    all: int = 0
    declared: int = 0
    to_treat: int = 0
    to_refund: int = 0
    done: int = 0


@dataclass(frozen=True)
class ReturnList:
    """The returns that match what was typed, of one tab, on one day."""

    today: date
    text: str = ""
    shown: ReturnsShown = ReturnsShown.ALL
    sort: str = "number"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many returns the filter keeps."""
        kept = self._kept(select(func.count()).select_from(_joined()))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[ReturnRow]:
        """Return one page of returns."""
        page = self._ordered(_columns()).offset(offset).limit(limit)
        return tuple(_row(row, self.today) for row in session.execute(page))

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every return of the filter."""
        return session.scalars(self._ordered(select(_RETURNS.c.id).select_from(_joined()))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        by = _SORTS.get(self.sort, _SORTS["number"])
        order = [each.desc() if self.descending else each.asc() for each in by]
        return self._kept(wanted).order_by(*order, _RETURNS.c.row.desc())

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        kept = wanted.where(_of_tab(self.shown))
        for word in self.text.lower().split():
            like = f"%{word.replace('%', '').replace('_', '')}%"
            kept = kept.where(
                or_(
                    func.lower(_RETURNS.c.number).like(like),
                    func.lower(_RETURNS.c.customer_name).like(like),
                    func.lower(_ORDERS.c.number).like(like),
                )
            )
        return kept


def return_counts(session: Session) -> ReturnCounts:
    """Return how many returns each tab holds."""
    columns = [
        func.coalesce(func.sum(case((_of_tab(shown), 1), else_=0)), 0) for shown in ReturnsShown
    ]
    row = session.execute(select(*columns).select_from(_RETURNS)).one()
    return ReturnCounts(*(int(each) for each in row))


def _of_tab(shown: ReturnsShown) -> ColumnElement[bool]:
    received = _RETURNS.c.state == ReturnState.RECEIVED
    unfinished = or_(
        _RETURNS.c.order_id.is_(None),
        exists(
            select(_LINES.c.id).where(
                _LINES.c.return_id == _RETURNS.c.id,
                or_(_LINES.c.grade.is_(None), _LINES.c.received < _LINES.c.expected),
            )
        ),
    )
    conditions = {
        ReturnsShown.ALL: true(),
        ReturnsShown.DECLARED: _RETURNS.c.state == ReturnState.DECLARED,
        ReturnsShown.TO_TREAT: and_(received, unfinished),
        ReturnsShown.TO_REFUND: and_(received, ~unfinished),
        ReturnsShown.DONE: _RETURNS.c.state == ReturnState.SETTLED,
    }
    return conditions[shown]


def _joined() -> Any:
    return _RETURNS.outerjoin(_ORDERS, _ORDERS.c.id == _RETURNS.c.order_id)


def _sum(column: str) -> ColumnElement[Any]:
    return (
        select(func.coalesce(func.sum(_LINES.c[column]), 0))
        .where(_LINES.c.return_id == _RETURNS.c.id)
        .scalar_subquery()
        .label(column)
    )


def _columns() -> Select[Any]:
    kept = (
        "id", "number", "customer_name", "kind", "state", "declared_at", "refund_due_on",
    )  # fmt: skip
    return select(
        *(_RETURNS.c[name] for name in kept),
        _ORDERS.c.number.label("order_number"),
        _sum("expected"),
        _sum("received"),
        _sum("refund"),
        _of_tab(ReturnsShown.TO_REFUND).label("to_refund"),
    ).select_from(_joined())


def _row(row: Any, today: date) -> ReturnRow:
    open_ = row.state in {ReturnState.DECLARED, ReturnState.RECEIVED}
    due = row.refund_due_on if open_ else None
    refund = row.refund or ZERO
    return ReturnRow(
        return_id=row.id,
        number=row.number,
        order_number=row.order_number or "",
        customer=row.customer_name,
        kind=row.kind,
        state=row.state,
        declared_at=row.declared_at,
        expected=int(row.expected),
        received=int(row.received),
        refund=refund if isinstance(refund, Money) else Money(int(refund)),
        due_on=due,
        late=due is not None and due < today,
        to_refund=bool(row.to_refund),
    )
