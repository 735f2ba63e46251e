"""A desk over a real shop in the middle of its day."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.orders.screen import OrdersScreen
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.shell import Notice, Shell
from merchant_desk.ui.today.screen import TodayScreen
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.ui.orders.day import Day, make_day


@dataclass
class Counter:
    """The shop, its desk, and what the screens asked of the window."""

    desk: Desk
    shell: Shell
    lanes: Lanes
    day: Day
    went: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    toasts: list[str] = field(default_factory=list)
    undos: list[object] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Write down what is asked of the window."""
        self.shell.navigated.connect(lambda key, argument: self.went.append((key, argument)))
        self.shell.toasted.connect(self._on_toast)
        self.shell.noticed.connect(self._on_notice)
        self.desk.refused.connect(lambda title, _advice: self.notices.append(title))

    def _on_notice(self, notice: Notice | None) -> None:
        if notice is not None:
            self.notices.append(notice.title)

    def _on_toast(self, text: str, undo: object) -> None:
        self.toasts.append(text)
        self.undos.append(undo)


def _open(empty_file: Path, folder: Path) -> Lanes:
    path = folder / "jour.sqlite3"
    shutil.copyfile(empty_file, path)
    return Lanes(open_database(f"sqlite:///{path}"))


@pytest.fixture
def counter(
    qapp: QApplication, shell: Shell, empty_file: Path, tmp_path: Path
) -> Iterator[Counter]:
    """The shop with ten orders."""
    lanes = _open(empty_file, tmp_path)
    with lanes.database.write() as session:
        day = make_day(session, Gesture(utc_now(), "Camille", STATION))
    desk = Desk(lanes, STATION, qapp)
    desk.chosen_person = "Camille Roux"
    made = Counter(desk, shell, lanes, day)
    made.listen()
    yield made
    lanes.close()
    lanes.database.close()


@pytest.fixture
def empty_counter(
    qapp: QApplication, shell: Shell, empty_file: Path, tmp_path: Path
) -> Iterator[Counter]:
    """The shop before its first day."""
    lanes = _open(empty_file, tmp_path)
    made = Counter(Desk(lanes, STATION, qapp), shell, lanes, Day())
    made.listen()
    yield made
    lanes.close()
    lanes.database.close()


@pytest.fixture
def orders(qtbot: QtBot, counter: Counter) -> OrdersScreen:
    """The list of orders, shown and read."""
    screen = OrdersScreen(counter.desk, counter.shell)
    _show(qtbot, screen)
    screen.arrive(tab="all")
    qtbot.waitUntil(lambda: screen.table.row_count() == 10 and screen._views is not None)
    qtbot.waitUntil(lambda: screen.table.current() is not None)
    return screen


@pytest.fixture
def today_screen(qtbot: QtBot, counter: Counter) -> TodayScreen:
    """The day, shown and read."""
    screen = TodayScreen(counter.desk, counter.shell)
    _show(qtbot, screen)
    qtbot.waitUntil(lambda: screen.day is not None)
    return screen


def _show(qtbot: QtBot, screen: Screen) -> None:
    qtbot.addWidget(screen)
    screen.resize(1216, 800)
    screen.bind_commands()
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
