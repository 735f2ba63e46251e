"""How the customer of a Magento order receives the goods, told by the method and by modules."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from merchant_desk.sync.record_fields import Body, row, rows, text
from merchant_desk.values.remote import Delivery

_COLLECT = re.compile(
    r"in_?store|click.?(?:and|&|n)?.?collect|store.?pickup|pickup_in_store|retrait|freeshipping_store",
    re.IGNORECASE,
)
_RELAY = re.compile(
    r"relais|relay|mondial|locker|consigne|pick.?up|parcel.?point|service.?point|_pr_?\b|inpost",
    re.IGNORECASE,
)
_RELAY_FIELD = re.compile(
    r"relais|relay|pick.?up|parcel.?point|service.?point|shop.?code|point.?id|locker", re.IGNORECASE
)
_PAID_AT_COUNTER = frozenset({"cashondelivery", "pay_in_store", "payinstore", "instore"})
_IDENTITY = ("id", "code", "relay_id", "pickup_id", "identifier")


@dataclass(frozen=True, slots=True)
class Shipping:
    """The way an order travels."""

    delivery: Delivery
    carrier: str
    relay_id: str
    address: Body


def read_shipping(order: Body, payment_method: str, *, paid: bool) -> Shipping:
    """Return how the goods reach the customer."""
    more = row(order, "extension_attributes")
    ways = rows(more, "shipping_assignments")
    way = row(ways[0], "shipping") if ways else {}
    address = row(way, "address")
    method = text(way.get("method"))
    carrier = text(order.get("shipping_description"))
    pickup = text(more.get("pickup_location_code"))
    words = f"{method} {carrier}"
    if pickup or _COLLECT.search(words):
        counter = not paid and payment_method in _PAID_AT_COUNTER
        return Shipping(
            Delivery.RESERVED if counter else Delivery.COLLECT, carrier, pickup, address
        )
    if _RELAY.search(words):
        found = (_relay(each) for each in _places(more, way, address))
        return Shipping(
            Delivery.RELAY, carrier, next((each for each in found if each), ""), address
        )
    nothing = not address or order.get("is_virtual") in (1, True)
    return Shipping(Delivery.NONE if nothing else Delivery.HOME, carrier, "", address)


def _places(more: Body, way: Body, address: Body) -> Iterable[Body]:
    """Yield where modules write the relay point they sent the customer to."""
    for data in (more, way, address):
        yield data
        inner = data.get("extension_attributes")
        if type(inner) is dict:
            yield inner


def _relay(data: Body) -> str:
    for name, value in data.items():
        if not _RELAY_FIELD.search(name):
            continue
        inner = value if type(value) is dict else {}
        told = [text(inner.get(each)) for each in _IDENTITY] if inner else [text(value)]
        found = next((each for each in told if each), "")
        if found:
            return found
    return ""
