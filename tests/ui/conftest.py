import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.collector import collect_due
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.ui.theme import Look, Mode, Theme
from tests.conftest import STATION
from tests.ui.frames import facts_of, find_scan, search_for
from tests.ui.patient_bot import PatientBot
from tests.ui.places import PLACES
from tests.ui.things import COLUMNS, Thing, make_things, thing_id

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


@pytest.fixture
def qtbot(request: pytest.FixtureRequest) -> QtBot:
    """Wait longer than Qt's own robot."""
    request.getfixturevalue("qapp")
    return PatientBot(request)


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


@pytest.fixture
def table(qtbot: QtBot, desk: Desk, theme: Theme) -> RowTable[Thing]:
    """An empty table of things, shown."""
    made: RowTable[Thing] = RowTable(
        desk, theme, name="things", label="Objets", columns=COLUMNS, row_id=thing_id
    )
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture(autouse=True, scope="module")
def _old_windows_are_cleared_between_files() -> Iterator[None]:
    """Look for the cycles of closed windows between two files, never in the middle of a test.

    A desk has one window; a worker of the suite has closed hundreds, and going through what is
    left of them would stand for a stall of the test at hand. It takes half a second, longer than
    many a file: what threw little away, by Python's own measure, waits for the next one.
    """
    yield
    collect_due(oldest=2)


@pytest.fixture(autouse=True)
def _nothing_is_collected_in_a_lane() -> Iterator[None]:
    """Look for cycles as the desk does: in the window's thread alone (ui/collector.py)."""
    gc.disable()
    yield
    collect_due(oldest=1)


@pytest.fixture
def watch(qtbot: QtBot) -> Iterator[StallWatch]:
    """Fail a test during which the window computed for more than a fifth of a second, or waited.

    Two processors serve two workers and their servers here: standing still for want of a processor
    or of the interpreter's lock is not the window's doing, a second of waiting is.
    """
    made = StallWatch()
    made.start()
    qtbot.wait(10)
    yield made
    made.stop()
    assert not [stall for stall in made.worst if stall.busy_s > 0.2 or stall.seconds > 1]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    """Excuse the first building of what a test looks at."""
    watch = getattr(item, "funcargs", {}).get("watch")
    if isinstance(watch, StallWatch):
        watch.forget()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, shell: Shell, watch: StallWatch) -> MainWindow:
    shell.services = Services(window_facts=facts_of, search=search_for, find_scan=find_scan)
    with watch.excused():
        made = MainWindow(desk, shell, PLACES, watch)
        qtbot.addWidget(made)
        made.resize(1280, 800)
        made.show()
        qtbot.waitExposed(made)
    return made
