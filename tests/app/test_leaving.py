"""The desk closes for another version: the installer is started after the data is closed."""

import os
import sqlite3
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.app.folder import FILE_NAME
from merchant_desk.app.home import open_home
from merchant_desk.app.leaving import Leaving
from merchant_desk.app.own_program import PROGRAM
from merchant_desk.app.program import Program
from merchant_desk.database.backup import make_backup
from merchant_desk.operations.save_settings import add_person
from merchant_desk.sync.secrets import Secrets
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.values.update_view import ReadyToLeave
from tests.conftest import NOW

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the programs")


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Program:
    home = open_home(tmp_path / "shop", {})
    return Program(qapp, home, Theme(qapp, Look(Mode.LIGHT, reduced_motion=True)), Secrets())


def _script(path: Path, said: Path) -> Path:
    """A program that writes down how it was started."""
    path.write_text(f'#!/bin/sh\nprintf "%s " "$@" > "{said}.part"\nmv "{said}.part" "{said}"\n')
    path.chmod(0o755)
    return path


def test_the_installer_is_started_with_its_words(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    setup = _script(tmp_path / "setup", said)

    Leaving(program).install(ReadyToLeave(setup, ("/S", "/UPDATE"), "0.2.0"))

    qtbot.waitUntil(said.exists)
    assert said.read_text("utf-8").split() == ["/S", "/UPDATE"]
    assert program.home.lanes.closed


def test_the_data_of_before_is_in_place_when_the_installer_starts(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    copy = make_backup(program.home.database, NOW, "avant-0.2.0", tmp_path / "kept").path
    program.home.lanes.write(add_person, "Camille").result()
    said = tmp_path / "said"
    setup = _script(tmp_path / "setup", said)

    Leaving(program).install(ReadyToLeave(setup, ("/S", "/DOWNGRADE"), "0.1.0", restore=copy))

    qtbot.waitUntil(said.exists)
    folder = program.home.folder
    assert _people(folder / FILE_NAME) == 0
    (kept,) = folder.glob("*remplacé*.sqlite3")
    assert _people(kept) == 1


def test_the_desk_starts_again_when_the_installer_does_not(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    monkeypatch.setitem(os.environ, PROGRAM, str(_script(tmp_path / "desk", said)))

    Leaving(program).install(ReadyToLeave(tmp_path / "gone", ("/S",), "0.2.0"))

    qtbot.waitUntil(said.exists)
    assert said.read_text("utf-8").split() == ["--data", str(program.home.folder)]


def test_a_way_back_that_does_not_start_keeps_the_data_of_today(
    qtbot: QtBot, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = make_backup(program.home.database, NOW, "avant-0.2.0", tmp_path / "kept").path
    program.home.lanes.write(add_person, "Camille").result()
    said = tmp_path / "said"
    monkeypatch.setitem(os.environ, PROGRAM, str(_script(tmp_path / "desk", said)))

    Leaving(program).install(ReadyToLeave(tmp_path / "gone", ("/S",), "0.1.0", restore=copy))

    qtbot.waitUntil(said.exists)
    folder = program.home.folder
    assert _people(folder / FILE_NAME) == 1
    assert list(folder.glob("*remplacé*")) == []


def _people(path: Path) -> int:
    file = sqlite3.connect(path)
    try:
        return int(file.execute("SELECT count(*) FROM person").fetchone()[0])
    finally:
        file.close()
