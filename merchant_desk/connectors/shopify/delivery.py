"""How the customer of a Shopify order receives the goods, told by the method and by apps."""

import re
from dataclasses import dataclass

from merchant_desk.connectors.shopify.order_lines import connected
from merchant_desk.sync.connector import MetaKeys
from merchant_desk.sync.record_fields import Body, row, rows, text
from merchant_desk.values.remote import Delivery

_COLLECT = re.compile(
    r"in_?store|click.?(?:and|&|n)?.?collect|store.?pickup|local.?pickup|retrait", re.IGNORECASE
)
_RELAY = re.compile(
    r"relais|relay|mondial|locker|consigne|pick.?up.?point|parcel.?point|service.?point|inpost",
    re.IGNORECASE,
)
_RELAY_FIELD = re.compile(
    r"relais|relay|pick.?up.?(?:id|point)|parcel.?point|service.?point|shop.?code|point.?id|locker",
    re.IGNORECASE,
)
_AT_COUNTER = re.compile(
    r"magasin|boutique|au retrait|in.?store|on pick.?up|sur place|cash", re.IGNORECASE
)
ON_DELIVERY = re.compile(
    r"cash on delivery|\bcod\b|contre.?remboursement|à la livraison|on delivery", re.IGNORECASE
)
_METHODS = {
    "PICK_UP": Delivery.COLLECT,
    "RETAIL": Delivery.COLLECT,
    "PICKUP_POINT": Delivery.RELAY,
    "LOCAL": Delivery.HOME,
    "NONE": Delivery.NONE,
}


@dataclass(frozen=True, slots=True)
class Shipping:
    """The way an order travels."""

    delivery: Delivery
    carrier: str
    relay_id: str = ""


def read_shipping(order: Body, *, paid: bool) -> Shipping:
    """Return how the goods reach the customer."""
    lines = connected(order, "shippingLines")
    line = lines[0] if lines else {}
    carrier = text(line.get("title"))
    words = " ".join([carrier, *(text(line.get(name)) for name in ("code", "source"))])
    methods = [row(each, "deliveryMethod") for each in connected(order, "fulfillmentOrders")]
    told = next((_METHODS.get(text(each.get("methodType"))) for each in methods), None)
    delivery = told or _guessed(order, words, text(line.get("deliveryCategory")))
    if delivery is Delivery.COLLECT and not paid and _paid_at_counter(order):
        delivery = Delivery.RESERVED
    if delivery is not Delivery.RELAY:
        return Shipping(delivery, carrier)
    reference = next((text(each.get("sourceReference")) for each in methods), "")
    return Shipping(delivery, carrier, _relay(order) or reference)


def _guessed(order: Body, words: str, category: str) -> Delivery:
    """Return the way that the name of the carriage and the notes of apps speak of."""
    if _COLLECT.search(words) or category == "pickup":
        return Delivery.COLLECT
    if _RELAY.search(words) or _relay(order):
        return Delivery.RELAY
    if order.get("requiresShipping") is False:
        return Delivery.NONE
    return Delivery.HOME


def _paid_at_counter(order: Body) -> bool:
    names = order.get("paymentGatewayNames")
    told = [text(each) for each in names] if type(names) is list else []
    return any(_AT_COUNTER.search(each) for each in told)


def _relay(order: Body) -> str:
    """Return the relay point that an app wrote into the notes of the order."""
    for each in rows(order, "customAttributes"):
        value = text(each.get("value"))
        if value and _RELAY_FIELD.search(text(each.get("key"))):
            return value
    return ""


def attribute(order: Body, names: tuple[str, ...]) -> str:
    """Return what an app wrote under one of these names, whatever the case and the first mark."""
    told = {
        text(each.get("key")).lower().lstrip("_"): text(each.get("value"), 5000)
        for each in rows(order, "customAttributes")
    }
    return next((told[each] for each in map(_plain, names) if told.get(each)), "")


def _plain(name: str) -> str:
    return name.lower().lstrip("_")


def gift_note(order: Body, keys: MetaKeys) -> str:
    """Return the words that go with a gift."""
    return attribute(order, (*keys.gift, "gift message", "gift note", "message cadeau"))


def pickup_slot(order: Body, keys: MetaKeys) -> str:
    """Return when she comes for it, as an app wrote it."""
    return attribute(order, (*keys.pickup_slot, "pickup-date", "pickup date", "date de retrait"))
