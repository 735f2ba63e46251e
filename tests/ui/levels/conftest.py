"""The page of minimums over a shop that sold for months, one minimum set by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.set_stock_rule import LevelSet, set_stock_rule
from merchant_desk.ui.levels.page import LevelsScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import LocationId, ProductId
from tests.reorder_shop import make_selling, open_reorder_shop
from tests.ui.products.conftest import desk, shop_file, window

__all__ = ["desk", "lanes", "screen", "selling", "shop_file", "window"]


@dataclass(frozen=True)
class Selling:
    """Where things lie, and three soaps: quick, slow, and one of which she set the minimum."""

    location: LocationId
    quick: ProductId
    slow: ProductId
    set_by_hand: ProductId


@pytest.fixture
def selling(shop_file: Database, gesture: Gesture) -> Selling:
    today = replace(gesture, at=utc_now())
    with shop_file.write() as session:
        shop = open_reorder_shop(session, today)
        quick = make_selling(session, today, shop, "A-VITE", weekly=9, left=4)
        slow = make_selling(session, today, shop, "B-LENT", weekly=1, left=60)
        mine = make_selling(session, today, shop, "C-MOI", weekly=5, left=40)
        set_stock_rule(session, today, LevelSet(mine, shop.location, 50))
    return Selling(shop.location, quick, slow, mine)


@pytest.fixture
def lanes(shop_file: Database, selling: Selling) -> Iterator[Lanes]:
    assert selling.quick, "the shop is filled before its lanes run"
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> LevelsScreen:
    window._shell.navigate("stock", page="levels")
    pages = window._stack.visible_screen()
    assert isinstance(pages, PagesScreen)
    shown = pages.page
    assert isinstance(shown, LevelsScreen)
    qtbot.waitUntil(lambda: shown.table.row_count() == 3)
    qtbot.waitUntil(lambda: shown.table.current() is not None)
    shown.table.setFocus()
    return shown
