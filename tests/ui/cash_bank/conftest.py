"""The page of the bank in the window over an empty shop, and files to drop on it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.cash_bank.screen import BankScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.values.gesture import Gesture
from tests.makers import make_station
from tests.ui.products.conftest import desk, shop_file, window

__all__ = ["desk", "lanes", "screen", "shop_file", "window"]


@pytest.fixture
def lanes(shop_file: Database, gesture: Gesture) -> Iterator[Lanes]:
    with shop_file.write() as session:
        make_station(session, gesture)
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> BankScreen:
    window._shell.navigate("cash", page="bank")
    with qtbot.waitActive(window):
        window.activateWindow()
    pages = window._stack.visible_screen()
    assert isinstance(pages, PagesScreen)
    shown = pages.page
    assert isinstance(shown, BankScreen)
    qtbot.waitUntil(shown.empty.isVisible)
    return shown
