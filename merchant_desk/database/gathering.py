"""A connection to PostgreSQL that spares round trips: what is told travels with what is asked.

The server is asked some forty things an order. A change has no answer that anyone waits for, so it
waits here and goes out with the next question, or with the COMMIT, in one pipeline. The server
carries everything out in the order given: a question sees every change told before it. What it
refuses is raised by the question or the commit that took the change along, and nothing is kept.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.rows import TupleRow

from merchant_desk.database.channel import Question

_COMMIT = "COMMIT"


class GatheringConnection(psycopg.Connection[TupleRow]):
    """Gathers changes; who asks for a cursor finds all of them carried out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: list[tuple[str, Sequence[Any]]] = []

    def tell(self, text: str, rows: Sequence[Any]) -> None:
        """Have this carried out for each of these rows, before anything that comes after."""
        self._waiting.append((text, rows))

    def ask(self, questions: Sequence[Question]) -> list[list[TupleRow]]:
        """Return the answers to several questions, in one round trip."""
        with self._in_one_go():
            self._send()
            cursors = [self._run(text, (parameters,)) for text, parameters in questions]
        return [each.fetchall() for each in cursors]

    def carry_out(self) -> None:
        """Have everything told carried out now."""
        if self._waiting:
            with self._in_one_go():
                self._send()

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        """Return a cursor, for those who speak to the server directly."""
        self.carry_out()
        return super().cursor(*args, **kwargs)

    def commit(self) -> None:
        """Commit, in the same round trip as what still waits."""
        if self._waiting:
            self.tell(_COMMIT, ((),))
            self.carry_out()
        else:
            super().commit()

    def rollback(self) -> None:
        """Forget what waits, and roll back what went out."""
        self._waiting.clear()
        super().rollback()

    @contextmanager
    def _in_one_go(self) -> Iterator[None]:
        """Let psycopg hold what is given to it till the end, instead of sending bit by bit.

        Its pipeline looks for answers after each statement: five system calls where none is needed.
        """
        with self.pipeline() as pipeline:
            waits: Any = pipeline
            waits._communicate_gen = _nothing_yet  # noqa: SLF001 - spares time only: all is sent at the end anyway
            try:
                yield
            finally:
                del waits._communicate_gen  # noqa: SLF001 - as above

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        for text, rows in waiting:
            self._run(text, rows)

    def _run(self, text: str, rows: Sequence[Any]) -> "psycopg.Cursor[TupleRow]":
        cursor = super().cursor()
        if len(rows) == 1:
            cursor.execute(text.encode(), rows[0] or None)
        else:
            cursor.executemany(text.encode(), rows)
        return cursor


def _nothing_yet() -> Iterator[Any]:
    """Be a generator that waits for nothing."""
    return iter(())
