"""The embedded default: one file, WAL, every commit durable."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

_BUSY_MS = 5_000  # at opening too: a locked file is told before she thinks the desk is stuck
_CACHE_KIB = 16_000
_LOG_PAGES = 4_000
"""16 MB: an order writes some 130 pages, and starting the log anew waits thrice for the disk."""
_READER_CACHE_KIB = 6_000  # three of them; the system keeps the file's pages for all


def _connected(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_* below
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # a commit survives a power cut: one fsync a gesture
        "foreign_keys = ON",
        f"busy_timeout = {_BUSY_MS}",
        f"cache_size = -{_CACHE_KIB}",
        f"wal_autocheckpoint = {_LOG_PAGES}",
        "temp_store = MEMORY",
        "recursive_triggers = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _connected_for_reading(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        f"cache_size = -{_READER_CACHE_KIB}",
        "temp_store = MEMORY",
        "query_only = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_write(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_read(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def write_engine(path: Path) -> Engine:
    """Return the engine of the only writer."""
    engine = _engine(path, size=1)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begin_write)
    return engine


def read_engine(path: Path) -> Engine:
    """Return the engine of the readers; a write through it is an error."""
    engine = _engine(path, size=3)
    event.listen(engine, "connect", _connected_for_reading)
    event.listen(engine, "begin", _begin_read)
    return engine


def _engine(path: Path, size: int) -> Engine:
    url = URL.create("sqlite", database=str(path))
    return create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,  # no customer data in an error or a log
        connect_args={
            "check_same_thread": False,
            "cached_statements": 256,
            "timeout": _BUSY_MS / 1000,
        },
    )
