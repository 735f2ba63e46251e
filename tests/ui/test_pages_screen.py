"""A place with several pages: its sheets cover the whole place, and the keyboard turns them."""

from collections.abc import Iterator
from typing import ClassVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PageSpec, PagesScreen
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.screens import ScreenSpec, Section
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stall_watch import StallWatch


class _Page(Screen):
    """A page with a sheet, made when the page is."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sheet = shell.new_sheet(self, "Fiche")


class _Pages(PagesScreen):
    pages: ClassVar[tuple[PageSpec, ...]] = (
        PageSpec("first", "Commandes", _Page),
        PageSpec("second", "Fournisseurs", _Page),
    )


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, shell: Shell, watch: StallWatch) -> Iterator[_Pages]:
    spec = ScreenSpec(
        key="today", title="Achats", icon="inbox", section=Section.DAY, factory=_Pages
    )
    window = MainWindow(desk, shell, (spec,), watch)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    shell.navigate("today")
    made = window._stack.visible_screen()
    assert isinstance(made, _Pages)
    yield made
    window.close()
    shiboken6.delete(window)


def _page(place: _Pages) -> _Page:
    page = place.page
    assert isinstance(page, _Page)
    return page


def test_a_sheet_of_a_page_covers_the_whole_place(place: _Pages) -> None:
    sheet = _page(place).sheet

    sheet.open_sheet()

    assert sheet.isVisible()
    assert sheet.geometry() == place.rect()
    under = place.childAt(place.choice.mapTo(place, place.choice.rect().center()))
    assert under is sheet, "the pages cannot be turned under the veil"


def test_the_sheet_follows_the_place_when_the_window_grows(qtbot: QtBot, place: _Pages) -> None:
    sheet = _page(place).sheet
    sheet.open_sheet()

    place.window().resize(1500, 900)

    qtbot.waitUntil(lambda: sheet.geometry() == place.rect() and place.width() > 1200)


def test_the_keyboard_turns_the_pages_and_no_sheet_stays_behind(
    qtbot: QtBot, place: _Pages
) -> None:
    first = _page(place)
    first.sheet.open_sheet()

    QTest.keyClick(place.window(), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: place.choice.key == "second")
    assert not first.sheet.isVisible()
    assert _page(place).isVisible()
    QTest.keyClick(place.window(), Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: place.choice.key == "first")
    assert not first.sheet.isVisible()


def test_an_answer_that_comes_after_the_page_was_turned_opens_no_sheet(place: _Pages) -> None:
    first = _page(place)
    place.go("second")

    first.sheet.open_sheet()

    assert not first.sheet.isVisible()
    place.go("first")
    first.sheet.open_sheet()
    assert first.sheet.isVisible()


def test_a_sheet_made_late_covers_the_place_too_and_goes_with_it(place: _Pages) -> None:
    page = _page(place)
    late = page.shell.new_sheet(page, "Fiche")

    late.open_sheet()

    assert late.parentWidget() is place
    assert late.geometry() == place.rect()
    place.go("second")
    assert not late.isVisible()
    late.open_sheet()
    assert not late.isVisible()


def test_escape_closes_the_sheet_and_the_page_has_the_focus_again(
    qtbot: QtBot, place: _Pages
) -> None:
    page = _page(place)
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    page.sheet.open_sheet()

    QTest.keyClick(place.window(), Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not page.sheet.isVisible())
    assert page.hasFocus()


def test_no_other_window_flashes_when_the_place_is_built(place: _Pages) -> None:
    QTest.qWait(50)

    assert place.window().isActiveWindow()
    assert QApplication.activeWindow() is place.window()
