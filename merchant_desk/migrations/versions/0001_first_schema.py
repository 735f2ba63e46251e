"""The first schema: products, stock, orders, parcels, invoices, storefronts."""

import sqlalchemy as sa
from alembic import op

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPEND_ONLY = (
    "stock_move",
    "payment",
    "invoice",
    "invoice_line",
    "invoice_rate",
    "parcel_scan",
    "price_change",
    "order_event",
)
_OUTSIDE = (
    ("00000000000070008000000000000001", "supplier", "Fournisseur"),
    ("00000000000070008000000000000002", "customer", "Client"),
    ("00000000000070008000000000000003", "adjustment", "Inventaire"),
    ("00000000000070008000000000000004", "opening", "Stock d’ouverture"),
)


def _create_catalogue_import() -> None:
    op.create_table(
        "catalogue_import",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column("created_count", sa.Integer(), nullable=False),
        sa.Column("changed_count", sa.Integer(), nullable=False),
        sa.Column("refused_count", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("undone_at", UtcColumn(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_import")),
    )


def _create_location() -> None:
    op.create_table(
        "location",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("name", name=op.f("uq_location_name")),
    )


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name", name=op.f("uq_person_name")),
    )


def _create_setting() -> None:
    op.create_table(
        "setting",
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("station", "key", name=op.f("pk_setting")),
    )


def _create_shop() -> None:
    op.create_table(
        "shop",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("key_hint", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column(
            "stock_master",
            sa.Enum("undecided", "desk", "shop", name="master", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column(
            "price_master",
            sa.Enum("undecided", "desk", "shop", name="master", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("opening_taken_at", UtcColumn(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("added_at", UtcColumn(), nullable=False),
        sa.Column("last_pull_at", UtcColumn(), nullable=True),
        sa.Column("last_push_at", UtcColumn(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("problem_advice", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop")),
        sa.UniqueConstraint("name", name=op.f("uq_shop_name")),
    )


def _create_shop_profile() -> None:
    op.create_table(
        "shop_profile",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column(
            "vat_treatment",
            sa.Enum(
                "normal",
                "franchise",
                "intra_eu",
                "export",
                "reverse_charge",
                "second_hand",
                "art",
                "collectors",
                "out_of_scope",
                "oss",
                name="vattreatment",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_profile")),
    )


def _create_station() -> None:
    op.create_table(
        "station",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("created_at", UtcColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
        sa.UniqueConstraint("letter", name=op.f("uq_station_letter")),
    )


def _create_wave() -> None:
    op.create_table(
        "wave",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave")),
        sa.UniqueConstraint("number", name=op.f("uq_wave_number")),
    )


def _create_cursor() -> None:
    op.create_table(
        "cursor",
        sa.Column("shop_id", IdColumn(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("moved_at", UtcColumn(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_cursor_shop_id_shop")),
        sa.PrimaryKeyConstraint("shop_id", "kind", name=op.f("pk_cursor")),
    )


def _create_customer() -> None:
    op.create_table(
        "customer",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("shop_id", IdColumn(), nullable=True),
        sa.Column("remote_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("siren", sa.Text(), nullable=False),
        sa.Column("vat_number", sa.Text(), nullable=False),
        sa.Column("created_at", UtcColumn(), nullable=False),
        sa.Column("last_activity_at", UtcColumn(), nullable=False),
        sa.Column("marketing_consent_at", UtcColumn(), nullable=True),
        sa.Column("erasure_asked_at", UtcColumn(), nullable=True),
        sa.Column("erased_at", UtcColumn(), nullable=True),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_customer_shop_id_shop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("shop_id", "remote_id", name=op.f("uq_customer_shop_id_remote_id")),
    )
    op.create_index(op.f("ix_customer_email"), "customer", ["email"], unique=False)


def _create_invoice_series() -> None:
    op.create_table(
        "invoice_series",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "invoice",
                "credit_note",
                "corrected",
                name="invoicekind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("last_counter", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_invoice_series_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_series")),
        sa.UniqueConstraint("prefix", name=op.f("uq_invoice_series_prefix")),
        sa.UniqueConstraint(
            "station_id", "kind", "year", name=op.f("uq_invoice_series_station_id_kind_year")
        ),
    )


def _create_outbox_message() -> None:
    op.create_table(
        "outbox_message",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("shop_id", IdColumn(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("state", "event", name="messagemode", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("state_key", sa.Text(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "sent",
                "parked",
                "dropped",
                name="messagestate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", UtcColumn(), nullable=False),
        sa.Column("created_at", UtcColumn(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("sent_at", UtcColumn(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_message_attempts_positive")),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shop.id"], name=op.f("fk_outbox_message_shop_id_shop")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("row", name=op.f("uq_outbox_message_row")),
        sa.UniqueConstraint("state_key", name=op.f("uq_outbox_message_state_key")),
    )
    op.create_index(
        "ix_outbox_message_shop_id_subject", "outbox_message", ["shop_id", "subject"], unique=False
    )
    op.create_index(
        "ix_outbox_message_state_next_attempt_at",
        "outbox_message",
        ["state", "next_attempt_at"],
        unique=False,
    )


def _create_place() -> None:
    op.create_table(
        "place",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("location_id", IdColumn(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "bin",
                "supplier",
                "customer",
                "adjustment",
                "opening",
                name="placekind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("walk_order", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_place_location_id_location")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("location_id", "code", name=op.f("uq_place_location_id_code")),
    )


def _create_print_job() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "picking",
                "packing",
                "invoice",
                "label",
                "test_page",
                name="documentkind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "printing",
                "doubtful",
                "printed",
                "cancelled",
                name="printstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("printed_at", UtcColumn(), nullable=True),
        sa.Column("printed_on", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_print_job_station_id_station")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
        sa.UniqueConstraint("row", name=op.f("uq_print_job_row")),
    )
    op.create_index(
        "ix_print_job_state_station_id", "print_job", ["state", "station_id"], unique=False
    )


def _create_remote_record() -> None:
    op.create_table(
        "remote_record",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("shop_id", IdColumn(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "applied",
                "parked",
                "discarded",
                name="recordstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "trouble",
            sa.Enum("refused", "bug", name="trouble", native_enum=False, length=24),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("received_at", UtcColumn(), nullable=False),
        sa.Column("applied_at", UtcColumn(), nullable=True),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shop.id"], name=op.f("fk_remote_record_shop_id_shop")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remote_record")),
        sa.UniqueConstraint("row", name=op.f("uq_remote_record_row")),
        sa.UniqueConstraint(
            "shop_id",
            "kind",
            "remote_id",
            "version",
            name=op.f("uq_remote_record_shop_id_kind_remote_id_version"),
        ),
    )
    op.create_index("ix_remote_record_state_row", "remote_record", ["state", "row"], unique=False)


def _create_sweep() -> None:
    op.create_table(
        "sweep",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("shop_id", IdColumn(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_sweep_shop_id_shop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sweep")),
    )


def _create_product() -> None:
    op.create_table(
        "product",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("option_text", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("price", MoneyColumn(), nullable=False),
        sa.Column("cost_tenthousandths", sa.BigInteger(), nullable=True),
        sa.Column("rate_bp", sa.Integer(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("image_url", sa.Text(), nullable=False),
        sa.Column("default_place_id", IdColumn(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("stocked", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", UtcColumn(), nullable=False),
        sa.Column("changed_at", UtcColumn(), nullable=False),
        sa.Column("import_id", IdColumn(), nullable=True),
        sa.CheckConstraint("price >= 0", name=op.f("ck_product_price_positive")),
        sa.CheckConstraint(
            "rate_bp BETWEEN 0 AND 10000", name=op.f("ck_product_rate_is_a_percentage")
        ),
        sa.ForeignKeyConstraint(
            ["default_place_id"], ["place.id"], name=op.f("fk_product_default_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("row", name=op.f("uq_product_row")),
        sa.UniqueConstraint("sku", name=op.f("uq_product_sku")),
    )
    op.create_index(op.f("ix_product_import_id"), "product", ["import_id"], unique=False)
    op.create_index(op.f("ix_product_name"), "product", ["name"], unique=False)


def _create_sales_order() -> None:
    op.create_table(
        "sales_order",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("shop_id", IdColumn(), nullable=True),
        sa.Column("remote_id", sa.Text(), nullable=True),
        sa.Column("remote_modified_at", UtcColumn(), nullable=True),
        sa.Column("remote_state_word", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("slip_code", sa.Text(), nullable=False),
        sa.Column("customer_id", IdColumn(), nullable=False),
        sa.Column("customer_name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("siren", sa.Text(), nullable=False),
        sa.Column("vat_number", sa.Text(), nullable=False),
        sa.Column("tax_countries", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "unpaid",
                "held",
                "to_prepare",
                "preparing",
                "partial",
                "shipped",
                "cancelled",
                name="orderstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "payment_state",
            sa.Enum(
                "pending",
                "paid",
                "partly_refunded",
                "refunded",
                name="paymentstate",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("payment_means", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column(
            "delivery",
            sa.Enum(
                "home",
                "relay",
                "collect",
                "reserved",
                "none",
                name="delivery",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("relay_id", sa.Text(), nullable=False),
        sa.Column("pickup_slot", sa.Text(), nullable=False),
        sa.Column("billing", sa.Text(), nullable=False),
        sa.Column("shipping", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("gift_note", sa.Text(), nullable=False),
        sa.Column("coupon_codes", sa.Text(), nullable=False),
        sa.Column("placed_at", UtcColumn(), nullable=False),
        sa.Column("paid_at", UtcColumn(), nullable=True),
        sa.Column("ship_by_at", UtcColumn(), nullable=False),
        sa.Column("total", MoneyColumn(), nullable=False),
        sa.Column("article_count", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("blocked_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_sales_order_customer_id_customer")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_sales_order_shop_id_shop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_order")),
        sa.UniqueConstraint("row", name=op.f("uq_sales_order_row")),
        sa.UniqueConstraint("shop_id", "remote_id", name=op.f("uq_sales_order_shop_id_remote_id")),
        sa.UniqueConstraint("slip_code", name=op.f("uq_sales_order_slip_code")),
    )
    op.create_index(
        op.f("ix_sales_order_customer_id"), "sales_order", ["customer_id"], unique=False
    )
    op.create_index(op.f("ix_sales_order_number"), "sales_order", ["number"], unique=False)
    op.create_index("ix_sales_order_placed_at", "sales_order", ["placed_at"], unique=False)
    op.create_index(
        "ix_sales_order_state_blocked_reason",
        "sales_order",
        ["state", "blocked_reason"],
        unique=False,
    )
    op.create_index(
        "ix_sales_order_state_placed_at", "sales_order", ["state", "placed_at"], unique=False
    )
    op.create_index(
        "ix_sales_order_state_ship_by_at", "sales_order", ["state", "ship_by_at"], unique=False
    )


def _create_conflict() -> None:
    op.create_table(
        "conflict",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("shop_id", IdColumn(), nullable=False),
        sa.Column("order_id", IdColumn(), nullable=True),
        sa.Column("product_id", IdColumn(), nullable=True),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("desk_value", sa.Text(), nullable=False),
        sa.Column("shop_value", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "kept_desk", "took_shop", name="conflictstate", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("settled_at", UtcColumn(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_order.id"], name=op.f("fk_conflict_order_id_sales_order")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_conflict_product_id_product")
        ),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_conflict_shop_id_shop")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    op.create_index(op.f("ix_conflict_order_id"), "conflict", ["order_id"], unique=False)
    op.create_index(op.f("ix_conflict_state"), "conflict", ["state"], unique=False)


def _create_order_event() -> None:
    op.create_table(
        "order_event",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("order_id", IdColumn(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "held",
                "released",
                "linked",
                "reprinted",
                name="ordereventkind",
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
            ["order_id"], ["sales_order.id"], name=op.f("fk_order_event_order_id_sales_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_event")),
    )
    op.create_index("ix_order_event_order_id_at", "order_event", ["order_id", "at"], unique=False)


def _create_order_line() -> None:
    op.create_table(
        "order_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("order_id", IdColumn(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("product", "shipping", "fee", name="linekind", native_enum=False, length=24),
            nullable=False,
        ),
        sa.Column("product_id", IdColumn(), nullable=True),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("option_text", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("shipped", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("total", MoneyColumn(), nullable=False),
        sa.Column("discount", MoneyColumn(), nullable=False),
        sa.Column("refunded", MoneyColumn(), nullable=False),
        sa.Column("rate_bp", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cancelled BETWEEN 0 AND quantity", name=op.f("ck_order_line_cancelled_le_quantity")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_line_quantity_positive")),
        sa.CheckConstraint(
            "shipped BETWEEN 0 AND quantity", name=op.f("ck_order_line_shipped_le_quantity")
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_order.id"], name=op.f("fk_order_line_order_id_sales_order")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_order_line_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
        sa.UniqueConstraint("order_id", "position", name=op.f("uq_order_line_order_id_position")),
    )
    op.create_index(op.f("ix_order_line_product_id"), "order_line", ["product_id"], unique=False)


def _create_parcel() -> None:
    op.create_table(
        "parcel",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("order_id", IdColumn(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open", "closed", "cancelled", name="parcelstate", native_enum=False, length=24
            ),
            nullable=False,
        ),
        sa.Column("opened_at", UtcColumn(), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column("closed_at", UtcColumn(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("tracking", sa.Text(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_order.id"], name=op.f("fk_parcel_order_id_sales_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel")),
        sa.UniqueConstraint("order_id", "number", name=op.f("uq_parcel_order_id_number")),
    )
    op.create_index("ix_parcel_state", "parcel", ["state"], unique=False)
    op.create_index("ix_parcel_tracking", "parcel", ["tracking"], unique=False)


def _create_payment() -> None:
    op.create_table(
        "payment",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("order_id", IdColumn(), nullable=False),
        sa.Column("amount", MoneyColumn(), nullable=False),
        sa.Column("means", sa.Text(), nullable=False),
        sa.Column("remote_key", sa.Text(), nullable=False),
        sa.Column("paid_at", UtcColumn(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_order.id"], name=op.f("fk_payment_order_id_sales_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("order_id", "remote_key", name=op.f("uq_payment_order_id_remote_key")),
    )


def _create_price_change() -> None:
    op.create_table(
        "price_change",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("price", MoneyColumn(), nullable=False),
        sa.Column("from_at", UtcColumn(), nullable=False),
        sa.Column("learned_at", UtcColumn(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_price_change_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_change")),
    )
    op.create_index(
        "ix_price_change_product_id_from_at",
        "price_change",
        ["product_id", "from_at"],
        unique=False,
    )


def _create_product_code() -> None:
    op.create_table(
        "product_code",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "ean",
                "carton",
                "internal",
                "supplier",
                "sku",
                name="codekind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("import_id", IdColumn(), nullable=True),
        sa.CheckConstraint("units > 0", name=op.f("ck_product_code_units_positive")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_product_code_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_code")),
        sa.UniqueConstraint("code", "product_id", name=op.f("uq_product_code_code_product_id")),
    )
    op.create_index(op.f("ix_product_code_import_id"), "product_code", ["import_id"], unique=False)
    op.create_index("ix_product_code_product_id", "product_code", ["product_id"], unique=False)


def _create_shop_product() -> None:
    op.create_table(
        "shop_product",
        sa.Column("shop_id", IdColumn(), nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("parent_remote_id", sa.Text(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("stock_seen", sa.Integer(), nullable=True),
        sa.Column("stock_seen_at", UtcColumn(), nullable=True),
        sa.Column("gone_at", UtcColumn(), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_shop_product_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shop.id"], name=op.f("fk_shop_product_shop_id_shop")
        ),
        sa.PrimaryKeyConstraint("shop_id", "remote_id", name=op.f("pk_shop_product")),
        sa.UniqueConstraint(
            "shop_id", "product_id", name=op.f("uq_shop_product_shop_id_product_id")
        ),
    )
    op.create_index(
        op.f("ix_shop_product_product_id"), "shop_product", ["product_id"], unique=False
    )


def _create_stock_level() -> None:
    op.create_table(
        "stock_level",
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("place_id", IdColumn(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_stock_level_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_stock_level_product_id_product")
        ),
        sa.PrimaryKeyConstraint("product_id", "place_id", name=op.f("pk_stock_level")),
    )
    op.create_index(op.f("ix_stock_level_place_id"), "stock_level", ["place_id"], unique=False)


def _create_stock_move() -> None:
    op.create_table(
        "stock_move",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("row", sa.BigInteger(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("from_place_id", IdColumn(), nullable=False),
        sa.Column("to_place_id", IdColumn(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "opening",
                "sale",
                "count",
                "loss",
                "breakage",
                "theft",
                "found",
                "receipt",
                "transfer",
                "return",
                "import",
                "correction",
                name="movereason",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("parcel_id", IdColumn(), nullable=True),
        sa.Column("import_id", IdColumn(), nullable=True),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.CheckConstraint("from_place_id <> to_place_id", name=op.f("ck_stock_move_really_moves")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_stock_move_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["from_place_id"], ["place.id"], name=op.f("fk_stock_move_from_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_stock_move_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["to_place_id"], ["place.id"], name=op.f("fk_stock_move_to_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_move")),
        sa.UniqueConstraint("row", name=op.f("uq_stock_move_row")),
    )
    op.create_index(op.f("ix_stock_move_parcel_id"), "stock_move", ["parcel_id"], unique=False)
    op.create_index(
        "ix_stock_move_product_id_row", "stock_move", ["product_id", "row"], unique=False
    )
    op.create_index(
        "ix_stock_move_proof",
        "stock_move",
        ["product_id", "from_place_id", "to_place_id", "quantity"],
        unique=False,
    )


def _create_wave_order() -> None:
    op.create_table(
        "wave_order",
        sa.Column("wave_id", IdColumn(), nullable=False),
        sa.Column("order_id", IdColumn(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_order.id"], name=op.f("fk_wave_order_order_id_sales_order")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_wave_order_wave_id_wave")),
        sa.PrimaryKeyConstraint("wave_id", "order_id", name=op.f("pk_wave_order")),
        sa.UniqueConstraint("wave_id", "position", name=op.f("uq_wave_order_wave_id_position")),
    )
    op.create_index(op.f("ix_wave_order_order_id"), "wave_order", ["order_id"], unique=False)


def _create_wave_pick() -> None:
    op.create_table(
        "wave_pick",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("wave_id", IdColumn(), nullable=False),
        sa.Column("order_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("place_id", IdColumn(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_order.id"], name=op.f("fk_wave_pick_order_id_sales_order")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_wave_pick_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_wave_pick_product_id_product")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["wave.id"], name=op.f("fk_wave_pick_wave_id_wave")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wave_pick")),
    )
    op.create_index(op.f("ix_wave_pick_wave_id"), "wave_pick", ["wave_id"], unique=False)


def _create_invoice() -> None:
    op.create_table(
        "invoice",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("series_id", IdColumn(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "invoice",
                "credit_note",
                "corrected",
                name="invoicekind",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("order_id", IdColumn(), nullable=False),
        sa.Column("parcel_id", IdColumn(), nullable=True),
        sa.Column("parcel_number", sa.Integer(), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=False),
        sa.Column("delivery_date", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("issued_at", UtcColumn(), nullable=False),
        sa.Column("seller", sa.Text(), nullable=False),
        sa.Column("buyer", sa.Text(), nullable=False),
        sa.Column("delivery_address", sa.Text(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("payments", sa.Text(), nullable=False),
        sa.Column("net_total", MoneyColumn(), nullable=False),
        sa.Column("vat_total", MoneyColumn(), nullable=False),
        sa.Column("total", MoneyColumn(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["sales_order.id"], name=op.f("fk_invoice_order_id_sales_order")
        ),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcel.id"], name=op.f("fk_invoice_parcel_id_parcel")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["invoice_series.id"], name=op.f("fk_invoice_series_id_invoice_series")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        sa.UniqueConstraint("number", name=op.f("uq_invoice_number")),
        sa.UniqueConstraint("parcel_id", "kind", name=op.f("uq_invoice_parcel_id_kind")),
        sa.UniqueConstraint("series_id", "counter", name=op.f("uq_invoice_series_id_counter")),
    )
    op.create_index("ix_invoice_order_id", "invoice", ["order_id"], unique=False)


def _create_parcel_line() -> None:
    op.create_table(
        "parcel_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("parcel_id", IdColumn(), nullable=False),
        sa.Column("order_line_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("packed", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "packed BETWEEN 0 AND wanted", name=op.f("ck_parcel_line_packed_le_wanted")
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name=op.f("fk_parcel_line_order_line_id_order_line"),
        ),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcel.id"], name=op.f("fk_parcel_line_parcel_id_parcel")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_parcel_line_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel_line")),
        sa.UniqueConstraint(
            "parcel_id", "order_line_id", name=op.f("uq_parcel_line_parcel_id_order_line_id")
        ),
    )


def _create_pick_allocation() -> None:
    op.create_table(
        "pick_allocation",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("order_line_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("place_id", IdColumn(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("wave_id", IdColumn(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_pick_allocation_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name=op.f("fk_pick_allocation_order_line_id_order_line"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_pick_allocation_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_pick_allocation_product_id_product")
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["wave.id"], name=op.f("fk_pick_allocation_wave_id_wave")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_allocation")),
        sa.UniqueConstraint(
            "order_line_id", "place_id", name=op.f("uq_pick_allocation_order_line_id_place_id")
        ),
    )
    op.create_index(
        op.f("ix_pick_allocation_product_id"), "pick_allocation", ["product_id"], unique=False
    )


def _create_reservation() -> None:
    op.create_table(
        "reservation",
        sa.Column("order_line_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_reservation_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name=op.f("fk_reservation_order_line_id_order_line"),
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_reservation_product_id_product")
        ),
        sa.PrimaryKeyConstraint("order_line_id", name=op.f("pk_reservation")),
    )
    op.create_index(op.f("ix_reservation_product_id"), "reservation", ["product_id"], unique=False)


def _create_shortage() -> None:
    op.create_table(
        "shortage",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("parcel_id", IdColumn(), nullable=False),
        sa.Column("order_line_id", IdColumn(), nullable=False),
        sa.Column("product_id", IdColumn(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.Column("settled_at", UtcColumn(), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_line_id"], ["order_line.id"], name=op.f("fk_shortage_order_line_id_order_line")
        ),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcel.id"], name=op.f("fk_shortage_parcel_id_parcel")
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_shortage_product_id_product")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortage")),
    )
    op.create_index(op.f("ix_shortage_product_id"), "shortage", ["product_id"], unique=False)


def _create_invoice_line() -> None:
    op.create_table(
        "invoice_line",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("invoice_id", IdColumn(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("order_line_id", IdColumn(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("option_text", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("rate_bp", sa.Integer(), nullable=False),
        sa.Column(
            "treatment",
            sa.Enum(
                "normal",
                "franchise",
                "intra_eu",
                "export",
                "reverse_charge",
                "second_hand",
                "art",
                "collectors",
                "out_of_scope",
                "oss",
                name="vattreatment",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("net", MoneyColumn(), nullable=False),
        sa.Column("total", MoneyColumn(), nullable=False),
        sa.Column("discount", MoneyColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_line_invoice_id_invoice")
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["order_line.id"],
            name=op.f("fk_invoice_line_order_line_id_order_line"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice_line")),
        sa.UniqueConstraint(
            "invoice_id", "position", name=op.f("uq_invoice_line_invoice_id_position")
        ),
    )


def _create_invoice_rate() -> None:
    op.create_table(
        "invoice_rate",
        sa.Column("invoice_id", IdColumn(), nullable=False),
        sa.Column("rate_bp", sa.Integer(), nullable=False),
        sa.Column(
            "treatment",
            sa.Enum(
                "normal",
                "franchise",
                "intra_eu",
                "export",
                "reverse_charge",
                "second_hand",
                "art",
                "collectors",
                "out_of_scope",
                "oss",
                name="vattreatment",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("base", MoneyColumn(), nullable=False),
        sa.Column("vat", MoneyColumn(), nullable=False),
        sa.Column("total", MoneyColumn(), nullable=False),
        sa.CheckConstraint("rate_bp >= 0", name=op.f("ck_invoice_rate_rate_positive")),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoice.id"], name=op.f("fk_invoice_rate_invoice_id_invoice")
        ),
        sa.PrimaryKeyConstraint("invoice_id", "rate_bp", "treatment", name=op.f("pk_invoice_rate")),
    )


def _create_parcel_scan() -> None:
    op.create_table(
        "parcel_scan",
        sa.Column("id", IdColumn(), nullable=False),
        sa.Column("parcel_id", IdColumn(), nullable=False),
        sa.Column("parcel_line_id", IdColumn(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "added",
                "wrong",
                "too_many",
                "unknown",
                "ambiguous",
                "taken_back",
                "missing",
                name="scanoutcome",
                native_enum=False,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("takes_back", IdColumn(), nullable=True),
        sa.Column("lot", sa.Text(), nullable=False),
        sa.Column("expiry", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("at", UtcColumn(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("station_id", IdColumn(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["parcel.id"], name=op.f("fk_parcel_scan_parcel_id_parcel")
        ),
        sa.ForeignKeyConstraint(
            ["parcel_line_id"],
            ["parcel_line.id"],
            name=op.f("fk_parcel_scan_parcel_line_id_parcel_line"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel_scan")),
    )
    op.create_index("ix_parcel_scan_parcel_id_at", "parcel_scan", ["parcel_id", "at"], unique=False)


_TABLES = (
    _create_catalogue_import,
    _create_location,
    _create_person,
    _create_setting,
    _create_shop,
    _create_shop_profile,
    _create_station,
    _create_wave,
    _create_cursor,
    _create_customer,
    _create_invoice_series,
    _create_outbox_message,
    _create_place,
    _create_print_job,
    _create_remote_record,
    _create_sweep,
    _create_product,
    _create_sales_order,
    _create_conflict,
    _create_order_event,
    _create_order_line,
    _create_parcel,
    _create_payment,
    _create_price_change,
    _create_product_code,
    _create_shop_product,
    _create_stock_level,
    _create_stock_move,
    _create_wave_order,
    _create_wave_pick,
    _create_invoice,
    _create_parcel_line,
    _create_pick_allocation,
    _create_reservation,
    _create_shortage,
    _create_invoice_line,
    _create_invoice_rate,
    _create_parcel_scan,
)


def _refuse_changes_on_sqlite(table: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _refuse_changes_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _prepare_postgresql() -> None:
    op.execute("CREATE SEQUENCE row_counter")
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )


def _index_words(table: str) -> None:
    """Keep two full-text indexes of ``search_text``: words for short starts, trigrams for inside.

    SQLite before 3.45 cannot fold accents for trigrams, so the column is folded beforehand.
    """
    for name, options in (
        (f"{table}_word", "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'"),
        (f"{table}_trigram", "tokenize='trigram'"),
    ):
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(search_text, content='{table}', "
            f"content_rowid='row', {options})"
        )
    added = "".join(
        f"INSERT INTO {table}_{kind}(rowid, search_text) "  # noqa: S608 - names from this file
        "VALUES (new.row, new.search_text); "
        for kind in ("word", "trigram")
    )
    gone = "".join(
        f"INSERT INTO {table}_{kind}"  # noqa: S608 - names from this file
        f"({table}_{kind}, rowid, search_text) "
        "VALUES ('delete', old.row, old.search_text); "
        for kind in ("word", "trigram")
    )
    op.execute(f"CREATE TRIGGER {table}_indexed AFTER INSERT ON {table} BEGIN {added} END")
    op.execute(f"CREATE TRIGGER {table}_unindexed AFTER DELETE ON {table} BEGIN {gone} END")
    op.execute(
        f"CREATE TRIGGER {table}_reindexed AFTER UPDATE OF search_text ON {table} "
        f"WHEN old.search_text <> new.search_text BEGIN {gone} {added} END"
    )


def upgrade() -> None:
    """Go from an empty database to this schema."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for create in _TABLES:
        create()
    if not sqlite:
        _prepare_postgresql()
    for table in _APPEND_ONLY:
        (_refuse_changes_on_sqlite if sqlite else _refuse_changes_on_postgresql)(table)
    if sqlite:
        _index_words("product")
        _index_words("sales_order")
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
            {"id": bytes.fromhex(number), "kind": kind, "code": code, "walk_order": ""}
            for number, kind, code in _OUTSIDE
        ],
    )
