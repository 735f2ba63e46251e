"""The shop promised more days than the law to orders of some days: their returns tell it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.order import Order
from merchant_desk.models.returned import Return
from merchant_desk.operations.declare_return import ReturnDeclared, declare_return
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.return_card import return_card
from merchant_desk.queries.return_order import return_order
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ReturnId
from merchant_desk.values.longer_withdrawal import LongerWithdrawal, written_longer
from merchant_desk.values.settings import RETURNS_LONGER
from tests.operations.returns_desk import ReturnsDesk, returns_desk


def _limit(room: ReturnsDesk, return_id: ReturnId) -> tuple[date | None, str]:
    """Return until when she may withdraw, and by which article of law."""
    card = return_card(room.session, return_id, paris_date(room.gesture.at))
    assert card is not None
    return card.clocks[0].until, card.clocks[0].article


@pytest.mark.parametrize(("since", "longer"), [(-1, True), (1, False)])
def test_the_shop_keeps_what_it_promised_to_orders_of_those_days(
    database: Database, gesture: Gesture, since: int, *, longer: bool
) -> None:
    with database.write() as session:
        room = returns_desk(session, gesture)
        told = ReturnDeclared(order_id=room.shipped())
        return_id = declare_return(session, room.gesture, told).return_id
        usual, _article = _limit(room, return_id)
        placed = session.scalars(select(Order.placed_at)).one()
        first = paris_date(placed) + timedelta(days=since)
        promised = written_longer([LongerWithdrawal(60, first)])

        save_setting(session, room.gesture, RETURNS_LONGER, promised)

        until, article = _limit(room, return_id)
        assert usual is not None
        assert until is not None
        assert (until > usual) is longer
        assert (article == "") is longer
        returned = session.get_one(Return, return_id)
        assert returned.order_id is not None
        shown = return_order(session, returned.order_id, paris_date(room.gesture.at))
        assert shown is not None
        assert shown.clocks[0].until == until
