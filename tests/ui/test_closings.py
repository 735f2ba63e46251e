"""Clôtures: what waits is closed from the page, counted to the cent, and proved on demand."""

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.close_period import CloseAsked, close_period
from merchant_desk.ui.closings.papers import ARCHIVE, CERTIFICATE
from merchant_desk.ui.closings.screen import ClosingsScreen
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.values.chain_report import ChainReport
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.closings import ClosingLevel
from merchant_desk.values.gesture import Gesture
from tests.conftest import STATION
from tests.fiscal_archives import problems
from tests.makers import make_profile
from tests.sealed_shop import Key, a_busy_day, begin
from tests.ui.patient_bot import PatientBot

TODAY = paris_date(utc_now())


@pytest.fixture
def screen(
    qapp: QApplication, qtbot: PatientBot, sqlite_database: Database
) -> Iterator[ClosingsScreen]:
    """The page of a shop that forgot yesterday and sold today."""
    with sqlite_database.write() as session:
        for days in (2, 1, 0):
            at = utc_now() - timedelta(days=days, minutes=20)
            gesture = Gesture(at, "Camille", STATION, Key())
            if days == 2:
                begin(session, gesture)
                make_profile(session)
            a_busy_day(session, gesture)
            if days == 2:
                asked = CloseAsked(ClosingLevel.DAY, paris_date(at), ((2000, 1),))
                close_period(session, gesture_later(gesture), asked)
    lanes = Lanes(sqlite_database)
    desk = Desk(lanes, STATION, signer=Key())
    desk.chosen_person = "Camille"
    theme = Theme(qapp, Look(Mode.LIGHT, 100, True))
    sounds = Sounds(player=SilentPlayer())
    shell = Shell(theme, Scanner(sounds), sounds, Services())
    made = ClosingsScreen(desk, shell)
    made.resize(1240, 800)
    made.show()
    qtbot.waitUntil(lambda: bool(made.card.buttons))
    yield made
    made.close()
    made.deleteLater()
    sounds.close()
    lanes.close()


def gesture_later(gesture: Gesture) -> Gesture:
    return Gesture(gesture.at + timedelta(minutes=10), "Camille", STATION, Key())


def test_the_forgotten_day_is_closed_first_with_its_drawer_counted(
    screen: ClosingsScreen, qtbot: PatientBot
) -> None:
    screen.card.buttons[0].click()
    qtbot.waitUntil(screen.close_sheet.sheet.isVisible)
    screen.close_sheet.counts.setChecked(True)
    screen.close_sheet.inputs[2000].setValue(2)
    said = screen.close_sheet.difference.text()
    screen.close_sheet.go.click()
    qtbot.waitUntil(screen.banner.isVisible)
    qtbot.waitUntil(lambda: "Aujourd" in _words(screen))

    assert len(screen.card.buttons) == 1
    assert "Écart" in said


def _words(screen: ClosingsScreen) -> str:
    return " ".join(each.text() for each in screen.card.findChildren(QLabel) if each.isVisible())


def test_a_check_names_what_was_changed(
    screen: ClosingsScreen, qtbot: PatientBot, sqlite_database: Database
) -> None:
    said: list[ChainReport] = []
    screen.papers.verified.connect(said.append)
    screen.verify.click()
    qtbot.waitUntil(lambda: len(said) == 1)
    path = sqlite_database.path
    assert path is not None
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TRIGGER payment_no_update")
        raw.execute("UPDATE payment SET amount = amount + 1 WHERE means = 'card'")
    screen.verify.click()
    qtbot.waitUntil(lambda: len(said) == 2)

    assert [each.holds for each in said] == [True, False]


def test_an_archive_and_a_certificate_are_written_from_the_page(
    screen: ClosingsScreen, qtbot: PatientBot, tmp_path: Path
) -> None:
    told: list[str] = []
    screen.shell.toasted.connect(lambda text, _undo: told.append(text))
    first = TODAY - timedelta(days=30)
    screen.papers.write(ARCHIVE, first, TODAY, str(tmp_path / "a.zip"))
    qtbot.waitUntil(lambda: len(told) == 1)
    screen.papers.write(CERTIFICATE, first, TODAY, str(tmp_path / "c.pdf"))
    qtbot.waitUntil(lambda: len(told) == 2)

    assert zipfile.is_zipfile(tmp_path / "a.zip")
    assert problems(tmp_path / "a.zip") == []
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
