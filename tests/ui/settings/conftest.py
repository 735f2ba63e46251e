"""A real shop under the settings, and an outside that tests decide about."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.to_check.screen import ToCheckScreen
from merchant_desk.values.gesture import Gesture
from tests.makers import make_station
from tests.ui.settings.errands import Outside


@pytest.fixture
def lanes(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Lanes]:
    """The background lanes over an empty shop with one station."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    running = Lanes(open_database(f"sqlite:///{path}"))
    running.write(make_station, gesture).result()
    yield running
    running.close()


@pytest.fixture
def outside(lanes: Lanes, tmp_path: Path) -> Outside:
    return Outside(lanes, tmp_path)


@pytest.fixture
def shell(theme: Theme, outside: Outside) -> Shell:
    sounds = Sounds(player=SilentPlayer())
    return Shell(theme, Scanner(sounds), sounds, outside.services())


@pytest.fixture
def toasts(shell: Shell) -> list[str]:
    heard: list[str] = []
    shell.toasted.connect(lambda text, _undo: heard.append(text))
    return heard


@pytest.fixture
def settings_screen(qtbot: QtBot, desk: Desk, shell: Shell) -> Iterator[SettingsScreen]:
    """The settings; gone before the lanes close, so that nothing of them asks for more."""
    desk.chosen_person = "Camille"
    screen = SettingsScreen(desk, shell)
    screen.resize(1100, 800)
    screen.show()
    qtbot.waitExposed(screen)
    yield screen
    shiboken6.delete(screen)


@pytest.fixture
def checks(qtbot: QtBot, desk: Desk, shell: Shell) -> Iterator[ToCheckScreen]:
    """What waits; gone before the lanes close, so that nothing of it asks for more."""
    desk.chosen_person = "Camille"
    screen = ToCheckScreen(desk, shell)
    screen.resize(1100, 800)
    screen.show()
    qtbot.waitExposed(screen)
    yield screen
    shiboken6.delete(screen)
