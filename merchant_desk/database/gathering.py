"""A connection to PostgreSQL that spares round trips: what is told travels with what is asked.

The server is asked some forty things an order. A change has no answer that anyone waits for, so it
waits here and goes out with the next question, or with the COMMIT, in one pipeline. The server
carries everything out in the order given: a question sees every change told before it. What it
refuses is raised by the question or the commit that took the change along, and nothing is kept.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.errors import PipelineAborted
from psycopg.rows import TupleRow
from psycopg.types.numeric import Int8Dumper

from merchant_desk.database.channel import Question

_COMMIT = "COMMIT"
_CHANGE = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)\b")
"""No foreign key of ours deletes or changes a row of another table by itself."""
_WORD = re.compile(r"\w+")
_STATEMENTS = 400
"""Kept prepared by the server: an order needs some seventy."""


class GatheringConnection(psycopg.Connection[TupleRow]):
    """Gathers changes; who asks for a cursor finds all of them carried out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: list[tuple[str, Sequence[Any]]] = []
        self._ahead: list[Question] = []
        self._answered: dict[Question, list[TupleRow]] = {}

    def tell(self, text: str, rows: Sequence[Any]) -> None:
        """Have this carried out for each of these rows, before anything that comes after."""
        self._doubt(text)
        self._waiting.append((text, rows))

    def ask(self, question: Question) -> list[TupleRow]:
        """Return the answer to a question."""
        if self._answered:
            known = self._answered.pop(question, None)
            if known is not None:
                return known
            self._doubt(question[0])  # it may change something, and ask what that was
        ahead, self._ahead = [each for each in self._ahead if each != question], []
        answer, *others = self._ask([question, *ahead])
        self._answered.update(zip(ahead, others, strict=True))
        return answer

    def ask_ahead(self, questions: Sequence[Question]) -> None:
        """Let these go with the next question; ``ask`` finds their answers until a change.

        That is a change of a table which the question names: the others alter no answer.
        """
        self._ahead += questions

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
        self._forget_questions()
        if self._waiting:
            self.tell(_COMMIT, ((),))
            self.carry_out()
        else:
            super().commit()

    def rollback(self) -> None:
        """Forget what waits, and roll back what went out."""
        self._forget_questions()
        self._waiting.clear()
        super().rollback()

    def _forget_questions(self) -> None:
        self._ahead.clear()
        self._answered.clear()

    def _doubt(self, text: str) -> None:
        """Forget the answers that this statement may make untrue."""
        if not self._answered:
            return
        changed = _changed(text)
        for question in [*self._answered]:
            if changed is None or changed in _words(question[0]):
                del self._answered[question]

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

    def _run(self, text: str, rows: Sequence[Any]) -> "psycopg.RawCursor[TupleRow]":
        cursor = psycopg.RawCursor(self)
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


@lru_cache(maxsize=1024)
def _changed(text: str) -> str | None:
    """Return the one table that a statement changes, no name for a question, None for any other."""
    if text.startswith("SELECT "):
        return ""
    found = _CHANGE.match(text)
    return found and found[1]


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    """Return the words of a statement, the names of all its tables among them."""
    return frozenset(_WORD.findall(text))


def _nothing_yet() -> Iterator[Any]:
    """Be a generator that waits for nothing."""
    return iter(())
