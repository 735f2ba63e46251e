"""The stock counts: which are open, how far they are, what the others found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, distinct, func, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared
from merchant_desk.models.base import table
from merchant_desk.models.count import CountBin, CountEntry, CountLine, StockCount
from merchant_desk.queries.count_review import CountHead, cents_of, count_head
from merchant_desk.queries.count_scope import scope_bins
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId, LocationId
from merchant_desk.values.money import Money

_COUNTS, _BINS, _ENTRIES, _LINES = (
    table(StockCount),
    table(CountBin),
    table(CountEntry),
    table(CountLine),
)
_WORTH = func.sum((_LINES.c.counted - _LINES.c.expected) * func.coalesce(_LINES.c.unit_cost, 0))
_ORDER = (case((_COUNTS.c.state == CountState.OPEN, 0), else_=1), _COUNTS.c.row.desc())
_LISTED = Prepared(
    select(
        _COUNTS.c.id,
        select(func.count())
        .where(_BINS.c.count_id == _COUNTS.c.id)
        .scalar_subquery()
        .label("bins_done"),
        select(func.count(distinct(_ENTRIES.c.product_id)))
        .where(_ENTRIES.c.count_id == _COUNTS.c.id)
        .scalar_subquery()
        .label("articles"),
        select(func.coalesce(func.sum(_ENTRIES.c.quantity), 0))
        .where(_ENTRIES.c.count_id == _COUNTS.c.id)
        .scalar_subquery()
        .label("units"),
        select(func.coalesce(_WORTH, 0))
        .where(_LINES.c.count_id == _COUNTS.c.id)
        .scalar_subquery()
        .label("worth"),
    )
    .order_by(*_ORDER)
    .limit(bindparam("most"))
    .offset(bindparam("after"))
)
_MANY = Prepared(select(func.count()).select_from(_COUNTS))
_ALL = Prepared(select(_COUNTS.c.id).order_by(*_ORDER))
_BY_NUMBER = Prepared(select(_COUNTS.c.id).where(_COUNTS.c.number == bindparam("number")).limit(1))
_MOST = 500


@dataclass(frozen=True, slots=True)
class CountRow:
    """A count in the list, and how far it is."""

    head: CountHead
    bins: int
    """Bins to count."""
    bins_done: int
    articles: int
    units: int
    worth: Money
    """What its variances came to, once it is validated."""

    @property
    def is_open(self) -> bool:
        """Tell whether it can be scanned."""
        return self.head.state is CountState.OPEN

    @property
    def count_id(self) -> CountId:
        """Return which count it is."""
        return self.head.count_id

    @property
    def opened_at(self) -> datetime:
        """Return when it was opened."""
        return self.head.opened_at


def stock_counts(session: Session) -> tuple[CountRow, ...]:
    """Return the counts: those under way first, then the latest."""
    return some_counts(session, 0, _MOST)


def some_counts(session: Session, offset: int, limit: int) -> tuple[CountRow, ...]:
    """Return one page of the counts."""
    everywhere: dict[LocationId | None, int] = {}
    rows = _LISTED.typed(session, after=offset, most=limit)
    return tuple(_row(session, row, everywhere) for row in rows)


def number_of_counts(session: Session) -> int:
    """Return how many counts there are."""
    return int(_MANY.rows(session)[0][0])


def all_counts(session: Session) -> list[CountId]:
    """Return every count, in the same order."""
    return [CountId(row[0]) for row in _ALL.rows(session)]


def count_numbered(session: Session, number: str) -> CountHead | None:
    """Return the count of this number."""
    row = _BY_NUMBER.first(session, number=number.strip().upper())
    return None if row is None else count_head(session, row.id)


def open_counts(session: Session) -> tuple[CountRow, ...]:
    """Return the counts under way."""
    return tuple(each for each in stock_counts(session) if each.is_open)


def _row(session: Session, row: Any, everywhere: dict[LocationId | None, int]) -> CountRow:
    head = count_head(session, row.id)
    assert head is not None  # noqa: S101 - read in the same transaction
    if not head.scope.bins and head.location_id not in everywhere:
        whole = scope_bins(session, head.scope, head.location_id)
        everywhere[head.location_id] = len(whole)
    return CountRow(
        head=head,
        bins=len(head.scope.bins) or everywhere[head.location_id],
        bins_done=row.bins_done,
        articles=row.articles,
        units=int(row.units),
        worth=cents_of(int(row.worth)),
    )
