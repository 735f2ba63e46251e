"""Stock that can be trusted: values, lots, purchases, deliveries, counts, kits and returns."""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn
from merchant_desk.values.folding import folded
from merchant_desk.values.ids import new_id

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_LEDGERS = (
    "cost_change",
    "purchase_event",
    "delivery_charge",
    "count_entry",
    "count_line",
    "return_event",
    "internal_code",
)
_OUTSIDE = (
    ("00000000000070008000000000000005", "second_choice"),
    ("00000000000070008000000000000006", "repair"),
    ("00000000000070008000000000000007", "back_to_supplier"),
    ("00000000000070008000000000000008", "scrap"),
    ("00000000000070008000000000000009", "used"),
    ("0000000000007000800000000000000a", "assembly"),
)
_UNTOLD = ("other_keys", "email", "phone", "customer_number", "note", "by")
_LAST_OUTSIDE = bytes.fromhex("000000000000700080000000000000ff")
_KIND = sa.Enum("article", "kit", "consumable", name="productkind", native_enum=False, length=24)
_TRACKING = sa.Enum("none", "lot", "serial", name="tracking", native_enum=False, length=24)


def upgrade() -> None:
    """Give every move its share of the value, and add what buys, counts and takes back."""
    _add_outside_places()
    _allow_changes("stock_move")
    _widen_move()
    _refuse_changes("stock_move")
    _widen_others()
    for create in _TABLES:
        create()
    _open_values()
    _make_suppliers()
    for table in _LEDGERS:
        _refuse_changes(table)


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


def _add_outside_places() -> None:
    places = sa.table(
        "place",
        sa.column("id", IdColumn()),
        sa.column("kind", sa.Text()),
        sa.column("code", sa.Text()),
        sa.column("walk_order", sa.Text()),
    )
    op.bulk_insert(
        places,
        [
            {"id": bytes.fromhex(number), "kind": kind, "code": kind, "walk_order": ""}
            for number, kind in _OUTSIDE
        ],
    )


def _widen_move() -> None:
    """What was moved before is valued at the cost its article has now: no other is known."""
    op.add_column("stock_move", sa.Column("lot_id", IdColumn(), nullable=True))
    for name, kind in (("change", sa.Integer()), ("value", sa.BigInteger())):
        op.add_column("stock_move", sa.Column(name, kind, server_default="0", nullable=False))
    op.add_column("stock_move", sa.Column("cause_id", IdColumn(), nullable=True))
    moves = sa.table(
        "stock_move",
        sa.column("product_id", IdColumn()),
        sa.column("from_place_id", IdColumn()),
        sa.column("to_place_id", IdColumn()),
        sa.column("quantity", sa.Integer()),
        sa.column("change", sa.Integer()),
        sa.column("value", sa.BigInteger()),
    )
    products = sa.table(
        "product",
        sa.column("id", IdColumn()),
        sa.column("cost_tenthousandths", sa.BigInteger()),
    )
    last = sa.literal(_LAST_OUTSIDE, IdColumn())
    came, left = moves.c.to_place_id > last, moves.c.from_place_id > last
    change = sa.case(
        (came & ~left, moves.c.quantity), (left & ~came, -moves.c.quantity), else_=sa.literal(0)
    )
    cost = (
        sa.select(products.c.cost_tenthousandths)
        .where(products.c.id == moves.c.product_id)
        .scalar_subquery()
    )
    op.execute(moves.update().values(change=change, value=change * sa.func.coalesce(cost, 0)))
    op.drop_index("ix_stock_move_reached", "stock_move")
    op.create_index(
        "ix_stock_move_reached",
        "stock_move",
        ["product_id", "to_place_id", "quantity", "from_place_id"],
        sqlite_where=sa.text(f"to_place_id > X'{_LAST_OUTSIDE.hex()}'"),
    )
    op.create_index("ix_stock_move_valued", "stock_move", ["product_id", "at", "change", "value"])
    _find_what_was_not_sold()


