"""Which tables a transaction touched: what visible screens reload by."""

from sqlalchemy import Connection, Delete, Insert, Update, event
from sqlalchemy.engine import Engine
from sqlalchemy.sql import ClauseElement

_KEY = "merchant_desk_touched"


def record_changes(engine: Engine) -> None:
    """Note the table of every INSERT, UPDATE and DELETE that the engine carries out."""
    event.listen(engine, "after_execute", _after_execute)


def _after_execute(
    connection: Connection,
    element: ClauseElement,
    _multiparams: object,
    _params: object,
    _execution_options: object,
    _result: object,
) -> None:
    if isinstance(element, Insert | Update | Delete):
        touch(connection, str(getattr(element.table, "name", "")))


def touch(connection: Connection, table: str) -> None:
    """Note a table changed by a driver-level statement."""
    touched_by(connection).add(table)


def touched_by(connection: Connection) -> set[str]:
    """Return the set that notes the tables touched on this connection."""
    touched: set[str] = connection.info.setdefault(_KEY, set())
    return touched


def take_touched(connection: Connection) -> frozenset[str]:
    """Return the tables touched since last asked, and forget them."""
    touched = touched_by(connection)
    found = frozenset(touched)
    touched.clear()
    return found
