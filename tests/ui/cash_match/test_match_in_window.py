"""The page of matching in the real window, where a scanner may type at any time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.ui.cash_match.screen import MatchScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support grabbing the keyboard"  # of the menu of categories, offscreen
)


def test_whoever_arrives_has_the_keyboard_on_the_first_line(
    qtbot: QtBot, window: MainWindow
) -> None:
    window._shell.navigate("cash", page="match")
    pages = window._stack.visible_screen()
    assert isinstance(pages, PagesScreen)
    page = pages.page
    assert isinstance(page, MatchScreen)
    qtbot.waitUntil(lambda: len(page.list.rows.lines) == 10)
    qtbot.waitUntil(page.list.hasFocus)

    QTest.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.list.rows.lines) == 4)
    QTest.keyClick(page.list, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)

    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
