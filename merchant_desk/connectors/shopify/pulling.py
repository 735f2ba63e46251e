"""Fetch raw pages of orders: each with all of its lines and refunds, a version, and where to go on.

What an order says of its refunds is asked for only where it has some: a page stays cheap.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from merchant_desk.connectors.shopify import documents
from merchant_desk.connectors.shopify.calls import (
    Calls,
    CursorLostError,
    Data,
    dig,
    next_cursor,
    rows_of,
)
from merchant_desk.connectors.shopify.gids import gid, number
from merchant_desk.connectors.shopify.positions import begun_again, next_position, read_position
from merchant_desk.connectors.shopify.settings import ShopSettings
from merchant_desk.sync.connector import NumberPage, Page, RawRecord, RecordKind
from merchant_desk.sync.http import server_time

PAGE = 25
LINES = 10
_IDS_PAGE = 250
_REFUNDS_AT_ONCE = 5
_FIRST_MONEY = 10
_NO_RETURN = "NO_RETURN"
RETURNS_SCOPE = "read_returns"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def pull_orders(calls: Calls, settings: ShopSettings, kept: str) -> Page:
    """Fetch the page of orders that begins at this position."""
    position = read_position(kept)
    asked = _asked(settings) | {"query": position.query, "after": position.after or None}
    try:
        reply = calls.page(documents.ORDERS, asked, PAGE)
    except CursorLostError:
        return Page((), begun_again(position).text(), finished=False)
    found = dig(reply.data, ("orders",))
    nodes = rows_of(found)
    cursor = next_cursor(found)
    may_return = settings.may(RETURNS_SCOPE)
    records = tuple(order_record(each) for each in _completed(calls, nodes, may=may_return))
    after = next_position(position, [each.modified_at for each in records], cursor)
    return Page(records, after.text(), cursor is None, server_time(reply.headers))


def fetch_order(calls: Calls, settings: ShopSettings, remote_id: str) -> RawRecord | None:
    """Fetch one order as a pull would bring it; None when the shop no longer shows it."""
    asked = _asked(settings) | {"id": gid("Order", remote_id)}
    order = calls.read(documents.ORDER, asked).get("order")
    if not isinstance(order, dict):
        return None
    return order_record(next(_completed(calls, [order], may=settings.may(RETURNS_SCOPE))))


def count_orders(calls: Calls, since: datetime | None) -> int | None:
    """Return how many orders were placed since then, as far as the app may look back."""
    data = calls.read(documents.COUNT_ORDERS, {"query": _placed_since(since) or None})
    count = dig(data, ("ordersCount",)).get("count")
    return count if isinstance(count, int) else None


def list_orders(calls: Calls, since: datetime, position: str) -> NumberPage:
    """List the ids of the orders placed since then, by their numbers: no page is too deep."""
    last = f" AND id:>{position}" if position.isascii() and position.isdecimal() else ""
    query = _placed_since(since) + last
    found = dig(calls.page(documents.ORDER_IDS, {"query": query}, _IDS_PAGE).data, ("orders",))
    numbers = tuple(filter(None, (number(each.get("id")) for each in rows_of(found))))
    more = next_cursor(found) is not None and bool(numbers)
    return NumberPage(numbers, numbers[-1] if more else "")


def record(kind: RecordKind, remote_id: str, at: datetime, body: Mapping[str, Any]) -> RawRecord:
    """Return what is kept of an answer: its number, its version, its text."""
    written = json.dumps(body, separators=(",", ":"))
    digest = hashlib.blake2b(written.encode(), digest_size=12).hexdigest()
    return RawRecord(kind, remote_id or digest, f"{at:%Y%m%dT%H%M%S}-{digest}", at, written)


def order_record(order: Data) -> RawRecord:
    """Return what is kept of an order."""
    at = instant_or_none(order.get("updatedAt")) or _LONG_AGO
    return record(RecordKind.ORDER, number(order.get("id")), at, {"order": order})


def instant_or_none(value: object) -> datetime | None:
    """Return an instant as the shop writes it, None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        told = datetime.fromisoformat(value)
    except ValueError:
        return None
    return told.astimezone(UTC) if told.tzinfo else None


def _asked(settings: ShopSettings) -> dict[str, Any]:
    return {"lines": LINES, "people": settings.sees_people, "parcels": settings.sees_parcels}


def _placed_since(since: datetime | None) -> str:
    if since is None:
        return ""
    return f"created_at:>='{since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}'"


def _completed(calls: Calls, orders: Sequence[Data], *, may: bool) -> Iterator[Data]:
    """Yield orders with the lines that follow their first ones, their refunds and returns."""
    known = [_with_all_money(calls, each) for each in orders]
    refunds = dict(_refunds(calls, [each for order in known for each in _refund_ids(order)]))
    for order in known:
        own = [refunds[each] for each in _refund_ids(order) if each in refunds]
        more = {"lineItems": _all_lines(calls, order), "refunds": own}
        yield {**order, **more, "returns": _returns(calls, order, may=may)}


def _returns(calls: Calls, order: Data, *, may: bool) -> list[Data] | None:
    """Return what customers declared to send back; asked for only where there is something.

    None where the app may not read it: nothing is known then.
    """
    if not may:
        return None
    if order.get("returnStatus") in (None, _NO_RETURN):
        return []
    return rows_of(
        dig(calls.read(documents.RETURNS, {"id": order.get("id")}), ("order", "returns"))
    )


def _with_all_money(calls: Calls, order: Data) -> Data:
    """Return an order with every payment and refund, should the first ten be all that came."""
    first = [order.get(name) for name in ("refunds", "transactions")]
    if all(len(each) < _FIRST_MONEY for each in first if isinstance(each, list)):
        return order
    more = dig(calls.read(documents.MORE_MONEY, {"id": order.get("id")}), ("order",))
    return {**order, **more}


def _refund_ids(order: Data) -> list[str]:
    told = order.get("refunds")
    return [str(each.get("id")) for each in told or () if isinstance(each, dict)]


def _refunds(calls: Calls, ids: Sequence[str]) -> Iterator[tuple[str, Data]]:
    for start in range(0, len(ids), _REFUNDS_AT_ONCE):
        asked = {"ids": list(ids[start : start + _REFUNDS_AT_ONCE])}
        nodes = calls.read(documents.REFUNDS, asked).get("nodes")
        for refund in nodes if isinstance(nodes, list) else ():
            if isinstance(refund, dict):
                yield str(refund.get("id")), {**refund, "refundLineItems": _back(calls, refund)}


def _back(calls: Calls, refund: Data) -> dict[str, Any]:
    first = dig(refund, ("refundLineItems",))
    lines, after = rows_of(first), next_cursor(first)
    if after is not None:
        asked = {"id": refund.get("id")}
        path = ("node", "refundLineItems")
        lines += calls.nodes(documents.REFUND_LINES, asked, path, after)
    return {"nodes": lines}


def _all_lines(calls: Calls, order: Data) -> dict[str, Any]:
    first = dig(order, ("lineItems",))
    lines, after = rows_of(first), next_cursor(first)
    if after is not None:
        asked = {"id": order.get("id")}
        lines += calls.nodes(documents.ORDER_LINES, asked, ("order", "lineItems"), after)
    return {"nodes": lines}
