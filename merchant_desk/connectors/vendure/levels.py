"""List what a Vendure shop shows now: levels, prices and living orders, page over page."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from merchant_desk.connectors.vendure.calls import Calls
from merchant_desk.connectors.vendure.documents import LEVELS
from merchant_desk.connectors.vendure.products import read_level
from merchant_desk.connectors.vendure.pulling import PLACED, counted, listed
from merchant_desk.connectors.vendure.terms import Terms
from merchant_desk.sync import http_refusals as refusals
from merchant_desk.sync.connector import LevelPage, NumberPage
from merchant_desk.sync.record_fields import UnfitError

_LEVELS_TAKEN = 100
_ORDERS_TAKEN = 500
_ORDERS = """query Numbers($options: OrderListOptions!) {
  orders(options: $options) { totalItems items { id } }
}"""


def list_levels(calls: Calls, terms: Terms, position: str) -> LevelPage:
    """List what is shown of every article that can be sold."""
    begin, last = _place(position)
    options = {"sort": {"id": "ASC"}, "take": _LEVELS_TAKEN, "skip": begin}
    page = listed(calls.read(LEVELS, {"options": options}), "productVariants")
    try:
        levels = tuple(read_level(e, terms.location, counted=terms.counted) for e in page)
    except UnfitError:
        raise refusals.unreadable() from None
    return LevelPage(levels, _next(page, begin, last, _LEVELS_TAKEN))


def list_orders(calls: Calls, since: datetime, position: str) -> NumberPage:
    """List the ids of the orders placed since then; Vendure never deletes one."""
    begin, last = _place(position)
    options = {
        "filter": _placed_since(since),
        "sort": {"id": "ASC"},
        "take": _ORDERS_TAKEN,
        "skip": begin,
    }
    page = listed(calls.read(_ORDERS, {"options": options}), "orders")
    numbers = tuple(str(each.get("id")) for each in page)
    return NumberPage(numbers, _next(page, begin, last, _ORDERS_TAKEN))


def count_orders(calls: Calls, since: datetime | None) -> int:
    """Return how many orders were placed since then."""
    placed = {"orderPlacedAt": PLACED} if since is None else _placed_since(since)
    return counted(calls.read(_ORDERS, {"options": {"filter": placed, "take": 1}}), "orders")


def _placed_since(since: datetime) -> dict[str, Any]:
    """Ask for what was placed then or later: later is strictly later, to the millisecond."""
    before = (since - timedelta(milliseconds=1)).astimezone(UTC)
    return {"orderPlacedAt": {"after": before.isoformat(timespec="milliseconds")}}


def _next(page: Sequence[Mapping[str, Any]], begin: int, last: str, size: int) -> str:
    """Return where to go on: each page begins with what ended the one before it.

    Where it does not, something before it was deleted: a step back, and nothing is passed over.
    """
    first = str(page[0].get("id")) if page else ""
    if begin and last and first != last:
        return _text(max(0, begin - size), "")
    if len(page) < size:
        return ""
    return _text(begin + len(page) - 1, str(page[-1].get("id")))


def _text(begin: int, last: str) -> str:
    return json.dumps({"begin": begin, "last": last})


def _place(position: str) -> tuple[int, str]:
    try:
        kept = json.loads(position) if position else {}
        return max(0, int(kept.get("begin") or 0)), str(kept.get("last") or "")
    except (ValueError, TypeError, AttributeError):
        return 0, ""
