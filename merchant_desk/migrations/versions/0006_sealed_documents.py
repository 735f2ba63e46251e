"""Documents of every kind, sealed; closings and the journal; suppliers; the platform."""

import json
import secrets
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn
from merchant_desk.values.folding import folded

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_LEDGERS = (
    "deposit_use",
    "reminder",
    "signing_key",
    "seal",
    "closing",
    "fiscal_event",
    "document_copy",
    "archive",
    "drawer_move",
    "supplier_invoice_line",
    "supplier_invoice_rate",
    "supplier_payment",
    "invoice_status",
    "ereport",
)
_REBUILT = ("invoice", "invoice_line", "payment")
_CATEGORY = sa.Enum("goods", "services", "both", name="salecategory", native_enum=False, length=24)
_ERASABLE = ("buyer", "delivery_address", "mentions", "note", "salt", "search_text")
_DECIDED = ("state", "state_note")
_TEN_YEARS_AGO = {
    "sqlite": "date('now', '-10 years')",
    "postgresql": "current_date - interval '10 years'",
}


def upgrade() -> None:
    """Free documents from orders, and add what proves, closes, receives and sends them."""
    for table in _REBUILT:
        _allow_changes(table)
    _widen_invoice()
    _widen_invoice_line()
    _widen_payment()
    for create in _TABLES:
        create()
    _hide_parties()
    for table in (*_LEDGERS, "invoice_line", "payment"):
        _refuse_changes(table)
    _guard("invoice", _ERASABLE)
    _allow_erasing()
    _guard("supplier_invoice", _DECIDED)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _allow_changes(table: str) -> None:
    if _is_postgresql():
        op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        return
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_no_{verb}")


def _refuse_changes(table: str) -> None:
    """What happened is never written over: the database itself refuses."""
    if _is_postgresql():
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


