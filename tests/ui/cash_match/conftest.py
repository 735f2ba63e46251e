"""The page of matching over a bank with ten lines that wait."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.cash_match import screen as page
from merchant_desk.ui.cash_match.screen import MatchScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.values.gesture import Gesture
from tests.ui.cash_match.bank import fill
from tests.ui.products.conftest import desk, shop_file, window

__all__ = ["desk", "lanes", "screen", "shop_file", "window"]

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def lanes(shop_file: Database, gesture: Gesture) -> Iterator[Lanes]:
    fill(shop_file, replace(gesture, at=NOW))
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> MatchScreen:
    monkeypatch.setattr(page, "utc_now", lambda: NOW)
    window._shell.navigate("cash", page="match")
    pages = window._stack.visible_screen()
    assert isinstance(pages, PagesScreen)
    shown = pages.page
    assert isinstance(shown, MatchScreen)
    qtbot.waitUntil(lambda: len(shown.list.rows.lines) == 10)
    window.activateWindow()
    shown.list.setFocus()
    qtbot.waitUntil(shown.list.hasFocus)
    return shown
