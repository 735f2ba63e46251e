"""Tell a storefront what happened at the desk, once and in order: parcels, refunds, products."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.operations.link_new_product import link_new_product
from merchant_desk.operations.queue_message import queue_state
from merchant_desk.operations.set_tracking import SHIPPED
from merchant_desk.sync import event_telling, outbox
from merchant_desk.sync.capabilities import Can
from merchant_desk.sync.connector import Connector
from merchant_desk.sync.intents import Outcome, ProductIntent, PushResult
from merchant_desk.sync.pushed import Pushed
from merchant_desk.sync.sending import sent
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.texts import _


@dataclass(frozen=True, slots=True)
class Telling:
    """How a kind of event is told: what to say, by which call, and what its answer settles."""

    needs: Can
    intent: Callable[[Session, outbox.Message], Any]
    send: Callable[[Connector, Any], PushResult]
    settle: Callable[[Session, Gesture, ShopId, outbox.Message, PushResult], None] | None = None


def _send_product(connector: Connector, intent: ProductIntent) -> PushResult:
    return connector.push_products([intent])[0]


def _link_product(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    message: outbox.Message,
    result: PushResult,
) -> None:
    if result.remote_id:
        product_id = ProductId(message.subject)
        told = event_telling.new_product(session, message)
        shown = None if told is None else told.stock
        link_new_product(session, gesture, shop_id, product_id, result.remote_id, shown=shown)


_SHIPMENT = Telling(
    Can.SHIPMENTS,
    event_telling.shipment,
    lambda connector, intent: connector.push_shipment(intent),
)
EVENTS: Mapping[str, Telling] = MappingProxyType(
    {
        "shipped": _SHIPMENT,
        "tracking": _SHIPMENT,
        "refund": Telling(
            Can.REFUNDS,
            event_telling.refund,
            lambda connector, intent: connector.push_refund(intent),
        ),
        "product": Telling(
            Can.NEW_PRODUCTS, event_telling.new_product, _send_product, _link_product
        ),
    }
)
"""The kinds of events that a storefront can be told of."""


def push_events(
    lanes: Lanes, connector: Connector, shop_id: ShopId, act: Callable[[], Gesture]
) -> Pushed:
    """Send what is due, in the order in which it happened; trouble is raised."""
    pushed = Pushed()
    for message in lanes.read(outbox.due_events, shop_id, act().at).result():
        pushed += _push_event(lanes, connector, shop_id, act, message)
    return pushed


def _push_event(
    lanes: Lanes,
    connector: Connector,
    shop_id: ShopId,
    act: Callable[[], Gesture],
    message: outbox.Message,
) -> Pushed:
    """Tell of one event; its key makes a second time harmless, so a lost answer is tried again."""
    telling = EVENTS[message.kind]
    if telling.needs not in connector.capabilities.can:
        lanes.write(outbox.park, message, _cannot(connector)).result()
        return Pushed(parked=1)
    intent = lanes.read(telling.intent, message).result()
    if intent is None:
        lanes.write(outbox.mark_sent, [message], act().at).result()
        return Pushed()
    result = sent(lanes, act, [message], lambda: [telling.send(connector, intent)])[0]
    return lanes.write(_settle_event, act(), shop_id, message, result).result()


def _settle_event(
    session: Session,
    gesture: Gesture,
    shop_id: ShopId,
    message: outbox.Message,
    result: PushResult,
) -> Pushed:
    if result.outcome in {Outcome.REFUSED, Outcome.UNSURE, Outcome.MOVED}:
        outbox.park(session, message, result.reason)
        return Pushed(parked=1)
    settle = EVENTS[message.kind].settle
    if settle is not None:
        settle(session, gesture, shop_id, message, result)
    outbox.mark_sent(session, [message], gesture.at)
    if message.kind == SHIPPED:  # some shops take the units off themselves only now
        queue_state(session, gesture, "stock", event_telling.packed_products(session, message))
    if message.kind in {"shipped", "tracking"}:
        return Pushed(shipments=1)
    return Pushed(refunds=1) if message.kind == "refund" else Pushed(products=1)


def _cannot(connector: Connector) -> str:
    words = _("{platform} ne sait pas le faire de l’extérieur\u00a0: faites-le à la main.")
    return words.format(platform=connector.title)
