"""The version known without Alembic is the one Alembic knows."""

from merchant_desk.database.database import Database, open_database
from merchant_desk.migrations.head import HEAD, is_current
from merchant_desk.migrations.upgrade import scripts


def test_the_version_known_at_start_is_the_one_head_of_the_migrations() -> None:
    assert scripts().get_heads() == [HEAD]


def test_a_migrated_shop_is_current(database: Database) -> None:
    assert is_current(database)


def test_a_file_without_tables_is_not_current(tmp_path: object) -> None:
    database = open_database(f"sqlite:///{tmp_path}/empty.sqlite3")

    assert not is_current(database)
    database.close()


def test_a_file_of_another_version_is_not_current(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    assert not is_current(sqlite_database)
