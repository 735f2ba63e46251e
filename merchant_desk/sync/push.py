"""Tell a storefront what changed at the desk, once, after comparing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.errors import UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.models.shop import Shop
from merchant_desk.sync import outbox
from merchant_desk.sync.connector import Connector, Effect, Outcome, PushResult
from merchant_desk.sync.pull import note_trouble
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.words import MessageMode


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was told; ``moved`` counts articles that must be pulled and computed again first."""

    shipments: int = 0
    stocks: int = 0
    prices: int = 0
    moved: int = 0
    parked: int = 0

    def __add__(self, other: "Pushed") -> "Pushed":
        return Pushed(
            self.shipments + other.shipments,
            self.stocks + other.stocks,
            self.prices + other.prices,
            self.moved + other.moved,
            self.parked + other.parked,
        )


def run(lanes: Lanes, connector: Connector, shop_id: ShopId, act: Callable[[], Gesture]) -> Pushed:
    """Send shipments in order, then stock and prices; runs on a network thread.

    Stock is never written while an order pull is unfinished. Trouble puts the message off and is
    raised; everything else stays queued.
    """
    try:
        pushed = _push_shipments(lanes, connector, shop_id, act)
        if lanes.read(outbox.pull_is_finished, shop_id).result():
            pushed += _push_stock(lanes, connector, shop_id, act)
        pushed += _push_prices(lanes, connector, shop_id, act)
    except UnavailableError as trouble:
        lanes.write(note_trouble, shop_id, trouble.title, trouble.advice).result()
        raise
    lanes.write(_note_push, shop_id, act()).result()
    return pushed


def _push_shipments(
    lanes: Lanes, connector: Connector, shop_id: ShopId, act: Callable[[], Gesture]
) -> Pushed:
    pushed = Pushed()
    for message in lanes.read(outbox.due, shop_id, MessageMode.EVENT, act().at).result():
        intent = lanes.read(outbox.shipment, message).result()
        if intent is None:
            lanes.write(outbox.mark_sent, [message], act().at).result()
            continue
        try:
            if message.attempts and connector.find_effect(intent) is Effect.FOUND:
                result = PushResult(intent.order_remote_id, Outcome.ALREADY)
            else:
                result = connector.push_shipment(intent)
        except UnavailableError as trouble:
            lanes.write(outbox.put_off, message, act().at, trouble.title, trouble.advice).result()
            raise
        if result.outcome is Outcome.REFUSED:
            lanes.write(outbox.park, message, result.reason).result()
            pushed = replace(pushed, parked=pushed.parked + 1)
        else:
            lanes.write(outbox.mark_sent, [message], act().at).result()
            pushed = replace(pushed, shipments=pushed.shipments + 1)
    return pushed


def _push_stock(
    lanes: Lanes, connector: Connector, shop_id: ShopId, act: Callable[[], Gesture]
) -> Pushed:
    messages = lanes.read(outbox.due, shop_id, MessageMode.STATE, act().at, ("stock",)).result()
    wanted = lanes.read(outbox.stock_to_tell, shop_id, messages).result()
    pushed = Pushed()
    size = max(1, connector.capabilities.stock_batch)
    for start in range(0, len(wanted), size):
        batch = wanted[start : start + size]
        send = partial(connector.push_stock, [each.intent for each in batch])
        results = _sent(lanes, act, [each.message for each in batch], send)
        for each, result in zip(batch, results, strict=True):
            pushed += lanes.write(_settle_stock, shop_id, act(), each, result).result()
    return pushed


def _settle_stock(
    session: Session,
    shop_id: ShopId,
    gesture: Gesture,
    told: outbox.StockToTell,
    result: PushResult,
) -> Pushed:
    """Note what the storefront answered for one article, in one gesture."""
    product_id = ProductId(told.message.subject)
    if result.outcome is Outcome.REFUSED:
        outbox.park(session, told.message, result.reason)
        return Pushed(parked=1)
    shown = told.intent.wanted
    if result.outcome is Outcome.MOVED:
        if result.remote_value is not None:
            outbox.note_stock_seen(session, shop_id, product_id, result.remote_value, gesture.at)
        return Pushed(moved=1)
    outbox.note_stock_seen(session, shop_id, product_id, shown, gesture.at)
    outbox.mark_sent(session, [told.message], gesture.at)
    return Pushed(stocks=1 if result.outcome is Outcome.DONE else 0)


def _push_prices(
    lanes: Lanes, connector: Connector, shop_id: ShopId, act: Callable[[], Gesture]
) -> Pushed:
    messages = lanes.read(outbox.due, shop_id, MessageMode.STATE, act().at, ("price",)).result()
    wanted = lanes.read(outbox.prices_to_tell, shop_id, messages).result()
    if not wanted:
        return Pushed()
    told = [each.message for each in wanted]
    send = partial(connector.push_prices, [each.intent for each in wanted])
    results = _sent(lanes, act, told, send)
    pushed = Pushed()
    for each, result in zip(wanted, results, strict=True):
        if result.outcome is Outcome.REFUSED:
            lanes.write(outbox.park, each.message, result.reason).result()
            pushed += Pushed(parked=1)
        else:
            lanes.write(outbox.mark_sent, [each.message], act().at).result()
            pushed += Pushed(prices=1)
    return pushed


def _sent(
    lanes: Lanes,
    act: Callable[[], Gesture],
    messages: Sequence[outbox.Message],
    send: Callable[[], list[PushResult]],
) -> list[PushResult]:
    """Send; when the network fails, put every message of the batch off and raise."""
    try:
        return send()
    except UnavailableError as trouble:
        for message in messages:
            lanes.write(outbox.put_off, message, act().at, trouble.title, trouble.advice).result()
        raise


def _note_push(session: Session, shop_id: ShopId, gesture: Gesture) -> None:
    session.execute(
        update(Shop)
        .where(Shop.id == shop_id)
        .values(last_push_at=gesture.at, problem="", problem_advice="")
    )
