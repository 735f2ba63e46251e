import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.theme import Look, Mode, Theme
from tests.conftest import STATION
from tests.ui.things import make_things

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

STILL_LIGHT = Look(Mode.LIGHT, 100, reduced_motion=True)


@pytest.fixture(scope="session")
def worn_theme(qapp: QApplication) -> Theme:
    """Keep one theme for the run: a second one would restyle every widget for nothing."""
    qapp.setCursorFlashTime(0)
    return Theme(qapp, STILL_LIGHT)


@pytest.fixture
def theme(worn_theme: Theme) -> Iterator[Theme]:
    """Give each test the light look, standing still."""
    worn_theme.use(STILL_LIGHT)
    yield worn_theme
    worn_theme.use(STILL_LIGHT)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path) -> None:
    """Let no test read or write what this computer remembers."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))


@pytest.fixture
def lanes(tmp_path: Path) -> Iterator[Lanes]:
    """The background lanes over a tiny database of things."""
    database = open_database(f"sqlite:///{tmp_path / 'things.sqlite3'}")
    make_things(database)
    running = Lanes(database)
    yield running
    running.close()


@pytest.fixture
def desk(qapp: QApplication, lanes: Lanes) -> Desk:
    return Desk(lanes, STATION, qapp)


@pytest.fixture
def shell(theme: Theme) -> Shell:
    """What screens ask of the window, without a window."""
    sounds = Sounds(player=SilentPlayer())
    return Shell(theme, Scanner(sounds), sounds, Services())
