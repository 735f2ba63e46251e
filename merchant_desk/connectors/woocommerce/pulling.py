"""Fetch raw pages of orders and products: the text of the shop, a version, and where to go on."""

import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from merchant_desk.connectors.woocommerce.calls import Calls, refused
from merchant_desk.connectors.woocommerce.orders import NOT_ORDERS
from merchant_desk.connectors.woocommerce.positions import Seen, next_position, read_position
from merchant_desk.connectors.woocommerce.settings import ShopSettings
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import Page, RawRecord, RecordKind
from merchant_desk.sync.json_text import Glance, UnreadableJsonError, json_pieces, json_value
from merchant_desk.sync.record_fields import Body, UnfitError, instant, optional_id

# what is not asked for is not carried: no address of a browser, nothing that changes at each call
ORDER_FIELDS = (
    "id,number,status,currency,prices_include_tax,date_created_gmt,date_modified_gmt,date_paid_gmt,"
    "total,total_tax,discount_total,discount_tax,shipping_total,customer_id,billing,shipping,"
    "payment_method,payment_method_title,customer_note,meta_data,line_items,tax_lines,"
    "shipping_lines,fee_lines,coupon_lines,refunds"
)
_SOLD_FIELDS = (
    "id,name,type,status,sku,global_unique_id,regular_price,sale_price,on_sale,"
    "date_on_sale_from_gmt,date_on_sale_to_gmt,tax_status,tax_class,manage_stock,stock_quantity,"
    "backorders,weight,attributes,meta_data,date_created_gmt,date_modified_gmt"
)
PRODUCT_FIELDS = _SOLD_FIELDS + ",categories,images,variations"
VARIATION_FIELDS = _SOLD_FIELDS + ",image,parent_id"
_STILL_OPEN = frozenset({"pending", "processing", "on-hold"})
_RECENT = timedelta(days=60)
VARIABLE = frozenset({"variable", "variable-subscription"})
_PARENT_FIELDS = ("id", "name", "tax_class", "tax_status", "weight", "categories")
AT_ONCE = 2
_NOT_FOUND = 404
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# an order is understood when it is applied: a page held whole doubles the time it takes
_ORDER = Glance("id", "status", "refunds", "date_modified_gmt", "date_created_gmt")


@dataclass(frozen=True, slots=True)
class Row:
    """One object of an answer with its own text."""

    data: Body
    raw: str
    seen: Seen


def pull_orders(calls: Calls, kept: str) -> Page:
    """Fetch the page of orders that begins at this position."""
    position = read_position(kept)
    reply = calls.read("orders", {**position.query(), "_fields": ORDER_FIELDS})
    page = order_rows(reply.text)
    after, finished = next_position(position, [each.seen for each in page], reply.server_time)
    kept_rows = [each for each in page if each.data.get("status") not in NOT_ORDERS]
    read = (_with_refunds(calls, each, reply.server_time) for each in kept_rows)
    records = tuple(order_record(each, body) for each, body in zip(kept_rows, read, strict=True))
    return Page(records, after.text(), finished, reply.server_time)


def fetch_order(calls: Calls, number: str) -> RawRecord | None:
    """Fetch one order as a pull would bring it; None when the shop no longer has it."""
    reply = calls.ask("GET", f"orders/{number}", {"_fields": ORDER_FIELDS})
    if reply.status == _NOT_FOUND and reply.code != "rest_no_route":
        return None
    if not reply.fine:
        raise refused(reply)
    order = order_rows(f"[{reply.text}]")[0]
    if order.data.get("status") in NOT_ORDERS:
        return None
    return order_record(order, _with_refunds(calls, order, reply.server_time))


def order_rows(text: str) -> list[Row]:
    """Cut an answer into orders; what each says is read when it is applied."""
    return list(_rows(text, _ORDER.at))


def order_record(order: Row, body: str) -> RawRecord:
    """Return what is kept of an order: its number, its version, its text."""
    return _record(RecordKind.ORDER, order.seen, body)


