"""Storefront exchanges: their log, the words of shops, settings a shop, payloads of events."""

import sqlalchemy as sa
from alembic import op

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATE = sa.Enum(
    "unpaid", "ready", "on_hold", "completed", "cancelled", "refunded", "unknown",
    name="remotestate", native_enum=False, length=24,
)  # fmt: skip


def upgrade() -> None:
    """Add columns that have a value for every row, two tables, and two indexes."""
    _widen_shop()
    op.add_column("shop_product", sa.Column("price_seen", MoneyColumn(), nullable=True))
    op.add_column(
        "shop_product", sa.Column("buffer", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "outbox_message", sa.Column("payload", sa.Text(), server_default="", nullable=False)
    )
    _create_exchange()
    _create_shop_word()
    op.create_index("ix_parcel_line_product_id", "parcel_line", ["product_id"])
    op.create_index("ix_conflict_product_id", "conflict", ["product_id"])
    # what the desk already decides for was agreed to when it was decided
    op.execute("UPDATE shop SET approved_at = added_at WHERE stock_master <> 'undecided'")


def _widen_shop() -> None:
    for name in ("settings", "facts"):
        op.add_column("shop", sa.Column(name, sa.Text(), server_default="{}", nullable=False))
    for name in ("orders_since", "approved_at", "swept_at", "compared_at"):
        op.add_column("shop", sa.Column(name, UtcColumn(), nullable=True))


def _create_exchange() -> None:
    op.create_table(
        "exchange",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("shop_id", IdColumn(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("sync", "sweep", "parity", name="exchangekind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("started_at", UtcColumn(), nullable=False),
        sa.Column("ended_at", UtcColumn(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("requests", "received", "applied", "parked", "sent", "refused")
        ),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_exchange_shop_id_shop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange")),
        sa.UniqueConstraint("row", name=op.f("uq_exchange_row")),
    )
    op.create_index("ix_exchange_shop_id_row", "exchange", ["shop_id", "row"])


def _create_shop_word() -> None:
    op.create_table(
        "shop_word",
        sa.Column("shop_id", IdColumn(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("proposed", _STATE, nullable=False),
        sa.Column("chosen", _STATE, nullable=True),
        sa.Column("seen_at", UtcColumn(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_shop_word_shop_id_shop")),
        sa.PrimaryKeyConstraint("shop_id", "word", name=op.f("pk_shop_word")),
    )
