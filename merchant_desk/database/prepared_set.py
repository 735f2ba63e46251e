"""A prepared statement about a set of records: one text for one record as for five hundred.

The length of ``IN (…)`` is part of a statement's text. So each statement is compiled for a few
lengths only, and a set is padded up to the next one by naming its last record again.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import BindParameter, Executable, bindparam
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from merchant_desk.database.channel import Channel, Question
from merchant_desk.database.column_types import IdColumn
from merchant_desk.database.prepared import Ahead, Prepared, Row

_LENGTHS = (1, 4, 16, 64, 256, 1024)
Ids = Sequence[BindParameter[Any]]
Set = Sequence[bytes] | Sequence[str]


class PreparedSet:
    """A statement built from the bind parameters of its set; run again and again with others."""

    def __init__(
        self, build: Callable[[Ids], Executable], kind: TypeEngine[Any] | None = None
    ) -> None:
        """Take the statement and what its set is made of: ids, if nothing else is said."""
        self._build = build
        self._kind = kind or IdColumn()
        self._sized: dict[int, Prepared] = {}

    def rows(self, session: Session, ids: Set, **values: object) -> list[tuple[Any, ...]]:
        """Return every row as a plain tuple of driver values; see ``Prepared.rows``."""
        parts = self._parts(ids)
        return [row for part, named in parts for row in part.rows(session, **named, **values)]

    def typed(self, session: Session, ids: Set, **values: object) -> list[Any]:
        """Return every row with named columns in our own types."""
        parts = self._parts(ids)
        return [row for part, named in parts for row in part.typed(session, **named, **values)]

    def ahead(self, ids: Set, **values: object) -> Ahead:
        """Return this question about these records, to be asked with others: ``ask_ahead``."""
        return partial(self._questions, ids, values)

    def _questions(self, ids: Set, values: Row, way: Channel) -> list[Question]:
        return [
            asked
            for part, named in self._parts(ids)
            for asked in part.questions({**named, **values}, way)
        ]

    def write(self, session: Session, ids: Set, **values: object) -> None:
        """Carry out the change on the whole set."""
        for part, named in self._parts(ids):
            part.write(session, {**named, **values})

    def _parts(self, ids: Set) -> Iterator[tuple[Prepared, dict[str, object]]]:
        every: list[Any] = sorted(ids)  # in any order it is the same question
        for start in range(0, len(every), _LENGTHS[-1]):
            piece = every[start : start + _LENGTHS[-1]]
            length = next(each for each in _LENGTHS if each >= len(piece))
            padded = [*piece, *[piece[-1]] * (length - len(piece))]
            names = {f"id{place}": each for place, each in enumerate(padded)}
            yield self._prepared(length), names

    def _prepared(self, length: int) -> Prepared:
        if length not in self._sized:
            ids = [bindparam(f"id{place}", type_=self._kind) for place in range(length)]
            self._sized[length] = Prepared(self._build(ids))
        return self._sized[length]
