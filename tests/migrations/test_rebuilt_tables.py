"""A migration that rebuilds a parent table keeps the children, and leaves no orphan behind."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from merchant_desk.database.backup import backups
from merchant_desk.database.database import Database
from merchant_desk.migrations import upgrade as migrating
from merchant_desk.models.product import Product, ProductCode
from tests.conftest import NOW
from tests.makers import make_product

_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    {change}
"""
_REBUILD = """with op.batch_alter_table("product", recreate="always") as batch:
        batch.alter_column("name", existing_type=sa.Text(), nullable=True)"""
_ORPHANS = 'op.execute("DELETE FROM product")'
_BROKEN = """op.execute("UPDATE product SET name = 'half'")
    op.execute("SELECT no_such_column FROM product")"""


@pytest.fixture
def next_version(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let one more step follow the last one: the one the test names."""
    folder = tmp_path / "steps"
    shutil.copytree(migrating.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    before = migrating.scripts().get_current_head()
    step = _STEP.format(before=before, change=request.param)
    (folder / "versions" / "9001_tried.py").write_text(step, "utf-8")
    monkeypatch.setattr(migrating, "FOLDER", folder)


def _kept(database: Database) -> tuple[list[str], int]:
    with database.read() as session:
        names = list(session.scalars(select(Product.name)))
        codes = session.scalars(select(func.count()).select_from(ProductCode)).one()
    return names, codes


@pytest.mark.parametrize("next_version", [_REBUILD], indirect=True)
@pytest.mark.usefixtures("next_version")
def test_rebuilding_a_parent_table_keeps_its_children(sqlite_database: Database) -> None:
    sqlite_database.gesture(make_product)
    before = _kept(sqlite_database)
    assert before[1] > 0

    copy = migrating.upgrade(sqlite_database, NOW)

    assert _kept(sqlite_database) == before
    assert [each.path for each in backups(sqlite_database)] == [copy]
    with sqlite_database.write() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []


@pytest.mark.parametrize("next_version", [_ORPHANS, _BROKEN], indirect=True)
@pytest.mark.usefixtures("next_version")
def test_a_step_that_fails_or_orphans_a_row_leaves_the_file_as_it_was(
    sqlite_database: Database,
) -> None:
    sqlite_database.gesture(make_product)
    before = _kept(sqlite_database)

    with pytest.raises(DBAPIError):
        migrating.upgrade(sqlite_database, NOW + timedelta(days=1))

    assert _kept(sqlite_database) == before
    with sqlite_database.write() as session:
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        version = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert version == migrating.scripts().get_revision("9001").down_revision
    assert len(backups(sqlite_database)) == 1
