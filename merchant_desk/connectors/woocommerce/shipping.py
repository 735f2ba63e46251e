"""Tell a WooCommerce shop that a parcel left, once, whatever is cut in between.

Core has no field for tracking: the number goes into order meta and a note to the customer. The meta
that names our key is written in the same call as the state: where it stands, the rest was done.
"""

from collections.abc import Mapping
from typing import Any

from merchant_desk.connectors.woocommerce.calls import Calls
from merchant_desk.connectors.woocommerce.fields import metadata
from merchant_desk.sync.http_refusals import in_its_words
from merchant_desk.sync.intents import Effect, Outcome, PushResult, ShipIntent
from merchant_desk.sync.record_fields import text
from merchant_desk.values.texts import _, speaking_to_customers

KEY = "_merchant_desk_key"
TRACKING = "_tracking_number"
CARRIER = "_tracking_provider"
_CLOSED = frozenset({"cancelled", "refunded", "failed", "trash"})
_NOT_FOUND = 404
_SEPARATOR = ", "
_FIELDS = "id,status,meta_data"


def push_shipment(calls: Calls, intent: ShipIntent) -> PushResult:
    """Complete the order and write its tracking, unless this very parcel was told before."""
    subject = intent.order_remote_id
    reply = calls.ask("GET", f"orders/{subject}", {"_fields": _FIELDS})
    if reply.status == _NOT_FOUND:
        return _refused(intent, _("elle n’a plus cette commande"))
    if not reply.fine:
        return _refused(intent, reply.refusal)
    order = reply.row()
    told = intent.key in _keys(order)
    if not told and text(order.get("status")) in _CLOSED:
        return PushResult(
            subject,
            Outcome.REFUSED,
            reason=_("La commande est annulée ou remboursée dans la boutique."),
        )
    if not told or _is_new(intent, order):  # the number may come after the parcel was told
        written = calls.ask("PUT", f"orders/{subject}", payload=_change(intent, order))
        if not written.fine:
            return _refused(intent, written.refusal)
        if intent.key not in _keys(written.row()):
            return _refused(intent, _("elle n’a pas gardé le numéro de suivi"))
    trouble = _leave_note(calls, intent, look_first=told)
    return PushResult(subject, Outcome.ALREADY if told else Outcome.DONE, reason=trouble)


def _is_new(intent: ShipIntent, order: Mapping[str, Any]) -> bool:
    """Tell whether the order does not name this tracking number yet."""
    named = text(metadata(order).get(TRACKING), 10_000).split(_SEPARATOR)
    return bool(intent.tracking) and intent.tracking not in named


def find_shipment(calls: Calls, intent: ShipIntent) -> Effect:
    """Look whether a parcel was told."""
    reply = calls.ask("GET", f"orders/{intent.order_remote_id}", {"_fields": _FIELDS})
    if not reply.fine:
        return Effect.UNKNOWN
    return Effect.FOUND if intent.key in _keys(reply.row()) else Effect.NOT_FOUND


def _keys(order: Mapping[str, Any]) -> list[str]:
    return text(metadata(order).get(KEY), 10_000).split(_SEPARATOR)


def _change(intent: ShipIntent, order: Mapping[str, Any]) -> dict[str, Any]:
    """Return what to write; a second parcel is added to the first, never in its place."""
    meta = metadata(order)
    values = {KEY: intent.key, TRACKING: intent.tracking, CARRIER: intent.carrier}
    written = [
        {"key": name, "value": _added(text(meta.get(name), 10_000), value)}
        for name, value in values.items()
        if value
    ]
    change: dict[str, Any] = {"meta_data": written}
    if not intent.partial:
        change["status"] = "completed"
    return change


def _added(before: str, value: str) -> str:
    known = before.split(_SEPARATOR) if before else []
    return _SEPARATOR.join(known if value in known else [*known, value])


def _leave_note(calls: Calls, intent: ShipIntent, *, look_first: bool) -> str:
    """Leave the note unless it is there; return why the shop would not take it."""
    with speaking_to_customers():
        words = note_text(intent)
    route = f"orders/{intent.order_remote_id}/notes"
    if look_first:
        notes = calls.read(route, {"_fields": "id,note"}).rows()
        if any(each.get("note") == words for each in notes):
            return ""
    shown = {"note": words, "customer_note": bool(intent.tracking) and intent.notify}
    reply = calls.ask("POST", route, payload=shown)
    return "" if reply.fine else reply.refusal


def note_text(intent: ShipIntent) -> str:
    """Return the note the customer reads with her order."""
    opening = (
        _("Une partie de votre commande a été expédiée")
        if intent.partial
        else _("Votre commande a été expédiée")
    )
    parts = [opening]
    if intent.carrier:
        parts.append(_("par {carrier}").format(carrier=intent.carrier))
    sentence = " ".join(parts) + "."
    if intent.tracking:
        sentence += " " + _("Numéro de suivi\u00a0: {number}.").format(number=intent.tracking)
    return f"{sentence} {intent.note}".strip()


def _refused(intent: ShipIntent, reason: str) -> PushResult:
    shown = in_its_words(reason)
    return PushResult(intent.order_remote_id, Outcome.REFUSED, reason=shown)
