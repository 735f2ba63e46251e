"""Copies: checked when made, rotated, reopened; a copy that cannot be used changes nothing."""

import errno
import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from merchant_desk.database import backup
from merchant_desk.database.database import Database, open_database
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.models.product import Product
from tests.conftest import NOW
from tests.makers import make_product


def _names(path: Path) -> list[str]:
    database = open_database(f"sqlite:///{path}")
    try:
        with database.read() as session:
            return list(session.scalars(select(Product.name)))
    finally:
        database.close()


def test_a_copy_holds_what_was_committed_before_it(sqlite_database: Database) -> None:
    sqlite_database.gesture(make_product)

    made = backup.make_backup(sqlite_database, NOW)

    assert _names(made.path) == ["Savon lavande 100 g"]
    assert backup.backups(sqlite_database) == (made,)


def test_the_first_copy_of_a_day_is_due_once(sqlite_database: Database) -> None:
    assert backup.daily_backup_due(sqlite_database, NOW)

    backup.make_backup(sqlite_database, NOW)

    assert not backup.daily_backup_due(sqlite_database, NOW)
    assert backup.daily_backup_due(sqlite_database, NOW + timedelta(days=1))


def test_old_copies_are_forgotten_but_for_the_first_of_each_month(
    sqlite_database: Database,
) -> None:
    for days in (80, 79, 40, 39, 10, 0):
        backup.make_backup(sqlite_database, NOW - timedelta(days=days))

    kept = [(NOW - copy.made_at).days for copy in backup.backups(sqlite_database)]

    assert kept == [0, 10, 40, 80]


def test_of_the_copies_made_at_closing_only_the_last_of_a_day_is_kept(
    sqlite_database: Database,
) -> None:
    backup.make_backup(sqlite_database, NOW)
    for minutes in (5, 9, 30):
        backup.make_backup(sqlite_database, NOW + timedelta(minutes=minutes), backup.CLOSING)

    kept = [
        (copy.reason, (copy.made_at - NOW).seconds // 60)
        for copy in backup.backups(sqlite_database)
    ]

    assert kept == [(backup.CLOSING, 30), ("jour", 0)]


def test_a_restored_copy_takes_the_place_of_the_file_which_is_kept(
    sqlite_database: Database,
) -> None:
    path = sqlite_database.path
    assert path is not None
    copy = backup.make_backup(sqlite_database, NOW)
    sqlite_database.gesture(make_product)
    sqlite_database.close()

    kept = backup.restore_backup(path, copy.path, NOW)

    assert _names(path) == []
    assert kept is not None
    assert _names(kept) == ["Savon lavande 100 g"]


def test_a_broken_copy_is_refused_and_the_file_stays(sqlite_database: Database) -> None:
    path = sqlite_database.path
    assert path is not None
    sqlite_database.gesture(make_product)
    copy = backup.make_backup(sqlite_database, NOW)
    content = bytearray(copy.path.read_bytes())
    content[2000:6000] = b"\xff" * 4000
    copy.path.write_bytes(content)
    sqlite_database.close()

    with pytest.raises(UnavailableError, match="abîmée"):
        backup.restore_backup(path, copy.path, NOW)

    assert _names(path) == ["Savon lavande 100 g"]


def test_a_restoring_that_is_killed_never_leaves_the_shop_without_its_file(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sqlite_database.path
    assert path is not None
    copy = backup.make_backup(sqlite_database, NOW)
    sqlite_database.gesture(make_product)
    sqlite_database.close()

    def killed(_source: Path, target: Path) -> None:
        assert target == path
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(backup, "put_in_place", killed)
        with pytest.raises(KeyboardInterrupt):
            backup.restore_backup(path, copy.path, NOW)

    assert _names(path) == ["Savon lavande 100 g"]
    backup.restore_backup(path, copy.path, NOW)
    assert _names(path) == []


@pytest.mark.parametrize("length", [0, 512])
def test_a_file_that_holds_no_shop_takes_no_shops_place(
    sqlite_database: Database, tmp_path: Path, length: int
) -> None:
    path = sqlite_database.path
    assert path is not None
    sqlite_database.gesture(make_product)
    sqlite_database.close()
    copy = tmp_path / "vide.sqlite3"
    copy.write_bytes(b"\0" * length)

    with pytest.raises(UnavailableError, match="abîmée"):
        backup.restore_backup(path, copy, NOW)

    assert _names(path) == ["Savon lavande 100 g"]


def test_the_last_good_copy_is_the_newest_that_passes_its_check(
    sqlite_database: Database,
) -> None:
    path = sqlite_database.path
    assert path is not None
    good = backup.make_backup(sqlite_database, NOW - timedelta(days=1))
    newest = backup.make_backup(sqlite_database, NOW)
    newest.path.write_bytes(b"not a database")

    assert backup.last_good_copy(path) == good.path


def test_a_server_keeps_its_own_copies(database: Database) -> None:
    if database.is_sqlite:
        assert backup.backup_folder(database).name == backup.BACKUP_FOLDER
        return

    with pytest.raises(RefusedError, match="PostgreSQL"):
        backup.make_backup(database, NOW)


def test_a_file_with_an_orphan_row_is_not_a_good_copy(sqlite_database: Database) -> None:
    path = sqlite_database.path
    assert path is not None
    sqlite_database.close()
    raw = sqlite3.connect(path)
    raw.execute(
        "INSERT INTO product_code (id, code, product_id, kind, units, note) "
        "VALUES (x'01', 'X', x'02', 'ean', 1, '')"
    )
    raw.commit()
    raw.close()

    with pytest.raises(UnavailableError, match="abîmée"):
        backup.check_file(path)


def test_a_copy_that_never_reached_the_disk_is_not_kept(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(UnavailableError, match="La copie n’a pas été faite"):
        backup.make_backup(sqlite_database, NOW)

    assert backup.backups(sqlite_database) == ()
