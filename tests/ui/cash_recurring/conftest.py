"""The page of what comes back over a bank that tells of a rent and an energy bill."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.cash_recurring.screen import RecurringScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.values.gesture import Gesture
from tests.operations.recurring_bank import bring_history
from tests.ui.products.conftest import desk, shop_file, window

__all__ = ["desk", "lanes", "screen", "shop_file", "window"]


@pytest.fixture
def lanes(shop_file: Database, gesture: Gesture) -> Iterator[Lanes]:
    bring_history(shop_file, gesture)
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> RecurringScreen:
    window._shell.navigate("cash", page="recurring")
    pages = window._stack.visible_screen()
    assert isinstance(pages, PagesScreen)
    shown = pages.page
    assert isinstance(shown, RecurringScreen)
    qtbot.waitUntil(lambda: shown.lists.table.row_count() == 2)
    qtbot.waitUntil(lambda: shown.lists.table.current() is not None)
    shown.lists.table.setFocus()
    return shown
