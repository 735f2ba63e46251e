"""A file as it was recorded passes; each row changed, added, removed or moved is named."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.operations.begin_sealing import begin_sealing
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.queries.chain_check import verify_chains
from merchant_desk.values.chain_report import Trouble
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.gesture import Gesture
from tests.forged_file import strip_signatures
from tests.sealed_shop import Key, a_busy_day, begin, issue, signing


def _lived(session: Session, gesture: Gesture) -> Gesture:
    """Two days, both closed, and a ticket of the third."""
    first = signing(gesture)
    begin(session, first)
    a_busy_day(session, first)
    evening = signing(gesture, gesture.at + timedelta(hours=8))
    _close(session, evening)
    second = signing(gesture, gesture.at + timedelta(days=1))
    a_busy_day(session, second, tickets=2)
    _close(session, signing(gesture, gesture.at + timedelta(days=1, hours=8)))
    third = signing(gesture, gesture.at + timedelta(days=2))
    issue(session, third)
    return third


def _close(session: Session, gesture: Gesture) -> None:
    close_period(session, gesture, CloseAsked(ClosingLevel.DAY, paris_date(gesture.at)))


def test_an_honest_file_holds(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        _lived(session, gesture)

    with database.read() as session:
        report = verify_chains(session)
        tail = verify_chains(session, tail_only=True)

    assert report.problems == ()
    assert report.unsigned == 0
    assert tail.problems == ()
    assert 0 < tail.links < report.links


def test_a_file_without_a_key_is_chained_and_says_so(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        begin(session, gesture)
        a_busy_day(session, gesture)

    with sqlite_database.read() as session:
        report = verify_chains(session)

    assert report.problems == ()
    assert report.unsigned == report.links > 0


FIRST = "(SELECT id FROM invoice ORDER BY issued_at LIMIT 1)"
PAID = "(SELECT subject_id FROM seal WHERE kind = 'payment' AND sequence > 4)"
ATTACKS: dict[str, tuple[str, Trouble, str]] = {
    "an amount": (
        "UPDATE invoice SET total = total + 1 WHERE id = {first}",
        Trouble.CHANGED,
        "TA2026-000001",
    ),
    "a line's name": (
        "UPDATE invoice_line SET name = 'X' WHERE position = 1 AND invoice_id = {first}",
        Trouble.CHANGED,
        "TA2026-000001",
    ),
    "a line taken out": (
        "DELETE FROM invoice_line WHERE position = 1 AND invoice_id = {first}",
        Trouble.CHANGED,
        "TA2026-000001",
    ),
    "a rate": (
        "UPDATE invoice_rate SET vat = 0 WHERE rate_bp = 2000 AND invoice_id = {first}",
        Trouble.CHANGED,
        "TA2026-000001",
    ),
    "the buyer": (
        "UPDATE invoice SET buyer = replace(buyer, 'Martin', 'Durand') WHERE id = {first}",
        Trouble.BUYER,
        "TA2026-000001",
    ),
    "a payment": (
        "UPDATE payment SET means = 'cheque' WHERE means = 'cash'",
        Trouble.CHANGED,
        "cash",
    ),
    "a journal line": (
        "UPDATE fiscal_event SET detail = '' WHERE code = 190",
        Trouble.CHANGED,
        "190",
    ),
    "a document removed": (
        "DELETE FROM invoice WHERE id = {first}",
        Trouble.REMOVED,
        "TA2026-000001",
    ),
    "its seal removed": (
        "DELETE FROM seal WHERE subject_id = {first}",
        Trouble.INSERTED,
        "TA2026-000001",
    ),
    "a closing's total": (
        "UPDATE closing SET perpetual = perpetual - 5 WHERE sequence = 1",
        Trouble.CHANGED,
        "2026-11-21",
    ),
    "a signature": (
        "UPDATE seal SET signature = zeroblob(64) WHERE kind = 'document' AND sequence = 2",
        Trouble.LINK_CHANGED,
        "TA2026-000002",
    ),
    "the key": (
        "UPDATE signing_key SET public_key = zeroblob(32)",
        Trouble.KEY,
        "Clé",
    ),
    "text that is not one": (
        "UPDATE invoice SET reason = CAST(x'ff' AS TEXT) WHERE id = {first}",
        Trouble.CHANGED,
        "TA2026-000001",
    ),
}


@pytest.mark.parametrize("attack", list(ATTACKS))
def test_an_attack_is_named(sqlite_database: Database, gesture: Gesture, attack: str) -> None:
    statement, trouble, name = ATTACKS[attack]
    with sqlite_database.write() as session:
        _lived(session, gesture)
    _attack(sqlite_database, statement)

    with sqlite_database.read() as session:
        report = verify_chains(session)

    found = [(each.trouble, each.what) for each in report.problems]
    assert any(each[0] is trouble and name in each[1] for each in found), found


def test_links_without_a_signature_after_the_key_was_made_known_are_named(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        _lived(session, gesture)
        issue(session, replace(gesture, at=gesture.at + timedelta(days=3)))

    with sqlite_database.read() as session:
        report = verify_chains(session)
        tail = verify_chains(session, tail_only=True)

    assert [each.trouble for each in report.problems] == [Trouble.UNSIGNED]
    assert "maillon 10" in report.problems[0].sentence
    assert tail.problems == report.problems


def test_links_made_while_no_key_answered_are_excused_only_then(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        first = signing(gesture)
        begin(session, first)
        a_busy_day(session, first)
        without = replace(gesture, at=gesture.at + timedelta(days=1))
        begin_sealing(session, without)
        a_busy_day(session, without)
        again = signing(gesture, gesture.at + timedelta(days=2))
        begin_sealing(session, again)
        issue(session, again)
    with database.read() as session:
        excused = verify_chains(session, expected_fingerprint=Key().fingerprint)
    with database.write() as session:
        issue(session, replace(gesture, at=gesture.at + timedelta(days=3)))

    with database.read() as session:
        report = verify_chains(session)

    assert excused.problems == ()
    assert [each.trouble for each in report.problems] == [Trouble.UNSIGNED]


def test_a_key_that_came_later_excuses_what_came_before_it(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        begin(session, gesture)
        a_busy_day(session, gesture)
        later = signing(gesture, gesture.at + timedelta(days=1))
        begin_sealing(session, later)
        issue(session, later)

    with database.read() as session:
        assert verify_chains(session).problems == ()


def test_chains_rebuilt_without_a_signature_are_named(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        _lived(session, gesture)
    path = sqlite_database.path
    assert path is not None
    _attack(sqlite_database, "UPDATE invoice_line SET name = 'X' WHERE position = 1")
    strip_signatures(path)

    with sqlite_database.read() as session:
        known = verify_chains(session)
        expected = verify_chains(session, expected_fingerprint=Key().fingerprint)

    assert {each.trouble for each in known.problems} == {Trouble.UNSIGNED}
    assert {each.trouble for each in expected.problems} == {Trouble.UNSIGNED, Trouble.UNUSED_KEY}


def test_two_links_that_changed_places_are_both_named(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        _lived(session, gesture)

    moved = "UPDATE seal SET sequence = {} WHERE kind = 'document' AND sequence = {}"
    _attack(sqlite_database, *(moved.format(*each) for each in ((900, 2), (2, 3), (3, 900))))

    with sqlite_database.read() as session:
        report = verify_chains(session)

    named = {each.what for each in report.problems if each.trouble is Trouble.REORDERED}
    assert named == {"Pièce TA2026-000002", "Pièce TA2026-000003"}


def test_an_end_cut_off_cleanly_is_found_by_the_closing_after_it(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        _lived(session, gesture)

    _attack(
        sqlite_database,
        "DELETE FROM payment WHERE id IN {paid}",
        "DELETE FROM seal WHERE kind = 'payment' AND sequence > 4",
    )

    with sqlite_database.read() as session:
        report = verify_chains(session)

    assert [each.trouble for each in report.problems] == [Trouble.CUT_OFF]


def _attack(database: Database, *statements: str) -> None:
    """As whoever holds the file would: without triggers, without constraints."""
    assert database.path is not None
    with closing(sqlite3.connect(database.path)) as raw, raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            raw.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            raw.execute(statement.replace("{first}", FIRST).replace("{paid}", PAID))


def test_nothing_recorded_is_nothing_wrong(database: Database) -> None:
    with database.read() as session:
        report = verify_chains(session)

    assert (report.links, report.problems) == (0, ())
