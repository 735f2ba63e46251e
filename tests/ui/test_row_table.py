from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.ui.row_checks import Checked
from merchant_desk.ui.row_source import PAGE
from merchant_desk.ui.row_table import RowTable
from tests.ui.tables import ask_things, number_of, top_of
from tests.ui.things import THING, Thing, Things, add_thing, fill

MANY = 100_000
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


def test_a_table_of_100_000_rows_reads_only_the_pages_in_sight(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes, MANY)

    assert len(table._model.loaded()) == PAGE


def test_rows_come_in_as_they_are_scrolled_to(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes, MANY)

    QTest.keyClick(table._view, Qt.Key.Key_End)
    waiting = table.current()
    qtbot.waitUntil(lambda: table.current() is not None)

    assert waiting is None
    assert number_of(table) == MANY - 1


def test_fast_scrolling_asks_only_for_what_stays_in_sight(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes, MANY)

    bar = table._view.verticalScrollBar()
    for step in range(1, 101):
        bar.setValue(bar.maximum() * step // 100)
        table._view.viewport().repaint()
    qtbot.waitUntil(lambda: table._model.row(MANY - 1) is not None)

    assert len(table._model.loaded()) <= PAGE * 4


def test_the_model_keeps_the_rules_of_qt(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    tester = QAbstractItemModelTester(
        table._model, QAbstractItemModelTester.FailureReportingMode.Warning
    )

    ask_things(qtbot, table, lanes, 450)
    lanes.write(add_thing, 9_000).result()
    table.reload()
    qtbot.waitUntil(lambda: table.row_count() == 451)

    assert tester.model() is table._model


def test_arrows_move_and_space_checks(qtbot: QtBot, table: RowTable[Thing], lanes: Lanes) -> None:
    ask_things(qtbot, table, lanes)

    QTest.keyClick(table._view, Qt.Key.Key_Down)
    QTest.keyClick(table._view, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.checked_changed) as told:
        QTest.keyClick(table._view, Qt.Key.Key_Space)

    assert number_of(table) == 2
    assert told.args == [Checked(frozenset({b"%016d" % 2}), count=1)]


def test_shift_and_arrows_check_one_row_after_another(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes)

    for _each in range(3):
        QTest.keyClick(table._view, Qt.Key.Key_Down, _SHIFT)

    assert table.checked().ids == {b"%016d" % number for number in range(4)}


def test_enter_opens_the_current_row(qtbot: QtBot, table: RowTable[Thing], lanes: Lanes) -> None:
    ask_things(qtbot, table, lanes)

    QTest.keyClick(table._view, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.activated) as told:
        QTest.keyClick(table._view, Qt.Key.Key_Return)

    assert told.args == [Thing(b"%016d" % 1, 1, "Objet n° 1")]


def test_control_a_checks_everything_in_the_filter_loaded_or_not(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes, MANY)
    taken: list[tuple[bytes, ...]] = []

    QTest.keyClick(table._view, Qt.Key.Key_A, _CONTROL)
    QTest.keyClick(table._view, Qt.Key.Key_Space)
    table.take_checked(taken.append)
    qtbot.waitUntil(lambda: bool(taken))

    assert table.checked() == Checked(frozenset(), True, frozenset({b"%016d" % 0}), MANY - 1)
    assert len(taken[0]) == MANY - 1
    assert b"%016d" % 0 not in taken[0]


def test_escape_unchecks_and_then_is_left_to_the_window(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes)
    table.check_everything()

    QTest.keyClick(table._view, Qt.Key.Key_Escape)

    assert table.checked() == Checked()
    assert not table._view.clear_checks()


def test_control_c_copies_what_a_spreadsheet_pastes(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes)
    QTest.keyClick(table._view, Qt.Key.Key_Down, _SHIFT)

    QTest.keyClick(table._view, Qt.Key.Key_C, _CONTROL)

    copied = "Nom\tNuméro\nObjet n° 0\t0\nObjet n° 1\t1"
    assert QGuiApplication.clipboard().text() == copied


def test_a_reload_keeps_scroll_current_row_and_checks(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes, 1000)
    for _each in range(40):
        QTest.keyClick(table._view, Qt.Key.Key_Down)
    QTest.keyClick(table._view, Qt.Key.Key_Space)
    top, checked = top_of(table), table.checked()

    lanes.write(add_thing, -1).result()
    table.reload()
    qtbot.waitUntil(lambda: table.row_count() == 1001)
    qtbot.waitUntil(lambda: number_of(table) == 40)

    qtbot.waitUntil(lambda: table._view.currentIndex().row() == 41)
    assert (top_of(table), table.checked()) == (top, checked)


def test_a_row_that_moved_is_followed_by_the_keyboard(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    fill(lanes.database, 50, start=10)
    table.ask(Things(least=-5))
    qtbot.waitUntil(lambda: table.row_count() == 50)
    assert table.select_id(b"%016d" % 13)

    lanes.write(add_thing, 1).result()
    table.reload()
    qtbot.waitUntil(lambda: table.row_count() == 51)
    qtbot.waitUntil(lambda: table._view.currentIndex().row() == 4)

    assert number_of(table) == 13


def test_a_reload_never_shows_an_empty_table_in_between(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes, 1000)
    seen: list[object] = []
    table._model.modelReset.connect(lambda: seen.append("reset"))

    table.reload()
    still_there = table._model.row(0)
    qtbot.wait(80)

    assert still_there is not None
    assert seen == []


def test_another_filter_begins_at_the_top_unchecked(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes, 1000)
    QTest.keyClick(table._view, Qt.Key.Key_End)
    table.check_everything()

    table.ask(Things(least=500))
    qtbot.waitUntil(lambda: table.row_count() == 500)

    assert number_of(table) == 500
    assert table.checked() == Checked()


def test_rows_removed_elsewhere_leave_no_ghost(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes, 300)

    with lanes.database.write() as session:
        session.execute(THING.delete().where(THING.c.number >= 10))
    table.reload()
    qtbot.waitUntil(lambda: table.row_count() == 10)

    assert [row.number for _place, row in table._model.loaded()] == list(range(10))


def test_the_next_page_is_read_before_it_comes_in_sight(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes, 1000)

    table._view.verticalScrollBar().setValue((PAGE - 30) * 42)
    qtbot.waitUntil(lambda: len(table._model.loaded()) == 2 * PAGE)

    assert table._view.in_sight().stop < PAGE
