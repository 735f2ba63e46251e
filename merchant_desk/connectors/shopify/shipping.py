"""Tell a Shopify shop that a parcel left, once: one fulfilment for each place it left from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from merchant_desk.connectors.shopify import order_deeds
from merchant_desk.connectors.shopify.calls import Calls, dig
from merchant_desk.connectors.shopify.gids import gid, number
from merchant_desk.connectors.shopify.parcels import (
    KEY,
    NAMESPACE,
    Due,
    Left,
    Parcels,
    read_parcels,
)
from merchant_desk.connectors.shopify.refusing import no_order, refused, said
from merchant_desk.sync.intents import Effect, Outcome, PushResult, ShipIntent
from merchant_desk.values.texts import _

Taken = list[tuple[Due, int]]


def push_shipment(calls: Calls, intent: ShipIntent) -> PushResult:
    """Make the fulfilments of this parcel unless this very parcel was told before."""
    subject = intent.order_remote_id
    parcels = read_parcels(calls, subject)
    if parcels is None:
        return no_order(subject)
    ours = parcels.ours(intent.key, intent.tracking)
    missing = _missing(intent, ours)
    if ours and not missing:
        return PushResult(
            subject, Outcome.ALREADY, reason=_add_tracking(calls, intent, ours),
            remote_id=ours[0].remote_id,
        )  # fmt: skip
    taken, refusal = _taken(parcels, missing)
    if refusal:
        return refused(subject, refusal)
    made = ""
    for some in _by_place(taken):
        mark = parcels.marked(intent.key, begun=bool(ours))
        number_of, trouble = _ship(calls, intent, mark, some)
        if trouble:
            return said(subject, trouble)
        made = made or number_of
    return PushResult(subject, Outcome.DONE, remote_id=made)


def find_shipment(calls: Calls, intent: ShipIntent) -> Effect:
    """Look whether a parcel was told, all of it."""
    parcels = read_parcels(calls, intent.order_remote_id)
    ours = parcels.ours(intent.key, intent.tracking) if parcels else ()
    return Effect.FOUND if ours and not _missing(intent, ours) else Effect.NOT_FOUND


def _missing(intent: ShipIntent, ours: Sequence[Left]) -> dict[str, int]:
    """Return the units of the parcel that no fulfilment of it holds; nothing named means all."""
    wanted: dict[str, int] = {}
    for line in intent.lines:
        wanted[line.line_remote_id] = wanted.get(line.line_remote_id, 0) + line.quantity
    for each in ours:
        for name, units in each.units.items():
            wanted[name] = wanted.get(name, 0) - units
    return {line: units for line, units in wanted.items() if units > 0}


def _taken(parcels: Parcels, missing: Mapping[str, int]) -> tuple[Taken, str]:
    """Return which units to fulfil from where, or why they cannot be."""
    if parcels.cancelled:
        return [], _("La commande est annulée dans la boutique.")
    wanted = dict(missing)
    taken: Taken = []
    for due in parcels.due:
        units = min(due.units, wanted.get(due.line_remote_id, 0)) if missing else due.units
        if units:
            taken.append((due, units))
            wanted[due.line_remote_id] = wanted.get(due.line_remote_id, 0) - units
    if taken and not any(units > 0 for units in wanted.values()):
        return taken, ""
    if parcels.held:
        return [], _("La commande est suspendue dans la boutique\u00a0: débloquez-la d’abord.")
    if not parcels.due:
        return [], _("Tout est déjà marqué comme expédié dans la boutique.")
    return [], _("Une partie du colis est déjà marquée comme expédiée dans la boutique.")


def _by_place(taken: Taken) -> Iterable[Taken]:
    """Return the units of each place apart: one fulfilment leaves from one place."""
    places: dict[str, Taken] = {}
    for due, units in taken:
        places.setdefault(due.location, []).append((due, units))
    return places.values()


def _ship(calls: Calls, intent: ShipIntent, value: str, taken: Taken) -> tuple[str, str]:
    """Make one fulfilment; return its number, or why the shop refused."""
    by_order: dict[str, list[dict[str, object]]] = {}
    for due, units in taken:
        by_order.setdefault(due.order_gid, []).append({"id": due.line_gid, "quantity": units})
    parcel: dict[str, Any] = {
        "notifyCustomer": intent.notify,
        "lineItemsByFulfillmentOrder": [
            {"fulfillmentOrderId": order, "fulfillmentOrderLineItems": lines}
            for order, lines in by_order.items()
        ],
    }
    if intent.tracking:
        parcel["trackingInfo"] = _tracking(intent)
    mark = {
        "ownerId": gid("Order", intent.order_remote_id),
        "namespace": NAMESPACE,
        "key": KEY,
        "type": "json",
        "value": value,
    }
    asked = {"marks": [mark], "parcel": parcel}
    answer = calls.write(order_deeds.SHIP, asked, "fulfillmentCreate")
    return number(dig(answer.payload, ("fulfillment",)).get("id")), answer.refusal


def _tracking(intent: ShipIntent) -> dict[str, object]:
    told: dict[str, object] = {"number": intent.tracking}
    return told | ({"company": intent.carrier} if intent.carrier else {})


def _add_tracking(calls: Calls, intent: ShipIntent, ours: Sequence[Left]) -> str:
    """Add a number that came after the parcel was told; return why the shop would not take it."""
    if not intent.tracking or any(intent.tracking in each.tracking for each in ours):
        return ""
    troubles = []
    for each in ours:
        asked = {
            "id": gid("Fulfillment", each.remote_id),
            "tracking": _tracking(intent),
            "notify": intent.notify,
        }
        answer = calls.write(order_deeds.TRACK, asked, "fulfillmentTrackingInfoUpdate")
        troubles.append(answer.refusal)
    return " ".join(filter(None, troubles))
