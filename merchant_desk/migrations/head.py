"""The version of the schema that this desk writes, known without loading what migrates."""

from sqlalchemy.exc import DBAPIError

from merchant_desk.database.database import Database, told_in_french

HEAD = "0008"


def is_current(database: Database) -> bool:
    """Tell whether the data is of this version; when in doubt no, and the upgrade says why.

    Loading Alembic costs a fifth of a start, and nearly every start finds nothing to do. A file
    that cannot be used is told here, not after waiting for it once more.
    """
    try:
        with told_in_french(), database.writer.connect() as connection:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").all()
    except DBAPIError:
        return False
    return [row[0] for row in found] == [HEAD]