def pull_products(calls: Calls, settings: ShopSettings, kept: str) -> Page:
    """Fetch the page of products that begins at this position, variations included."""
    position = read_position(kept)
    reply = calls.read("products", {**position.query(), "_fields": PRODUCT_FIELDS})
    page = list(_rows(reply.text, json_value))
    after, finished = next_position(position, [each.seen for each in page], reply.server_time)
    parents = [] if position.in_trash else [each for each in page if _is_variable(each.data)]
    records = [_product(each, None, settings) for each in page]
    # the answers of a shop are slow, one by one; two at once is what its host puts up with
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for parent, variations in zip(
            parents, pool.map(lambda each: _variations(calls, each), parents), strict=True
        ):
            records += [_product(each, parent.data, settings) for each in variations]
    return Page(tuple(records), after.text(), finished, reply.server_time)


def _rows(text: str, read: Callable[[str], Any]) -> Iterator[Row]:
    """Yield the records of an answer; a rotten one is kept as it is, to be parked when read."""
    try:
        pieces = json_pieces(text)
    except UnreadableJsonError:
        raise refusals.unreadable() from None
    last = _LONG_AGO
    for raw in pieces:
        data = _fields(raw, read)
        last = _modified(data) or last
        yield Row(data, raw, Seen(optional_id(data.get("id")) or _digest(raw), last))


def _fields(raw: str, read: Callable[[str], Any]) -> Body:
    """Return what a record says, nothing for one that says nothing readable."""
    try:
        data = read(raw)
    except UnreadableJsonError:
        return {}
    return data if type(data) is dict else {}


def _modified(data: Body) -> datetime | None:
    for name in ("date_modified_gmt", "date_created_gmt"):
        try:
            return instant(data.get(name), name)
        except UnfitError:
            continue
    return None


def _digest(body: str) -> str:
    return hashlib.blake2b(body.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _record(kind: RecordKind, seen: Seen, body: str) -> RawRecord:
    version = f"{seen.modified_at:%Y%m%dT%H%M%S}-{_digest(body)}"
    return RawRecord(kind, seen.remote_id, version, seen.modified_at, body)


def _with_refunds(calls: Calls, order: Row, now: datetime | None) -> str:
    """Return the text of an order, with which lines its refunds concern.

    An order that is over long since is not asked about: a first pull would never end. One that was
    shipped today must say again what was taken out of it before, or it would seem put back.
    """
    recent = now is None or order.seen.modified_at > now - _RECENT
    if not order.data.get("refunds") or not (recent or order.data.get("status") in _STILL_OPEN):
        return order.raw
    fields = {"_fields": "id,line_items,shipping_lines,fee_lines", "per_page": "100"}
    refunds = calls.read(f"orders/{order.seen.remote_id}/refunds", fields)
    refunds.rows()
    return f'{order.raw.rstrip()[:-1]},"_refund_details":{refunds.text}}}'


def _is_variable(data: Body) -> bool:
    return data.get("type") in VARIABLE


def _variations(calls: Calls, parent: Row) -> list[Row]:
    """Return every variation of a product: its own date does not say which of them changed."""
    found: list[Row] = []
    page: list[Row] = []
    number = 1
    while number == 1 or len(page) >= 100:  # noqa: PLR2004 - the largest page there is
        asked = {"per_page": "100", "page": str(number), "orderby": "id", "order": "asc"}
        path = f"products/{parent.seen.remote_id}/variations"
        reply = calls.read(path, {**asked, "_fields": VARIATION_FIELDS})
        page = list(_rows(reply.text, json_value))
        found += page
        number += 1
    return found


def _product(each: Row, parent: Body | None, settings: ShopSettings) -> RawRecord:
    """Return a product with what it takes to understand it later without the shop."""
    desk = {
        "prices_include_tax": settings.prices_include_tax,
        "rate_bp": settings.rate_bp(_inherited(each.data, parent, "tax_class"), each.data),
        "weight_unit": settings.weight_unit,
    }
    body = f'{{"desk":{json.dumps(desk)},"parent":{_parent(parent)},"product":{each.raw}}}'
    return _record(RecordKind.PRODUCT, each.seen, body)


def _inherited(data: Body, parent: Body | None, name: str) -> str:
    value = data.get(name)
    if value == "parent" and parent is not None:
        value = parent.get(name)
    return value if isinstance(value, str) else ""


def _parent(parent: Body | None) -> str:
    if parent is None:
        return "null"
    return json.dumps({name: parent.get(name) for name in _PARENT_FIELDS}, ensure_ascii=True)
