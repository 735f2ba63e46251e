"""The page of what comes back over a bank that tells of a rent and an energy bill."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.cash_recurring.screen import RecurringScreen
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.gesture import Gesture
from tests.operations.recurring_bank import bring_history
from tests.ui.products.conftest import desk, shop_file

__all__ = ["desk", "lanes", "screen", "shop_file"]


@pytest.fixture
def lanes(shop_file: Database, gesture: Gesture) -> Iterator[Lanes]:
    bring_history(shop_file, gesture)
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, shell: Shell) -> RecurringScreen:
    """The page alone, in a window of its own."""
    shown = RecurringScreen(desk, shell)
    shown.bind_commands()
    qtbot.addWidget(shown)
    shown.resize(1040, 680)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    qtbot.waitUntil(lambda: shown.lists.table.row_count() == 2)
    qtbot.waitUntil(lambda: shown.lists.table.current() is not None)
    shown.lists.table.setFocus()
    return shown
