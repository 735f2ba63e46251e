"""Counters of recording order within one database, and the few words where dialects differ."""

from functools import lru_cache

from sqlalchemy import Table, func, select, text
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared


def next_row(session: Session, table: Table, count: int = 1) -> int:
    """Return the first of ``count`` fresh numbers for the ``row`` column of a table.

    SQLite has one writer, so the greatest number plus one is free. PostgreSQL gives them from a
    sequence, so that two stations never wait for each other here.
    """
    if session.get_bind().dialect.name == "postgresql":
        numbers = text("SELECT nextval('row_counter') FROM generate_series(1, :count)")
        return int(min(session.execute(numbers, {"count": count}).scalars()))
    return int(_greatest(table).rows(session)[0][0]) + 1


@lru_cache(maxsize=32)
def _greatest(table: Table) -> Prepared:
    return Prepared(select(func.coalesce(func.max(table.c.row), 0)))
