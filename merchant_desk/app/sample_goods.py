"""Everything that stock, purchases and returns of the sample shop show: half a year of it."""

from sqlalchemy.orm import Session

from merchant_desk.app.sample_orders import give_carton_codes, know_suppliers, order_now
from merchant_desk.app.sample_past import days_before, live_half_a_year
from merchant_desk.app.sample_returns import take_some_back
from merchant_desk.app.sample_shelf import sample_shelf
from merchant_desk.app.sample_stock import count_some, keep_a_kit, keep_boxes, keep_lots
from merchant_desk.values.gesture import Gesture

_KNOWN_FOR_DAYS = 190


def fill_goods(session: Session, gesture: Gesture) -> None:
    """Fill the sample shop in one go: seen whole, or not yet."""
    shelf = sample_shelf(session)
    sources = know_suppliers(session, days_before(gesture, _KNOWN_FOR_DAYS), shelf)
    give_carton_codes(session, gesture, sources)
    live_half_a_year(session, gesture, shelf, sources)
    order_now(session, gesture, sources)
    keep_lots(session, gesture, sources)
    keep_a_kit(session, gesture, shelf)
    keep_boxes(session, gesture, shelf)
    count_some(session, gesture, sample_shelf(session))
    take_some_back(session, gesture)
