"""How the customer of a WooCommerce order receives the goods, told by methods and plugins' meta."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from merchant_desk.connectors.woocommerce.fields import first_meta
from merchant_desk.sync.connector import MetaKeys
from merchant_desk.sync.record_fields import Body, rows, text
from merchant_desk.values.remote import Delivery

_COLLECT = ("local_pickup", "pickup_location")
_RELAY_WORDS = re.compile(
    r"relais|relay|mondial|locker|consigne|pick.?up.?point|parcel.?point|service.?point",
    re.IGNORECASE,
)
_RELAY_META = re.compile(
    r"(?:relais|relay|pick.?up.?(?:point|location)|parcel.?point)", re.IGNORECASE
)
_PAID_AT_COUNTER = frozenset({"cod", "pos", "other_payment", "pay_in_store"})


@dataclass(frozen=True, slots=True)
class Shipping:
    """The way an order travels."""

    delivery: Delivery
    carrier: str
    relay_id: str
    pickup_slot: str


def read_shipping(order: Body, meta: Mapping[str, Any], keys: MetaKeys, *, paid: bool) -> Shipping:
    """Return how the goods reach the customer."""
    lines = rows(order, "shipping_lines")
    first = lines[0] if lines else {}
    method = text(first.get("method_id"))
    carrier = text(first.get("method_title"))
    if method.startswith(_COLLECT):
        counter = not paid and text(order.get("payment_method")) in _PAID_AT_COUNTER
        delivery = Delivery.RESERVED if counter else Delivery.COLLECT
        return Shipping(delivery, carrier, "", first_meta(meta, keys.pickup_slot))
    relay = _relay(meta, keys, f"{method} {carrier}")
    if relay is not None:
        return Shipping(Delivery.RELAY, carrier, relay, "")
    return Shipping(
        Delivery.HOME if lines or _has_address(order) else Delivery.NONE, carrier, "", ""
    )


def _relay(meta: Mapping[str, Any], keys: MetaKeys, method: str) -> str | None:
    """Return the relay point, empty when it is one without a known number, None when none."""
    told = first_meta(meta, keys.relay)
    if told:
        return told
    if not _RELAY_WORDS.search(method):
        return None
    likely = [key for key in meta if _RELAY_META.search(key)]
    return first_meta(meta, likely)


def _has_address(order: Body) -> bool:
    shipping = order.get("shipping")
    return type(shipping) is dict and bool(shipping.get("address_1") or shipping.get("city"))
