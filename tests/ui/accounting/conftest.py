"""The books of a shop in November, on a screen."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.accounting.screen import AccountingScreen
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.theme import Theme
from merchant_desk.values.accounting_period import Span
from merchant_desk.values.gesture import Gesture
from tests.makers import make_profile, make_station
from tests.queries.books_desk import LESSON, SOAPS, issue, pay, pay_bill, receive_bill


@dataclass
class Kit:
    """The screen, what stands behind it, and what it asked of the window."""

    screen: AccountingScreen
    lanes: Lanes
    gesture: Gesture
    toasts: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    gone: list[tuple[str, object]] = field(default_factory=list)


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
def shell(theme: Theme) -> Shell:
    sounds = Sounds(player=SilentPlayer())
    return Shell(theme, Scanner(sounds), sounds, Services())


def open_books(session: Session, gesture: Gesture) -> None:
    """Sell soaps and a lesson, receive a bill, pay and be paid."""
    make_profile(session)
    pay(session, gesture, issue(session, gesture, SOAPS), 1200)
    later = replace(gesture, at=gesture.at + timedelta(minutes=1))
    issue(session, later, LESSON)
    pay_bill(session, gesture.at, receive_bill(session, gesture.at), 12000)


@pytest.fixture
def kit(qtbot: QtBot, desk: Desk, shell: Shell, lanes: Lanes, gesture: Gesture) -> Iterator[Kit]:
    """The screen on November; gone before the lanes close."""
    lanes.write(open_books, gesture).result()
    desk.chosen_person = "Camille"
    screen = AccountingScreen(desk, shell)
    kit = Kit(screen, lanes, gesture)
    shell.toasted.connect(lambda text, _undo: kit.toasts.append(text))
    shell.navigated.connect(lambda key, argument: kit.gone.append((key, argument)))
    desk.refused.connect(lambda title, advice: kit.refusals.append(f"{title} {advice}"))
    screen.bar.show_period(Span.MONTH, date(2026, 11, 21))
    screen.resize(1100, 800)
    screen.show()
    qtbot.waitExposed(screen)
    qtbot.waitUntil(lambda: len(screen.checks.sentences) > 1)
    qtbot.waitUntil(lambda: screen.checks.sentences[0].startswith("Format FEC"))
    yield kit
    shiboken6.delete(screen)
