"""Who bought is forgotten after ten years, whole, and everything still verifies without her."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.invoice import Invoice
from merchant_desk.operations.erase_buyer import erase_buyer, kept_until
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.fiscal_archives import problems
from tests.sealed_shop import Key, begin, issue

LONG_AGO = Gesture(datetime.now(UTC) - timedelta(days=3700), "Camille", STATION, Key())


def test_after_ten_years_she_is_forgotten_and_the_chain_holds(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        begin(session, LONG_AGO)
        invoice_id = issue(session, LONG_AGO)
    with sqlite_database.write() as session:
        erase_buyer(session, replace(LONG_AGO, at=datetime.now(UTC)), invoice_id)
        erase_buyer(session, replace(LONG_AGO, at=datetime.now(UTC)), invoice_id)

    with sqlite_database.read() as session:
        invoice = session.get_one(Invoice, invoice_id)
        report = verify_chains(session)
    assert (invoice.buyer, invoice.delivery_address, invoice.salt) == ("", "", None)
    assert report.problems == ()
    assert problems(Path(str(sqlite_database.path))) == []


def test_before_that_it_is_refused_with_the_day(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        begin(session, gesture)
        invoice_id = issue(session, gesture)

    with database.write() as session, pytest.raises(RefusedError) as refused:
        erase_buyer(session, gesture, invoice_id)

    assert "21/11/2036" in refused.value.advice


def test_a_document_of_the_29_february_is_kept_to_the_1_march() -> None:
    assert kept_until(date(2024, 2, 29)) == date(2034, 3, 1)
