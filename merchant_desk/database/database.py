"""One database, two engines: a single writer and read-only readers."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from merchant_desk.database import postgresql, sqlite
from merchant_desk.database.changes import record_changes, take_touched
from merchant_desk.database.trouble import outside_trouble

P = ParamSpec("P")
T = TypeVar("T")

_TRIES = 40
_LONGEST_PAUSE_S = 0.02
_CLASHES = frozenset({"40001", "40P01"})  # serialization failure, deadlock


@dataclass(frozen=True)
class Written(Generic[T]):
    """What a gesture answered, and the tables it touched."""

    answer: T
    touched: frozenset[str]


class Database:
    """The shop's data: ``read()`` and ``write()`` sessions, one transaction each."""

    def __init__(self, writer: Engine, reader: Engine, path: Path | None) -> None:
        self._writer = writer
        self._reader = reader
        self.path = path
        record_changes(writer)

    @property
    def is_sqlite(self) -> bool:
        """Tell whether the data is one file on this computer."""
        return self.path is not None

    @property
    def writer(self) -> Engine:
        """Return the writing engine, for migrations and backups."""
        return self._writer

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a read-only session on one consistent picture of the data."""
        with told_in_french(reading=True), Session(self._reader, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give the writing session; commit at the end, roll back on any exception."""
        with (
            told_in_french(),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def gesture(
        self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Written[T]:
        """Run one operation in one transaction; a clash between stations is played again."""
        for remaining in reversed(range(_TRIES)):
            try:
                with self.write() as session:
                    take_touched(session.connection())
                    answer = operation(session, *args, **kwargs)
                    session.flush()
                    touched = take_touched(session.connection())
                return Written(answer, touched)
            except DBAPIError as error:
                if remaining and getattr(error.orig, "sqlstate", None) in _CLASHES:
                    time.sleep(random.uniform(0, _LONGEST_PAUSE_S))  # noqa: S311 - to step apart
                    continue
                raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Close every connection, so that the file may be copied, moved or replaced."""
        self._reader.dispose()
        self._writer.dispose()


def open_database(url: str) -> Database:
    """Open ``sqlite:///path`` or ``postgresql+psycopg://…``; the schema is checked elsewhere.

    Raises UnavailableError for an address that is neither.
    """
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        return Database(sqlite.write_engine(path), sqlite.read_engine(path), path)
    postgresql.check_address(url)
    return Database(postgresql.write_engine(url), postgresql.read_engine(url), None)


@contextmanager
def told_in_french(*, reading: bool = False) -> Iterator[None]:
    """Translate what the disk or the server says, once, at this door.

    A write through a reading session is our own mistake and stays one.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        trouble = outside_trouble(error.orig, reading=reading)
        if trouble is None:
            raise
        raise trouble from error
    except sqlite3.Error as error:
        trouble = outside_trouble(error, reading=reading)
        if trouble is None:
            raise
        raise trouble from error