def _find_what_was_not_sold() -> None:
    not_sold = sa.text("reason <> 'sale'")
    op.create_index(
        "ix_stock_move_not_sold",
        "stock_move",
        ["reason", "product_id", "at", "change", "from_place_id", "to_place_id", "cause_id"],
        sqlite_where=not_sold,
        postgresql_where=not_sold,
    )
    sold_in_kit = sa.text("cause_id IS NOT NULL AND reason = 'sale'")
    op.create_index(
        "ix_stock_move_sold_in_kit",
        "stock_move",
        ["cause_id", "at"],
        sqlite_where=sold_in_kit,
        postgresql_where=sold_in_kit,
    )


def _widen_others() -> None:
    for table, column in (
        ("product", sa.Column("kind", _KIND, server_default="article", nullable=False)),
        ("product", sa.Column("tracking", _TRACKING, server_default="none", nullable=False)),
        ("product_code", sa.Column("supplier_id", IdColumn(), nullable=True)),
        ("product_code", sa.Column("inner_id", IdColumn(), nullable=True)),
        ("order_line", sa.Column("kit_line_id", IdColumn(), nullable=True)),
        ("batch", sa.Column("delivery_id", IdColumn(), nullable=True)),
        ("batch", sa.Column("purchase_line_id", IdColumn(), nullable=True)),
        ("batch", sa.Column("lot_id", IdColumn(), nullable=True)),
        ("batch", sa.Column("card_cost_tenthousandths", sa.BigInteger(), nullable=True)),
        (
            "batch",
            sa.Column("landed_tenthousandths", sa.BigInteger(), server_default="0", nullable=False),
        ),
    ):
        op.add_column(table, column)
    op.create_index("ix_batch_delivery_id", "batch", ["delivery_id"])
    op.create_index("ix_batch_purchase_line_id", "batch", ["purchase_line_id"])


def _open_values() -> None:
    """What every article is worth follows from its moves, from the first day on."""
    op.execute(
        "INSERT INTO stock_value (product_id, quantity, value) "
        "SELECT product_id, SUM(change), SUM(value) FROM stock_move GROUP BY product_id"
    )


def _make_suppliers() -> None:
    """Give a card to every supplier that a receipt, an article or an invoice names."""
    names: dict[str, dict[str, str]] = {}
    bind = op.get_bind()
    for question in (
        "SELECT DISTINCT supplier_name, supplier_siren, supplier_vat FROM supplier_invoice",
        "SELECT DISTINCT supplier, '', '' FROM batch",
        "SELECT DISTINCT supplier, '', '' FROM product_law",
    ):
        for name, siren, vat in bind.execute(sa.text(question)):
            key = " ".join(folded(name).split())
            if key:
                names.setdefault(key, {"name": name, "siren": siren, "vat_number": vat})
    now = datetime.now(UTC)
    _insert(
        "supplier",
        [
            {
                "id": new_id(),
                **named,
                "key": key,
                **dict.fromkeys(_UNTOLD, ""),
                "address": json.dumps({}),
                "minimum": 0,
                "carriage": 0,
                "payment_days": 30,
                "month_end": False,
                "active": True,
                "changed_at": (now - datetime(1970, 1, 1, tzinfo=UTC)).days * 86_400_000_000,
            }
            for key, named in names.items()
        ],
    )


def _insert(table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in rows[0]]
        op.bulk_insert(sa.table(table, *columns), rows)


def _create_stock_count() -> None:
    op.create_table(
        "stock_count",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("location_id", IdColumn(), nullable=True),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "done",
                "cancelled",
                "undone",
                name="countstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("opened_at", UtcColumn(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("closed_at", UtcColumn(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_count")),
        sa.UniqueConstraint("number", name=op.f("uq_stock_count_number")),
        sa.UniqueConstraint("row", name=op.f("uq_stock_count_row")),
    )
    op.create_index("ix_stock_count_state", "stock_count", ["state"])


