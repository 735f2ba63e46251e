"""Promotions, the price ledger in two times, and what the law asks about articles."""

import sqlalchemy as sa
from alembic import op

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_LEDGERS = ("price_shown", "promotion_check", "acknowledgement", "promotion_event")


def upgrade() -> None:
    """Widen the price ledger, and add the tables of operations and of legal facts."""
    _widen_price_change()
    op.add_column(
        "shop_product", sa.Column("sale_told", sa.Text(), server_default="", nullable=False)
    )
    for create in (
        _create_promotion,
        _create_promotion_line,
        _create_promotion_check,
        _create_acknowledgement,
        _create_promotion_event,
        _create_price_shown,
        _create_law_facts,
        _create_batch,
    ):
        create()
    for ledger in _LEDGERS:
        _refuse_changes(ledger)


def _widen_price_change() -> None:
    op.add_column("price_change", sa.Column("until_at", UtcColumn(), nullable=True))
    op.add_column(
        "price_change", sa.Column("audience", sa.Text(), server_default="all", nullable=False)
    )
    op.add_column("price_change", sa.Column("shop_id", IdColumn(), nullable=True))
    op.add_column("price_change", sa.Column("promotion_id", IdColumn(), nullable=True))


def _create_promotion() -> None:
    op.create_table(
        "promotion",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft", "planned", "running", "ended", "cancelled",
                name="promotionstate", native_enum=False, length=24,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", UtcColumn(), nullable=False),
        sa.Column("ends_at", UtcColumn(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("channels", "plan")),
        sa.Column("rules_version", sa.Text(), nullable=False),
        sa.Column("created_at", UtcColumn(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("turned_at", UtcColumn(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
    )  # fmt: skip
    op.create_index("ix_promotion_state_starts_at", "promotion", ["state", "starts_at"])


def _create_promotion_line() -> None:
    op.create_table(
        "promotion_line",
        sa.Column("promotion_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcColumn(), nullable=False),
        sa.Column("ends_at", UtcColumn(), nullable=True),
        sa.Column("price", MoneyColumn(), nullable=False),
        sa.Column("prior_shop", MoneyColumn(), nullable=True),
        sa.Column("prior_web", MoneyColumn(), nullable=True),
        sa.CheckConstraint("price >= 0", name=op.f("ck_promotion_line_price_positive")),
        _to("promotion_line", "promotion"),
        _to("promotion_line", "product"),
        sa.PrimaryKeyConstraint(
            "promotion_id", "product_id", "step", name=op.f("pk_promotion_line")
        ),
    )
    op.create_index("ix_promotion_line_product_id", "promotion_line", ["product_id"])


def _create_promotion_check() -> None:
    op.create_table(
        "promotion_check",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("promotion_id", IdColumn(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("by", "rules_version", "question", "answer")
        ),
        _to("promotion_check", "promotion"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion_check")),
    )
    op.create_index("ix_promotion_check_promotion_id", "promotion_check", ["promotion_id"])


def _create_acknowledgement() -> None:
    op.create_table(
        "acknowledgement",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("promotion_id", IdColumn(), nullable=False),
        sa.Column("check_id", IdColumn(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        _to("acknowledgement", "promotion"),
        sa.ForeignKeyConstraint(
            ["check_id"],
            ["promotion_check.id"],
            name=op.f("fk_acknowledgement_check_id_promotion_check"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
    )
    op.create_index("ix_acknowledgement_promotion_id", "acknowledgement", ["promotion_id"])


def _create_promotion_event() -> None:
    op.create_table(
        "promotion_event",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("promotion_id", IdColumn(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "planned", "changed", "started", "stepped", "ended", "cancelled", "tagged",
                "told", "learned",
                name="promotioneventkind", native_enum=False, length=24,
            ),
            nullable=False,
        ),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        _to("promotion_event", "promotion"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion_event")),
        sa.UniqueConstraint("row", name=op.f("uq_promotion_event_row")),
    )  # fmt: skip
    op.create_index("ix_promotion_event_promotion_id", "promotion_event", ["promotion_id"])


def _create_price_shown() -> None:
    op.create_table(
        "price_shown",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column(
            "where",
            sa.Enum("tag", "site", name="shownwhere", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("shop_id", IdColumn(), nullable=True),
        sa.Column("promotion_id", IdColumn(), nullable=True),
        sa.Column("price", MoneyColumn(), nullable=False),
        sa.Column("prior_price", MoneyColumn(), nullable=True),
        sa.Column("sale_price", MoneyColumn(), nullable=True),
        sa.Column("sale_from", UtcColumn(), nullable=True),
        sa.Column("sale_to", UtcColumn(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        *(_to("price_shown", other) for other in ("product", "shop", "promotion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_shown")),
    )
    op.create_index("ix_price_shown_product_id_at", "price_shown", ["product_id", "at"])


def _create_law_facts() -> None:
    op.create_table(
        "category_law",
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("law_category", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("category", name=op.f("pk_category_law")),
    )
    op.create_table(
        "product_law",
        sa.Column("product_id", IdColumn(), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("law_category", "flags", "acquisition", "supplier")
        ),
        sa.Column("offered_since", sa.Date(), nullable=True),
        sa.Column("other_advantages_bp", sa.Integer(), nullable=False),
        *(
            sa.Column(f"{name}_tenthousandths", sa.BigInteger(), nullable=False)
            for name in ("transport", "specific_taxes", "excise")
        ),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        _to("product_law", "product"),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_product_law")),
    )


def _create_batch() -> None:
    op.create_table(
        "batch",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("supplier", sa.Text(), nullable=False),
        sa.Column("on_sale_since", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_known", sa.Boolean(), nullable=False),
        sa.Column("cost_tenthousandths", sa.BigInteger(), nullable=True),
        sa.Column("quarantined", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_batch_quantity_positive")),
        _to("batch", "product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index("ix_batch_product_id_received_on", "batch", ["product_id", "received_on"])


def _to(table: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [f"{other}_id"], [f"{other}.id"], name=op.f(f"fk_{table}_{other}_id_{other}")
    )


def _refuse_changes(ledger: str) -> None:
    """What happened is never written over: the database itself refuses."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {ledger}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {ledger} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {ledger}_no_{verb.lower()} BEFORE {verb} ON {ledger} "
            f"BEGIN SELECT RAISE(ABORT, '{ledger} is append-only'); END"
        )
