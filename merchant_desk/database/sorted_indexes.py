"""Indexes of tables that grow many times over, made again from sorted rows at the end."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, bindparam, text
from sqlalchemy.orm import Session

_WORTH_IT = 2_000
_ROOMY_KIB = 64_000
_INDEXES = text(
    "SELECT name, sql FROM sqlite_master"
    " WHERE type = 'index' AND tbl_name IN :tables AND sql LIKE 'CREATE INDEX %' ORDER BY rootpage"
).bindparams(bindparam("tables", expanding=True))


@contextmanager
def sorted_indexes(
    session: Session, tables: Sequence[Table], known: int, coming: int
) -> Iterator[None]:
    """Let ``coming`` rows into tables that hold ``known`` of them.

    Where they at least double a table of SQLite, its plain indexes are lifted and made again within
    the transaction: sorted rows write each page of an index once, single ones in any order write
    them many times. The same transaction keeps its pages in memory meanwhile. What is unique stays,
    so every row is checked as ever, and a cut anywhere leaves the database as before.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql" or coming < max(known, _WORTH_IT):
        yield
        return
    names = [table.name for table in tables]
    lifted = connection.execute(_INDEXES, {"tables": names}).all()
    with _roomy(connection):
        for name, _definition in lifted:
            connection.exec_driver_sql(f"DROP INDEX {name}")
        yield
        for _name, definition in lifted:
            connection.exec_driver_sql(definition)


@contextmanager
def _roomy(connection: Connection) -> Iterator[None]:
    usual = int(connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_ROOMY_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")
