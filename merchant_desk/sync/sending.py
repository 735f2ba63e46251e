"""Sending to a storefront: when the network fails, what was to be told waits."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from merchant_desk.errors import TurnLostError, UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.sync import outbox
from merchant_desk.sync.intents import PushResult
from merchant_desk.values.gesture import Gesture


def sent(
    lanes: Lanes,
    act: Callable[[], Gesture],
    messages: Sequence[outbox.Message],
    send: Callable[[], list[PushResult]],
) -> list[PushResult]:
    """Send; when the network fails, put every message of the batch off and raise.

    What was not sent because another station may be at it is that station's: it waits as it was.
    """
    try:
        return send()
    except TurnLostError:
        raise
    except UnavailableError as trouble:
        lanes.write(_put_off, messages, act().at, trouble).result()
        raise


def _put_off(
    session: Session,
    messages: Sequence[outbox.Message],
    now: datetime,
    trouble: UnavailableError,
) -> None:
    for message in messages:
        outbox.put_off(session, message, now, trouble.title, trouble.advice)
