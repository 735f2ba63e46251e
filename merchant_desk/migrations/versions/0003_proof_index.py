"""Two narrow indexes prove every level from the moves, in the place of a wide one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_REACHED_A_BIN = (
    "to_place_id NOT IN (X'00000000000070008000000000000001', "
    "X'00000000000070008000000000000002', X'00000000000070008000000000000003', "
    "X'00000000000070008000000000000004')"
)


def upgrade() -> None:
    """Index what left a bin and what reached one: a sale, nearly every move, is written once."""
    op.drop_index("ix_stock_move_proof", "stock_move")
    op.create_index("ix_stock_move_left", "stock_move", ["product_id", "from_place_id", "quantity"])
    op.create_index(
        "ix_stock_move_reached",
        "stock_move",
        ["product_id", "to_place_id", "quantity", "from_place_id"],
        sqlite_where=sa.text(_REACHED_A_BIN),
    )
