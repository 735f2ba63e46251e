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
from psycopg.errors import PipelineAborted
from psycopg.rows import TupleRow
from psycopg.types.numeric import Int8Dumper

from merchant_desk.database.channel import Question

_COMMIT = "COMMIT"
_STATEMENTS = 400
"""Kept prepared by the server: an order needs some seventy."""


class GatheringConnection(psycopg.Connection[TupleRow]):
    """Gathers changes; who asks for a cursor finds all of them carried out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: list[tuple[str, Sequence[Any]]] = []
        self._answered: dict[tuple[str, frozenset[Any]], list[TupleRow]] = {}

    def tell(self, text: str, rows: Sequence[Any]) -> None:
        """Have this carried out for each of these rows, before anything that comes after."""
        self._answered.clear()
        self._waiting.append((text, rows))

    def ask(self, question: Question) -> list[TupleRow]:
        """Return the answer to a question."""
        if self._answered:
            known = self._answered.pop(_key(question), None)
            if known is not None:
                return known
        return self._ask((question,))[0]

    def ask_ahead(self, questions: Sequence[Question]) -> None:
        """Ask several questions in one round trip; ``ask`` finds the answers until a change."""
        answers = self._ask(questions)
        self._answered.update(zip(map(_key, questions), answers, strict=True))

    def carry_out(self) -> None:
        """Have everything told carried out now."""
        if self._waiting:
            with self._in_one_go():
                self._send()

    def cursor(self, *args: Any, **kwargs: Any) -> Any:
        """Return a cursor, for those who speak to the server directly."""
        self._answered.clear()
        self.carry_out()
        return super().cursor(*args, **kwargs)

    def commit(self) -> None:
        """Commit, in the same round trip as what still waits."""
        self._answered.clear()
        if self._waiting:
            self.tell(_COMMIT, ((),))
            self.carry_out()
        else:
            super().commit()

    def rollback(self) -> None:
        """Forget what waits, and roll back what went out."""
        self._answered.clear()
        self._waiting.clear()
        super().rollback()

    def _ask(self, questions: Sequence[Question]) -> list[list[TupleRow]]:
        with self._in_one_go():
            self._send()
            cursors = [self._run(text, (parameters,)) for text, parameters in questions]
        return [each.fetchall() for each in cursors]

    @contextmanager
    def _in_one_go(self) -> Iterator[None]:
        """Let psycopg hold what is given to it till the end, instead of sending bit by bit.

        Its pipeline looks for answers after each statement: five system calls where none is needed.
        """
        try:
            with self.pipeline() as pipeline:
                waits: Any = pipeline
                waits._communicate_gen = _nothing_yet  # noqa: SLF001 - spares time only: all is sent at the end anyway
                try:
                    yield
                finally:
                    del waits._communicate_gen  # noqa: SLF001 - as above
        except PipelineAborted as after:
            raise _refusal(after) from None

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        for text, rows in waiting:
            self._run(text, rows)

    def _run(self, text: str, rows: Sequence[Any]) -> "psycopg.Cursor[TupleRow]":
        cursor = super().cursor()
        if len(rows) == 1:
            cursor.execute(text.encode(), rows[0] or None, prepare=bool(rows[0]) or None)
        else:
            cursor.executemany(text.encode(), rows)
        return cursor


def connect(*arguments: Any, **options: Any) -> GatheringConnection:
    """Return a connection that knows the desk's statements by heart."""
    connection = GatheringConnection.connect(*arguments, **options)
    connection.prepared_max = _STATEMENTS
    # Else 300 € and 400 € are of two types, and what has an amount is prepared for each.
    connection.adapters.register_dumper(int, Int8Dumper)
    return connection


def _refusal(after: BaseException) -> BaseException:
    """Return what the server refused, not that it left out what came after."""
    while isinstance(after, PipelineAborted) and after.__context__ is not None:
        after = after.__context__
    return after


def _key(question: Question) -> tuple[str, frozenset[Any]]:
    text, parameters = question
    return text, frozenset(parameters.items())


def _nothing_yet() -> Iterator[Any]:
    """Be a generator that waits for nothing."""
    return iter(())
