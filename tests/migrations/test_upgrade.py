"""Data files of any version: brought up to date with a copy, or refused untouched."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text

from merchant_desk.database.backup import backups
from merchant_desk.database.database import Database, open_database
from merchant_desk.errors import RefusedError
from merchant_desk.migrations.upgrade import scripts, upgrade
from merchant_desk.models.all_models import APPEND_ONLY, METADATA
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product
from merchant_desk.models.stock import StockLevel
from merchant_desk.queries.ledger_check import ledger_disagreements
from tests.conftest import NOW
from tests.migrations.saved_shop import ORDER, SAVED, SKU, read

_HOW = "run: python -m tests.migrations.saved_shop"
_OURS = set(METADATA.tables)


def test_the_migrations_make_exactly_what_the_models_say(database: Database) -> None:
    assert _differences(database) == []


def _differences(database: Database) -> list[object]:
    """Return what the models say and the database does not hold, and the other way round."""
    with database.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        return [
            each
            for each in compare_metadata(context, METADATA)
            if not (each[0] in {"remove_table", "remove_index"} and _is_search(each[1]))
        ]


def _is_search(thing: object) -> bool:
    name = str(getattr(thing, "name", ""))
    ours = {"alembic_version", "ix_product_listed"}
    return "_word" in name or "_trigram" in name or name in ours


def test_there_is_one_head() -> None:
    assert len(scripts().get_heads()) == 1


@pytest.mark.parametrize("name", APPEND_ONLY)
def test_every_ledger_has_its_guard(sqlite_database: Database, name: str) -> None:
    with sqlite_database.read() as session:
        triggers = set(
            session.scalars(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name"),
                {"name": name},
            )
        )

    assert {f"{name}_no_update", f"{name}_no_delete"} <= triggers


def test_a_second_start_changes_nothing(sqlite_database: Database) -> None:
    assert upgrade(sqlite_database, NOW) is None
    assert backups(sqlite_database) == ()


def test_a_file_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "boutique.sqlite3"
    database = open_database(f"sqlite:///{path}")
    upgrade(database, NOW)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    before = path.read_bytes()

    again = open_database(f"sqlite:///{path}")
    with pytest.raises(RefusedError, match="plus récente") as told:
        upgrade(again, NOW)
    again.close()

    assert "Installez" in told.value.advice
    assert path.read_bytes() == before


def test_a_file_of_every_version_is_kept() -> None:
    kept = {path.name.split(".")[0] for path in SAVED.glob("*.gz")}

    assert kept == {script.revision for script in scripts().walk_revisions()}, _HOW


@pytest.mark.parametrize(
    "saved", sorted(SAVED.glob("*.gz")), ids=lambda path: str(path.name).split(".", maxsplit=1)[0]
)
def test_a_file_saved_by_every_released_version_still_opens(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "boutique.sqlite3"
    read(saved, path)
    database = open_database(f"sqlite:///{path}")

    upgrade(database, NOW)

    assert _differences(database) == [], _HOW
    with database.read() as session:
        assert session.scalars(select(Product.sku)).all() == [SKU]
        assert sorted(session.scalars(select(Order.number))) == [ORDER, "1043"]
        assert session.scalars(select(Invoice.number)).all() == ["FA2026-000001"]
        assert session.scalars(select(func.sum(StockLevel.quantity))).one() == 11
        assert ledger_disagreements(session) == ()
    database.close()
