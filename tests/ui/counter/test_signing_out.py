"""Windows ends the session in the middle of a sale: the basket is there at the next start."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.app.signing_out import SigningOut
from merchant_desk.database.database import Database
from merchant_desk.ui.theme import Theme
from merchant_desk.values.payment_means import Means
from tests.operations.counter_room import HONEY, SOAP
from tests.ui.counter.till_room import opened, till_room


def test_scans_that_wait_for_their_turn_are_in_the_basket_of_the_next_start(
    qtbot: QtBot, qapp: QApplication, sqlite_database: Database, theme: Theme
) -> None:
    with till_room(qtbot, sqlite_database, theme) as room:
        room.scan(SOAP)
        for code in (SOAP, HONEY, HONEY):  # in a burst: none of them is answered yet
            room.scanner.scan(code)
        room.screen.till.pay(Means.CHEQUE)
        ending = SigningOut(qapp, room.screen.desk._lanes)

        ending.finish()

        ending.stop()
        shop = room.shop
        kept = shop.basket
    assert sum(line.quantity for line in kept.lines) == 4
    assert [tender.means for tender in kept.tenders] == [Means.CHEQUE]

    with opened(qtbot, shop, theme) as room:
        room.wait_total("26,60 €")
        assert room.screen.till.basket.basket_id == kept.basket_id
