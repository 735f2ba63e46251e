"""Tell a storefront prices and sales, and remember what it shows from then on."""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.sync import outbox
from merchant_desk.sync.connector import Connector
from merchant_desk.sync.intents import Outcome, PushResult
from merchant_desk.sync.price_telling import PriceToTell, note_told, prices_to_tell
from merchant_desk.sync.push import due_messages
from merchant_desk.sync.pushed import Pushed
from merchant_desk.sync.sending import sent
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.words import MessageMode


def push_prices(
    lanes: Lanes, connector: Connector, shop_id: ShopId, act: Callable[[], Gesture]
) -> Pushed:
    """Send the price of every article that waits, with the sale that runs or comes next."""
    pushed = Pushed()
    for messages in due_messages(lanes, shop_id, act, MessageMode.STATE, "price"):
        window = connector.capabilities.sale_window
        wanted = lanes.read(prices_to_tell, shop_id, messages, act().at, window).result()
        if not wanted:
            continue
        send = partial(connector.push_prices, [each.intent for each in wanted])
        results = sent(lanes, act, [each.message for each in wanted], send)
        told = tuple(zip(wanted, results, strict=True))
        pushed += lanes.write(_settle_prices, shop_id, act(), told).result()
    return pushed


def _settle_prices(
    session: Session,
    shop_id: ShopId,
    gesture: Gesture,
    told: Sequence[tuple[PriceToTell, PushResult]],
) -> Pushed:
    pushed = Pushed()
    for each, result in told:
        if result.outcome is Outcome.REFUSED:
            outbox.park(session, each.message, result.reason)
            pushed += Pushed(parked=1)
        else:
            note_told(session, gesture, shop_id, each)
            outbox.mark_sent(session, [each.message], gesture.at)
            pushed += Pushed(prices=1)
    return pushed
