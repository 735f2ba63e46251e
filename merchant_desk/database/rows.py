"""Counters of recording order within one database, and the few words where dialects differ."""

from functools import cache

from sqlalchemy import BigInteger, Table, func, literal_column, select
from sqlalchemy.orm import Session

from merchant_desk.database.channel import channel
from merchant_desk.database.prepared import Ahead, Prepared

_KNOWN = "merchant_desk_block"
_BLOCK = 1_000_000
"""Numbers that one call of the server's sequence stands for: no batch needs more."""
_BLOCKS = Prepared(select(func.nextval(literal_column("'row_counter'"), type_=BigInteger())))


def next_row(session: Session, table: Table, count: int = 1) -> int:
    """Return the first of ``count`` fresh numbers, one after the other, for a ``row`` column.

    SQLite has one writer, so the greatest number plus one is free. PostgreSQL gives each
    transaction a block of its own from a sequence: two stations never wait for each other here, and
    the numbers of a batch never mix with another's.
    """
    session.flush()  # a row added through a mapped object counts too
    if channel(session).gathers:
        return _in_block(session, count)
    return int(_greatest(table).rows(session)[0][0]) + 1


def block_ahead() -> Ahead:
    """Return the question that ``next_row`` asks first, to be asked with others."""
    return _BLOCKS.ahead()


def _in_block(session: Session, count: int) -> int:
    if count > _BLOCK:
        raise ValueError(f"{count} rows do not fit in one block")
    current = session.get_transaction()
    owner, following, end = session.info.get(_KNOWN, (None, 0, 0))
    if owner is not current or following + count > end:
        following = int(_BLOCKS.rows(session)[0][0]) * _BLOCK
        end = following + _BLOCK
    session.info[_KNOWN] = (current, following + count, end)
    return int(following)


@cache
def _greatest(table: Table) -> Prepared:
    return Prepared(select(func.coalesce(func.max(table.c.row), 0)))
