"""How often the disk is waited for, counted without tracing the system.

In WAL with ``synchronous = FULL`` SQLite syncs the log once at each commit, and three times when a
checkpoint starts the log anew (the log before it is copied, the file after, the log's new head).
Commits are told by the engine; the log's head counts how often it was started anew.
"""

from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import event

from merchant_desk.database.database import Database

_COUNTER = slice(12, 16)
_AT_A_CHECKPOINT = 3


class SyncCount:
    """Counts while the block runs; ``syncs`` afterwards."""

    def __init__(self, database: Database) -> None:
        self._engine = database.writer
        self._log = Path(f"{database.path}-wal")
        self._commits = 0
        self._before = 0
        self.syncs = 0

    def __enter__(self) -> Self:
        event.listen(self._engine, "commit", self._on_commit)
        self._before = self._resets()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        event.remove(self._engine, "commit", self._on_commit)
        self.syncs = self._commits + _AT_A_CHECKPOINT * (self._resets() - self._before)

    def _on_commit(self, _connection: object) -> None:
        self._commits += 1

    def _resets(self) -> int:
        head = self._log.read_bytes()[:32] if self._log.exists() else b""
        return int.from_bytes(head[_COUNTER], "big")
