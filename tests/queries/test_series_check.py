"""The row of a series says what its documents say: both verifiers look."""

import sqlite3
from contextlib import closing

import pytest

from merchant_desk.database.database import Database
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.values.chain_report import Trouble
from merchant_desk.values.gesture import Gesture
from tests.fiscal_archives import problems
from tests.sealed_shop import a_busy_day, begin, signing


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM invoice_series WHERE kind = 'ticket'",
        "UPDATE invoice_series SET prefix = 'TB2026' WHERE kind = 'ticket'",
        "UPDATE invoice_series SET year = 2025 WHERE kind = 'ticket'",
        "UPDATE invoice_series SET last_date = '2020-01-01' WHERE kind = 'ticket'",
        "UPDATE invoice_series SET last_counter = 99 WHERE kind = 'ticket'",
    ],
)
def test_a_series_that_is_not_what_its_documents_say_is_named(
    sqlite_database: Database, gesture: Gesture, statement: str
) -> None:
    with sqlite_database.write() as session:
        first = signing(gesture)
        begin(session, first)
        a_busy_day(session, first)
    path = sqlite_database.path
    assert path is not None
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(statement)

    with sqlite_database.read() as session:
        report = verify_chains(session)

    assert {each.trouble for each in report.problems} & {Trouble.SERIES, Trouble.CUT_OFF}
    assert any("Série T" in each for each in problems(path))
