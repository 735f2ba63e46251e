"""Lots chosen with the keyboard, the first to expire in front: an adjustment, a transfer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.stock.screen import StockScreen
from tests.ui.products.conftest import Stocked


@pytest.fixture
def screen(qtbot: QtBot, lots: Stocked, window: MainWindow) -> StockScreen:
    assert lots.soap
    window._shell.navigate("stock")
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    shown = place.page
    assert isinstance(shown, StockScreen)
    qtbot.waitUntil(lambda: shown.table.row_count() > 0)
    return shown


def _levels(shop_file: Database) -> dict[str, int]:
    with shop_file.read() as session:
        rows = session.execute(
            select(Lot.number, LotLevel.quantity)
            .join(LotLevel, LotLevel.lot_id == Lot.id)
            .where(LotLevel.quantity > 0)
        )
        return {row[0]: row[1] for row in rows}


def test_what_is_broken_leaves_the_lot_chosen_with_the_arrows(
    qtbot: QtBot, screen: StockScreen, lots: Stocked, shop_file: Database
) -> None:
    # given the adjustment of a soap whose first lot to expire is proposed
    screen.sheets.adjust(lots.soap, "Savon", lots.second)
    sheet = screen.sheets.adjusting
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.lot.lots.count() == 5)
    before = _levels(shop_file)
    assert sheet.lot.current is not None
    assert sheet.lot.current.number == "L2411"

    # when she goes one lot further, and types what left
    QTest.keyClick(sheet.lot.lots, Qt.Key.Key_Down)
    QTest.keyClicks(sheet.quantity.input, "-3")
    assert sheet.preview.text().startswith("40 → 37")
    QTest.keyClick(sheet.quantity.input, Qt.Key.Key_Return)

    # then that lot has three less, and the others are as they were
    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    assert _levels(shop_file) == {**before, "L2502": before["L2502"] - 3}


def test_a_lot_that_nobody_knew_is_typed_in(
    qtbot: QtBot, screen: StockScreen, lots: Stocked, shop_file: Database
) -> None:
    screen.sheets.adjust(lots.soap, "Savon", lots.second)
    sheet = screen.sheets.adjusting
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.lot.lots.count() == 5)
    QTest.keyClick(sheet.lot.lots, Qt.Key.Key_End)
    QTest.keyClicks(sheet.lot.number.input, "n77")
    QTest.keyClicks(sheet.lot.day.input, "pas une date")
    QTest.keyClicks(sheet.quantity.input, "+4")

    # a date that is none is said, and nothing is written
    QTest.keyClick(sheet.quantity.input, Qt.Key.Key_Return)
    assert sheet.sheet.isVisible()
    assert "N77" not in _levels(shop_file)

    sheet.lot.day.set_value("31/12/2030")
    QTest.keyClick(sheet.quantity.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    assert _levels(shop_file)["N77"] == 4


def test_the_first_to_expire_of_the_bin_is_carried_unless_another_is_chosen(
    qtbot: QtBot, screen: StockScreen, lots: Stocked, shop_file: Database
) -> None:
    screen.sheets.transfer(lots.soap, "Savon", lots.second)
    sheet = screen.sheets.carrying
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.lot.lots.count() == 5)
    QTest.keyClicks(sheet.quantity.input, "2")

    QTest.keyClick(sheet.quantity.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    with shop_file.read() as session:
        moved = session.execute(
            select(Lot.number, LotLevel.quantity)
            .join(LotLevel, LotLevel.lot_id == Lot.id)
            .where(LotLevel.place_id == lots.first)
        ).all()
    assert [tuple(row) for row in moved] == [("L2411", 2)]
