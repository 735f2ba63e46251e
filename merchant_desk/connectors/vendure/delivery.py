"""How the customer of a Vendure order receives the goods, told by the method and the shop's fields.

Vendure itself knows no relay points: shops add fields of their own, and name their methods.
"""

import re
from collections.abc import Iterable

from merchant_desk.sync.record_fields import Body, note, row, rows, text
from merchant_desk.values.remote import Delivery

NOTES = ("note", "customerNote", "orderNote", "comment", "comments", "instructions",
         "deliveryNote", "deliveryInstructions")  # fmt: skip
GIFTS = ("giftMessage", "giftNote", "messageCadeau")
RELAYS = ("relayPoint", "relayPointId", "relayId", "pickupPoint", "pickupPointId",
          "servicePoint", "servicePointId", "parcelPoint", "parcelPointId")  # fmt: skip
SLOTS = ("pickupSlot", "pickupDate", "collectDate")
_COLLECT = re.compile(r"retrait|collect|store.?pickup|local.?pickup|in.?store", re.IGNORECASE)
_RELAY = re.compile(
    r"relais|relay|mondial|locker|consigne|pick.?up.?point|parcel.?point|service.?point",
    re.IGNORECASE,
)


def own_field(order: Body, names: Iterable[str]) -> str:
    """Return the first of these fields that this shop filled in."""
    fields = row(order, "customFields")
    return next((note(fields.get(name)) for name in names if note(fields.get(name))), "")


def read_delivery(order: Body, *, paid: bool) -> tuple[Delivery, str, str]:
    """Return how the goods travel, by whom, and to which relay point."""
    methods = [row(each, "shippingMethod") for each in rows(order, "shippingLines")]
    names = [text(each.get("name")) or text(each.get("code")) for each in methods]
    carrier = names[0] if names else ""
    told = " ".join(f"{text(each.get('code'))} {text(each.get('name'))}" for each in methods)
    relay = own_field(order, RELAYS)
    if relay or _RELAY.search(told):
        return Delivery.RELAY, carrier, relay
    if _COLLECT.search(told):
        return (Delivery.COLLECT if paid else Delivery.RESERVED), carrier, ""
    if methods or text(row(order, "shippingAddress").get("city")):
        return Delivery.HOME, carrier, ""
    return Delivery.NONE, carrier, ""
