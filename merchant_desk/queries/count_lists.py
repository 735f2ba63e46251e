"""Counts as tables ask for them: the list a page at a time, what was read whole as it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

from sqlalchemy.orm import Session

from merchant_desk.queries.count_plan import PlanRow
from merchant_desk.queries.count_review import CountReview, VarianceRow
from merchant_desk.queries.count_walk import BinCounted, CountWalk, WalkBin
from merchant_desk.queries.stock_counts import CountRow, all_counts, number_of_counts, some_counts
from merchant_desk.values.ids import CountId

Row = TypeVar("Row")


def row_key(row: VarianceRow) -> bytes:
    """Return what tells a row of a count from the others."""
    return row.key.place_id + row.key.product_id + (row.key.lot_id or b"")


@dataclass(frozen=True)
class CountList:
    """Every count, those under way first, then the latest."""

    def count(self, session: Session) -> int:
        """Return how many counts there are."""
        return number_of_counts(session)

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[CountRow]:
        """Return one page."""
        return some_counts(session, offset, limit)

    def ids(self, session: Session) -> Sequence[CountId]:
        """Return every count."""
        return all_counts(session)

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same list: it has one order."""
        return self


@dataclass(frozen=True)
class Whole(Generic[Row]):
    """Rows that were read together, for their figures need all of them; read again, they are new.

    Two of them ask the same when they are ``about`` the same: the table keeps its place.
    """

    about: tuple[object, ...]
    rows: Sequence[Row] = field(compare=False)
    row_id: Callable[[Row], bytes] = field(compare=False)

    def count(self, session: Session) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[Row]:
        """Return one page."""
        return self.rows[offset : offset + limit]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return what tells each row from the others."""
        return [self.row_id(row) for row in self.rows]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same list: it has one order."""
        return self


def plan_list(rows: Sequence[PlanRow]) -> Whole[PlanRow]:
    """Return the bins to count today."""
    return Whole(("plan",), rows, lambda row: row.place_id)


def walk_list(walk: CountWalk) -> Whole[WalkBin]:
    """Return the bins of a count."""
    return Whole(("walk", walk.head.count_id), walk.bins, lambda row: row.place_id)


def bin_list(found: BinCounted) -> Whole[VarianceRow]:
    """Return what was counted in a bin, the latest first; what is expected, when it is shown."""
    rows = found.counted if found.head.blind else (*found.counted, *found.uncounted)
    return Whole(("bin", found.head.count_id, found.place_id), rows, row_key)


def review_list(review: CountReview, *, only_variances: bool) -> Whole[VarianceRow]:
    """Return the variances of a count by value, the worst first; doubts first, uncounted last."""
    rows: Sequence[VarianceRow] = (*review.doubtful, *review.sure, *review.uncounted)
    if only_variances:
        rows = [each for each in rows if each.variance or each.doubt]
    return Whole(("review", review.head.count_id, only_variances), rows, row_key)
