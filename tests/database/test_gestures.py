"""One gesture, one transaction: written whole or not at all, and told in French when it fails."""

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database, open_database
from merchant_desk.errors import UnavailableError
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.models.station import Person
from merchant_desk.values.ids import PersonId, new_id
from tests.makers import make_product


def _add_person(session: Session, name: str) -> None:
    session.execute(insert(table(Person)), {"id": PersonId(new_id()), "name": name, "active": True})


def test_a_gesture_tells_which_tables_it_touched(database: Database) -> None:
    core = database.gesture(_add_person, "Camille")
    unit_of_work = database.gesture(make_product)

    assert core.touched == {"person"}
    assert unit_of_work.touched >= {"product", "product_code"}


def test_an_error_leaves_nothing_behind(database: Database) -> None:
    def fails(session: Session) -> None:
        _add_person(session, "Camille")
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        database.gesture(fails)

    with database.read() as session:
        assert session.scalars(select(Person)).all() == []


def test_a_query_that_writes_is_an_error(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"), database.read() as session:
        _add_person(session, "Camille")


def test_a_full_disk_is_told_in_french_and_changes_nothing(sqlite_database: Database) -> None:
    def fill(session: Session) -> None:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
        for rank in range(2000):
            _add_person(session, f"Personne {rank} {'x' * 500}")

    with pytest.raises(UnavailableError, match="disque est plein") as told:
        sqlite_database.gesture(fill)

    assert told.value.advice
    with sqlite_database.read() as session:
        assert session.scalars(select(Person)).all() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows folders have no such permission bits")
def test_a_file_that_cannot_be_written_is_told_in_french(empty_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "boutique.sqlite3"
    path.write_bytes(empty_file.read_bytes())
    database = open_database(f"sqlite:///{path}")
    with database.read() as session:
        session.execute(text("SELECT 1"))
    database.writer.dispose()
    path.chmod(0o444)
    with database.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")  # root ignores the bits: same answer
        connection.commit()

    with pytest.raises(UnavailableError, match="lecture seule"):
        database.gesture(_add_person, "Camille")
    database.close()


def test_a_locked_file_is_told_in_french(empty_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "boutique.sqlite3"
    path.write_bytes(empty_file.read_bytes())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    database = open_database(f"sqlite:///{path}")
    with database.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
        connection.commit()
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(UnavailableError, match="autre programme"):
        database.gesture(_add_person, "Camille")

    other.execute("ROLLBACK")
    other.close()
    database.gesture(_add_person, "Camille")
    database.close()


@pytest.mark.parametrize(
    "content", [b"this is no database at all, but long enough to be read " * 40, b""]
)
def test_a_file_that_is_no_shop_is_told_apart_from_an_empty_one(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "boutique.sqlite3"
    path.write_bytes(content)
    database = open_database(f"sqlite:///{path}")

    def ask() -> None:
        with database.read() as session:
            session.execute(select(Product.id)).first()

    if content:
        with pytest.raises(UnavailableError, match="pas celui d’une boutique"):
            ask()
    else:
        with pytest.raises(DBAPIError, match="no such table"):
            ask()
    database.close()
