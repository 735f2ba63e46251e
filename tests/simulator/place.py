"""Where the desk's file lies while histories are played, one after another in one process.

The file keeps its address, so that statements compiled for it serve every history.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database, open_database
from merchant_desk.lanes import Lanes
from tests.simulator.death import Death, mortal

P = ParamSpec("P")
T = TypeVar("T")
_MEMORY = Path("/dev/shm")  # noqa: S108 - a disk in memory, where the system has one
_TRACES = ("", "-wal", "-shm")


class InlineLanes(Lanes):
    """The lanes of a world with one thread: what is asked is done before the call returns."""

    def write(
        self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        return _done(lambda: self.database.gesture(operation, *args, **kwargs).answer)

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        def question() -> T:
            with self.database.read() as session:
                return query(session, *args, **kwargs)

        return _done(question)


def _done(work: Callable[[], T]) -> Future[T]:
    future: Future[T] = Future()
    try:
        future.set_result(work())
    except Exception as error:  # noqa: BLE001 - told to whoever asks for the result, as lanes do
        future.set_exception(error)
    return future


class Place:
    """One file of the desk and the connections to it."""

    def __init__(self, death: Death) -> None:
        home = str(_MEMORY) if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
        self._folder = Path(tempfile.mkdtemp(prefix="simulator-", dir=home))
        self.file = self._folder / "boutique.sqlite3"
        self.database: Database = open_database(f"sqlite:///{self.file}")
        connection = mortal(death)

        def dies(_dialect: Any, _record: Any, _arguments: Any, named: dict[str, Any]) -> None:
            named["factory"] = connection

        def fast(opened: Any, _record: Any) -> None:
            opened.execute("PRAGMA synchronous = OFF")  # processes die here, computers do not

        event.listen(self.database.writer, "do_connect", dies)
        event.listen(self.database.writer, "connect", fast)

    def close_connections(self) -> None:
        """Let go of the file, as the end of a process does; nothing more is written."""
        self.database.close()

    def keep_as_template(self, name: str) -> None:
        """Let histories begin with the file as it is now."""
        self.close_connections()
        shutil.copyfile(self.file, self._folder / name)

    def empty(self) -> None:
        """Leave no file."""
        self.close_connections()
        for trace in _TRACES:
            self.file.with_name(self.file.name + trace).unlink(missing_ok=True)

    def begin_again(self, name: str) -> None:
        """Put the file back as it was when it was kept under this name."""
        self.empty()
        shutil.copyfile(self._folder / name, self.file)

    def remove(self) -> None:
        """Leave nothing behind."""
        self.close_connections()
        shutil.rmtree(self._folder, ignore_errors=True)