def _create_supplier() -> None:
    op.create_table(
        "supplier",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("other_keys", sa.Text(), nullable=False),
        sa.Column("siren", sa.Text(), nullable=False),
        sa.Column("vat_number", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("customer_number", sa.Text(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        sa.Column("minimum", MoneyColumn(), nullable=False),
        sa.Column("carriage", MoneyColumn(), nullable=False),
        sa.Column("free_carriage_from", MoneyColumn(), nullable=True),
        sa.Column("payment_days", sa.Integer(), nullable=False),
        sa.Column("month_end", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        sa.UniqueConstraint("key", name=op.f("uq_supplier_key")),
    )


def _create_purchase() -> None:
    op.create_table(
        "purchase",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("supplier_id", IdColumn(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "sent",
                "confirmed",
                "partial",
                "received",
                "closed",
                "cancelled",
                name="purchasestate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("supplier_reference", sa.Text(), nullable=False),
        sa.Column("carriage", MoneyColumn(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("deliver_to", sa.Text(), nullable=False),
        sa.Column("created_at", UtcColumn(), nullable=False),
        sa.Column("sent_at", UtcColumn(), nullable=True),
        sa.Column("closed_at", UtcColumn(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_purchase_supplier_id_supplier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase")),
        sa.UniqueConstraint("number", name=op.f("uq_purchase_number")),
        sa.UniqueConstraint("row", name=op.f("uq_purchase_row")),
    )
    op.create_index("ix_purchase_state_supplier_id", "purchase", ["state", "supplier_id"])


def _create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("supplier_id", IdColumn(), nullable=True),
        sa.Column("purchase_id", IdColumn(), nullable=True),
        sa.Column("location_id", IdColumn(), nullable=True),
        sa.Column("slip_number", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "closed", name="deliverystate", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("opened_at", UtcColumn(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("closed_at", UtcColumn(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_delivery_purchase_id_purchase")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_delivery_supplier_id_supplier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("number", name=op.f("uq_delivery_number")),
        sa.UniqueConstraint("row", name=op.f("uq_delivery_row")),
    )
    op.create_index("ix_delivery_purchase_id", "delivery", ["purchase_id"])
    op.create_index("ix_delivery_state_opened_at", "delivery", ["state", "opened_at"])


def _create_purchase_event() -> None:
    op.create_table(
        "purchase_event",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("purchase_id", IdColumn(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "sent",
                "confirmed",
                "changed",
                "received",
                "closed",
                "cancelled",
                name="purchaseeventkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_purchase_event_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_event")),
    )
    op.create_index("ix_purchase_event_purchase_id_at", "purchase_event", ["purchase_id", "at"])


def _create_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("supplier_id", IdColumn(), nullable=False),
        sa.Column("delivery_id", IdColumn(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "sent",
                "answered",
                "settled",
                "dropped",
                name="claimstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", UtcColumn(), nullable=False),
        sa.Column("sent_at", UtcColumn(), nullable=True),
        sa.Column("settled_at", UtcColumn(), nullable=True),
        sa.Column("settled_note", sa.Text(), nullable=False),
        sa.Column("credited", MoneyColumn(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_claim_delivery_id_delivery")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_claim_supplier_id_supplier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("number", name=op.f("uq_claim_number")),
        sa.UniqueConstraint("row", name=op.f("uq_claim_row")),
    )
    op.create_index("ix_claim_delivery_id", "claim", ["delivery_id"])
    op.create_index("ix_claim_supplier_id", "claim", ["supplier_id"])


def _create_cost_change() -> None:
    op.create_table(
        "cost_change",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("batch_id", IdColumn(), nullable=True),
        sa.Column("kept", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "invoice",
                "landed",
                "credit",
                "uncovered",
                "write_down",
                "first_cost",
                name="costreason",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("cause_id", IdColumn(), nullable=True),
        sa.Column("after_move", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_cost_change_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_change")),
        sa.UniqueConstraint("row", name=op.f("uq_cost_change_row")),
    )
    op.create_index("ix_cost_change_product_id_row", "cost_change", ["product_id", "row"])


def _create_count_entry() -> None:
    op.create_table(
        "count_entry",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("count_id", IdColumn(), nullable=False),
        sa.Column("place_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("lot_id", IdColumn(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("resets", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("after_move", sa.BigInteger(), nullable=False),
        sa.Column("in_parcels", sa.Text(), server_default="{}", nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("takes_back", IdColumn(), nullable=True),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["count_id"], ["stock_count.id"], name=op.f("fk_count_entry_count_id_stock_count")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_count_entry_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_count_entry_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_entry")),
        sa.UniqueConstraint("row", name=op.f("uq_count_entry_row")),
    )
    op.create_index(
        "ix_count_entry_count_id_place_id_product_id",
        "count_entry",
        ["count_id", "place_id", "product_id"],
    )


def _create_count_bin() -> None:
    op.create_table(
        "count_bin",
        sa.Column("count_id", IdColumn(), nullable=False),
        sa.Column("place_id", IdColumn(), nullable=False),
        sa.Column("closed_at", UtcColumn(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["count_id"], ["stock_count.id"], name=op.f("fk_count_bin_count_id_stock_count")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_count_bin_place_id_place")
        ),
        sa.PrimaryKeyConstraint("count_id", "place_id", name=op.f("pk_count_bin")),
    )


def _create_count_line() -> None:
    op.create_table(
        "count_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("count_id", IdColumn(), nullable=False),
        sa.Column("place_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("lot_id", IdColumn(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("unit_cost", sa.BigInteger(), nullable=True),
        sa.Column("move_id", IdColumn(), nullable=True),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["count_id"], ["stock_count.id"], name=op.f("fk_count_line_count_id_stock_count")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_count_line_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_count_line_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_line")),
    )
    op.create_index("ix_count_line_count_id", "count_line", ["count_id"])
    op.create_index("ix_count_line_product_id_at", "count_line", ["product_id", "at"])


def _create_delivery_scan() -> None:
    op.create_table(
        "delivery_scan",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("delivery_id", IdColumn(), nullable=False),
        sa.Column("scan_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("batch_id", IdColumn(), nullable=False),
        sa.Column("place_id", IdColumn(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("undone_at", UtcColumn(), nullable=True),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.CheckConstraint("units > 0", name=op.f("ck_delivery_scan_units_positive")),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_scan_delivery_id_delivery")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_delivery_scan_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_scan")),
        sa.UniqueConstraint("row", name=op.f("uq_delivery_scan_row")),
    )
    op.create_index("ix_delivery_scan_delivery_id_row", "delivery_scan", ["delivery_id", "row"])


def _create_delivery_charge() -> None:
    op.create_table(
        "delivery_charge",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("delivery_id", IdColumn(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column(
            "spread",
            sa.Enum("value", "units", "weight", name="spread", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_charge_delivery_id_delivery")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_charge")),
    )
    op.create_index("ix_delivery_charge_delivery_id", "delivery_charge", ["delivery_id"])


def _create_internal_code() -> None:
    op.create_table(
        "internal_code",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("made_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_internal_code_product_id_product")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_internal_code")),
        sa.UniqueConstraint("code", name=op.f("uq_internal_code_code")),
    )
    op.create_index("ix_internal_code_product_id", "internal_code", ["product_id"])


def _create_kit_part() -> None:
    op.create_table(
        "kit_part",
        sa.Column("kit_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_kit_part_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["kit_id"], ["product.id"], name=op.f("fk_kit_part_kit_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_kit_part_product_id_product")
        ),
        sa.PrimaryKeyConstraint("kit_id", "product_id", name=op.f("pk_kit_part")),
    )
    op.create_index("ix_kit_part_product_id", "kit_part", ["product_id"])


def _create_lot() -> None:
    op.create_table(
        "lot",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("expired_at", UtcColumn(), nullable=True),
        sa.Column("recalled_at", UtcColumn(), nullable=True),
        sa.Column("recall_note", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_lot_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot")),
        sa.UniqueConstraint("product_id", "number", name=op.f("uq_lot_product_id_number")),
    )
    op.create_index("ix_lot_expires_on", "lot", ["expires_on"])


def _create_purchase_line() -> None:
    op.create_table(
        "purchase_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("purchase_id", IdColumn(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("supplier_sku", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("pack_units", sa.Integer(), nullable=False),
        sa.Column("cost_tenthousandths", sa.BigInteger(), nullable=True),
        sa.Column("rebate_bp", sa.Integer(), nullable=False),
        sa.Column("confirmed_units", sa.Integer(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("given_up", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_purchase_line_quantity_positive")),
        sa.CheckConstraint("received >= 0", name=op.f("ck_purchase_line_received_positive")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_purchase_line_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_purchase_line_purchase_id_purchase")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_line")),
        sa.UniqueConstraint(
            "purchase_id", "position", name=op.f("uq_purchase_line_purchase_id_position")
        ),
    )
    op.create_index("ix_purchase_line_product_id", "purchase_line", ["product_id"])


def _create_sales_return() -> None:
    op.create_table(
        "sales_return",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("order_id", IdColumn(), nullable=True),
        sa.Column("customer_id", IdColumn(), nullable=True),
        sa.Column("customer_name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "withdrawal",
                "conformity",
                "exchange",
                "goodwill",
                "refused",
                "wrong_item",
                name="returnkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "declared",
                "received",
                "settled",
                "cancelled",
                name="returnstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("shop_id", IdColumn(), nullable=True),
        sa.Column("remote_key", sa.Text(), nullable=True),
        sa.Column("refund_key", sa.Text(), nullable=True),
        sa.Column("declared_at", UtcColumn(), nullable=False),
        sa.Column(
            "announced_by",
            sa.Enum(
                "email",
                "letter",
                "phone",
                "storefront",
                "in_person",
                name="announcedby",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("informed", sa.Boolean(), nullable=False),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("send_back_by", sa.Date(), nullable=True),
        sa.Column("received_at", UtcColumn(), nullable=True),
        sa.Column("sent_proof_at", UtcColumn(), nullable=True),
        sa.Column("refund_due_on", sa.Date(), nullable=True),
        sa.Column("settled_at", UtcColumn(), nullable=True),
        sa.Column("carriage_out", MoneyColumn(), nullable=False),
        sa.Column("carriage_back", MoneyColumn(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("credit_id", IdColumn(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_order.id"], name=op.f("fk_sales_return_order_id_sales_order")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shop.id"], name=op.f("fk_sales_return_shop_id_shop")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_return")),
        sa.UniqueConstraint("number", name=op.f("uq_sales_return_number")),
        sa.UniqueConstraint("row", name=op.f("uq_sales_return_row")),
        sa.UniqueConstraint(
            "shop_id", "refund_key", name=op.f("uq_sales_return_shop_id_refund_key")
        ),
        sa.UniqueConstraint(
            "shop_id", "remote_key", name=op.f("uq_sales_return_shop_id_remote_key")
        ),
    )
    op.create_index("ix_sales_return_order_id", "sales_return", ["order_id"])
    op.create_index(
        "ix_sales_return_state_refund_due_on", "sales_return", ["state", "refund_due_on"]
    )


def _create_stock_rule() -> None:
    op.create_table(
        "stock_rule",
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("location_id", IdColumn(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("minimum >= 0", name=op.f("ck_stock_rule_minimum_positive")),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_stock_rule_location_id_location")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_stock_rule_product_id_product")
        ),
        sa.PrimaryKeyConstraint("product_id", "location_id", name=op.f("pk_stock_rule")),
    )
    op.create_index("ix_stock_rule_location_id", "stock_rule", ["location_id"])


def _create_demand_estimate() -> None:
    op.create_table(
        "demand_estimate",
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("units >= 0", name=op.f("ck_demand_estimate_units_positive")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_demand_estimate_product_id_product")
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_demand_estimate")),
    )


def _create_stock_value() -> None:
    op.create_table(
        "stock_value",
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_stock_value_product_id_product")
        ),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_stock_value")),
    )


def _create_supplier_article() -> None:
    op.create_table(
        "supplier_article",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("supplier_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("supplier_sku", sa.Text(), nullable=False),
        sa.Column("pack_units", sa.Integer(), nullable=False),
        sa.Column("minimum_units", sa.Integer(), nullable=False),
        sa.Column("cost_tenthousandths", sa.BigInteger(), nullable=True),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("minimum_units > 0", name=op.f("ck_supplier_article_minimum_positive")),
        sa.CheckConstraint("pack_units > 0", name=op.f("ck_supplier_article_pack_positive")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_supplier_article_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_supplier_article_supplier_id_supplier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_article")),
        sa.UniqueConstraint(
            "supplier_id", "product_id", name=op.f("uq_supplier_article_supplier_id_product_id")
        ),
    )
    op.create_index("ix_supplier_article_product_id", "supplier_article", ["product_id"])


def _create_claim_line() -> None:
    op.create_table(
        "claim_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("claim_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("purchase_line_id", IdColumn(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "short",
                "over",
                "damaged",
                "wrong",
                "price",
                "expired",
                name="claimkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_claim_line_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_claim_line_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_claim_line_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_line")),
    )
    op.create_index("ix_claim_line_claim_id", "claim_line", ["claim_id"])


def _create_lot_level() -> None:
    op.create_table(
        "lot_level",
        sa.Column("lot_id", IdColumn(), nullable=False),
        sa.Column("place_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_lot_level_lot_id_lot")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_lot_level_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_lot_level_product_id_product")
        ),
        sa.PrimaryKeyConstraint("lot_id", "place_id", name=op.f("pk_lot_level")),
    )
    op.create_index("ix_lot_level_product_id", "lot_level", ["product_id"])


def _create_parcel_packaging() -> None:
    op.create_table(
        "parcel_packaging",
        sa.Column("parcel_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_parcel_packaging_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcel.id"], name=op.f("fk_parcel_packaging_parcel_id_parcel")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_parcel_packaging_product_id_product")
        ),
        sa.PrimaryKeyConstraint("parcel_id", "product_id", name=op.f("pk_parcel_packaging")),
    )


def _create_return_event() -> None:
    op.create_table(
        "return_event",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("return_id", IdColumn(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "declared",
                "received",
                "credited",
                "refunded",
                "replaced",
                "cancelled",
                "changed",
                name="returneventkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["return_id"], ["sales_return.id"], name=op.f("fk_return_event_return_id_sales_return")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_event")),
    )
    op.create_index("ix_return_event_return_id_at", "return_event", ["return_id", "at"])


def _create_sales_return_line() -> None:
    op.create_table(
        "sales_return_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("return_id", IdColumn(), nullable=False),
        sa.Column("order_line_id", IdColumn(), nullable=True),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column(
            "grade",
            sa.Enum(
                "resell",
                "second_choice",
                "repair",
                "supplier",
                "scrap",
                name="grade",
                native_enum=False,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("place_id", IdColumn(), nullable=True),
        sa.Column("lot_id", IdColumn(), nullable=True),
        sa.Column("refund", MoneyColumn(), nullable=False),
        sa.Column("write_down", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.CheckConstraint("expected >= 0", name=op.f("ck_sales_return_line_expected_positive")),
        sa.CheckConstraint("received >= 0", name=op.f("ck_sales_return_line_received_positive")),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name=op.f("fk_sales_return_line_order_line_id_order_line"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_sales_return_line_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["return_id"],
            ["sales_return.id"],
            name=op.f("fk_sales_return_line_return_id_sales_return"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_return_line")),
    )
    op.create_index("ix_sales_return_line_order_line_id", "sales_return_line", ["order_line_id"])
    op.create_index("ix_sales_return_line_product_id", "sales_return_line", ["product_id"])
    op.create_index("ix_sales_return_line_return_id", "sales_return_line", ["return_id"])


def _create_supplier_price() -> None:
    op.create_table(
        "supplier_price",
        sa.Column("article_id", IdColumn(), nullable=False),
        sa.Column("from_units", sa.Integer(), nullable=False),
        sa.Column("cost_tenthousandths", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["supplier_article.id"],
            name=op.f("fk_supplier_price_article_id_supplier_article"),
        ),
        sa.PrimaryKeyConstraint("article_id", "from_units", name=op.f("pk_supplier_price")),
    )


_TABLES = (
    _create_stock_count,
    _create_supplier,
    _create_purchase,
    _create_delivery,
    _create_purchase_event,
    _create_claim,
    _create_cost_change,
    _create_count_entry,
    _create_count_bin,
    _create_count_line,
    _create_delivery_charge,
    _create_delivery_scan,
    _create_internal_code,
    _create_kit_part,
    _create_lot,
    _create_purchase_line,
    _create_sales_return,
    _create_stock_rule,
    _create_demand_estimate,
    _create_stock_value,
    _create_supplier_article,
    _create_claim_line,
    _create_lot_level,
    _create_parcel_packaging,
    _create_return_event,
    _create_sales_return_line,
    _create_supplier_price,
)
