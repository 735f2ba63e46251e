"""One station at a time: a named turn that the database itself takes back when its holder dies.

On PostgreSQL it is an advisory lock on a connection of its own: a station that is cut off or
killed loses it with its connection. Who loses it without having noticed would go on beside the next
one: so whoever has a turn asks before each step whether it is still his. A SQLite file belongs to
one window; there the turn is kept between the threads of this process only.
"""

import contextlib
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from merchant_desk.database.database import Database
from merchant_desk.database.trouble import outside_trouble
from merchant_desk.errors import TurnLostError, UnavailableError
from merchant_desk.values.texts import _

_TAKE = text("SELECT pg_try_advisory_lock(:space, :name)")
_GIVE = text("SELECT pg_advisory_unlock(:space, :name)")
_STILL = text("SELECT 1")
_SPACE = 0x4D44
"""« MD »: keeps these locks apart from those of other programs on the same server."""
_NOTICED_SOON = "-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
"""The server takes the turn back from a station that vanished within the minute, not in hours."""


class Turn:
    """A turn that is ours."""

    def __init__(self, connection: Connection | None = None) -> None:
        self._connection = connection
        self._lost = False
        self._guard = threading.Lock()

    def check(self) -> None:
        """Raise TurnLostError once the turn may be another station's; cheap: one round trip."""
        if self._connection is None:
            return
        with self._guard:
            if not self._lost:
                try:
                    self._connection.execute(_STILL)
                except SQLAlchemyError:
                    self._lost = True
            if self._lost:
                raise TurnLostError(
                    _("L’échange s’est arrêté\u00a0: ce poste a perdu sa liaison avec la base."),
                    _("Rien n’est perdu\u00a0: l’échange reprendra, ici ou sur un autre poste."),
                )


class Turns:
    """The turns that this process asks for."""

    def __init__(self, database: Database) -> None:
        self._engine = None if database.is_sqlite else _own_connections(database.writer)
        self._held: set[str] = set()
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, name: str) -> Iterator[Turn | None]:
        """Yield the turn when it is ours, else None; it is given back at the end of the block.

        It never waits: who does not get the turn comes back later. Raises UnavailableError when
        the server that gives it cannot be reached.
        """
        with self._guard:
            ours = name not in self._held
            self._held |= {name}
        if not ours:
            yield None
            return
        try:
            if self._engine is None:
                yield Turn()
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
def _server_turn(engine: Engine, name: str) -> Iterator[Turn | None]:
    asked = {"space": _SPACE, "name": zlib.crc32(name.encode()) - 2**31}
    with contextlib.ExitStack() as stack:
        try:
            connection = stack.enter_context(engine.connect())
            got = bool(connection.execute(_TAKE, asked).scalar())
        except DBAPIError as error:
            raise _unreachable(error) from error
        try:
            yield Turn(connection) if got else None
        finally:
            if got:
                with contextlib.suppress(SQLAlchemyError):  # a server that died took it back itself
                    connection.execute(_GIVE, asked)


def _unreachable(error: DBAPIError) -> UnavailableError:
    return outside_trouble(error.orig) or UnavailableError(
        _("Le serveur de la boutique ne répond pas."),
        _("Vérifiez le réseau de la boutique\u00a0; rien n’est perdu, recommencez ensuite."),
    )


def _own_connections(writer: Engine) -> Engine:
    """Return an engine whose connections are opened for one turn and closed after it."""
    from sqlalchemy import create_engine  # noqa: PLC0415 - only a shop with stations needs it

    return create_engine(
        writer.url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"options": _NOTICED_SOON, "connect_timeout": 10},
    )
