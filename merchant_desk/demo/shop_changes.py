"""What WooCommerce does when a product or an order is written, oddities included."""

from collections.abc import Mapping
from datetime import UTC, datetime

from merchant_desk.demo.shop_answers import invalid_id, refusal
from merchant_desk.demo.shop_money import cents
from merchant_desk.demo.shop_records import Json, gmt, local, touch
from merchant_desk.demo.shop_state import ShopState
from merchant_desk.values.clock import PARIS

_PLAIN = (
    "name", "status", "manage_stock", "global_unique_id", "weight", "description", "tax_class",
)  # fmt: skip
_DATES = ("date_on_sale_from", "date_on_sale_to")


def change_product(state: ShopState, record: Json, written: Mapping[str, object]) -> Json:
    """Write a product or variation."""
    _refuse_double_sku(state, record, written)
    for name in (*_PLAIN, "sku"):
        if name in written:
            record[name] = written[name]
    if "stock_quantity" in written:
        state.set_stock(record, _int(written["stock_quantity"]))
    if "inventory_delta" in written:
        state.move_stock(record, _int(written["inventory_delta"]))
    meta = written.get("meta_data")
    if isinstance(meta, list):
        state.write_meta(record, meta)
    _write_dates(record, written)
    for name in ("regular_price", "sale_price"):
        if name in written:
            record[name] = str(written[name])
    _settle_price(record, state.now())
    state.touch_product(record)
    return record


def _int(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        message = "Invalid parameter(s): stock_quantity"
        raise refusal(400, "rest_invalid_param", message) from None


def _refuse_double_sku(state: ShopState, record: Json, written: Mapping[str, object]) -> None:
    """Refuse a code that another product has, even one in the trash."""
    other = state.by_sku(str(written.get("sku") or ""))
    if other is not None and other["id"] != record["id"]:
        message = "Invalid or duplicated SKU."
        raise refusal(400, "product_invalid_sku", message, resource_id=other["id"])


def _write_dates(record: Json, written: Mapping[str, object]) -> None:
    """Write the window of a sale; null leaves it, an empty text clears it."""
    for name in _DATES:
        for field, zone in ((name, PARIS), (f"{name}_gmt", UTC)):
            value = written.get(field)
            if value == "":
                record[name] = record[f"{name}_gmt"] = None
            elif value is not None:
                instant = datetime.fromisoformat(str(value)).replace(tzinfo=zone)
                record[name], record[f"{name}_gmt"] = local(instant), gmt(instant)


def _settle_price(record: Json, now: datetime) -> None:
    """Compute the price shown; a sale above the price is dropped without a word."""
    regular, sale = record["regular_price"], record["sale_price"]
    if sale and regular and cents(sale) >= cents(regular):
        record["sale_price"] = sale = ""
    begin, end = record["date_on_sale_from_gmt"], record["date_on_sale_to_gmt"]
    begun = begin is None or begin <= gmt(now)
    ended = end is not None and end < gmt(now)
    record["on_sale"] = bool(sale) and begun and not ended
    record["price"] = sale if record["on_sale"] else regular


def change_order(state: ShopState, order: Json, written: Mapping[str, object]) -> Json:
    """Write an order: its state, its meta, its note."""
    status = written.get("status")
    if isinstance(status, str) and status != order["status"]:
        state.change_status(order, status)
    meta = written.get("meta_data")
    if isinstance(meta, list):
        state.write_meta(order, meta)
    if "customer_note" in written:
        order["customer_note"] = str(written["customer_note"])
    shipping = written.get("shipping")
    if isinstance(shipping, dict):
        order["shipping"] = {**order["shipping"], **shipping}
    touch(order, state.now())
    return order


def add_note(state: ShopState, order: Json, written: Mapping[str, object]) -> Json:
    """Leave a note on an order."""
    now = state.now()
    note: Json = {
        "id": state.new_id(),
        "author": "Merchant Desk",
        "date_created": local(now),
        "date_created_gmt": gmt(now),
        "note": str(written.get("note", "")),
        "customer_note": written.get("customer_note") is True,
    }
    state.notes.setdefault(order["id"], []).append(note)
    return note


def product_to_write(state: ShopState, update: Json, parent: int) -> Json:
    """Return the product an item of a batch is about, or refuse the item."""
    held = state.variations if parent else state.products
    record = held.get(update.get("id") or 0)
    if record is None or record["status"] == "trash" or (record["parent_id"] or 0) != parent:
        raise invalid_id("product_variation" if parent else "product", 400)
    return record
