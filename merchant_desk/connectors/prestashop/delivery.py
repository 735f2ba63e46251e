"""How the customer of a PrestaShop order receives the goods, told by its carrier and address.

Modules keep the number of a relay point in tables of their own that the webservice does not show;
most of them also write it into the delivery address.
"""

import re
from dataclasses import dataclass

from merchant_desk.connectors.prestashop.fields import optional_id, row, spoken
from merchant_desk.sync.record_fields import Body, text
from merchant_desk.values.remote import Delivery

_COLLECT = re.compile(
    r"click.{0,3}(?:and|&|et|n).{0,3}collect|retrait|magasin|boutique|pick.?up.in.?store|sur place"
    r"|in.store",
    re.IGNORECASE,
)
_RELAY = re.compile(
    r"relais|relay|mondial|locker|consigne|pick.?up.?point|parcel.?point|service.?point|shop2shop",
    re.IGNORECASE,
)
_RELAY_NUMBER = re.compile(r"(?<![0-9A-Z])(?:[A-Z]{2}-?)?\d{5,6}[A-Z]?(?![0-9A-Z])")
_SAID_RELAY = re.compile(r"relais|relay|point|locker|consigne|code|n[°o]", re.IGNORECASE)
_PAID_AT_COUNTER = re.compile(r"cash|counter|magasin|boutique|store|comptoir", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shipping:
    """The way an order travels."""

    delivery: Delivery
    carrier: str
    relay_id: str


def read_shipping(order: Body, address: Body, desk: Body, *, paid: bool) -> Shipping:
    """Return how the goods reach the customer."""
    carrier = row(desk, "carrier")
    language = text(desk.get("language"))
    name = text(carrier.get("name"))
    if not optional_id(order.get("id_carrier")):
        return Shipping(Delivery.NONE, "", "")
    words = f"{name} {text(carrier.get('external_module_name'))}"
    if _RELAY.search(words):
        return Shipping(Delivery.RELAY, name, _relay_number(address))
    if _COLLECT.search(f"{name} {spoken(carrier.get('delay'), language)}") or name == "0":
        means = f"{text(order.get('module'))} {text(order.get('payment'))}"
        counter = not paid and _PAID_AT_COUNTER.search(means) is not None
        return Shipping(Delivery.RESERVED if counter else Delivery.COLLECT, name, "")
    return Shipping(Delivery.HOME, name, "")


def _relay_number(address: Body) -> str:
    """Return the number of the relay point, empty when the address does not name it."""
    for name in ("other", "address2", "company", "alias"):
        words = text(address.get(name))
        found = _RELAY_NUMBER.search(words)
        if found is not None and (_SAID_RELAY.search(words) or found[0] == words):
            return found[0]
    return ""
