"""One station at a time: a named turn that the database itself takes back when its holder dies.

On PostgreSQL it is an advisory lock on a connection of its own: a station that is cut off or
killed loses it with its connection. A SQLite file belongs to one window; there the turn is kept
between the threads of this process only.
"""

import contextlib
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from merchant_desk.database.database import Database

_TAKE = text("SELECT pg_try_advisory_lock(:space, :name)")
_GIVE = text("SELECT pg_advisory_unlock(:space, :name)")
_SPACE = 0x4D44
"""« MD »: keeps these locks apart from those of other programs on the same server."""


class Turns:
    """The turns that this process asks for."""

    def __init__(self, database: Database) -> None:
        self._engine = None if database.is_sqlite else _own_connections(database.writer)
        self._held: set[str] = set()
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, name: str) -> Iterator[bool]:
        """Yield whether the turn is ours; it is given back at the end of the block.

        It never waits: who does not get the turn comes back later.
        """
        with self._guard:
            ours = name not in self._held
            self._held |= {name}
        if not ours:
            yield False
            return
        try:
            if self._engine is None:
                yield True
            else:
                with _server_turn(self._engine, name) as got:
                    yield got
        finally:
            with self._guard:
                self._held.discard(name)

    def close(self) -> None:
        """Close what was opened for the turns."""
        if self._engine is not None:
            self._engine.dispose()


@contextmanager
def _server_turn(engine: Engine, name: str) -> Iterator[bool]:
    asked = {"space": _SPACE, "name": zlib.crc32(name.encode()) - 2**31}
    with engine.connect() as connection:
        try:
            got = bool(connection.execute(_TAKE, asked).scalar())
        except DBAPIError:
            got = False  # the server is gone: nobody else has the turn for long either
        try:
            yield got
        finally:
            if got:
                with contextlib.suppress(DBAPIError):  # a server that died took it back itself
                    connection.execute(_GIVE, asked)


def _own_connections(writer: Engine) -> Engine:
    """Return an engine whose connections are opened for one turn and closed after it."""
    from sqlalchemy import create_engine  # noqa: PLC0415 - only a shop with stations needs it

    return create_engine(
        writer.url, poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True
    )
