import time

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from tests.ui.places import ThingsScreen
from tests.ui.things import add_thing


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, shell: Shell) -> ThingsScreen:
    made = ThingsScreen(desk, shell)
    qtbot.addWidget(made)
    return made


def _shown(qtbot: QtBot, screen: QWidget) -> None:
    screen.show()
    qtbot.waitExposed(screen)
    qtbot.wait(150)


def test_a_screen_is_read_when_it_is_first_shown(qtbot: QtBot, screen: ThingsScreen) -> None:
    before = screen.reloads

    _shown(qtbot, screen)

    assert (before, screen.reloads) == (0, 1)


def test_fifty_writes_reload_at_most_ten_times_a_second(
    qtbot: QtBot, screen: ThingsScreen, lanes: Lanes
) -> None:
    _shown(qtbot, screen)

    began = time.monotonic()
    for written in [lanes.write(add_thing, number) for number in range(50)]:
        written.result()
    took = time.monotonic() - began
    qtbot.wait(250)

    assert 1 <= screen.reloads - 1 <= 1 + took / 0.1


def test_a_burst_within_a_tenth_of_a_second_reloads_once(
    qtbot: QtBot, screen: ThingsScreen, desk: Desk
) -> None:
    _shown(qtbot, screen)

    for _each in range(50):
        desk.changed.emit(frozenset({"thing"}))
    qtbot.wait(250)

    assert screen.reloads == 2


def test_a_change_elsewhere_reloads_nothing(qtbot: QtBot, screen: ThingsScreen, desk: Desk) -> None:
    _shown(qtbot, screen)

    desk.changed.emit(frozenset({"invoice"}))
    qtbot.wait(150)

    assert screen.reloads == 1


def test_a_hidden_screen_reads_nothing_and_once_when_shown_again(
    qtbot: QtBot, screen: ThingsScreen, lanes: Lanes
) -> None:
    _shown(qtbot, screen)
    screen.hide()

    for number in range(50):
        lanes.write(add_thing, number).result()
    qtbot.wait(200)
    while_hidden = screen.reloads
    _shown(qtbot, screen)

    assert (while_hidden, screen.reloads) == (1, 2)


def test_a_screen_hidden_before_the_reload_is_due_waits_to_be_seen(
    qtbot: QtBot, screen: ThingsScreen, desk: Desk
) -> None:
    _shown(qtbot, screen)

    desk.changed.emit(frozenset({"thing"}))
    screen.hide()
    qtbot.wait(200)

    assert screen.reloads == 1
