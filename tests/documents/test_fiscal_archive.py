"""What an archive of a period holds, and that the verifier alone is enough to trust it."""

import json
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from merchant_desk.database.database import Database
from merchant_desk.documents.writing.fiscal_archive import VERIFIER, write_archive
from merchant_desk.errors import CancelledError, UnavailableError
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.values.clock import paris_date
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.fiscal_archive import ArchiveAsked
from merchant_desk.values.invoice_page import InvoiceKind
from merchant_desk.values.money import Money
from merchant_desk.values.progress import Silent
from tests.conftest import NOW, STATION
from tests.fiscal_archives import GESTURE, archive, file_of, live, problems
from tests.sealed_shop import Key, a_busy_day, begin, issue, issue_with_gift_card, signing


def test_an_honest_archive_and_an_honest_file_pass_alone(
    sqlite_database: Database, tmp_path: Path
) -> None:
    anchor = live(sqlite_database)
    written = archive(sqlite_database, tmp_path)

    alone = [
        subprocess.run(  # noqa: S603 - our own verifier
            [sys.executable, "-I", "-X", "utf8", str(VERIFIER), str(path), "--anchor", anchor],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        for path in (written.asked.target, file_of(sqlite_database))
    ]

    assert [each.returncode for each in alone] == [0, 0], alone
    assert all("Tout tient" in each.stdout for each in alone)
    assert written.documents == 9
    with zipfile.ZipFile(written.asked.target) as packed:
        names = set(packed.namelist())
        told = json.loads(packed.read("documents.jsonl").splitlines()[0])
    assert {"LISEZ-MOI.txt", "attestation-projet.txt", "verify_archive.py"} <= names
    assert "Martin" not in json.dumps(told)


def test_the_verifier_is_short_and_needs_only_the_standard_library() -> None:
    lines = VERIFIER.read_text("utf-8").splitlines()
    imported = {
        each.split()[1].partition(".")[0] for each in lines if each.startswith(("import ", "from "))
    }

    assert len(lines) <= 300
    assert imported <= sys.stdlib_module_names


def test_an_older_copy_put_back_is_found_by_the_anchor(
    sqlite_database: Database, tmp_path: Path
) -> None:
    with sqlite_database.write() as session:
        first = signing(GESTURE)
        begin(session, first)
        a_busy_day(session, first)
    backup = tmp_path / "backup.sqlite3"
    with (
        closing(sqlite3.connect(file_of(sqlite_database))) as raw,
        closing(sqlite3.connect(backup)) as to,
    ):
        raw.backup(to)
    with sqlite_database.write() as session:
        evening = signing(GESTURE, NOW + timedelta(hours=8))
        anchor = close_period(
            session, evening, CloseAsked(ClosingLevel.DAY, paris_date(evening.at))
        ).anchor

    assert problems(file_of(sqlite_database), anchor) == []
    assert problems(backup) == []
    assert len(problems(backup, anchor)) == 1


def test_a_disk_that_refuses_leaves_nothing_half_written(
    sqlite_database: Database, tmp_path: Path
) -> None:
    live(sqlite_database)
    (tmp_path / "taken").write_text("a file where a folder is wanted")

    with pytest.raises(UnavailableError):
        archive(sqlite_database, tmp_path / "taken")

    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_an_archive_that_was_stopped_leaves_nothing(
    sqlite_database: Database, tmp_path: Path
) -> None:
    live(sqlite_database)
    stopped = Silent()
    stopped.stop()
    asked = ArchiveAsked(
        date(2026, 11, 1), date(2026, 11, 30), tmp_path / "a.zip", NOW, "Camille", STATION, "0.1.0"
    )

    with sqlite_database.read() as session, pytest.raises(CancelledError):
        write_archive(session, asked, Key(), stopped)

    assert list(tmp_path.iterdir()) == []


def test_a_changed_file_gets_its_list_of_changes_and_no_attestation(
    sqlite_database: Database, tmp_path: Path
) -> None:
    live(sqlite_database)
    with closing(sqlite3.connect(file_of(sqlite_database))) as raw, raw:
        raw.execute("DROP TRIGGER payment_no_update")
        raw.execute("UPDATE payment SET amount = amount + 1 WHERE means = 'card'")

    written = archive(sqlite_database, tmp_path)

    with zipfile.ZipFile(written.asked.target) as packed:
        names = set(packed.namelist())
    assert not written.report.holds
    assert "attestation-projet.txt" not in names
    assert "ecarts.txt" in names


def test_what_is_no_sale_is_outside_the_totals_that_are_verified_alone(
    sqlite_database: Database, tmp_path: Path
) -> None:
    before = signing(GESTURE, NOW - timedelta(days=30))
    with sqlite_database.write() as session:
        begin(session, before)
        deposit = issue(session, before, 5000, kind=InvoiceKind.DEPOSIT)
        close_period(session, before, CloseAsked(ClosingLevel.DAY, paris_date(before.at)))
        now = signing(GESTURE)
        issue_with_gift_card(session, now, 1200, 5000)
        issue_with_gift_card(session, now, -300, -2000, InvoiceKind.CREDIT_NOTE)
        issue_with_gift_card(session, now, -5000, 0, InvoiceKind.CREDIT_NOTE, deposit)
        closed = close_period(session, now, CloseAsked(ClosingLevel.DAY, paris_date(now.at)))

    written = archive(sqlite_database, tmp_path)

    assert closed.totals.total == Money(900)
    assert written.report.holds
    assert problems(file_of(sqlite_database)) == []
    assert problems(written.asked.target) == []
