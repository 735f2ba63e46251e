"""What a table asks: a frozen question that counts its rows and gives any page of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, Self, TypeVar

from merchant_desk.ui.desk import Session

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)

PAGE = 100


class RowQuery(Protocol[Row_co]):
    """One filter and one order over the shop's data; two equal queries ask the same thing."""

    def count(self, session: Session) -> int:
        """Return how many rows the filter keeps."""

    def fetch(self, session: Session, offset: int, limit: int) -> Sequence[Row_co]:
        """Return the rows from ``offset`` on, ``limit`` at most, always in the same order."""

    def ids(self, session: Session) -> Sequence[bytes]:
        """Return the id of every row the filter keeps, for a gesture on all of them."""

    def sorted_by(self, key: str, *, descending: bool) -> Self:
        """Return the same filter in another order."""


@dataclass(frozen=True)
class PageRead(Generic[Row]):
    """One page as it was read; ``turn`` tells which question it answers."""

    turn: int
    number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CountRead:
    """How many rows there are; ``turn`` tells which question it answers."""

    turn: int
    count: int


def read_page(session: Session, query: RowQuery[Row], turn: int, number: int) -> PageRead[Row]:
    """Read one page on a reader lane."""
    return PageRead(turn, number, tuple(query.fetch(session, number * PAGE, PAGE)))


def read_count(session: Session, query: RowQuery[Any], turn: int) -> CountRead:
    """Count the rows on a reader lane."""
    return CountRead(turn, query.count(session))
