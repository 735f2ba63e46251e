"""What an import changes of products already known: fields, prices, codes."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.bulk import chunks, insert_rows, update_rows
from merchant_desk.database.column_types import to_micros
from merchant_desk.models.base import table
from merchant_desk.models.product import PriceChange, Product, ProductCode
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, new_ids
from merchant_desk.values.search_text import product_search_text

EVERY_CHANNEL, FROM_IMPORT = "all", "import"
FIELDS = (
    "name", "option_text", "family", "category", "price", "cost_tenthousandths", "rate_bp",
    "weight_g", "image_url", "active", "default_place_id",
)  # fmt: skip
_PRODUCT, _CODE, _PRICE = table(Product), table(ProductCode), table(PriceChange)
_PRICE_COLUMNS = ("id", "product_id", "channel", "price", "from_at", "learned_at", "source")

Values = Mapping[str, Any]


def change_products(
    session: Session, gesture: Gesture, changes: Mapping[ProductId, Values]
) -> None:
    """Write new values of products' fields, as columns store them, and tell the storefronts.

    A changed price is noted in the history; the first one noted is what it was before.
    """
    if not changes:
        return
    before = current_values(session, list(changes))
    rows = [
        (*(values.get(name, before[product_id][name]) for name in FIELDS), product_id)
        for product_id, values in changes.items()
    ]
    update_rows(session, _PRODUCT, FIELDS, rows)
    stamp = to_micros(gesture.at)
    update_rows(session, _PRODUCT, ("changed_at",), [(stamp, each) for each in changes])
    priced = {
        product_id: (before[product_id], int(values["price"]))
        for product_id, values in changes.items()
        if values.get("price", before[product_id]["price"]) != before[product_id]["price"]
    }
    _note_prices(session, gesture, priced)
    queue_state(session, gesture, "price", list(priced))


def current_values(
    session: Session, product_ids: Sequence[ProductId]
) -> dict[ProductId, dict[str, Any]]:
    """Return the fields of products as columns store them."""
    found: dict[ProductId, dict[str, Any]] = {}
    for some in chunks(product_ids):
        for row in session.execute(select(_PRODUCT).where(_PRODUCT.c.id.in_(some))).mappings():
            values = {name: row[name] for name in (*FIELDS, "created_at", "import_id", "sku")}
            values["price"] = row["price"].cents
            found[ProductId(row["id"])] = values
    return found


def index_again(session: Session, product_ids: Sequence[ProductId]) -> None:
    """Make search find products by what they are now called and scanned by."""
    codes: dict[bytes, list[str]] = {}
    rows: list[tuple[str, bytes]] = []
    for some in chunks(product_ids):
        for code, product_id in session.execute(
            select(_CODE.c.code, _CODE.c.product_id).where(_CODE.c.product_id.in_(some))
        ):
            codes.setdefault(product_id, []).append(code)
        names = select(_PRODUCT.c.id, _PRODUCT.c.name, _PRODUCT.c.option_text, _PRODUCT.c.sku)
        rows.extend(
            (product_search_text(name, option, sku, codes.get(product_id, ())), product_id)
            for product_id, name, option, sku in session.execute(
                names.where(_PRODUCT.c.id.in_(some))
            )
        )
    update_rows(session, _PRODUCT, ("search_text",), rows)


def _note_prices(
    session: Session, gesture: Gesture, priced: Mapping[ProductId, tuple[Values, int]]
) -> None:
    """Note new prices; products that an import made have their first price noted only now."""
    noted: set[ProductId] = set()
    for some in chunks(priced):
        noted.update(
            session.execute(
                select(_PRICE.c.product_id).where(_PRICE.c.product_id.in_(some)).distinct()
            ).scalars()
        )
    now = to_micros(gesture.at)
    facts: list[tuple[ProductId, int, int]] = []
    for product_id, (before, price) in priced.items():
        if product_id not in noted:
            facts.append((product_id, before["price"], to_micros(before["created_at"])))
        facts.append((product_id, price, now))
    insert_rows(
        session,
        _PRICE,
        _PRICE_COLUMNS,
        [
            (identifier, product_id, EVERY_CHANNEL, price, since, since, FROM_IMPORT)
            for identifier, (product_id, price, since) in zip(
                new_ids(len(facts)), facts, strict=True
            )
        ],
    )
    from merchant_desk.operations.keep_sale_prices import (  # noqa: PLC0415 - no start waits for it
        keep_sale_prices,
    )

    keep_sale_prices(session, gesture, list(priced))
