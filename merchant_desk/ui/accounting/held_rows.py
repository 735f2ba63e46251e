"""Rows that are all here already, as a table asks for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Self

from merchant_desk.ui.desk import Session
from merchant_desk.ui.row_source import Row


@dataclass(frozen=True)
class HeldRows(Generic[Row]):
    """The rows of one period; sorting them asks nothing."""

    rows: tuple[Row, ...]
    row_id: Callable[[Row], bytes]
    sorts: Mapping[str, Callable[[Row], Any]] = field(default_factory=dict)

    def count(self, session: Session) -> int:
        """Return how many rows there are."""
        return len(self.rows)

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[Row]:
        """Return one page."""
        return self.rows[offset : offset + limit]

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of every row."""
        return [self.row_id(row) for row in self.rows]

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the rows in another order; what is equal stays as it was."""
        sort = self.sorts.get(key)
        if sort is None:
            return self
        return replace(self, rows=tuple(sorted(self.rows, key=sort, reverse=descending)))
