"""What there is to be read anew."""

from sqlalchemy import inspect
from sqlalchemy.orm import Session


def table_names(session: Session) -> frozenset[str]:
    """Return the name of every table."""
    return frozenset(inspect(session.connection()).get_table_names())
