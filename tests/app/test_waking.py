"""A computer that slept, a clock that was set, midnight at the till, and the end of the session."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import SIGNAL, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import Home, open_home
from merchant_desk.app.outside import Outside
from merchant_desk.app.program import Program
from merchant_desk.app.signing_out import SigningOut
from merchant_desk.app.waking import Waking
from merchant_desk.operations.save_settings import add_person
from merchant_desk.queries.settings import people
from merchant_desk.sync.secrets import Secrets
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PersonId

EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


class Clocks:
    """The two clocks of a computer, and what was done when they jumped."""

    def __init__(self, home: Home) -> None:
        self.wall, self.steady = EVENING.timestamp(), 100.0
        self.desk = Desk(home.lanes, home.station_id)
        self.dropped, self.synced = [0], [0]
        self.touched: list[frozenset[str]] = []
        outside = Outside(home, lambda: Gesture(utc_now(), "", home.station_id))
        outside.drop_connections = self._drop  # type: ignore[method-assign]  # counted only
        self.desk.changed.connect(self.touched.append)
        clocks = (lambda: self.wall, lambda: self.steady)
        self.waking = Waking(self.desk, outside, self._sync, clocks)
        self.waking.start()

    def pass_by(self, wall: timedelta, steady: timedelta) -> None:
        self.wall += wall.total_seconds()
        self.steady += steady.total_seconds()
        self.waking.look()

    def _drop(self) -> None:
        self.dropped[0] += 1

    def _sync(self) -> None:
        self.synced[0] += 1


@pytest.fixture
def home(tmp_path: Path, empty_file: Path) -> Iterator[Home]:
    copyfile(empty_file, tmp_path / FILE_NAME)
    made = open_home(tmp_path, {})
    yield made
    made.close()


@pytest.fixture
def clocks(home: Home, qapp: QApplication) -> Iterator[Clocks]:
    assert qapp is not None
    made = Clocks(home)
    yield made
    made.waking.stop()


@pytest.mark.parametrize(
    ("wall", "steady"),
    [
        (timedelta(hours=9), timedelta(seconds=15)),  # Linux, macOS: the steady clock stood still
        (timedelta(hours=9), timedelta(hours=9)),  # Windows: it went on
        (timedelta(hours=-1), timedelta(seconds=15)),  # the clock was put right
    ],
)
def test_a_jump_of_a_clock_reads_everything_anew_and_exchanges(
    qtbot: QtBot, clocks: Clocks, wall: timedelta, steady: timedelta
) -> None:
    clocks.pass_by(wall, steady)

    qtbot.waitUntil(lambda: clocks.touched != [] and clocks.synced == [1])
    assert clocks.dropped == [1]
    assert {"sales_order", "product", "setting"} <= clocks.touched[0]


def test_time_that_passes_as_it_should_reads_nothing(qtbot: QtBot, clocks: Clocks) -> None:
    for _beat in range(4):
        clocks.pass_by(timedelta(seconds=20), timedelta(seconds=20))

    clocks.desk.write(None, add_person, "Camille")
    qtbot.waitUntil(lambda: clocks.touched != [])
    assert len(clocks.touched) == 1
    assert "sales_order" not in clocks.touched[0]
    assert clocks.synced == clocks.dropped == [0]


def test_midnight_in_paris_reads_everything_anew_and_calls_nobody(
    qtbot: QtBot, clocks: Clocks
) -> None:
    clocks.wall = datetime(2026, 11, 23, 22, 59, 50, tzinfo=UTC).timestamp()
    clocks.waking.start()

    clocks.pass_by(timedelta(seconds=15), timedelta(seconds=15))

    qtbot.waitUntil(lambda: clocks.touched != [])
    assert "sales_order" in clocks.touched[0]
    assert clocks.synced == [0]


class Typing(QObject):
    """A field whose text is kept when it is left, then a gesture that the answer asks for."""

    def __init__(self, desk: Desk, field: QLineEdit) -> None:
        super().__init__()
        self.desk, self.field = desk, field
        field.editingFinished.connect(self.keep)

    def keep(self) -> None:
        self.desk.write(self.then, add_person, self.field.text())

    def then(self, _person_id: PersonId) -> None:
        self.desk.write(None, add_person, "Hugo")


def test_the_end_of_the_session_keeps_what_is_typed_and_asks_nothing(
    qtbot: QtBot, qapp: QApplication, home: Home
) -> None:
    desk = Desk(home.lanes, home.station_id)
    field = QLineEdit()
    qtbot.addWidget(field)
    typing = Typing(desk, field)
    field.show()
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Camille")
    ending = SigningOut(qapp, home.lanes)
    assert qapp.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) == 1

    ending.finish()

    known = home.lanes.read(people).result()
    assert {each.name for each in known} == {"Camille", "Hugo"}
    ending.stop()
    assert qapp.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) == 0
    assert typing.field is field


def test_the_window_watches_from_its_opening_to_its_end(qapp: QApplication, home: Home) -> None:
    program = Program(
        qapp, home, Theme(qapp, Look(Mode.LIGHT, 100, reduced_motion=True)), Secrets()
    )

    program.open("settings")
    assert qapp.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) == 1
    program.window.close()
    program.close()

    assert qapp.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) == 0
