"""The list of products is read in its own order, not sorted at every key of a search."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index what is for sale in the order of the list; nothing asked for the index of names.

    Like the full-text indexes, SQLite's alone: PostgreSQL refuses a row whose indexed text is
    longer than a third of a page, and a product may hold that many codes.
    """
    op.drop_index("ix_product_name", "product")
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("ix_product_listed", "product", ["active", "search_text", "row"])
