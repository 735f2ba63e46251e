"""Counts as tables ask for them: the list, the plan of the day, the bins, the variances."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Self, TypeVar

from sqlalchemy.orm import Session

from merchant_desk.queries.count_plan import PlanRow, count_plan
from merchant_desk.queries.count_review import VarianceRow, count_review
from merchant_desk.queries.count_walk import WalkBin, bin_counted, count_walk
from merchant_desk.queries.settings import Settings
from merchant_desk.queries.stock_counts import CountRow, stock_counts
from merchant_desk.values.ids import CountId, PlaceId

Row = TypeVar("Row")


def row_key(row: VarianceRow) -> bytes:
    """Return what tells a row of a count from the others."""
    return row.key.place_id + row.key.product_id + (row.key.lot_id or b"")


class _Short(Generic[Row]):
    """A list short enough to be read whole."""

    @abstractmethod
    def _rows(self, session: Session) -> Sequence[Row]:
        """Return all of it."""

    @abstractmethod
    def _id(self, row: Row) -> bytes:
        """Return what tells a row from the others."""

    def count(self, session: Session) -> int:
        """Return how many rows there are."""
        return len(self._rows(session))

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[Row]:
        """Return one page."""
        return self._rows(session)[offset : offset + limit]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return what tells each row from the others."""
        return [self._id(row) for row in self._rows(session)]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same list: it has one order."""
        return self


@dataclass(frozen=True)
class CountList(_Short[CountRow]):
    """Every count, those under way first."""

    def _rows(self, session: Session) -> Sequence[CountRow]:
        return stock_counts(session)

    def _id(self, row: CountRow) -> bytes:
        return row.count_id


@dataclass(frozen=True)
class PlanList(_Short[PlanRow]):
    """The bins to count today."""

    settings: Settings
    now: datetime

    def _rows(self, session: Session) -> Sequence[PlanRow]:
        return count_plan(session, self.settings, self.now)

    def _id(self, row: PlanRow) -> bytes:
        return row.place_id


@dataclass(frozen=True)
class WalkList(_Short[WalkBin]):
    """The bins of a count."""

    count_id: CountId

    def _rows(self, session: Session) -> Sequence[WalkBin]:
        walk = count_walk(session, self.count_id)
        return () if walk is None else walk.bins

    def _id(self, row: WalkBin) -> bytes:
        return row.place_id


@dataclass(frozen=True)
class BinList(_Short[VarianceRow]):
    """What was counted in a bin, the latest first; what is expected besides, when it is shown."""

    count_id: CountId
    place_id: PlaceId

    def _rows(self, session: Session) -> Sequence[VarianceRow]:
        found = bin_counted(session, self.count_id, self.place_id)
        if found is None:
            return ()
        return found.counted if found.head.blind else (*found.counted, *found.uncounted)

    def _id(self, row: VarianceRow) -> bytes:
        return row_key(row)


@dataclass(frozen=True)
class ReviewList(_Short[VarianceRow]):
    """The variances of a count by value, the worst first; doubts before all, uncounted last."""

    count_id: CountId
    only_variances: bool = False

    def _rows(self, session: Session) -> Sequence[VarianceRow]:
        review = count_review(session, self.count_id)
        if review is None:
            return ()
        rows = (*review.doubtful, *review.sure, *review.uncounted)
        if not self.only_variances:
            return rows
        return tuple(each for each in rows if each.variance or each.doubt)

    def _id(self, row: VarianceRow) -> bytes:
        return row_key(row)
