"""The page of matching over a bank with ten lines that wait."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database, open_database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.cash_match import screen as page
from merchant_desk.ui.cash_match.screen import MatchScreen
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.ui.cash_match.bank import fill
from tests.ui.products.conftest import desk, window

__all__ = ["desk", "filled", "lanes", "screen", "shop_file", "window"]

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop and its bank, made once for the tests of a file."""
    path = tmp_path_factory.mktemp("bank") / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    fill(database, Gesture(at=NOW, person="Camille", station_id=STATION))
    database.close()
    return path


@pytest.fixture
def shop_file(filled: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(filled, path)
    database = open_database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def lanes(shop_file: Database) -> Iterator[Lanes]:
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> MatchScreen:
    """The page alone, in a window of its own."""
    monkeypatch.setattr(page, "utc_now", lambda: NOW)
    shown = MatchScreen(desk, shell)
    shown.bind_commands()
    qtbot.addWidget(shown)
    shown.resize(1040, 680)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    qtbot.waitUntil(lambda: len(shown.list.rows.lines) == 10)
    shown.list.setFocus()
    qtbot.waitUntil(shown.list.hasFocus)
    return shown
