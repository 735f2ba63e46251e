"""Thousands of rows at once, past SQLAlchemy's per-row work, into either database."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete
from sqlalchemy.orm import Session

from merchant_desk.database.changes import touch
from merchant_desk.database.channel import told_as_ours

_INDEXES = ("word", "trigram")
_USUAL_HASH = 1 << 20
_LARGE_HASH = 64 << 20


def insert_rows(
    session: Session, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows whose values are already what the columns store (cents, microseconds).

    Five times what Core's ``insert(list)`` costs less in Python; PostgreSQL takes them by COPY.
    """
    if not rows:
        return
    connection = session.connection()
    names = ", ".join(columns)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table.name} ({names}) FROM STDIN", rows)
    else:
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({names}) VALUES ({marks})",  # noqa: S608 - our own schema
            list(rows),
        )
    touch(connection, table.name)


def _copy(connection: Connection, text: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Carry out a COPY; a clash with another station is told as such, to be played again."""
    try:
        cursor: Any = connection.connection.cursor()
        with cursor, cursor.copy(text) as copy:
            for row in rows:
                copy.write_row(row)
    except connection.dialect.loaded_dbapi.Error as error:
        raise told_as_ours(connection, text, error) from error


def insert_searchable_rows(
    session: Session,
    table: Table,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    first_row: int,
) -> None:
    """Insert rows of a table with full-text indexes, numbered from ``first_row`` on.

    SQLite flushes a full-text index at every statement of a trigger: 90 µs a row. So the trigger
    is lifted within the transaction, the indexes are filled in one statement each, and it is put
    back as it was: a cut anywhere leaves the database as before.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql" or not rows:
        insert_rows(session, table, columns, rows)
        return
    name = table.name
    definition = _definition(connection, f"{name}_indexed")
    connection.exec_driver_sql(f"DROP TRIGGER {name}_indexed")
    insert_rows(session, table, columns, rows)
    _index(connection, name, first_row)
    connection.exec_driver_sql(definition)


def delete_searchable_rows(session: Session, table: Table, identifiers: Sequence[bytes]) -> None:
    """Delete rows of a table with full-text indexes, by id; see ``insert_searchable_rows``."""
    if not identifiers:
        return
    connection = session.connection()
    name = table.name
    if connection.dialect.name == "postgresql":
        for some in chunks(identifiers):
            session.execute(delete(table).where(table.c.id.in_(some)))
        return
    definition = _definition(connection, f"{name}_unindexed")
    connection.exec_driver_sql(f"DROP TRIGGER {name}_unindexed")
    for some in chunks(identifiers):
        marks = ", ".join("?" * len(some))
        for kind in _INDEXES:
            index = f"{name}_{kind}"
            connection.exec_driver_sql(
                f"INSERT INTO {index}({index}, rowid, search_text) "  # noqa: S608 - our own schema
                f"SELECT 'delete', row, search_text FROM {name} WHERE id IN ({marks})",
                tuple(some),
            )
        session.execute(delete(table).where(table.c.id.in_(some)))
    connection.exec_driver_sql(definition)


def update_rows(
    session: Session, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Write columns of many rows; each tuple ends with the id of its row."""
    if not rows:
        return
    connection = session.connection()
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    values = ", ".join(f"{name} = {mark}" for name in columns)
    connection.exec_driver_sql(
        f"UPDATE {table.name} SET {values} WHERE id = {mark}",  # noqa: S608 - our own schema
        list(rows),
    )
    touch(connection, table.name)


def _index(connection: Connection, name: str, first_row: int) -> None:
    for kind in _INDEXES:
        index = f"{name}_{kind}"
        _hash_size(connection, index, _LARGE_HASH)
        connection.exec_driver_sql(
            f"INSERT INTO {index}(rowid, search_text) "  # noqa: S608 - our own schema
            f"SELECT row, search_text FROM {name} WHERE row >= ?",
            (first_row,),
        )
        _hash_size(connection, index, _USUAL_HASH)


def _hash_size(connection: Connection, index: str, size: int) -> None:
    """Let an index gather this many bytes before it writes: fewer parts to merge."""
    connection.exec_driver_sql(
        f"INSERT INTO {index}({index}, rank) VALUES ('hashsize', ?)",  # noqa: S608 - our own schema
        (size,),
    )


def _definition(connection: Connection, trigger: str) -> str:
    found = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (trigger,)
    )
    return str(found.scalar_one())


def chunks(values: Iterable[Any], size: int = 500) -> Iterable[list[Any]]:
    """Give the values in lists short enough for one IN."""
    held: list[Any] = []
    for value in values:
        held.append(value)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held
