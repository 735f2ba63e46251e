"""The treasury: accounts and their lines, matches, what comes back, payouts, deposits, plans."""

import sqlalchemy as sa
from alembic import op

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_LEDGERS = (
    "bank_line",
    "cash_match",
    "payout_line",
    "deposit_item",
    "deposit_event",
    "kept_forecast",
)


def upgrade() -> None:
    """Add what tells of the bank, and what is foreseen."""
    for create in _TABLES:
        create()
    for table in _LEDGERS:
        _refuse_changes(table)


def _refuse_changes(table: str) -> None:
    """What happened is never written over: the database itself refuses."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _create_cash_account() -> None:
    op.create_table(
        "cash_account",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("bank_name", sa.Text(), nullable=False),
        sa.Column("opening", MoneyColumn(), nullable=False),
        sa.Column("opening_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_account")),
        sa.UniqueConstraint("key", name=op.f("uq_cash_account_key")),
    )


def _create_cash_scenario() -> None:
    op.create_table(
        "cash_scenario",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "plan", "dropped", name="scenariostate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_scenario")),
    )


def _create_kept_forecast() -> None:
    op.create_table(
        "kept_forecast",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("opening", MoneyColumn(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_forecast")),
    )
    op.create_index("ix_kept_forecast_made_on", "kept_forecast", ["made_on"])


def _create_payout() -> None:
    op.create_table(
        "payout",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("gross", MoneyColumn(), nullable=False),
        sa.Column("fees", MoneyColumn(), nullable=False),
        sa.Column("fees_vat", MoneyColumn(), nullable=False),
        sa.Column("net", MoneyColumn(), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column("undone_at", UtcColumn(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout")),
    )
    op.create_index("ix_payout_provider_reference", "payout", ["provider", "reference"])


def _create_bank_deposit() -> None:
    op.create_table(
        "bank_deposit",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("cheques", "cash", name="depositkind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("account_id", IdColumn(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["cash_account.id"],
            name=op.f("fk_bank_deposit_account_id_cash_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_deposit")),
        sa.UniqueConstraint("number", name=op.f("uq_bank_deposit_number")),
    )


def _create_bank_import() -> None:
    op.create_table(
        "bank_import",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("account_id", IdColumn(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column(
            "format",
            sa.Enum(
                "ofx", "camt053", "cfonb120", "csv", name="bankformat", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("line_count", sa.Integer(), nullable=False),
        sa.Column("added_count", sa.Integer(), nullable=False),
        sa.Column("leans_on", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column("undone_at", UtcColumn(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["cash_account.id"], name=op.f("fk_bank_import_account_id_cash_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_import")),
    )
    op.create_index("ix_bank_import_account_id_at", "bank_import", ["account_id", "at"])


def _create_match_rule() -> None:
    op.create_table(
        "match_rule",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("account_id", IdColumn(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("incoming", sa.Boolean(), nullable=False),
        sa.Column(
            "target",
            sa.Enum(
                "customer_invoice",
                "order",
                "supplier_invoice",
                "payout",
                "deposit",
                "recurring",
                "category",
                name="matchtarget",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("target_id", IdColumn(), nullable=True),
        sa.Column(
            "category",
            sa.Enum(
                "sales",
                "payout",
                "deposit",
                "goods",
                "rent",
                "salary",
                "social",
                "vat",
                "corporate_tax",
                "other_taxes",
                "loan",
                "subscription",
                "insurance",
                "energy",
                "carriage",
                "bank_fees",
                "transfer",
                "owner",
                "other",
                name="cashcategory",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["cash_account.id"], name=op.f("fk_match_rule_account_id_cash_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_rule")),
        sa.UniqueConstraint(
            "pattern",
            "incoming",
            "account_id",
            name=op.f("uq_match_rule_pattern_incoming_account_id"),
        ),
    )


def _create_recurring() -> None:
    op.create_table(
        "recurring",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("account_id", IdColumn(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "sales",
                "payout",
                "deposit",
                "goods",
                "rent",
                "salary",
                "social",
                "vat",
                "corporate_tax",
                "other_taxes",
                "loan",
                "subscription",
                "insurance",
                "energy",
                "carriage",
                "bank_fees",
                "transfer",
                "owner",
                "other",
                name="cashcategory",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "cadence",
            sa.Enum(
                "weekly",
                "monthly",
                "bimonthly",
                "quarterly",
                "half_yearly",
                "yearly",
                name="cadence",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("low", MoneyColumn(), nullable=False),
        sa.Column("high", MoneyColumn(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "confirmed",
                "refused",
                "ended",
                name="recurringstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["cash_account.id"], name=op.f("fk_recurring_account_id_cash_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recurring")),
    )
    op.create_index("ix_recurring_state", "recurring", ["state"])


def _create_bank_line() -> None:
    op.create_table(
        "bank_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("account_id", IdColumn(), nullable=False),
        sa.Column("import_id", IdColumn(), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("value_on", sa.Date(), nullable=False),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("counterparty", sa.Text(), nullable=False),
        sa.Column("counter_iban", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("bank_reference", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["cash_account.id"], name=op.f("fk_bank_line_account_id_cash_account")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["bank_import.id"], name=op.f("fk_bank_line_import_id_bank_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_line")),
        sa.UniqueConstraint("import_id", "identity", name=op.f("uq_bank_line_import_id_identity")),
        sa.UniqueConstraint("row", name=op.f("uq_bank_line_row")),
    )
    op.create_index(
        "ix_bank_line_account_id_booked_on", "bank_line", ["account_id", "booked_on", "amount"]
    )
    op.create_index("ix_bank_line_identity", "bank_line", ["identity"])


def _create_bank_statement() -> None:
    op.create_table(
        "bank_statement",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("import_id", IdColumn(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("opening", MoneyColumn(), nullable=True),
        sa.Column("opening_on", sa.Date(), nullable=True),
        sa.Column("closing", MoneyColumn(), nullable=True),
        sa.Column("closing_on", sa.Date(), nullable=True),
        sa.Column("movements", MoneyColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["bank_import.id"], name=op.f("fk_bank_statement_import_id_bank_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_statement")),
    )
    op.create_index(op.f("ix_bank_statement_import_id"), "bank_statement", ["import_id"])


def _create_deposit_event() -> None:
    op.create_table(
        "deposit_event",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("deposit_id", IdColumn(), nullable=False),
        sa.Column("item_id", IdColumn(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "bounced",
                "bounce_undone",
                "cancelled",
                name="depositeventkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("payment_id", IdColumn(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deposit_id"],
            ["bank_deposit.id"],
            name=op.f("fk_deposit_event_deposit_id_bank_deposit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit_event")),
    )
    op.create_index("ix_deposit_event_deposit_id", "deposit_event", ["deposit_id"])


def _create_deposit_item() -> None:
    op.create_table(
        "deposit_item",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("deposit_id", IdColumn(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("payment_id", IdColumn(), nullable=True),
        sa.Column("drawer_move_id", IdColumn(), nullable=True),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deposit_id"],
            ["bank_deposit.id"],
            name=op.f("fk_deposit_item_deposit_id_bank_deposit"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit_item")),
        sa.UniqueConstraint(
            "deposit_id", "position", name=op.f("uq_deposit_item_deposit_id_position")
        ),
    )
    op.create_index("ix_deposit_item_payment_id", "deposit_item", ["payment_id"])


def _create_cash_match() -> None:
    op.create_table(
        "cash_match",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("line_id", IdColumn(), nullable=False),
        sa.Column(
            "target",
            sa.Enum(
                "customer_invoice",
                "order",
                "supplier_invoice",
                "payout",
                "deposit",
                "recurring",
                "category",
                name="matchtarget",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("target_id", IdColumn(), nullable=True),
        sa.Column(
            "category",
            sa.Enum(
                "sales",
                "payout",
                "deposit",
                "goods",
                "rent",
                "salary",
                "social",
                "vat",
                "corporate_tax",
                "other_taxes",
                "loan",
                "subscription",
                "insurance",
                "energy",
                "carriage",
                "bank_fees",
                "transfer",
                "owner",
                "other",
                name="cashcategory",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("fee", MoneyColumn(), nullable=False),
        sa.Column(
            "sureness",
            sa.Enum("sure", "likely", "possible", name="sureness", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rule_id", IdColumn(), nullable=True),
        sa.Column("payment_id", IdColumn(), nullable=True),
        sa.Column("undoes_id", IdColumn(), nullable=True),
        sa.Column("due_day", sa.Date(), nullable=True),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["bank_line.id"], name=op.f("fk_cash_match_line_id_bank_line")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["match_rule.id"], name=op.f("fk_cash_match_rule_id_match_rule")
        ),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["cash_match.id"], name=op.f("fk_cash_match_undoes_id_cash_match")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_match")),
        sa.UniqueConstraint("row", name=op.f("uq_cash_match_row")),
        sa.UniqueConstraint("undoes_id", name=op.f("uq_cash_match_undoes_id")),
    )
    op.create_index("ix_cash_match_line_id", "cash_match", ["line_id"])
    op.create_index("ix_cash_match_target_id", "cash_match", ["target_id"])


def _create_payout_line() -> None:
    op.create_table(
        "payout_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("payout_id", IdColumn(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sale",
                "refund",
                "fee",
                "chargeback",
                "adjustment",
                name="payoutkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("order_text", sa.Text(), nullable=False),
        sa.Column("order_id", IdColumn(), nullable=True),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("fee", MoneyColumn(), nullable=False),
        sa.Column("fee_vat", MoneyColumn(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_order.id"], name=op.f("fk_payout_line_order_id_sales_order")
        ),
        sa.ForeignKeyConstraint(
            ["payout_id"], ["payout.id"], name=op.f("fk_payout_line_payout_id_payout")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payout_line")),
        sa.UniqueConstraint(
            "payout_id", "position", name=op.f("uq_payout_line_payout_id_position")
        ),
    )
    op.create_index("ix_payout_line_order_id", "payout_line", ["order_id"])


_TABLES = (
    _create_cash_account,
    _create_cash_scenario,
    _create_kept_forecast,
    _create_payout,
    _create_bank_deposit,
    _create_bank_import,
    _create_match_rule,
    _create_recurring,
    _create_bank_line,
    _create_bank_statement,
    _create_deposit_event,
    _create_deposit_item,
    _create_cash_match,
    _create_payout_line,
)
