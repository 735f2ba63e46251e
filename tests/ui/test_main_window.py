import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.ui.crash_hook import CrashHook
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.nav_bar import RAIL, WIDE
from merchant_desk.ui.nav_item import NavItem
from merchant_desk.ui.theme import Theme
from tests.ui.accessibility import faults
from tests.ui.frames import FACTS, go_to_things, item_of
from tests.ui.places import PLACES, EmptyScreen
from tests.ui.things import add_thing, fill


def test_a_screen_is_built_at_its_first_visit_and_kept(window: MainWindow) -> None:
    before = EmptyScreen.built

    window._shell.navigate("products")
    window._shell.navigate("stock")
    window._shell.navigate("products")

    assert EmptyScreen.built - before == 2


def test_control_and_a_digit_goes_to_a_screen(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert window._stack.key == "things"
    assert window._top.title.text() == "Objets"
    assert item_of(window, "things").isChecked()


def test_a_screen_is_told_what_for(window: MainWindow) -> None:
    screen = go_to_things(window)

    window._shell.navigate("things", order="1047")

    assert screen.arrived == [{"order": "1047"}]


def test_the_frame_shows_the_shop_the_counts_and_the_exchanges(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.waitUntil(lambda: window._facts == FACTS)

    assert item_of(window, "packing").accessibleName() == "Préparation (5)"
    assert window._nav._sync.accessibleName() == "Synchronisé il y a 2 min"
    assert window._top._bell.accessibleName() == "À vérifier (2)"


@pytest.mark.parametrize(
    ("width", "height", "nav"),
    [(1093, 614, RAIL), (1280, 720, WIDE), (1280, 800, WIDE), (1440, 900, WIDE)],
)
def test_the_window_holds_at_every_usual_size(
    qtbot: QtBot, window: MainWindow, width: int, height: int, nav: int
) -> None:
    go_to_things(window)

    window.resize(width, height)
    qtbot.wait(20)

    smallest = window.minimumSizeHint()
    assert (window.width(), window.height()) == (width, height)
    assert smallest.width() <= width
    assert smallest.height() <= height
    assert window._nav.width() == nav
    title = window._top.title
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()


@pytest.mark.parametrize("width", [1093, 1440])
def test_nothing_in_the_frame_is_nameless_small_or_spoken_alike(
    qtbot: QtBot, window: MainWindow, width: int
) -> None:
    go_to_things(window)
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window._facts == FACTS)

    assert faults(window) == []


def test_an_error_of_the_window_itself_is_reported_too(
    qtbot: QtBot, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    hook = CrashHook(desk)

    with qtbot.waitSignal(desk.crashed) as told:
        hook._on_error(ValueError, ValueError("Camille"), None)

    assert "ValueError" in told.args[1]
    assert "Camille" not in told.args[1]
    assert caplog.records


def test_the_shortcut_of_a_screen_works_while_it_is_visible_only(window: MainWindow) -> None:
    screen = go_to_things(window)

    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    window._shell.navigate("stock")
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)

    assert screen.ran == 1


def test_who_works_is_remembered_by_this_computer(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    desk.chosen_person = "Hugo Petit"

    shown = window._top._person.accessibleName()
    desk._person = ""
    again = MainWindow(desk, window._shell, PLACES)
    qtbot.addWidget(again)

    assert shown == "Hugo Petit"
    assert desk.chosen_person == "Hugo Petit"


def test_the_colours_change_by_a_key_and_are_remembered(window: MainWindow, theme: Theme) -> None:
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    with window._stack._watch.excused():
        QTest.keyClick(window, Qt.Key.Key_L, control_shift)

    assert theme.tokens.dark
    assert window._top._look.accessibleName() == "Passer en clair"


def test_a_list_of_100_000_rows_never_stops_the_window(
    qtbot: QtBot, window: MainWindow, lanes: Lanes
) -> None:
    fill(lanes.database, 100_000)
    screen = go_to_things(window)
    qtbot.waitUntil(lambda: screen.table.row_count() == 100_000)

    for _each in range(5):
        QTest.keyClick(screen.table._view, Qt.Key.Key_End)
        qtbot.wait(30)
        QTest.keyClick(screen.table._view, Qt.Key.Key_Home)
        lanes.write(add_thing, 200_000 + _each).result()
        qtbot.wait(120)

    qtbot.waitUntil(lambda: screen.table.row_count() == 100_005)


def test_the_window_is_where_it_was(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.resize(1111, 666)

    with qtbot.waitSignal(window.closing):
        window.close()
    again = MainWindow(desk, window._shell, PLACES)
    qtbot.addWidget(again)

    assert again.height() == 666  # the screen of the tests is narrower than the window may be


def test_every_control_is_reached_by_tab_and_none_traps(qtbot: QtBot, window: MainWindow) -> None:
    go_to_things(window)
    qtbot.waitUntil(lambda: window._facts == FACTS)
    item_of(window, "today").setFocus()
    first = window.focusWidget()
    seen: list[QWidget] = []

    for _each in range(60):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        here = window.focusWidget()
        if here is first:
            break
        seen.append(here)

    assert window.focusWidget() is first
    assert len(seen) == len(set(seen))
    assert {*window.findChildren(NavItem)} <= {first, *seen}
