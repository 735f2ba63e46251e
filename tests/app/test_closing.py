"""Closing the window copies what the day changed, and leaves nothing running."""

import threading
from pathlib import Path

from PySide6.QtWidgets import QApplication

from merchant_desk.app.home import Home, open_home
from merchant_desk.app.program import Program
from merchant_desk.database.backup import CLOSING, backups
from merchant_desk.operations.save_settings import add_person
from merchant_desk.queries.settings import settings
from merchant_desk.sync.secrets import Secrets
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.values import settings as declared


def _program(qapp: QApplication, folder: Path) -> tuple[Home, Program]:
    home = open_home(folder, {})
    look = Look(mode=Mode.LIGHT, reduced_motion=True)
    program = Program(qapp, home, Theme(qapp, look), Secrets())
    program.window.show()
    return home, program


def test_closing_after_a_change_leaves_a_copy_and_no_thread(
    qapp: QApplication, tmp_path: Path
) -> None:
    before = set(threading.enumerate())
    home, program = _program(qapp, tmp_path)
    home.lanes.write(add_person, "Camille").result()

    program.window.close()
    program.close()

    assert [copy.reason for copy in backups(home.database)] == [CLOSING]
    assert set(threading.enumerate()) <= before


def test_closing_without_a_change_copies_nothing(qapp: QApplication, tmp_path: Path) -> None:
    home, program = _program(qapp, tmp_path)

    program.window.close()
    program.close()

    assert backups(home.database) == ()


def test_the_colours_chosen_in_the_top_bar_are_kept(qapp: QApplication, tmp_path: Path) -> None:
    home, program = _program(qapp, tmp_path)

    program.window._on_theme()
    home.lanes.write(add_person, "Camille").result()

    stored = home.lanes.read(settings, home.station_id).result()
    assert stored.get(declared.THEME) == Mode.DARK.value
    program.window.close()
    program.close()
