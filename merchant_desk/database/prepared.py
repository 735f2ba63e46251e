"""A statement compiled once per database: hot paths pay for the driver and little more.

Building and looking up a Core statement costs more than SQLite needs to answer it: a barcode
lookup took 70 µs through ``session.execute`` and 20 µs this way; an order packed and shipped is
some ninety statements. Nothing here flushes: what an operation changed through mapped objects must
be flushed before.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import Any, cast

from sqlalchemy import Dialect, Executable, Table, insert
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement

from merchant_desk.database.channel import Channel, Question, channel

_NAMED = re.compile(r"%\((\w+)\)s|%%")
_NUMBERED = re.compile(r"\$(\d+)")
_VALUES = " VALUES "
_TOGETHER = (64, 32, 16, 8, 7, 6, 5, 4, 3, 2, 1)
"""How many rows a statement takes: few different texts, for each is prepared once."""
Convert = Callable[[Any], Any]
Row = Mapping[str, object]
Ahead = Callable[[Channel], list[Question]]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """The text for one dialect and what turns our values into the driver's and back."""

    text: str
    order: tuple[str, ...]
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
        return tuple([given[each] for each in self.order])


class Prepared:
    """A statement whose bind parameters all have names; run again and again with other values."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._known: dict[str, _Compiled] = {}

    def rows(self, session: Session, **values: object) -> Sequence[tuple[Any, ...]]:
        """Return every row as a plain tuple of driver values: cents, microseconds, bytes."""
        way = channel(session)
        ready = self._ready(way)
        return way.read(ready.text, ready.parameters(values))

    def typed(self, session: Session, **values: object) -> list[Any]:
        """Return every row with named columns in our own types."""
        way = channel(session)
        ready = self._ready(way)
        found = []
        for row in way.read(ready.text, ready.parameters(values)):
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

    def ahead(self, **values: object) -> Ahead:
        """Return this question with these values, to be asked with others; see ``ask_ahead``."""
        return partial(self.questions, values)

    def questions(self, values: Row, way: Channel) -> list[Question]:
        """Return what the driver is asked."""
        ready = self._ready(way)
        return [(ready.text, ready.parameters(values))]

    def write(self, session: Session, *rows: Row) -> None:
        """Carry out a change once for each of these rows of values."""
        way = channel(session)
        ready = self._ready(way)
        way.write(ready.text, [ready.parameters(row) for row in rows])
        way.touched.add(str(cast("Any", self._statement).table.name))

    def returned(self, session: Session, **values: object) -> Sequence[tuple[Any, ...]]:
        """Carry out a change once and return what its RETURNING says, as ``rows`` does."""
        way = channel(session)
        ready = self._ready(way)
        rows = way.read(ready.text, ready.parameters(values))
        way.touched.add(str(cast("Any", self._statement).table.name))
        return rows

    def _ready(self, way: Channel) -> _Compiled:
        ready = self._known.get(way.dialect_name)
        if ready is None:
            dialect = way.connection.dialect
            statement = cast("ClauseElement", self._statement)
            ready = _compiled(statement.compile(dialect=dialect), dialect)
            self._known[way.dialect_name] = ready
        return ready


def ask_ahead(session: Session, *questions: Ahead) -> None:
    """Let several questions go in one round trip, with the next that is asked.

    Who asks one of them with the same values finds the answer here, unless a table that it is about
    was changed in between. On SQLite a statement is no round trip, and nothing is asked ahead.
    """
    way = channel(session)
    if way.gathers:
        way.read_ahead([asked for each in questions for asked in each(way)])


def insert_into(session: Session, table: Table, rows: Row | Sequence[Row]) -> None:
    """Insert a row or several of the same columns; defaults of the model are kept."""
    several = [rows] if isinstance(rows, Mapping) else rows
    if not several:
        return
    way = channel(session)
    ready = _insert(table, tuple(several[0]), way.connection.dialect)
    every = [ready.parameters(row) for row in several]
    if way.gathers and len(every) > 1:
        _write_together(way, ready.text, every)
    else:
        way.write(ready.text, every)
    way.touched.add(table.name)


def _write_together(way: Channel, text: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert several rows a statement: a server takes them in for little more than one alone."""
    start = 0
    while start < len(rows):
        size = next(each for each in _TOGETHER if each <= len(rows) - start)
        piece = rows[start : start + size]
        way.write(_of_rows(text, len(rows[0]), size), [tuple(chain.from_iterable(piece))])
        start += size


@lru_cache(maxsize=512)
def _of_rows(text: str, columns: int, size: int) -> str:
    """Return an INSERT of so many rows of so many values."""
    head, _values, values = text.partition(_VALUES)
    marks = (_further(values, before) for before in range(0, size * columns, columns))
    return f"{head}{_VALUES}{', '.join(marks)}"


def _further(values: str, before: int) -> str:
    """Return the marks of a row that comes after so many values."""
    return _NUMBERED.sub(lambda mark: f"${int(mark[1]) + before}", values)


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


def _compiled(compiled: Any, dialect: Dialect) -> _Compiled:
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
    text, order = str(compiled), compiled.positiontup
    if order is None:
        text, order = _numbered(text)
    return _Compiled(
        text=text,
        order=tuple(order),
        fixed=fixed,
        binds=binds,
        row=made._make,
        results=tuple(
            (number, convert)
            for number, (_name, kind) in enumerate(columns)
            if (convert := kind.dialect_impl(dialect).result_processor(dialect, None)) is not None
        ),
    )


def _numbered(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a statement with its parameters numbered as the server wants them, and their names.

    The driver would do it again for each statement that is sent.
    """
    places: dict[str, int] = {}

    def mark(found: re.Match[str]) -> str:
        name = found[1]
        return "%" if name is None else f"${places.setdefault(name, len(places) + 1)}"

    return _NAMED.sub(mark, text), tuple(places)
