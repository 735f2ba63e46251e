"""A statement compiled once per database: hot paths pay for the driver and little more.

Building and looking up a Core statement costs more than SQLite needs to answer it: a barcode
lookup took 70 µs through ``session.execute`` and 20 µs this way; an order packed and shipped is
some ninety statements. Nothing here flushes: what an operation changed through mapped objects must
be flushed before.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Executable, Table, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement

from merchant_desk.database.changes import touch

_KNOWN = "merchant_desk_connection"
Convert = Callable[[Any], Any]
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The text for one dialect and what turns our values into the driver's and back."""

    text: str
    order: tuple[str, ...] | None
    fixed: Mapping[str, Any]
    binds: Mapping[str, Convert]
    row: Callable[[Sequence[Any]], Any]
    results: tuple[tuple[int, Convert], ...]

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """Return the driver's parameters, our types converted as the columns do."""
        converted = {
            name: convert(values[name]) for name, convert in self.binds.items() if name in values
        }
        given = {**self.fixed, **values, **converted}
        return given if self.order is None else tuple([given[each] for each in self.order])


class Prepared:
    """A statement whose bind parameters all have names; run again and again with other values."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._known: dict[str, _Compiled] = {}

    def rows(self, session: Session, **values: object) -> Sequence[tuple[Any, ...]]:
        """Return every row as a plain tuple of driver values: cents, microseconds, bytes."""
        connection = _connection(session)
        return _read(connection, self._ready(connection), values)

    def typed(self, session: Session, **values: object) -> list[Any]:
        """Return every row with named columns in our own types."""
        connection = _connection(session)
        ready = self._ready(connection)
        found = []
        for row in _read(connection, ready, values):
            if ready.results:
                converted = list(row)
                for place, convert in ready.results:
                    converted[place] = convert(converted[place])
                found.append(ready.row(converted))
            else:
                found.append(ready.row(row))
        return found

    def first(self, session: Session, **values: object) -> Any:
        """Return the first row as ``typed`` does, or None."""
        return next(iter(self.typed(session, **values)), None)

    def write(self, session: Session, *rows: Row) -> None:
        """Carry out a change once for each of these rows of values."""
        connection = _connection(session)
        _write(connection, self._ready(connection), rows)
        touch(connection, str(cast("Any", self._statement).table.name))

    def returned(self, session: Session, **values: object) -> Sequence[tuple[Any, ...]]:
        """Carry out a change once and return what its RETURNING says, as ``rows`` does."""
        connection = _connection(session)
        rows = _read(connection, self._ready(connection), values)
        touch(connection, str(cast("Any", self._statement).table.name))
        return rows

    def _ready(self, connection: Connection) -> _Compiled:
        name = connection.dialect.name
        if name not in self._known:
            statement = cast("ClauseElement", self._statement)
            self._known[name] = _compiled(statement.compile(dialect=connection.dialect), connection)
        return self._known[name]


def insert_into(session: Session, table: Table, rows: Row | Sequence[Row]) -> None:
    """Insert a row or several of the same columns; defaults of the model are kept."""
    several = [rows] if isinstance(rows, Mapping) else rows
    if not several:
        return
    connection = _connection(session)
    ready = _insert(table, tuple(several[0]), connection.dialect)
    _write(connection, ready, several)
    touch(connection, table.name)


def _write(connection: Connection, ready: _Compiled, rows: Sequence[Row]) -> None:
    parameters = [ready.parameters(row) for row in rows]
    cursor = _cursor(connection)
    try:
        if len(parameters) == 1:
            cursor.execute(ready.text, parameters[0])
        else:
            cursor.executemany(ready.text, parameters)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(connection, ready, error) from error
    finally:
        cursor.close()


def _read(
    connection: Connection, ready: _Compiled, values: Mapping[str, Any]
) -> Sequence[tuple[Any, ...]]:
    cursor = _cursor(connection)
    try:
        cursor.execute(ready.text, ready.parameters(values))
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(connection, ready, error) from error
    finally:
        cursor.close()
    return rows


def _connection(session: Session) -> Connection:
    """Return the session's connection: asked once a transaction, for asking costs a statement."""
    current = session.get_nested_transaction() or session.get_transaction()
    known = session.info.get(_KNOWN)
    if known is not None and known[0] is current and current is not None and current.is_active:
        return cast("Connection", known[1])
    connection = session.connection()
    current = session.get_nested_transaction() or session.get_transaction()
    session.info[_KNOWN] = (current, connection)
    return connection


def _cursor(connection: Connection) -> Any:
    """Return the driver's own cursor: SQLAlchemy's way to it costs five times the statement."""
    return connection.connection.cursor()


def _told(connection: Connection, ready: _Compiled, error: Any) -> DBAPIError:
    """Return the driver's error as SQLAlchemy raises it; the values, a customer's, are left out."""
    dialect = connection.dialect
    found: Any = DBAPIError.instance(
        ready.text, None, error, dialect.loaded_dbapi.Error, dialect=dialect, hide_parameters=True
    )
    return cast("DBAPIError", found)


@lru_cache(maxsize=128)
def _insert(table: Table, columns: tuple[str, ...], dialect: Dialect) -> _Compiled:
    left = {
        column.name: cast("Any", column.default).arg
        for column in table.c
        if column.default is not None and column.name not in columns
    }
    statement = insert(table).compile(dialect=dialect, column_keys=[*columns, *left])
    ready = _compiled(statement, dialect)
    fixed = {
        name: ready.binds[name](value) if name in ready.binds else value
        for name, value in left.items()
    }
    return _Compiled(ready.text, ready.order, fixed, ready.binds, ready.row, ready.results)


def _compiled(compiled: Any, place: Connection | Dialect) -> _Compiled:
    dialect = place.dialect if isinstance(place, Connection) else place
    binds = {
        name: convert
        for name, bind in compiled.binds.items()
        if (convert := bind.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    }
    columns = [(each.keyname, each.type) for each in compiled._result_columns]  # noqa: SLF001 - the only place that knows the types of a compiled SELECT
    names = [
        name if str(name).isidentifier() else f"c{place}" for place, (name, _) in enumerate(columns)
    ]
    made: Any = namedtuple("PreparedRow", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - its columns are known only here
    fixed = {
        name: binds[name](value) if name in binds else value
        for name, value in compiled.params.items()
        if not compiled.binds[name].required
    }
    order = compiled.positiontup
    return _Compiled(
        text=str(compiled),
        order=None if order is None else tuple(order),
        fixed=fixed,
        binds=binds,
        row=made._make,
        results=tuple(
            (number, convert)
            for number, (_name, kind) in enumerate(columns)
            if (convert := kind.dialect_impl(dialect).result_processor(dialect, None)) is not None
        ),
    )
