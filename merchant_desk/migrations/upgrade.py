"""Bring a data file (or server) up to this version, with a dated copy before every step."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from merchant_desk.database.backup import copy_before_upgrade
from merchant_desk.database.database import Database, told_in_french
from merchant_desk.errors import RefusedError
from merchant_desk.models.all_models import METADATA
from merchant_desk.values.bundled import PROGRAM
from merchant_desk.values.texts import _

_OWN = Path(__file__).resolve().parent
FOLDER = _OWN if _OWN.is_dir() else PROGRAM / "migrations"
"""Alembic reads its scripts as files: an installed program has them beside its archive."""
_SAFE_ID = re.compile(r"^[0-9a-z_]+$")


def scripts() -> ScriptDirectory:
    """Return the migration scripts of this version of the desk."""
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER))
    configuration.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(configuration)


def upgrade(database: Database, now: datetime) -> Path | None:
    """Run what is missing; return the dated copy made before, if the file held something.

    Raises RefusedError for a file written by a newer version: it is left untouched.
    """
    directory = scripts()
    head = directory.get_current_head()
    with told_in_french():
        current = _current(database)
        if current == head:
            return None
        if current is not None and not _is_known(directory, current):
            raise RefusedError(
                _("Boutique non ouverte\u00a0: ses données viennent d’une version plus récente."),
                _("Installez la dernière version de Merchant Desk, puis rouvrez la boutique."),
            )
        copy = copy_before_upgrade(database, now) if current is not None else None
        _run(database, directory, str(head))
    return copy


def _current(database: Database) -> str | None:
    with database.writer.connect() as connection:
        context = MigrationContext.configure(connection)
        return context.get_current_revision()


def _is_known(directory: ScriptDirectory, revision: str) -> bool:
    return any(script.revision == revision for script in directory.walk_revisions())


def _run(database: Database, directory: ScriptDirectory, head: str) -> None:
    steps = _steps(directory, head)
    with database.writer.connect() as connection:
        if database.is_sqlite:
            # Recreating a parent table with foreign keys on deletes its children.
            _driver(connection, "PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                context = MigrationContext.configure(
                    connection,
                    opts={
                        "fn": steps,
                        "target_metadata": METADATA,
                        "render_as_batch": database.is_sqlite,
                        "transactional_ddl": True,
                    },
                )
                with Operations.context(context):
                    context.run_migrations()
                _check_foreign_keys(database, connection)
        finally:
            if database.is_sqlite:
                _driver(connection, "PRAGMA foreign_keys = ON")


def _driver(connection: Connection, statement: str) -> None:
    cursor = connection.connection.cursor()
    cursor.execute(statement)
    cursor.close()


def _steps(directory: ScriptDirectory, head: str) -> Callable[[Any, Any], Any]:
    def steps(revision: Any, _context: Any) -> Any:
        return directory._upgrade_revs(head, revision)  # noqa: SLF001 - Alembic's documented recipe

    return steps


def _check_foreign_keys(database: Database, connection: Connection) -> None:
    if not database.is_sqlite:
        return
    orphans = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
    if orphans:
        raise DBAPIError("foreign_key_check", None, Exception(f"{len(orphans)} orphan rows"))
