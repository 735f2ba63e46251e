"""${message}."""

import sqlalchemy as sa
from alembic import op

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Go from the version before to this one."""
    ${upgrades if upgrades else "pass"}
