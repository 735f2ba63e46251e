"""How the tests of tables fill one and read where it stands."""

from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.ui.row_table import RowTable
from tests.ui.things import Thing, Things, fill


def ask_things(qtbot: QtBot, table: RowTable[Thing], lanes: Lanes, count: int = 50) -> None:
    """Fill the tiny shop and wait until the table shows it, the keyboard on its first row."""
    fill(lanes.database, count)
    table.ask(Things(least=-5))
    qtbot.waitUntil(lambda: table.row_count() == count)
    qtbot.waitUntil(lambda: table.current() is not None)
    table.setFocus()


def number_of(table: RowTable[Thing]) -> int:
    row = table.current()
    return -1 if row is None else row.number


def top_of(table: RowTable[Thing]) -> int:
    return table._view.in_sight().start
