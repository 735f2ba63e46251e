"""The window over a shop whose supplier charged too much for what came."""

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.ui.claims.screen import ClaimsScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import SupplierInvoiceId
from tests.operations.delivery_desk import SOAP, DeliveryDesk, delivery_desk
from tests.operations.test_cost_of_deliveries import approve, soap_bill
from tests.ui.deliveries.conftest import shell
from tests.ui.products.conftest import desk, lanes, shop_file, window

__all__ = ["desk", "lanes", "shell", "shop_file", "window"]


class Overcharged(DeliveryDesk):
    """Ten soaps came, twelve are charged, and dearer than ordered."""

    invoice: SupplierInvoiceId


@pytest.fixture
def stocked(shop_file: Database, gesture: Gesture) -> Overcharged:
    with shop_file.write() as session:
        made = delivery_desk(session, gesture)
        made.__class__ = Overcharged
        assert isinstance(made, Overcharged)
        made.scan(SOAP, 10)
        made.invoice = approve(made, soap_bill("12", "2.50", "30.00"))
    return made


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, shell: Shell) -> ClaimsScreen:
    assert window is not None
    shell.navigate("purchases", page="claims")
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    shown = place.page
    assert isinstance(shown, ClaimsScreen)
    qtbot.waitUntil(lambda: shown.counted.text() == "0 réclamation")
    return shown
