"""Give a count up: what was counted stays readable, the stock stays as it is."""

from sqlalchemy.orm import Session

from merchant_desk.operations.open_count import open_count_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.ids import CountId


def cancel_count(session: Session, gesture: Gesture, count_id: CountId) -> str:
    """Give the count up and return its number; refused once it is closed."""
    count = open_count_of(session, count_id)
    count.state = CountState.CANCELLED
    count.closed_at, count.closed_by = gesture.at, gesture.person
    session.flush()
    return count.number
