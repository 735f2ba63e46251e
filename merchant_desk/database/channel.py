"""The way of one transaction to the driver: SQLAlchemy's own costs five times the statement."""

from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from merchant_desk.database.changes import touched_by
from merchant_desk.database.trouble import forget_details

_KNOWN = "merchant_desk_channel"
Question = tuple[str, Any]
"""A statement's text and its parameters, as the driver wants them."""


class Channel:
    """Carries statements of a transaction to the driver, in order."""

    def __init__(self, connection: Connection, *, in_savepoint: bool) -> None:
        self.connection = connection
        self.dialect_name = connection.dialect.name
        self.touched = touched_by(connection)
        self._driver: Any = connection.connection.dbapi_connection
        self.gathers = hasattr(self._driver, "tell")
        """Each statement alone would be a round trip."""
        self._at_once = in_savepoint
        """What a savepoint takes back must have failed before the savepoint ends."""

    def read(self, text: str, parameters: Any) -> Sequence[tuple[Any, ...]]:
        """Return the rows that this statement gives."""
        try:
            if self.gathers:
                return cast("list[tuple[Any, ...]]", self._driver.ask((text, parameters)))
            return cast("list[tuple[Any, ...]]", self._driver.execute(text, parameters).fetchall())
        except self.connection.dialect.loaded_dbapi.Error as error:
            raise self._told(text, error) from error

    def read_ahead(self, questions: Sequence[Question]) -> None:
        """Let all of this go with the next question, for ``read`` to find the answers."""
        self._driver.ask_ahead(questions)

    def write(self, text: str, rows: Sequence[Any]) -> None:
        """Carry this out for each of these rows of parameters, or gather it to be carried out."""
        try:
            if self.gathers:
                self._driver.tell(text, rows)
                if self._at_once:
                    self._driver.carry_out()
            elif len(rows) == 1:
                self._driver.execute(text, rows[0])
            else:
                self._driver.executemany(text, rows)
        except self.connection.dialect.loaded_dbapi.Error as error:
            raise self._told(text, error) from error

    def _told(self, text: str, error: Any) -> DBAPIError:
        return told_as_ours(self.connection, text, error)


def told_as_ours(connection: Connection, text: str, error: Any) -> DBAPIError:
    """Return the error as SQLAlchemy raises it; the values, a customer's, are left out."""
    forget_details(error)
    dialect = connection.dialect
    found: Any = DBAPIError.instance(
        text, None, error, dialect.loaded_dbapi.Error, dialect=dialect, hide_parameters=True
    )
    return cast("DBAPIError", found)


def channel(session: Session) -> Channel:
    """Return the channel of the session's transaction: made once, for that costs a statement."""
    current = session.get_nested_transaction() or session.get_transaction()
    known = session.info.get(_KNOWN)
    if known is not None and known[0] is current and current is not None and current.is_active:
        return cast("Channel", known[1])
    connection = session.connection()
    nested = session.get_nested_transaction()
    made = Channel(connection, in_savepoint=nested is not None)
    session.info[_KNOWN] = (nested or session.get_transaction(), made)
    return made