def _guard(table: str, but: tuple[str, ...]) -> None:
    """Refuse to delete a row, and to change anything of it but these columns."""
    columns = [each["name"] for each in sa.inspect(op.get_bind()).get_columns(table)]
    guarded = ", ".join(f'"{each}"' for each in columns if each not in but)
    if _is_postgresql():
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {guarded} ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for name, verb in (("delete", "DELETE"), ("update", f"UPDATE OF {guarded}")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{name} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _allow_erasing() -> None:
    """Who bought may be forgotten, wholly and only when the ten years are over (L123-22)."""
    dialect = op.get_bind().dialect.name
    erased = (
        "new.salt IS NULL AND new.buyer = '' AND new.delivery_address = '' "
        "AND new.mentions = '[]' AND new.note = '' AND new.search_text = ''"
    )
    allowed = f"{erased} AND old.issue_date <= {_TEN_YEARS_AGO[dialect]}"
    columns = ", ".join(_ERASABLE)
    if dialect == "postgresql":
        op.execute(
            f"CREATE TRIGGER invoice_no_early_erasing BEFORE UPDATE OF {columns} ON invoice "
            f"FOR EACH ROW WHEN (NOT ({allowed})) EXECUTE FUNCTION refuse_change()"
        )
        return
    op.execute(
        f"CREATE TRIGGER invoice_no_early_erasing BEFORE UPDATE OF {columns} ON invoice "
        f"WHEN NOT ({allowed}) BEGIN SELECT RAISE(ABORT, 'invoice is append-only'); END"
    )


def _invoice_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("fiscal_day", sa.Date(), nullable=True),
        *(
            sa.Column(name, IdColumn(), nullable=True)
            for name in ("customer_id", "corrects_id", "details_id", "draft_id")
        ),
        sa.Column("category", _CATEGORY, server_default="goods", nullable=False),
        *(
            sa.Column(name, sa.Text(), server_default="", nullable=False)
            for name in (
                "reason",
                "note",
                "purchase_order",
                "tax_country",
                "party_digest",
                "search_text",
            )
        ),
        sa.Column("taken", MoneyColumn(), nullable=True),
        sa.Column("left_to_pay", MoneyColumn(), nullable=True),
        sa.Column("deposits", sa.Text(), server_default="[]", nullable=False),
        sa.Column("change", MoneyColumn(), server_default="0", nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
    )


def _widen_invoice() -> None:
    with op.batch_alter_table("invoice") as batch:
        batch.alter_column("order_id", existing_type=IdColumn(), nullable=True)
        for column in _invoice_columns():
            batch.add_column(column)
    op.execute("UPDATE invoice SET fiscal_day = issue_date")
    _say_what_was_left()
    with op.batch_alter_table("invoice") as batch:
        batch.alter_column("fiscal_day", existing_type=sa.Date(), nullable=False)
        for name in ("taken", "left_to_pay"):
            batch.alter_column(name, existing_type=MoneyColumn(), nullable=False)
        batch.create_unique_constraint(op.f("uq_invoice_draft_id"), ["draft_id"])
        for name in ("corrects_id", "details_id"):
            batch.create_foreign_key(op.f(f"fk_invoice_{name}_invoice"), "invoice", [name], ["id"])
    op.create_index("ix_invoice_corrects_id", "invoice", ["corrects_id"])
    op.create_index("ix_invoice_fiscal_day", "invoice", ["station_id", "fiscal_day"])
    op.create_index("ix_invoice_issued_at", "invoice", ["issued_at"])
    some = sa.text("left_to_pay <> 0")
    op.create_index(
        "ix_invoice_left_to_pay",
        "invoice",
        ["left_to_pay"],
        sqlite_where=some,
        postgresql_where=some,
    )


def _say_what_was_left() -> None:
    """Write beside each document what its payments took, what was left, and what finds it."""
    bind = op.get_bind()
    rows = bind.execute(
        sa.text("SELECT id, number, order_number, buyer, payments, total FROM invoice")
    ).all()
    for row in rows:
        taken = sum(cents for _means, _day, cents in json.loads(row.payments))
        buyer = json.loads(row.buyer)
        place = buyer["address"]
        words = (
            row.number, row.order_number, place["company"], place["name"], place["city"],
            buyer["siren"], buyer["email"],
        )  # fmt: skip
        bind.execute(
            sa.text(
                "UPDATE invoice SET taken = :taken, left_to_pay = :left, search_text = :words "
                "WHERE id = :id"
            ),
            {
                "taken": taken,
                "left": row.total - taken,
                "words": folded(" ".join(filter(None, words))),
                "id": row.id,
            },
        )


def _widen_invoice_line() -> None:
    with op.batch_alter_table("invoice_line") as batch:
        batch.alter_column("order_line_id", existing_type=IdColumn(), nullable=True)
        for column in (
            sa.Column("product_id", IdColumn(), nullable=True),
            sa.Column("unit_millionths", sa.BigInteger(), nullable=True),
            sa.Column("category", _CATEGORY, server_default="goods", nullable=False),
            sa.Column("ean", sa.Text(), server_default="", nullable=False),
            sa.Column("eco", MoneyColumn(), server_default="0", nullable=False),
            sa.Column("eco_scheme", sa.Text(), server_default="", nullable=False),
            sa.Column("credits_line_id", IdColumn(), nullable=True),
        ):
            batch.add_column(column)
    op.create_index("ix_invoice_line_credits_line_id", "invoice_line", ["credits_line_id"])


def _widen_payment() -> None:
    with op.batch_alter_table("payment") as batch:
        batch.alter_column("order_id", existing_type=IdColumn(), nullable=True)
        batch.add_column(sa.Column("invoice_id", IdColumn(), nullable=True))
        batch.add_column(sa.Column("reference", sa.Text(), server_default="", nullable=False))
        batch.create_foreign_key(
            op.f("fk_payment_invoice_id_invoice"), "invoice", ["invoice_id"], ["id"]
        )
    op.create_index("ix_payment_invoice_id", "payment", ["invoice_id"])
    back = sa.text("amount < 0 AND invoice_id IS NOT NULL")
    op.create_index(
        "ix_payment_given_back",
        "payment",
        ["invoice_id"],
        sqlite_where=back,
        postgresql_where=back,
    )


def _hide_parties() -> None:
    """Give every document already issued the salted digest of its buyer, to be sealed with it."""
    bind = op.get_bind()
    rows = bind.execute(
        sa.text("SELECT id, buyer, delivery_address, mentions, note FROM invoice")
    ).all()
    for row in rows:
        salt = secrets.token_bytes(16)
        digest = sha256(salt + "\n".join(row[1:]).encode()).hexdigest()
        bind.execute(
            sa.text("UPDATE invoice SET salt = :salt, party_digest = :digest WHERE id = :id"),
            {"salt": salt, "digest": digest, "id": row.id},
        )


def _create_archive() -> None:
    op.create_table(
        "archive",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("manifest_digest", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive")),
    )


def _create_drawer_move() -> None:
    op.create_table(
        "drawer_move",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "float",
                "to_bank",
                "to_safe",
                "expense",
                "difference",
                name="drawerkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawer_move")),
    )


