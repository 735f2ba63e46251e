"""Tell a storefront what changed at the desk, once, after comparing."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.errors import UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.models.shop import Shop
from merchant_desk.sync import outbox
from merchant_desk.sync.connector import Connector
from merchant_desk.sync.errors import HOPELESS
from merchant_desk.sync.intents import Outcome, PushResult
from merchant_desk.sync.pull import note_trouble
from merchant_desk.sync.push_events import push_events
from merchant_desk.sync.pushed import Pushed
from merchant_desk.sync.sending import sent
from merchant_desk.sync.stock_telling import StockToTell, stock_to_tell
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, ShopId
from merchant_desk.values.words import MessageMode


def run(lanes: Lanes, connector: Connector, shop_id: ShopId, act: Callable[[], Gesture]) -> Pushed:
    """Send what happened in order, then stock and prices; runs on a network thread.

    Stock is never written while an order pull is unfinished. Most platforms cannot compare and set:
    an order placed between our look and our write is written over for one exchange, and the next
    one, which brings that order, marks its articles and writes the right number.

    Trouble puts the message off and is raised at the end; everything else stays queued. What the
    shop cannot take of one kind does not keep the others waiting: a shipment that fails for hours
    would have it sell what is gone.
    """
    pushed, trouble = Pushed(), None
    for tell in (push_events, _push_stock, _push_prices):
        try:
            pushed += tell(lanes, connector, shop_id, act)
        except UnavailableError as met:
            trouble = trouble or met
            if isinstance(met, HOPELESS):
                break
    if trouble is not None:
        lanes.write(note_trouble, shop_id, trouble.title, trouble.advice).result()
        raise trouble
    lanes.write(_note_push, shop_id, act()).result()
    return pushed


def due_messages(
    lanes: Lanes, shop_id: ShopId, act: Callable[[], Gesture], mode: MessageMode, kind: str = ""
) -> Iterator[tuple[outbox.Message, ...]]:
    """Yield what is due, some at a time; what stays waiting is not met twice in one push."""
    row = -1
    while messages := lanes.read(outbox.due, shop_id, mode, act().at, kind, row).result():
        row = messages[-1].row
        yield lanes.write(outbox.drop_untellable, shop_id, messages, act().at).result()


def _push_stock(
    lanes: Lanes, connector: Connector, shop_id: ShopId, act: Callable[[], Gesture]
) -> Pushed:
    pushed = Pushed()
    if not lanes.read(outbox.pull_is_finished, shop_id).result():
        return pushed
    size = max(1, connector.capabilities.stock_batch)
    for messages in due_messages(lanes, shop_id, act, MessageMode.STATE, "stock"):
        meaning = connector.capabilities.stock_meaning
        wanted = lanes.read(stock_to_tell, shop_id, messages, meaning).result()
        for start in range(0, len(wanted), size):
            batch = wanted[start : start + size]
            send = partial(connector.push_stock, [each.intent for each in batch])
            results = sent(lanes, act, [each.message for each in batch], send)
            told = tuple(zip(batch, results, strict=True))
            pushed += lanes.write(_settle_stocks, shop_id, act(), told).result()
    return pushed


def _settle_stocks(
    session: Session,
    shop_id: ShopId,
    gesture: Gesture,
    told: Sequence[tuple[StockToTell, PushResult]],
) -> Pushed:
    """Note what the storefront answered for a batch, in one gesture."""
    pushed = Pushed()
    for each, result in told:
        pushed += _settle_stock(session, shop_id, gesture, each, result)
    return pushed


def _settle_stock(
    session: Session,
    shop_id: ShopId,
    gesture: Gesture,
    told: StockToTell,
    result: PushResult,
) -> Pushed:
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
    from merchant_desk.sync.push_prices import (  # noqa: PLC0415 - brings the calendar: no start waits
        push_prices,
    )

    return push_prices(lanes, connector, shop_id, act)


def _note_push(session: Session, shop_id: ShopId, gesture: Gesture) -> None:
    session.execute(
        update(Shop)
        .where(Shop.id == shop_id)
        .values(last_push_at=gesture.at, problem="", problem_advice="")
    )
