"""What a Shopify order has left to ship and what left already, and which parcel is which of ours.

A fulfilment keeps no note. So the order keeps, in a metafield, which fulfilments were there before
each parcel of ours: those that came after it, and before the next, are its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from merchant_desk.connectors.shopify import order_deeds
from merchant_desk.connectors.shopify.calls import Calls, Data, dig, next_cursor, rows_of
from merchant_desk.connectors.shopify.gids import gid, number
from merchant_desk.sync.json_text import UnreadableJsonError, json_value
from merchant_desk.sync.record_fields import text

UNITS = 10
NAMESPACE = "merchant_desk"
KEY = "parcels"
_OPEN = frozenset({"OPEN", "IN_PROGRESS", "SCHEDULED"})
_HELD = "ON_HOLD"
_UNDONE = frozenset({"CANCELLED", "ERROR", "FAILURE"})


@dataclass(frozen=True, slots=True)
class Due:
    """Units of one line that wait at one place."""

    order_gid: str
    """The fulfilment order that holds them."""
    line_gid: str
    line_remote_id: str
    location: str
    units: int


@dataclass(frozen=True, slots=True)
class Left:
    """A parcel that left, as the shop tells it."""

    remote_id: str
    tracking: tuple[str, ...]
    units: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Parcels:
    """The parcels of one order."""

    cancelled: bool
    held: bool
    due: tuple[Due, ...]
    left: tuple[Left, ...]
    marks: Mapping[str, Sequence[str]]
    """For each parcel of ours, in their order, the fulfilments that were there before it."""

    def ours(self, key: str, tracking: str) -> tuple[Left, ...]:
        """Return the fulfilments of a parcel of ours."""
        numbered = tuple(each for each in self.left if tracking and tracking in each.tracking)
        if numbered or key not in self.marks:
            return numbered
        keys = list(self.marks)
        after = keys[keys.index(key) + 1 :]
        until = set(self.marks[after[0]]) if after else {each.remote_id for each in self.left}
        own = until - set(self.marks[key])
        return tuple(each for each in self.left if each.remote_id in own)

    def marked(self, key: str, *, begun: bool) -> str:
        """Return what the metafield says once this parcel, or the rest of it, is about to leave."""
        if begun and key in self.marks:
            return msgspec.json.encode(self.marks).decode()
        marks = {name: list(before) for name, before in self.marks.items() if name != key}
        marks[key] = [each.remote_id for each in self.left]
        return msgspec.json.encode(marks).decode()


def read_parcels(calls: Calls, order_id: str) -> Parcels | None:
    """Return the parcels of an order, None when the shop no longer shows it."""
    order = calls.read(order_deeds.PARCELS, {"id": gid("Order", order_id), "units": UNITS}).get(
        "order"
    )
    if not isinstance(order, dict):
        return None
    waiting = rows_of(dig(order, ("fulfillmentOrders",)))
    gone = order.get("fulfillments")
    left = [each for each in gone if isinstance(each, dict)] if isinstance(gone, list) else []
    return Parcels(
        cancelled=order.get("cancelledAt") is not None,
        held=any(each.get("status") == _HELD for each in waiting),
        due=tuple(due for each in waiting for due in _due(calls, each)),
        left=tuple(_left(calls, each) for each in left if each.get("status") not in _UNDONE),
        marks=_marks(dig(order, ("metafield",)).get("value")),
    )


def _due(calls: Calls, waiting: Data) -> list[Due]:
    if waiting.get("status") not in _OPEN:
        return []
    lines = _all(calls, waiting, "lineItems", order_deeds.TO_SHIP)
    place = number(dig(waiting, ("assignedLocation", "location")).get("id"))
    return [
        Due(
            str(waiting.get("id")),
            str(each.get("id")),
            number(dig(each, ("lineItem",)).get("id")),
            place,
            units,
        )
        for each in lines
        if (units := _units(each.get("remainingQuantity")))
    ]


def _left(calls: Calls, parcel: Data) -> Left:
    units: dict[str, int] = {}
    for each in _all(calls, parcel, "fulfillmentLineItems", order_deeds.SHIPPED):
        line = number(dig(each, ("lineItem",)).get("id"))
        units[line] = units.get(line, 0) + _units(each.get("quantity"))
    told: Any = parcel.get("trackingInfo")
    numbers = [
        text(each.get("number"))
        for each in (told if isinstance(told, list) else ())
        if isinstance(each, dict)
    ]
    return Left(number(parcel.get("id")), tuple(filter(None, numbers)), units)


def _all(calls: Calls, thing: Data, name: str, document: str) -> list[Data]:
    first = dig(thing, (name,))
    found, after = rows_of(first), next_cursor(first)
    if after is not None:
        found += calls.nodes(document, {"id": thing.get("id")}, ("node", name), after)
    return found


def _units(told: object) -> int:
    return told if isinstance(told, int) and told > 0 else 0


def _marks(written: object) -> dict[str, list[str]]:
    """Return the marks as they were written; what someone else wrote there is none."""
    try:
        told = json_value(written) if isinstance(written, str) else {}
    except UnreadableJsonError:
        return {}
    if not isinstance(told, dict):
        return {}
    return {
        key: [str(each) for each in before]
        for key, before in told.items()
        if isinstance(before, list)
    }
