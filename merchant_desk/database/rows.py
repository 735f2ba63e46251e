"""Counters of recording order within one database, and the few words where dialects differ."""

from functools import cache

from sqlalchemy import BigInteger, Table, func, literal_column, select
from sqlalchemy.orm import Session

from merchant_desk.database.prepared import Prepared

_BLOCK = 1_000_000
"""Numbers that one call of the server's sequence stands for: no batch needs more."""
_BLOCKS = Prepared(select(func.nextval(literal_column("'row_counter'"), type_=BigInteger())))


def next_row(session: Session, table: Table, count: int = 1) -> int:
    """Return the first of ``count`` fresh numbers, one after the other, for a ``row`` column.

    SQLite has one writer, so the greatest number plus one is free. PostgreSQL gives each call a
    block of its own from a sequence: two stations never wait for each other here, and the numbers
    of a batch never mix with another's.
    """
    session.flush()  # a row added through a mapped object counts too
    if session.connection().dialect.name == "postgresql":
        if count > _BLOCK:
            raise ValueError(f"{count} rows do not fit in one block")
        return int(_BLOCKS.rows(session)[0][0]) * _BLOCK
    return int(_greatest(table).rows(session)[0][0]) + 1


@cache
def _greatest(table: Table) -> Prepared:
    return Prepared(select(func.coalesce(func.max(table.c.row), 0)))
