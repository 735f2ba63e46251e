"""Fetch raw pages of orders and products: the text of the shop, a version, and where to go on."""

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.connectors.woocommerce.fields import (
    Body,
    UnfitError,
    each_raw,
    instant,
    optional_id,
)
from merchant_desk.connectors.woocommerce.orders import NOT_ORDERS
from merchant_desk.connectors.woocommerce.positions import Seen, next_position, read_position
from merchant_desk.connectors.woocommerce.settings import ShopSettings
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import Page, RawRecord, RecordKind

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
_VARIABLE = frozenset({"variable", "variable-subscription"})
_PARENT_FIELDS = ("id", "name", "tax_class", "tax_status", "weight", "categories")
_AT_ONCE = 2
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Row:
    """One object of an answer with its own text."""

    data: Body
    raw: str
    seen: Seen


def pull_orders(calls: Calls, kept: str) -> Page:
    """Fetch the page of orders that begins at this position."""
    position = read_position(kept)
    reply = calls.read("orders", {**position.query(), "_fields": ORDER_FIELDS})
    page = [_light(each) for each in _rows(reply.text)]
    after, finished = next_position(position, [each.seen for each in page])
    kept_rows = (each for each in page if each.data.get("status") not in NOT_ORDERS)
    records = tuple(
        _record(RecordKind.ORDER, each.seen, _with_refunds(calls, each)) for each in kept_rows
    )
    return Page(records, after.text(), finished, reply.server_time)


def pull_products(calls: Calls, settings: ShopSettings, kept: str) -> Page:
    """Fetch the page of products that begins at this position, variations included."""
    position = read_position(kept)
    reply = calls.read("products", {**position.query(), "_fields": PRODUCT_FIELDS})
    page = list(_rows(reply.text))
    after, finished = next_position(position, [each.seen for each in page])
    parents = [] if position.in_trash else [each for each in page if _is_variable(each.data)]
    records = [_product(each, None, settings) for each in page]
    # the answers of a shop are slow, one by one; two at once is what its host puts up with
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for parent, variations in zip(
            parents, pool.map(lambda each: _variations(calls, each), parents), strict=True
        ):
            records += [_product(each, parent.data, settings) for each in variations]
    return Page(tuple(records), after.text(), finished, reply.server_time)


def _rows(text: str) -> Iterator[_Row]:
    """Yield the records of an answer; a rotten one is kept as it is, to be parked when read."""
    last = _LONG_AGO
    try:
        for data, raw in each_raw(text):
            last = _modified(data) or last
            yield _Row(data, raw, Seen(optional_id(data.get("id")) or _digest(raw), last))
    except UnfitError:
        raise refusals.unreadable() from None


def _light(order: _Row) -> _Row:
    """Let go of what is read again later anyway: a page held whole doubles the time it takes."""
    return replace(order, data={name: order.data.get(name) for name in ("status", "refunds")})


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


def _with_refunds(calls: Calls, order: _Row) -> str:
    """Return the text of an order; while it is open, with which lines its refunds concern."""
    if not order.data.get("refunds") or order.data.get("status") not in _STILL_OPEN:
        return order.raw
    fields = {"_fields": "id,line_items,shipping_lines,fee_lines", "per_page": "100"}
    refunds = calls.read(f"orders/{order.seen.remote_id}/refunds", fields)
    refunds.rows()
    return f'{order.raw.rstrip()[:-1]},"_refund_details":{refunds.text}}}'


def _is_variable(data: Body) -> bool:
    return data.get("type") in _VARIABLE


def _variations(calls: Calls, parent: _Row) -> list[_Row]:
    """Return every variation of a product: its own date does not say which of them changed."""
    found: list[_Row] = []
    page: list[_Row] = []
    number = 1
    while number == 1 or len(page) >= 100:  # noqa: PLR2004 - the largest page there is
        asked = {"per_page": "100", "page": str(number), "orderby": "id", "order": "asc"}
        path = f"products/{parent.seen.remote_id}/variations"
        page = list(_rows(calls.read(path, {**asked, "_fields": VARIATION_FIELDS}).text))
        found += page
        number += 1
    return found


def _product(each: _Row, parent: Body | None, settings: ShopSettings) -> RawRecord:
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