def _create_ereport() -> None:
    op.create_table(
        "ereport",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("totals", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ereport")),
        sa.UniqueConstraint(
            "kind", "first_day", "version", name=op.f("uq_ereport_kind_first_day_version")
        ),
    )


def _create_fiscal_event() -> None:
    op.create_table(
        "fiscal_event",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fiscal_event")),
    )
    op.create_index("ix_fiscal_event_at", "fiscal_event", ["at"])


def _create_invoice_draft() -> None:
    op.create_table(
        "invoice_draft",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_draft")),
    )


def _create_platform_cursor() -> None:
    op.create_table(
        "platform_cursor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("updated_after", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_cursor")),
    )


def _create_seal() -> None:
    op.create_table(
        "seal",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "document",
                "payment",
                "closing",
                "event",
                "copy",
                "archive",
                name="sealkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_seal_kind_subject_id")),
        sa.UniqueConstraint(
            "station_id", "kind", "sequence", name=op.f("uq_seal_station_id_kind_sequence")
        ),
    )


def _create_supplier_invoice() -> None:
    op.create_table(
        "supplier_invoice",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("supplier_name", sa.Text(), nullable=False),
        sa.Column("supplier_siren", sa.Text(), nullable=False),
        sa.Column("supplier_vat", sa.Text(), nullable=False),
        sa.Column("supplier_key", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("order_reference", sa.Text(), nullable=False),
        sa.Column("net", MoneyColumn(), nullable=False),
        sa.Column("vat", MoneyColumn(), nullable=False),
        sa.Column("total", MoneyColumn(), nullable=False),
        sa.Column("payable", MoneyColumn(), nullable=False),
        sa.Column("iban", sa.Text(), nullable=False),
        sa.Column("bic", sa.Text(), nullable=False),
        sa.Column("syntax", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "to_check",
                "approved",
                "disputed",
                "refused",
                "paid",
                name="supplierstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("state_note", sa.Text(), nullable=False),
        sa.Column("received_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_invoice")),
        sa.UniqueConstraint("sha256", name=op.f("uq_supplier_invoice_sha256")),
        sa.UniqueConstraint(
            "supplier_key",
            "number",
            "issue_date",
            name=op.f("uq_supplier_invoice_supplier_key_number_issue_date"),
        ),
    )
    op.create_index("ix_supplier_invoice_due_on", "supplier_invoice", ["due_on"])


def _create_closing() -> None:
    op.create_table(
        "closing",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column(
            "level",
            sa.Enum("day", "month", "year", name="closinglevel", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("sales", MoneyColumn(), nullable=False),
        sa.Column("returns", MoneyColumn(), nullable=False),
        sa.Column("total", MoneyColumn(), nullable=False),
        sa.Column("perpetual", MoneyColumn(), nullable=False),
        sa.Column("perpetual_absolute", MoneyColumn(), nullable=False),
        sa.Column("rates", sa.Text(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("heads", sa.Text(), nullable=False),
        sa.Column("drawer", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_closing_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
        sa.UniqueConstraint(
            "station_id", "level", "period", name=op.f("uq_closing_station_id_level_period")
        ),
        sa.UniqueConstraint(
            "station_id", "level", "sequence", name=op.f("uq_closing_station_id_level_sequence")
        ),
    )


def _create_signing_key() -> None:
    op.create_table(
        "signing_key",
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("algorithm", sa.Text(), nullable=False),
        sa.Column("since", UtcColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_signing_key_station_id_station")
        ),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_signing_key")),
    )


def _create_supplier_invoice_line() -> None:
    op.create_table(
        "supplier_invoice_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("supplier_invoice_id", IdColumn(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("supplier_sku", sa.Text(), nullable=False),
        sa.Column("ean", sa.Text(), nullable=False),
        sa.Column("quantity_tenthousandths", sa.BigInteger(), nullable=False),
        sa.Column("unit_millionths", sa.BigInteger(), nullable=True),
        sa.Column("net", MoneyColumn(), nullable=False),
        sa.Column("rate_bp", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_invoice_id"],
            ["supplier_invoice.id"],
            name=op.f("fk_supplier_invoice_line_supplier_invoice_id_supplier_invoice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_invoice_line")),
        sa.UniqueConstraint(
            "supplier_invoice_id",
            "position",
            name=op.f("uq_supplier_invoice_line_supplier_invoice_id_position"),
        ),
    )


def _create_supplier_invoice_rate() -> None:
    op.create_table(
        "supplier_invoice_rate",
        sa.Column("supplier_invoice_id", IdColumn(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("rate_bp", sa.Integer(), nullable=False),
        sa.Column("base", MoneyColumn(), nullable=False),
        sa.Column("vat", MoneyColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_invoice_id"],
            ["supplier_invoice.id"],
            name=op.f("fk_supplier_invoice_rate_supplier_invoice_id_supplier_invoice"),
        ),
        sa.PrimaryKeyConstraint(
            "supplier_invoice_id", "category", "rate_bp", name=op.f("pk_supplier_invoice_rate")
        ),
    )


def _create_supplier_payment() -> None:
    op.create_table(
        "supplier_payment",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("supplier_invoice_id", IdColumn(), nullable=False),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_invoice_id"],
            ["supplier_invoice.id"],
            name=op.f("fk_supplier_payment_supplier_invoice_id_supplier_invoice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_payment")),
    )
    op.create_index(
        "ix_supplier_payment_supplier_invoice_id", "supplier_payment", ["supplier_invoice_id"]
    )


def _create_supplier_match() -> None:
    op.create_table(
        "supplier_match",
        sa.Column("line_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("batch_id", IdColumn(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batch.id"], name=op.f("fk_supplier_match_batch_id_batch")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["supplier_invoice_line.id"],
            name=op.f("fk_supplier_match_line_id_supplier_invoice_line"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_supplier_match_product_id_product")
        ),
        sa.PrimaryKeyConstraint("line_id", name=op.f("pk_supplier_match")),
    )


def _create_deposit_use() -> None:
    op.create_table(
        "deposit_use",
        sa.Column("deposit_id", IdColumn(), nullable=False),
        sa.Column("final_id", IdColumn(), nullable=False),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deposit_id"], ["invoice.id"], name=op.f("fk_deposit_use_deposit_id_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["final_id"], ["invoice.id"], name=op.f("fk_deposit_use_final_id_invoice")
        ),
        sa.PrimaryKeyConstraint("deposit_id", "final_id", name=op.f("pk_deposit_use")),
    )


def _create_document_copy() -> None:
    op.create_table(
        "document_copy",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("invoice_id", IdColumn(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_document_copy_invoice_id_invoice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_copy")),
        sa.UniqueConstraint("invoice_id", "rank", name=op.f("uq_document_copy_invoice_id_rank")),
    )


def _create_invoice_status() -> None:
    op.create_table(
        "invoice_status",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("invoice_id", IdColumn(), nullable=True),
        sa.Column("supplier_invoice_id", IdColumn(), nullable=True),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "source",
            sa.Enum("desk", "platform", "hand", name="statussource", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("happened_at", UtcColumn(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_status_invoice_id_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_invoice_id"],
            ["supplier_invoice.id"],
            name=op.f("fk_invoice_status_supplier_invoice_id_supplier_invoice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_status")),
    )
    op.create_index("ix_invoice_status_invoice_id", "invoice_status", ["invoice_id"])
    op.create_index(
        "ix_invoice_status_supplier_invoice_id", "invoice_status", ["supplier_invoice_id"]
    )


def _create_platform_flow() -> None:
    op.create_table(
        "platform_flow",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("out", "in", name="flowdirection", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("tracking_id", sa.Text(), nullable=False),
        sa.Column("flow_type", sa.Text(), nullable=False),
        sa.Column("syntax", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("invoice_id", IdColumn(), nullable=True),
        sa.Column("supplier_invoice_id", IdColumn(), nullable=True),
        sa.Column("ereport_id", IdColumn(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "accepted",
                "refused",
                "by_hand",
                "received",
                name="flowstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", UtcColumn(), nullable=True),
        sa.Column("submitted_at", UtcColumn(), nullable=True),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ereport_id"], ["ereport.id"], name=op.f("fk_platform_flow_ereport_id_ereport")
        ),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_platform_flow_invoice_id_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_invoice_id"],
            ["supplier_invoice.id"],
            name=op.f("fk_platform_flow_supplier_invoice_id_supplier_invoice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_flow")),
        sa.UniqueConstraint("tracking_id", name=op.f("uq_platform_flow_tracking_id")),
    )
    op.create_index("ix_platform_flow_invoice_id", "platform_flow", ["invoice_id"])
    op.create_index("ix_platform_flow_state", "platform_flow", ["state", "next_attempt_at"])
    op.create_index(
        "ix_platform_flow_supplier_invoice_id", "platform_flow", ["supplier_invoice_id"]
    )


def _create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("invoice_id", IdColumn(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_reminder_invoice_id_invoice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index("ix_reminder_invoice_id", "reminder", ["invoice_id"])


_TABLES = (
    _create_archive,
    _create_drawer_move,
    _create_ereport,
    _create_fiscal_event,
    _create_invoice_draft,
    _create_platform_cursor,
    _create_seal,
    _create_supplier_invoice,
    _create_closing,
    _create_signing_key,
    _create_supplier_invoice_line,
    _create_supplier_invoice_rate,
    _create_supplier_payment,
    _create_supplier_match,
    _create_deposit_use,
    _create_document_copy,
    _create_invoice_status,
    _create_platform_flow,
    _create_reminder,
)
