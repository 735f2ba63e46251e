"""What the page of the day counts of promotions, receipts, returns, levels and lots."""

from sqlalchemy import Boolean, Date, Integer, Text, column, table

from merchant_desk.database.column_types import IdColumn, UtcColumn

PROMOTIONS = table(
    "promotion",
    column("id", IdColumn()),
    column("title", Text()),
    column("kind", Text()),
    column("state", Text()),
    column("starts_at", UtcColumn()),
    column("ends_at", UtcColumn()),
)
PROMOTION_LINES = table(
    "promotion_line", column("promotion_id", IdColumn()), column("product_id", IdColumn())
)
BATCHES = table(
    "batch",
    column("product_id", IdColumn()),
    column("quantity", Integer()),
    column("quarantined", Boolean()),
)
RETURNS = table("sales_return", column("state", Text()), column("refund_due_on", Date()))
STOCK_RULES = table(
    "stock_rule",
    column("product_id", IdColumn()),
    column("location_id", IdColumn()),
    column("minimum", Integer()),
)
LOTS = table(
    "lot",
    column("id", IdColumn()),
    column("expired_at", UtcColumn()),
    column("recalled_at", UtcColumn()),
)
LOT_LEVELS = table(
    "lot_level",
    column("lot_id", IdColumn()),
    column("product_id", IdColumn()),
    column("quantity", Integer()),
)
