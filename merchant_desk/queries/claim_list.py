"""What is asked of suppliers, as a list: to follow, closed, all; and how much came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from merchant_desk.models.base import table
from merchant_desk.models.delivery import Claim, ClaimLine, Delivery
from merchant_desk.models.purchasing import Supplier
from merchant_desk.values.goods_words import ClaimKind, ClaimState
from merchant_desk.values.ids import ClaimId
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.purchases import supplier_key

_CLAIMS, _LINES, _SUPPLIERS, _DELIVERIES = (
    table(Claim), table(ClaimLine), table(Supplier), table(Delivery),
)  # fmt: skip
_OPEN = (ClaimState.DRAFT, ClaimState.SENT, ClaimState.ANSWERED)
# A surplus is told, not asked back.
_ASKED = (
    select(func.coalesce(func.sum(_LINES.c.amount), 0))
    .where(_LINES.c.claim_id == _CLAIMS.c.id, _LINES.c.kind != ClaimKind.OVER)
    .correlate(_CLAIMS)
    .scalar_subquery()
)
_SORTS: dict[str, ColumnElement[Any]] = {
    "made": _CLAIMS.c.row,
    "number": _CLAIMS.c.number,
    "supplier": _SUPPLIERS.c.key,
    "sent": _CLAIMS.c.sent_at,
    "amount": _ASKED,
}


class ClaimsShown(StrEnum):
    """The tabs of the list."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as the list shows it."""

    claim_id: ClaimId
    number: str
    supplier: str
    delivery_number: str
    state: ClaimState
    made_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    amount: Money
    credited: Money | None
    note: str


@dataclass(frozen=True, slots=True)
class ClaimCounts:
    """How many claims each tab holds, and what those to follow ask back."""

    open: int = 0
    closed: int = 0
    asked: Money = ZERO

    @property
    def all(self) -> int:
        """Return how many claims there are."""
        return self.open + self.closed


@dataclass(frozen=True)
class ClaimList:
    """The claims that match what was typed, of one tab."""

    text: str = ""
    shown: ClaimsShown = ClaimsShown.OPEN
    sort: str = "made"
    descending: bool = True

    def count(self, session: Session) -> int:
        """Return how many claims the filter keeps."""
        kept = self._kept(select(func.count()).select_from(_joined()))
        return int(session.execute(kept).scalar_one())

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[ClaimRow]:
        """Return one page of claims."""
        wanted = select(
            _CLAIMS,
            _SUPPLIERS.c.name.label("supplier"),
            func.coalesce(_DELIVERIES.c.number, "").label("delivery"),
            _ASKED.label("asked"),
        ).select_from(_joined())
        rows = session.execute(self._ordered(wanted).offset(offset).limit(limit))
        return tuple(_row(row) for row in rows)

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return every claim of the filter."""
        return session.scalars(self._ordered(select(_CLAIMS.c.id).select_from(_joined()))).all()

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""
        return replace(self, sort=key, descending=descending)

    def _ordered(self, wanted: Select[Any]) -> Select[Any]:
        by = _SORTS.get(self.sort, _SORTS["made"])
        order = by.desc().nulls_last() if self.descending else by.asc().nulls_last()
        return self._kept(wanted).order_by(order, _CLAIMS.c.row.desc())

    def _kept(self, wanted: Select[Any]) -> Select[Any]:
        kept = wanted
        if self.shown is not ClaimsShown.ALL:
            is_open = _CLAIMS.c.state.in_(_OPEN)
            kept = kept.where(is_open if self.shown is ClaimsShown.OPEN else ~is_open)
        for word in supplier_key(self.text).split():
            delivery = func.lower(func.coalesce(_DELIVERIES.c.number, ""))
            kept = kept.where(
                _SUPPLIERS.c.key.contains(word, autoescape=True)
                | func.lower(_CLAIMS.c.number).contains(word, autoescape=True)
                | delivery.contains(word, autoescape=True)
            )
        return kept


def claim_counts(session: Session) -> ClaimCounts:
    """Return how many claims each tab holds."""
    each = select(_CLAIMS.c.state.in_(_OPEN).label("open"), _ASKED.label("asked")).subquery()
    rows = session.execute(
        select(each.c.open, func.count(), func.sum(each.c.asked)).group_by(each.c.open)
    )
    counts = {bool(is_open): (int(count), asked or ZERO) for is_open, count, asked in rows}
    count, asked = counts.get(True, (0, ZERO))
    return ClaimCounts(count, counts.get(False, (0, ZERO))[0], asked)


def _joined() -> Any:
    return _CLAIMS.join(_SUPPLIERS, _SUPPLIERS.c.id == _CLAIMS.c.supplier_id).outerjoin(
        _DELIVERIES, _DELIVERIES.c.id == _CLAIMS.c.delivery_id
    )


def _row(row: Any) -> ClaimRow:
    return ClaimRow(
        ClaimId(row.id),
        row.number,
        row.supplier,
        row.delivery,
        row.state,
        row.made_at,
        row.sent_at,
        row.settled_at,
        row.asked,
        row.credited,
        row.settled_note,
    )
