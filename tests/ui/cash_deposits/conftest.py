"""The window over a shop with an account, two cheques received and cash out of the drawer."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.move_drawer import move_drawer
from merchant_desk.ui.cash_deposits.screen import DepositsScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.closings import DrawerKind
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from tests.operations.test_deposits import Bank
from tests.ui.deliveries.conftest import shell
from tests.ui.products.conftest import desk, shop_file, window

__all__ = ["desk", "shell", "shop_file", "window"]


@pytest.fixture
def lanes(shop_file: Database, gesture: Gesture) -> Iterator[Lanes]:
    """The lanes of the shop, once it is filled."""
    with shop_file.write() as session:
        bank = Bank(session, gesture)
        move_drawer(session, bank.gesture, DrawerKind.TO_BANK, Money(6_500))
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, shell: Shell) -> DepositsScreen:
    assert window is not None
    shell.navigate("cash", page="deposits")
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    shown = place.page
    assert isinstance(shown, DepositsScreen)
    qtbot.waitUntil(lambda: shown.counted.text() == "0 bordereau")
    qtbot.waitUntil(lambda: "2 chèques" in shown.waiting.text())
    return shown
