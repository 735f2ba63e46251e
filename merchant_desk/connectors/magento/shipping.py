"""Tell a Magento shop that a parcel left, once: a comment on its shipment names our key.

Magento itself refuses to ship a unit twice, so that even a shipment whose mark a module ate cannot
be repeated.
"""

from collections.abc import Sequence
from typing import Any

from merchant_desk.connectors.magento.calls import Calls
from merchant_desk.connectors.magento.criteria import Where, criteria
from merchant_desk.connectors.magento.levels import DEFAULT_SOURCE
from merchant_desk.connectors.magento.marks import mark, marked
from merchant_desk.connectors.magento.order_lines import BUNDLE, sold_items
from merchant_desk.connectors.magento.pulling import one_order
from merchant_desk.sync.intents import Effect, Outcome, PushResult, ShipIntent
from merchant_desk.sync.record_fields import Body, UnfitError, optional_id, rows, text, whole
from merchant_desk.values.texts import _, speaking_to_customers

CUSTOM_CARRIER = "custom"
_CLOSED = frozenset({"canceled", "closed"})
_HELD = frozenset({"holded", "payment_review"})
_MOST = 200


def push_shipment(calls: Calls, source: str, intent: ShipIntent) -> PushResult:
    """Make the shipment of this parcel unless this very parcel was told before."""
    subject = intent.order_remote_id
    order = one_order(calls, subject)
    if order is None:
        return _refused(intent, _("La boutique n’a plus cette commande."))
    ours = _ours(_shipments(calls, subject), intent.key)
    if ours is not None:
        return PushResult(subject, Outcome.ALREADY, reason=_add_track(calls, intent, ours))
    try:
        items, refusal = _items(order, intent)
    except UnfitError as unfit:
        return _refused(intent, unfit.reason)
    if refusal:
        return _refused(intent, refusal)
    reply = calls.ask("POST", f"order/{subject}/ship", _shipment(intent, items, source))
    whole_bundles = [] if reply.fine else _as_bundles(order, items)
    if whole_bundles:
        shipment = _shipment(intent, whole_bundles, source)
        reply = calls.ask("POST", f"order/{subject}/ship", shipment)
    if not reply.fine:
        return _refused(
            intent, _("La boutique a refusé\u00a0: {reason}").format(reason=reply.refusal)
        )
    number = reply.data()
    return PushResult(subject, Outcome.DONE, remote_id=str(number) if number else "")


def find_shipment(calls: Calls, intent: ShipIntent) -> Effect:
    """Look whether a parcel was told."""
    ours = _ours(_shipments(calls, intent.order_remote_id), intent.key)
    return Effect.FOUND if ours is not None else Effect.NOT_FOUND


def _shipments(calls: Calls, order_id: str) -> list[dict[str, Any]]:
    query = criteria([[Where("order_id", order_id)]], size=_MOST, sort=["entity_id"])
    return calls.read("shipments", query).items()


def _ours(shipments: Sequence[Body], key: str) -> Body | None:
    for each in shipments:
        if any(mark(key) in text(said.get("comment"), 10_000) for said in rows(each, "comments")):
            return each
    return None


def _items(order: Body, intent: ShipIntent) -> tuple[list[dict[str, object]], str]:
    """Return the lines of the parcel as the shop counts them, or why they cannot be shipped."""
    state = text(order.get("state"))
    if state in _CLOSED:
        return [], _("La commande est annulée ou remboursée dans la boutique.")
    if state in _HELD:
        return [], _("La commande est suspendue dans la boutique\u00a0: débloquez-la d’abord.")
    due = {optional_id(each.item.get("item_id")): _due(each.item) for each in sold_items(order)}
    if not any(due.values()):
        return [], _("Tout est déjà marqué comme expédié dans la boutique.")
    wanted: dict[str, int] = {}
    for line in intent.lines:
        wanted[line.line_remote_id] = wanted.get(line.line_remote_id, 0) + line.quantity
    if any(due.get(number, 0) < count for number, count in wanted.items()):
        return [], _("Une partie du colis est déjà marquée comme expédiée dans la boutique.")
    chosen = wanted or due
    items: list[dict[str, object]] = [
        {"order_item_id": int(number), "qty": count} for number, count in chosen.items() if count
    ]
    return items, ""


def _as_bundles(order: Body, items: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Return the same parcel with whole bundles in place of their parts, nothing if none is whole.

    Whether a bundle leaves as one thing or part by part is told by its article, not by the order.
    """
    wanted = {str(each["order_item_id"]): each["qty"] for each in items}
    lines = rows(order, "items")
    found: dict[str, int] = {}
    for bundle in lines:
        number = optional_id(bundle.get("item_id"))
        parts = [each for each in lines if optional_id(each.get("parent_item_id")) == number]
        due = {optional_id(each.get("item_id")): _due(each) for each in parts}
        if bundle.get("product_type") == BUNDLE and due and due.items() <= wanted.items():
            found[number] = _due(bundle)
            wanted = {each: count for each, count in wanted.items() if each not in due}
    if not found:
        return []
    return [{"order_item_id": int(each), "qty": count} for each, count in (wanted | found).items()]


def _due(item: Body) -> int:
    """Return how many units are still to be shipped."""
    if item.get("is_virtual") in (1, True):
        return 0
    ordered, cancelled, left, refunded = (
        whole(item.get(name) or 0, name)
        for name in ("qty_ordered", "qty_canceled", "qty_shipped", "qty_refunded")
    )
    # what came back had left before; what was refunded beyond that leaves no more
    return max(0, ordered - cancelled - max(left, refunded))


def _shipment(
    intent: ShipIntent, items: Sequence[dict[str, object]], source: str
) -> dict[str, object]:
    shipment: dict[str, object] = {
        "items": list(items),
        "notify": intent.notify,
        "appendComment": False,
        "comment": {"comment": marked(intent.note, intent.key), "is_visible_on_front": 0},
    }
    if intent.tracking:
        shipment["tracks"] = [_track(intent)]
    if source != DEFAULT_SOURCE:
        shipment["arguments"] = {"extension_attributes": {"source_code": source}}
    return shipment


def _track(intent: ShipIntent) -> dict[str, object]:
    with speaking_to_customers():
        title = intent.carrier or _("Transporteur")
    return {
        "track_number": intent.tracking,
        "title": title,
        "carrier_code": CUSTOM_CARRIER,
    }


def _add_track(calls: Calls, intent: ShipIntent, shipment: Body) -> str:
    """Add a number that came after the parcel was told; return why the shop would not take it."""
    known = [text(each.get("track_number")) for each in rows(shipment, "tracks")]
    if not intent.tracking or intent.tracking in known:
        return ""
    entity = _track(intent) | {
        "order_id": int(intent.order_remote_id),
        "parent_id": shipment.get("entity_id"),
        "weight": 0,
        "qty": 0,
        "description": "",
    }
    reply = calls.ask("POST", "shipment/track", {"entity": entity})
    return "" if reply.fine else reply.refusal


def _refused(intent: ShipIntent, reason: str) -> PushResult:
    return PushResult(intent.order_remote_id, Outcome.REFUSED, reason=reason)
