"""Tell a PrestaShop shop that a parcel left, once, whatever is cut in between.

The number goes to the order's carrier first and the state after it: the mail that the state sends
names the number. Several parcels share the one field. What it cannot hold is written down on the
order as a private message. The state asked for may not be the one that is kept: it is read back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from merchant_desk.connectors.prestashop.fields import flag, optional_id
from merchant_desk.connectors.prestashop.marks import leave_mark, mark_of, marks_of
from merchant_desk.connectors.prestashop.pulling import Shop
from merchant_desk.connectors.prestashop.replies import Reply
from merchant_desk.connectors.prestashop.states import label, meaning, shipped_state
from merchant_desk.connectors.prestashop.xml_text import Row
from merchant_desk.sync.http_refusals import in_its_words
from merchant_desk.sync.intents import Effect, Outcome, PushResult, ShipIntent
from merchant_desk.sync.record_fields import text
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.texts import _

_CLOSED = frozenset({RemoteState.CANCELLED, RemoteState.REFUNDED})
_SEPARATOR = ", "
_LONGEST = 64
_STEP = "parcel"


@dataclass(frozen=True, slots=True)
class _Told:
    """What the shop knows of a parcel."""

    order: Row
    carrier: Row | None
    numbers: Sequence[str]
    number: bool
    state: bool


def push_shipment(shop: Shop, intent: ShipIntent) -> PushResult:
    """Write the number of a parcel and, with the last one, the state."""
    told = _look(shop, intent)
    if told is None:
        return _refused(intent, _("elle n’a plus cette commande"))
    if told.number and told.state:
        return PushResult(intent.order_remote_id, Outcome.ALREADY)
    if meaning(_state(shop, told.order), shop.settings) in _CLOSED:
        return PushResult(
            intent.order_remote_id,
            Outcome.REFUSED,
            reason=_("La commande est annulée ou remboursée dans la boutique."),
        )
    if not told.number:
        reply = _write_number(shop, intent, told)
        if not reply.fine:
            return _refused(intent, reply.refusal)
    return PushResult(intent.order_remote_id, Outcome.DONE) if told.state else _ship(shop, intent)


def find_shipment(shop: Shop, intent: ShipIntent) -> Effect:
    """Look whether a parcel was told."""
    told = _look(shop, intent)
    return Effect.FOUND if told and told.number and told.state else Effect.NOT_FOUND


def _look(shop: Shop, intent: ShipIntent) -> _Told | None:
    order_id = intent.order_remote_id
    order = shop.calls.row("orders", order_id) if optional_id(order_id) else None
    if order is None:
        return None
    carriers = shop.calls.about("order_carriers", "id_order", [order_id])
    carrier = max(carriers, key=lambda each: int(str(each.get("id") or "0")), default=None)
    shown = text(carrier.get("tracking_number")) if carrier else text(order.get("shipping_number"))
    numbers = [each.strip() for each in shown.split(",") if each.strip()]
    told = intent.tracking in numbers
    if not told and _needs_mark(intent, carrier, numbers):
        told = mark_of(marks_of(shop.calls, order_id), _STEP, intent.key) is not None
    elif not intent.tracking:
        told = True
    state = intent.partial or flag(_state(shop, order), "shipped")
    return _Told(order, carrier, numbers, told, state)


def _needs_mark(intent: ShipIntent, carrier: Row | None, numbers: Sequence[str]) -> bool:
    """Tell whether the shop has no room for what is to be told of this parcel."""
    if not intent.tracking:
        return intent.partial
    return carrier is None or len(_SEPARATOR.join([*numbers, intent.tracking])) > _LONGEST


def _write_number(shop: Shop, intent: ShipIntent, told: _Told) -> Reply:
    if told.carrier is None or _needs_mark(intent, told.carrier, told.numbers):
        parcel = {"number": intent.tracking, "carrier": intent.carrier}
        return leave_mark(shop.calls, told.order, _STEP, intent.key, **parcel)
    numbers = _SEPARATOR.join([*told.numbers, intent.tracking])
    changed = {"id": str(told.carrier.get("id")), "tracking_number": numbers}
    return shop.calls.change("order_carriers", "order_carrier", [changed])


def _ship(shop: Shop, intent: ShipIntent) -> PushResult:
    states = shop.directory.every("order_states")
    wanted = shipped_state(states, shop.settings)
    if not wanted:
        return _refused(intent, _("aucun de ses états ne dit «\u00a0expédié\u00a0»"))
    history = {"id_order": intent.order_remote_id, "id_order_state": wanted}
    mail = {"sendemail": "1" if intent.notify else "0"}
    reply = shop.calls.add("order_histories", "order_history", history, mail)
    order = shop.calls.row("orders", intent.order_remote_id)
    kept = _state(shop, order or {})
    if flag(kept, "shipped"):
        return PushResult(intent.order_remote_id, Outcome.DONE)
    if not reply.fine:
        return _refused(intent, reply.refusal)
    return _refused(
        intent,
        _("elle a gardé l’état «\u00a0{state}\u00a0»").format(state=label(kept, shop.settings)),
    )


def _state(shop: Shop, order: Row) -> Row:
    return shop.directory.get("order_states", str(order.get("current_state") or ""))


def _refused(intent: ShipIntent, reason: str) -> PushResult:
    shown = in_its_words(reason)
    return PushResult(intent.order_remote_id, Outcome.REFUSED, reason=shown)
