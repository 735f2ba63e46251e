"""Counters of recording order within one database, and the few words where dialects differ."""

from sqlalchemy import Table, func, select, text
from sqlalchemy.orm import Session

_BLOCK = 1_000_000
"""Numbers that one call of the server's sequence stands for: no batch needs more."""


def next_row(session: Session, table: Table, count: int = 1) -> int:
    """Return the first of ``count`` fresh numbers, one after the other, for a ``row`` column.

    SQLite has one writer, so the greatest number plus one is free. PostgreSQL gives each call a
    block of its own from a sequence: two stations never wait for each other here, and the numbers
    of a batch never mix with another's.
    """
    if session.get_bind().dialect.name == "postgresql":
        if count > _BLOCK:
            raise ValueError(f"{count} rows do not fit in one block")
        block = session.execute(text("SELECT nextval('row_counter')")).scalar_one()
        return int(block) * _BLOCK
    return int(session.execute(select(func.coalesce(func.max(table.c.row), 0))).scalar_one()) + 1
