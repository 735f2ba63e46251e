from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.theme import Theme
from tests.ui.tables import ask_things, number_of
from tests.ui.things import COLUMNS, Thing, Things, thing_id

MANY = 100_000
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


def test_a_click_on_a_head_sorts_and_is_remembered(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes, desk: Desk, theme: Theme
) -> None:
    ask_things(qtbot, table, lanes)
    head = table._header.viewport()
    place = QPoint(table._header.sectionViewportPosition(2) + 60, 18)

    for _each in range(2):
        QTest.mouseClick(head, Qt.MouseButton.LeftButton, NO_KEYS, place)
    qtbot.waitUntil(lambda: number_of(table) == 49)
    other: RowTable[Thing] = RowTable(
        desk, theme, name="things", label="Objets", columns=COLUMNS, row_id=thing_id
    )
    qtbot.addWidget(other)
    other.ask(Things())

    qtbot.waitUntil(lambda: other.row_count() == 50)
    assert other._model.query == Things(descending=True)


def test_the_box_of_the_head_checks_everything_then_nothing(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes)
    head = table._header.viewport()

    QTest.mouseClick(head, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(22, 18))
    everything = table.checked().count
    QTest.mouseClick(head, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(22, 18))

    assert (everything, table.checked().count) == (50, 0)
    # the count of the whole list may come after its first page
    qtbot.waitUntil(lambda: "Tout sélectionner (50)" in table._header.toolTip())


def test_a_click_on_a_box_checks_and_elsewhere_does_not(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes)
    rows = table._view.viewport()

    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(22, 42 * 3 + 10))
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton, NO_KEYS, QPoint(200, 42 * 5 + 10))

    assert table.checked().ids == {b"%016d" % 3}
    assert number_of(table) == 5


def test_hidden_columns_and_density_are_remembered(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes, desk: Desk, theme: Theme
) -> None:
    ask_things(qtbot, table, lanes)

    table._on_column("number")
    table._on_density(True)
    other: RowTable[Thing] = RowTable(
        desk, theme, name="things", label="Objets", columns=COLUMNS, row_id=thing_id
    )
    qtbot.addWidget(other)

    assert other._columns.hidden() == {"number"}
    assert other._view.verticalHeader().defaultSectionSize() == 34


def test_a_row_keeps_a_ring_while_the_keyboard_is_on_it(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes)
    qtbot.waitUntil(table._view.hasFocus)

    with_focus = table._view.viewport().grab().toImage()
    table._view.clearFocus()
    without = table._view.viewport().grab().toImage()

    accent = with_focus.pixelColor(300, 2).name().upper()
    assert accent == table._theme.tokens.accent
    assert without.pixelColor(300, 2).name().upper() == table._theme.tokens.surface


def test_the_column_that_stretches_gives_way_before_the_table_scrolls_sideways(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes)

    table.resize(44 + 150 + 120 + 20, 400)
    qtbot.wait(20)
    narrow = table._view.horizontalScrollBar().maximum()
    table.resize(44 + 100 + 100, 400)
    qtbot.wait(20)

    assert narrow == 0
    assert table._view.horizontalScrollBar().maximum() > 0


def test_sideways_the_first_column_stays(
    qtbot: QtBot, table: RowTable[Thing], lanes: Lanes
) -> None:
    ask_things(qtbot, table, lanes)
    table.resize(250, 400)
    qtbot.wait(20)

    QTest.keyClick(table._view, Qt.Key.Key_Right)
    lanes_shown = table._view.lanes()

    assert table._view.horizontalScrollBar().value() > 0
    assert [(lane.number, lane.left, lane.pinned) for lane in lanes_shown[:2]] == [
        (0, 0, True),
        (1, 44, True),
    ]
    assert table._view.lane_at(60) == lanes_shown[1]
