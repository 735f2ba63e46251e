"""The shop with several stations: one PostgreSQL, serializable, a clash is played again."""

import time
from typing import Any, cast

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    ExceptionContext,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from merchant_desk.database.trouble import forget_details
from merchant_desk.errors import UnavailableError
from merchant_desk.values.texts import _

_LOCK_TIMEOUT_MS = 10_000
_WRITING, _READING = "SERIALIZABLE", "REPEATABLE READ"
_SEEN = "merchant_desk_seen"
_FRESH_S = 1.0
"""Who answered so lately is not asked whether he is there: that would be a round trip a gesture."""
_DRIVERS = frozenset({"postgresql", "postgresql+psycopg"})


def check_address(url: str) -> None:
    """Raise UnavailableError unless this names a PostgreSQL database."""
    try:
        known = make_url(url).drivername in _DRIVERS
    except (ArgumentError, ValueError):
        known = False
    if not known:
        raise UnavailableError(
            _("La boutique n’a pas été ouverte\u00a0: l’adresse de sa base n’est pas lisible."),
            _("Corrigez MERCHANT_DESK_DATABASE, par exemple postgresql://nom@serveur/boutique."),
        )


def write_engine(url: str) -> Engine:
    """Return the engine of this station's only writer."""
    engine = _engine(url, _WRITING, 1, f"-c lock_timeout={_LOCK_TIMEOUT_MS} -c timezone=UTC")
    event.listen(engine, "checkout", _ask_whether_it_is_there)
    event.listen(engine, "checkin", _note_that_it_was)
    return engine


def read_engine(url: str) -> Engine:
    """Return the engine of the readers; a write through it is an error."""
    options = "-c default_transaction_read_only=on -c timezone=UTC"
    return _engine(url, _READING, 3, options)


def _engine(url: str, level: str, size: int, options: str) -> Engine:
    """Return an engine whose transactions begin with their first statement, in one round trip."""
    engine = create_engine(
        url,
        isolation_level="AUTOCOMMIT",  # transactions are begun by « begin » below
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # no customer data in an error or a log
        pool_pre_ping=level != _WRITING,
        connect_args={"options": options},
    )

    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        driver.tell(f"BEGIN ISOLATION LEVEL {level}", ((),))

    event.listen(engine, "do_connect", _connect)
    event.listen(engine, "begin", begin)
    event.listen(engine, "handle_error", _forget_details)
    return engine


def _connect(
    _dialect: Dialect, _entry: ConnectionPoolEntry, arguments: Any, options: dict[str, Any]
) -> DBAPIConnection:
    from merchant_desk.database.gathering import connect  # noqa: PLC0415 - only a shop with stations loads the driver

    return cast("DBAPIConnection", connect(*arguments, **options))


def _ask_whether_it_is_there(driver: Any, entry: ConnectionPoolEntry, _proxy: object) -> None:
    """Have a connection that was left alone for a while replaced unless the server answers."""
    if time.monotonic() - entry.info.get(_SEEN, -_FRESH_S) < _FRESH_S:
        return
    try:
        driver.execute("")
    except driver.Error as gone:
        raise DisconnectionError from gone


def _note_that_it_was(_driver: object, entry: ConnectionPoolEntry) -> None:
    entry.info[_SEEN] = time.monotonic()


def _forget_details(context: ExceptionContext) -> None:
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            forget_details(error)
