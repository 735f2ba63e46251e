"""The desk dies: at a statement of the file, at a commit, or while it talks to a shop."""

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Values = Sequence[Any] | Mapping[str, Any]


class KilledError(BaseException):
    """The process ended here; nothing of ours may catch it."""


class Death:
    """Counts what the desk does; at the number that was drawn it dies, and stays dead."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.dead = False
        self.deaths: Counter[str] = Counter()

    def arm(self, after: int) -> None:
        """Die after that many statements, commits and calls."""
        self.left = after

    def disarm(self) -> None:
        """Die no more."""
        self.left = None

    def tick(self, where: str) -> None:
        """Count one more; die if it was the last."""
        if self.dead:
            raise KilledError(where)
        if self.left is None:
            return
        self.left -= 1
        if self.left <= 0:
            self.left = None
            self.dead = True
            self.deaths[f"killed at a {where}"] += 1
            raise KilledError(where)

    def rise(self) -> None:
        """Start again."""
        self.dead = False
        self.left = None


def mortal(death: Death) -> type[sqlite3.Connection]:
    """Return connections that end when the process does: what was not committed is gone."""

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, parameters: Any = ()) -> "Cursor":
            death.tick("statement")
            super().execute(sql, parameters)
            return self

        def executemany(self, sql: str, parameters: Any) -> "Cursor":
            death.tick("statement")
            super().executemany(sql, parameters)
            return self

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            death.tick("commit")
            super().commit()
            death.tick("end of a gesture")

    return Connection
