"""Fetch raw pages of orders: what the shop says of each, with its invoices and credit memos."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from merchant_desk.connectors.magento.calls import Calls
from merchant_desk.connectors.magento.criteria import Groups, Where, criteria, one_of
from merchant_desk.connectors.magento.positions import Position, Seen, next_position, read_position
from merchant_desk.connectors.magento.return_changes import changed_returns
from merchant_desk.connectors.magento.returns import returns_of
from merchant_desk.sync.connector import NumberPage, Page, RawRecord, RecordKind
from merchant_desk.sync.record_fields import Body, UnfitError, instant, optional_id

# what is not kept is not written down: no address of a browser, no key that opens a cart
_ORDER = (
    "entity_id", "increment_id", "state", "status", "created_at", "updated_at", "store_id",
    "store_name", "order_currency_code", "base_currency_code", "grand_total", "tax_amount",
    "discount_amount", "coupon_code", "shipping_description", "shipping_amount",
    "shipping_tax_amount", "shipping_discount_amount", "shipping_refunded",
    "shipping_tax_refunded", "shipping_discount_tax_compensation_amount", "total_paid",
    "total_due", "total_refunded", "is_virtual", "customer_id", "customer_email",
    "customer_firstname", "customer_lastname", "customer_taxvat", "customer_note",
    "billing_address", "items", "status_histories",
)  # fmt: skip
_ITEM = (
    "item_id", "parent_item_id", "product_id", "product_type", "sku", "name", "qty_ordered",
    "qty_canceled", "qty_invoiced", "qty_refunded", "qty_shipped", "is_virtual", "original_price",
    "price", "price_incl_tax", "row_total", "row_total_incl_tax", "tax_amount", "tax_percent",
    "discount_amount", "discount_tax_compensation_amount", "weee_tax_applied_row_amount",
    "extension_attributes",
)  # fmt: skip
_PAYMENT = ("method", "additional_information", "po_number")
_INVOICE = "entity_id,order_id,state,grand_total,created_at"
_MEMO = (
    "entity_id,order_id,state,grand_total,created_at,comments[comment],"
    "items[order_item_id,qty,row_total,tax_amount,discount_amount,"
    "discount_tax_compensation_amount]"
)
_BESIDE = 500
_NUMBERS = 500
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_FORMAT = "%Y-%m-%d %H:%M:%S"


def pull_orders(calls: Calls, store_id: int, kept: str) -> Page:
    """Fetch the page of orders that begins at this position.

    The last page brings the orders whose returns changed too: a return does not touch its order.
    """
    position = read_position(kept)
    reply = calls.read("orders", position.query(_of_store(store_id)))
    orders = reply.items()
    now = reply.server_time or calls.server_now()
    after, finished = next_position(position, [seen(each, "entity_id") for each in orders], now)
    records = [*_records(calls, orders)]
    if finished:
        changed, seen_returns = changed_returns(calls, position.returns, now)
        here = {optional_id(each.get("entity_id")) for each in orders}
        wanted = [each for each in changed if each not in here]
        if wanted:
            groups = [one_of("entity_id", wanted), *_of_store(store_id), *_placed(position.since)]
            returned = calls.read("orders", criteria(groups, size=len(wanted))).items()
            records += _records(calls, returned)
        after = replace(after, returns=seen_returns)
    return Page(tuple(records), after.text(), finished, reply.server_time)


def fetch_order(calls: Calls, remote_id: str) -> RawRecord | None:
    """Fetch one order as it is now."""
    order = one_order(calls, remote_id)
    return None if order is None else next(iter(_records(calls, [order])))


def one_order(calls: Calls, remote_id: str) -> Body | None:
    """Return what the shop says of one order; None when it is not there."""
    query = criteria([[Where("entity_id", remote_id)]], size=1)
    orders = calls.read("orders", query).items()
    return next((each for each in orders if optional_id(each.get("entity_id")) == remote_id), None)


def orders_from(since: datetime) -> str:
    """Return the position that leaves the orders placed before this alone."""
    return Position(since=since.astimezone(UTC).replace(microsecond=0)).text()


def count_orders(calls: Calls, store_id: int, since: datetime | None) -> int:
    """Return how many orders were placed since then."""
    groups = [*_of_store(store_id), *_placed(since)]
    return calls.read("orders", criteria(groups, size=1, fields="entity_id")).total()


def list_orders(calls: Calls, store_id: int, since: datetime, position: str) -> NumberPage:
    """List the ids of the orders placed since then; Magento never deletes one by itself."""
    after = position if position.isascii() and position.isdecimal() else "0"
    groups = [*_of_store(store_id), *_placed(since), [Where("entity_id", after, "gt")]]
    query = criteria(groups, size=_NUMBERS, sort=["entity_id"], fields="entity_id")
    numbers = [optional_id(each.get("entity_id")) for each in calls.read("orders", query).items()]
    last = max((int(each) for each in numbers if each), default=0)
    return NumberPage(
        tuple(each for each in numbers if each), str(last) if len(numbers) >= _NUMBERS else ""
    )


def _of_store(store_id: int) -> Groups:
    return [[Where("store_id", str(store_id))]] if store_id else []


def _placed(since: datetime | None) -> Groups:
    if since is None:
        return []
    return [[Where("created_at", since.astimezone(UTC).strftime(_FORMAT), "gteq")]]


def seen(data: Body, id_name: str) -> Seen:
    """Return what the next position needs to know of a record, however rotten."""
    number = data.get(id_name)
    return Seen(number if type(number) is int else 0, modified(data))


def modified(data: Body) -> datetime:
    """Return when a record was changed last."""
    for name in ("updated_at", "created_at"):
        try:
            return instant(data.get(name), name)
        except UnfitError:
            continue
    return _EVER


def record(kind: RecordKind, number: str, modified_at: datetime, body: Body) -> RawRecord:
    """Return a record as it is kept: its version is its date and what it says."""
    written = json.dumps(body, ensure_ascii=True, separators=(",", ":"))
    digest = hashlib.blake2b(written.encode(), digest_size=12).hexdigest()
    version = f"{modified_at:%Y%m%dT%H%M%S}-{digest}"
    return RawRecord(kind, number or digest, version, modified_at, written)


def _records(calls: Calls, orders: Sequence[Body]) -> Iterable[RawRecord]:
    invoices = _beside(
        calls, "invoices", _INVOICE, [each for each in orders if _has(each, "total_paid")]
    )
    memos = _beside(
        calls, "creditmemos", _MEMO, [each for each in orders if _has(each, "total_refunded")]
    )
    returns = returns_of(calls, orders)
    for order in orders:
        number = optional_id(order.get("entity_id"))
        body = {
            "order": _trimmed(order),
            "invoices": invoices.get(number, []),
            "creditmemos": memos.get(number, []),
        }
        if number in returns:
            body["returns"] = returns[number]
        yield record(RecordKind.ORDER, number, modified(order), body)


def _has(order: Body, name: str) -> bool:
    return order.get(name) not in (None, 0, "0", "0.0000")


def _beside(calls: Calls, path: str, fields: str, orders: Sequence[Body]) -> dict[str, list[Body]]:
    """Return the documents of these orders, by order: one request for a page of them."""
    numbers = [optional_id(each.get("entity_id")) for each in orders]
    found: dict[str, list[Body]] = {}
    page = 1
    while numbers:
        query = criteria(
            [one_of("order_id", numbers)],
            size=_BESIDE,
            page=page,
            sort=["entity_id"],
            fields=fields,
        )
        some = calls.read(path, query).items()
        for each in some:
            found.setdefault(optional_id(each.get("order_id")), []).append(each)
        if len(some) < _BESIDE:
            break
        page += 1
    return found


def _trimmed(order: Body) -> dict[str, Any]:
    """Return what is kept of an order: Magento sends every line of it twice."""
    kept = _some(order, _ORDER)
    items = order.get("items")
    if isinstance(items, list):
        kept["items"] = [_some(each, _ITEM) if isinstance(each, dict) else each for each in items]
    payment = order.get("payment")
    if isinstance(payment, dict):
        kept["payment"] = _some(payment, _PAYMENT)
    more = order.get("extension_attributes")
    if isinstance(more, dict):
        kept["extension_attributes"] = {**more, "shipping_assignments": _ways(more)}
    return kept


def _ways(more: Body) -> list[Any]:
    ways = more.get("shipping_assignments")
    found = [each.get("shipping") for each in ways or () if isinstance(each, dict)]
    return [
        {"shipping": _some(each, ("address", "method", "extension_attributes"))}
        for each in found
        if isinstance(each, dict)
    ]


def _some(data: Body, names: Sequence[str]) -> dict[str, Any]:
    return {name: data[name] for name in names if name in data}
