"""Tab on the real screens of the desk: every control is reached, both ways."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.row_view import RowView
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stock.screen import StockScreen
from merchant_desk.ui.widgets.segmented_choice import SegmentedChoice
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.places import SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location, make_product, make_profile, make_station

_MANY = 200
_PAGES = (
    ("stock", "stock"),
    ("stock", "counts"),
    ("stock", "value"),
    ("purchases", "orders"),
    ("purchases", "invoices"),
    ("returns", "desk"),
    ("invoices", ""),
    ("orders", ""),
)


@pytest.fixture
def lanes(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Lanes]:
    """The background lanes over a shop with two articles on a shelf."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    running = Lanes(open_database(f"sqlite:///{path}"))
    running.write(_two_soaps, gesture).result()
    yield running
    running.close()


def _two_soaps(session: Session, gesture: Gesture) -> None:
    make_station(session, gesture)
    make_profile(session)
    place = make_bin(session, make_location(session), "A1")
    for sku in ("SAV-01", "SAV-02"):
        soap = make_product(session, sku, ean=None)
        post_move(session, gesture, Move(soap, SUPPLIER, place, 4, MoveReason.RECEIPT, value=80000))


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, shell: Shell) -> MainWindow:
    """The window with the screens of the desk."""
    made = MainWindow(desk, shell)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def _open(qtbot: QtBot, window: MainWindow, place: str, page: str) -> Screen:
    """Show a page, once it has been told all it asked."""
    window._shell.navigate(place, **({"page": page} if page else {}))
    screen = window._stack.visible_screen()
    assert screen is not None
    shown = screen.page if isinstance(screen, PagesScreen) else screen
    qtbot.waitUntil(lambda: _is_answered(window._desk))
    return shown


def _is_answered(desk: Desk) -> bool:
    return not desk._waited_for


def _round(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """Press the key until the focus is back where it was; return where it went, in order."""
    seen = [window.focusWidget()]
    for _each in range(_MANY):
        QTest.keyClick(window.focusWidget(), key)
        if window.focusWidget() is seen[0]:
            return seen
        seen.append(window.focusWidget())
    pytest.fail("the focus never comes back")


def _buttons(screen: QWidget) -> set[QWidget]:
    """Return the buttons that can be pressed; of a choice only the one in use is a stop."""
    return {
        each
        for each in screen.findChildren(QAbstractButton)
        if each.isVisible() and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


@pytest.mark.parametrize(("place", "page"), _PAGES)
def test_tab_reaches_every_button_of_a_page_both_ways(
    qtbot: QtBot, window: MainWindow, place: str, page: str
) -> None:
    screen = _open(qtbot, window, place, page)
    expected = _buttons(screen)

    forth = _round(window, Qt.Key.Key_Tab)
    back = _round(window, Qt.Key.Key_Backtab)

    assert expected
    assert not expected - set(forth)
    assert forth[1:] == back[:0:-1]


def test_a_choice_is_one_stop_on_the_option_in_use(qtbot: QtBot, window: MainWindow) -> None:
    _open(qtbot, window, "stock", "counts")
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)

    seen = _round(window, Qt.Key.Key_Tab)

    inside = [each for each in seen if isinstance(each.parentWidget(), SegmentedChoice)]
    assert [each.isChecked() for each in inside if isinstance(each, QAbstractButton)] == [True]


def test_the_table_has_the_focus_when_its_page_is_shown_and_obeys_its_keys(
    qtbot: QtBot, window: MainWindow
) -> None:
    # given
    screen = _open(qtbot, window, "stock", "stock")
    assert isinstance(screen, StockScreen)
    qtbot.waitUntil(lambda: screen.table.row_count() == 2 and screen.table.current() is not None)
    rows = window.focusWidget()
    first = screen.table.current()
    assert isinstance(rows, RowView)

    # when: she goes round the page with Tab, then down one line, then opens it
    _round(window, Qt.Key.Key_Tab)
    QTest.keyClick(rows, Qt.Key.Key_Down)

    # then
    assert window.focusWidget() is rows
    assert screen.table.current() not in (None, first)
    with qtbot.waitSignal(screen.table.activated):
        QTest.keyClick(rows, Qt.Key.Key_Return)
