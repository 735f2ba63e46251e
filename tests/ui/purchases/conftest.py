"""The page of purchases in the window over the small shop that the products have."""

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.purchases.screen import PurchasesScreen
from tests.ui.products.conftest import desk, lanes, shop_file, stocked, window

__all__ = ["desk", "lanes", "screen", "shop_file", "stocked", "window"]


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> PurchasesScreen:
    window._shell.navigate("purchases")
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    shown = place.page
    assert isinstance(shown, PurchasesScreen)
    qtbot.waitUntil(lambda: shown.counted.text() == "0 facture")
    return shown
