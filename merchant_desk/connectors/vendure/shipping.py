"""Tell a Vendure shop that a parcel left, once.

Vendure refuses goods that a parcel holds already, but counts only the first parcel of a line when
it does: the method of ours carries a short mark, and what is left is worked out here.
"""

from collections.abc import Mapping

from merchant_desk.connectors.vendure.calls import Calls, code_of, done
from merchant_desk.connectors.vendure.marks import short_mark
from merchant_desk.connectors.vendure.pulling import one_order
from merchant_desk.connectors.vendure.states import BEFORE_PAYMENT, CANCELLED, GONE
from merchant_desk.sync.intents import Effect, Outcome, PushResult, ShipIntent
from merchant_desk.sync.record_fields import Body, rows, text, whole
from merchant_desk.values.texts import _

_HANDLER = "manual-fulfillment"
_SHIPPED = "Shipped"
_ORDER = """query Parcels($id: ID!) { order(id: $id) { id state
  lines { id quantity }
  fulfillments { id state method trackingCode lines { orderLineId quantity } } } }"""
_FULFIL = """mutation Fulfil($input: FulfillOrderInput!) {
  addFulfillmentToOrder(input: $input) {
    ... on Fulfillment { id state } ... on ErrorResult { errorCode message } }
}"""
_SEND = """mutation Send($id: ID!, $state: String!) {
  transitionFulfillmentToState(id: $id, state: $state) {
    ... on Fulfillment { id state }
    ... on FulfillmentStateTransitionError { errorCode message transitionError } }
}"""


def push_shipment(calls: Calls, intent: ShipIntent) -> PushResult:
    """Make the parcel and send it, unless this very parcel was told before."""
    order = one_order(calls, _ORDER, intent.order_remote_id)
    if order is None:
        return _refused(intent, _("La boutique n’a plus cette commande."))
    ours = _ours(order, intent)
    if ours is not None:
        return _sent(calls, intent, ours, Outcome.ALREADY)
    state = text(order.get("state"))
    if state == CANCELLED:
        return _refused(intent, _("La commande est annulée dans la boutique."))
    if state in BEFORE_PAYMENT:
        return _refused(
            intent, _("Le paiement n’est pas encaissé\u00a0: encaissez-le d’abord dans Vendure.")
        )
    wanted, problem = _wanted(order, intent)
    if not wanted:
        return _nothing_left(intent) if not problem else _refused(intent, problem)
    return _made(calls, intent, wanted)


def find_shipment(calls: Calls, intent: ShipIntent) -> Effect:
    """Look whether a parcel was told and sent."""
    order = one_order(calls, _ORDER, intent.order_remote_id)
    if order is None:
        return Effect.UNKNOWN
    ours = _ours(order, intent)
    left = ours is not None and ours.get("state") in GONE
    return Effect.FOUND if left else Effect.NOT_FOUND


def _ours(order: Body, intent: ShipIntent) -> Body | None:
    for each in rows(order, "fulfillments"):
        if text(each.get("method"), 1000).endswith(f"({short_mark(intent.key)})"):
            return each
    return None


def _wanted(order: Body, intent: ShipIntent) -> tuple[Mapping[str, int], str]:
    """Return what goes into the parcel, by line; a reason where that cannot be."""
    left = _left(order)
    asked: dict[str, int] = {}
    for line in intent.lines:
        asked[line.line_remote_id] = asked.get(line.line_remote_id, 0) + line.quantity
    if not intent.lines:
        return {number: units for number, units in left.items() if units > 0}, ""
    if set(asked) - set(left):
        return {}, _("Une ligne du colis n’est pas de cette commande.")
    if not any(left.values()):
        return {}, ""
    if any(not 0 < units <= left[number] for number, units in asked.items()):
        return {}, _("La boutique n’a plus autant d’unités à expédier dans cette commande.")
    return asked, ""


def _left(order: Body) -> dict[str, int]:
    """Return how many units of each line no parcel holds yet."""
    left = {
        text(each.get("id")): whole(each.get("quantity"), "quantity")
        for each in rows(order, "lines")
    }
    for parcel in rows(order, "fulfillments"):
        if parcel.get("state") == CANCELLED:
            continue
        for line in rows(parcel, "lines"):
            number = text(line.get("orderLineId"))
            if number in left:
                left[number] -= whole(line.get("quantity"), "quantity")
    return {number: max(0, units) for number, units in left.items()}


def _nothing_left(intent: ShipIntent) -> PushResult:
    """Return what to say of an order that somebody shipped whole in the shop's own screens."""
    if not intent.tracking:
        return PushResult(intent.order_remote_id, Outcome.ALREADY)
    return _refused(
        intent,
        _(
            "La commande y est déjà expédiée, et Vendure ne change plus un numéro de suivi\u00a0: "
            "le numéro {number} n’y est pas."
        ).format(number=intent.tracking),
    )


def _made(calls: Calls, intent: ShipIntent, wanted: Mapping[str, int]) -> PushResult:
    method = f"{intent.carrier} ({short_mark(intent.key)})".strip()
    told = [{"name": "method", "value": method}, {"name": "trackingCode", "value": intent.tracking}]
    asked = {
        "lines": [{"orderLineId": number, "quantity": units} for number, units in wanted.items()],
        "handler": {"code": _HANDLER, "arguments": told},
    }
    reply = calls.ask(_FULFIL, {"input": asked})
    made, trouble = done(reply, "addFulfillmentToOrder")
    if trouble:
        return _refused(intent, _explained(made, trouble))
    return _sent(calls, intent, made, Outcome.DONE)


def _sent(calls: Calls, intent: ShipIntent, parcel: Body, outcome: Outcome) -> PushResult:
    """Send a parcel that was made; one that left already is left alone."""
    subject, number = intent.order_remote_id, text(parcel.get("id"))
    if parcel.get("state") in GONE:
        return PushResult(subject, outcome, remote_id=number)
    if parcel.get("state") == CANCELLED:
        return _refused(intent, _("Ce colis a été annulé dans la boutique."))
    reply = calls.ask(_SEND, {"id": number, "state": _SHIPPED})
    _parcel, trouble = done(reply, "transitionFulfillmentToState")
    if trouble:
        return _refused(intent, _("La boutique a refusé\u00a0: {reason}").format(reason=trouble))
    return PushResult(subject, outcome, remote_id=number)


def _explained(told: Body, trouble: str) -> str:
    if code_of(told) == "INSUFFICIENT_STOCK_ON_HAND_ERROR":
        return _(
            "Vendure n’a pas assez de stock pour ce colis\u00a0: corrigez-y le stock, "
            "puis réessayez."
        )
    return _("La boutique a refusé\u00a0: {reason}").format(reason=trouble)


def _refused(intent: ShipIntent, reason: str) -> PushResult:
    return PushResult(intent.order_remote_id, Outcome.REFUSED, reason=reason)
