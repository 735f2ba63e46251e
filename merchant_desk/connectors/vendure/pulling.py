"""Fetch raw orders: those that changed, and those whose refunds did: Vendure does not date it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from merchant_desk.connectors.vendure.calls import Calls
from merchant_desk.connectors.vendure.documents import order_document, orders_document
from merchant_desk.connectors.vendure.positions import PAGE, Position, read_position, time_text
from merchant_desk.connectors.vendure.records import record, steady
from merchant_desk.connectors.vendure.terms import Terms
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import Page, RawRecord, RecordKind
from merchant_desk.sync.graphql import refused

PLACED: Mapping[str, Any] = {"isNull": False}
BY_CHANGE = {"updatedAt": "ASC"}
"""One field only: of two, Vendure sorts first by what its schema names first, the id."""
_NEWEST = {"orderPlacedAt": "DESC"}
_LOOKED_AT = 100
_WATCHED_FOR = timedelta(days=60)
_NOT_FOUND = frozenset({"ENTITY_NOT_FOUND"})
_REFUNDS = """query Refunds($recent: OrderListOptions!, $older: OrderListOptions!) {
  recent: orders(options: $recent) {
    totalItems items { id payments { refunds { id state total } } } }
  older: orders(options: $older) { items { id payments { refunds { id state total } } } }
}"""


def pull_orders(calls: Calls, terms: Terms, kept: str) -> Page:
    """Fetch the page of orders that begins at this position."""
    position = read_position(kept)
    options = {
        "filter": {"orderPlacedAt": PLACED, **position.filter()},
        "sort": BY_CHANGE,
        "take": PAGE,
    }
    page = listed(calls.read(orders_document(terms), {"options": options}), "orders")
    records = [_order(terms, each) for each in page]
    if len(page) >= PAGE:
        return Page(tuple(records), position.further(page).text(), finished=False)
    ended, changed = _look_at_refunds(calls, position.ended(page))
    here = {each.remote_id for each in records}
    records += _orders(calls, terms, [number for number in changed if number not in here])
    return Page(tuple(records), ended.text(), finished=True, server_time=calls.server_now())


def fetch_order(calls: Calls, terms: Terms, remote_id: str) -> RawRecord | None:
    """Fetch one order as it is now."""
    told = one_order(calls, order_document(terms), remote_id)
    return None if told is None or not told.get("orderPlacedAt") else _order(terms, told)


def one_order(calls: Calls, document: str, remote_id: str) -> Mapping[str, Any] | None:
    """Return what a document asks of one order; None when the shop no longer has it."""
    reply = calls.ask(document, {"id": remote_id})
    if reply.errors:
        if reply.codes & _NOT_FOUND:
            return None
        raise refused(reply)
    told = reply.data.get("order", ...)
    if told is ... or not isinstance(told, dict | None):
        raise refusals.unreadable()
    return told


def listed(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the items of a list, or raise when the shop sent something else."""
    found = data.get(name)
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
        raise refusals.unreadable()
    return items


def counted(data: Mapping[str, Any], name: str) -> int:
    """Return how many a list holds in all."""
    found = data.get(name)
    total = found.get("totalItems") if isinstance(found, dict) else None
    if not isinstance(total, int):
        raise refusals.unreadable()
    return total


def _order(terms: Terms, told: Mapping[str, Any]) -> RawRecord:
    return record(RecordKind.ORDER, told, {"decimals": terms.decimals, "gross": terms.gross})


def _orders(calls: Calls, terms: Terms, numbers: Sequence[str]) -> list[RawRecord]:
    """Fetch these orders, a page at a time."""
    found: list[RawRecord] = []
    for start in range(0, len(numbers), PAGE):
        some = numbers[start : start + PAGE]
        options = {"filter": {"id": {"in": some}}, "take": PAGE}
        page = listed(calls.read(orders_document(terms), {"options": options}), "orders")
        found += [_order(terms, each) for each in page]
    return found


def _look_at_refunds(calls: Calls, position: Position) -> tuple[Position, list[str]]:
    """Look at the refunds of the newest orders, and of some older ones in their turn."""
    begin = max(time_text(calls.server_now() - _WATCHED_FOR), position.since)
    placed = {"filter": {"orderPlacedAt": {"after": begin}}, "sort": _NEWEST, "take": _LOOKED_AT}
    back = max(_LOOKED_AT, position.back)
    data = calls.read(_REFUNDS, {"recent": placed, "older": {**placed, "skip": back}})
    told = [*listed(data, "recent"), *listed(data, "older")]
    seen = {str(each.get("id")): _digest(each) for each in told if _digest(each)}
    changed = [number for number, digest in seen.items() if position.watched.get(number) != digest]
    further = back + _LOOKED_AT
    again = further if further < counted(data, "recent") else 0
    return position.watching(seen, again), changed


def _digest(order: Mapping[str, Any]) -> str:
    """Return what tells the refunds of an order from others; empty when it has none."""
    refunds = [
        refund
        for payment in order.get("payments") or []
        for refund in (payment.get("refunds") or [])
    ]
    if not refunds:
        return ""
    told = json.dumps(steady(refunds), sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:8]
