"""The background threads: one writer, two readers, four for the network.

A lane may wait only for a lane on its right: network → writer, network → reader.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from merchant_desk.database.database import Database

P = ParamSpec("P")
T = TypeVar("T")
_log = logging.getLogger(__name__)

AfterWrite = Callable[[frozenset[str]], None]


class Lanes:
    """Where everything that could make the window wait is done."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._listeners: list[AfterWrite] = []
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="reader")
        self._network = ThreadPoolExecutor(4, thread_name_prefix="network")
        self.closed = False

    def after_write(self, listener: AfterWrite) -> None:
        """Tell this listener, on the writer thread, the tables of every committed gesture."""
        self._listeners.append(listener)

    def write(
        self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Queue one gesture: one operation in one transaction."""

        def gesture() -> T:
            written = self.database.gesture(operation, *args, **kwargs)
            self._announce(written.touched)
            return written.answer

        return self._writer.submit(gesture)

    def _announce(self, touched: frozenset[str]) -> None:
        if touched:
            for listener in self._listeners:
                listener(touched)

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Queue one question: one query on one consistent picture; none once closed."""
        if self.closed:
            return _unasked()

        def question() -> T:
            with self.database.read() as session:
                return query(session, *args, **kwargs)

        return self._readers.submit(question)

    def network(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue work that may wait: storefronts, files, printers; none once closed.

        It holds no session.
        """
        if self.closed:
            return _unasked()
        return self._network.submit(work, *args, **kwargs)

    def close(self) -> None:
        """Drop what has not begun, let the running transaction finish, close the database."""
        self.closed = True
        for pool in (self._network, self._readers, self._writer):
            pool.shutdown(wait=True, cancel_futures=True)
        self.database.close()
        _log.info("lanes closed")


def _unasked() -> Future[Any]:
    """Return the answer to what is asked after the end: none, ever."""
    unasked: Future[Any] = Future()
    unasked.cancel()
    return unasked
