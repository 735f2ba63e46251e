"""What keeps papers in is said in the window until they are out, with the way to their queue."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from merchant_desk.operations.queue_print import begin_print
from merchant_desk.queries.print_jobs import print_queue
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.printing.print_center import PrintCenter
from merchant_desk.ui.printing.queue_dialog import QueueDialog
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.today.screen import TodayScreen
from merchant_desk.ui.widgets.button import Button
from tests.ui.accessibility import faults
from tests.ui.places import PLACES
from tests.ui.printing.conftest import Station


@pytest.fixture
def center(station: Station) -> PrintCenter:
    return station.center()


@pytest.fixture
def shell(station: Station, center: PrintCenter) -> Shell:
    sounds = Sounds(player=SilentPlayer())
    return Shell(station.theme, Scanner(sounds), sounds, Services(print_center=center))


@pytest.fixture
def window(station: Station, shell: Shell) -> Iterator[MainWindow]:
    made = MainWindow(station.desk, shell, PLACES)
    made.resize(1093, 614)
    made.show()
    station.qtbot.waitExposed(made)
    yield made
    shiboken6.delete(made)


def test_a_dead_printer_is_told_wherever_she_goes_and_its_button_opens_the_queue(
    station: Station, center: PrintCenter, window: MainWindow
) -> None:
    station.choose("Ticket")
    station.trays.here.clear()
    station.pack("1042")
    center.start()
    banner = window._notices.paper

    station.qtbot.waitUntil(banner.isVisible)
    window._shell.navigate("products")

    assert banner.isVisible()
    assert banner.accessibleName() == center.status.sentence
    assert faults(banner) == []
    QTest.mouseClick(banner.findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert [each.isVisible() for each in window.findChildren(QueueDialog)] == [True]
    station.trays.here.add("Ticket")
    center.retry()
    station.qtbot.waitUntil(lambda: not banner.isVisible())


def test_the_search_of_everything_offers_the_queue_of_papers(window: MainWindow) -> None:
    titles = [command.title for command in window.commands()]

    assert "Voir la file d’impression" in titles
    assert "Imprimer un fichier d’étiquette…" in titles


def test_the_day_tells_a_doubtful_paper_and_opens_the_queue(
    station: Station, shell: Shell, center: PrintCenter
) -> None:
    station.choose("Ticket")
    station.pack("1042")
    rows = station.lanes.read(print_queue, station.gesture.station_id).result().rows
    station.lanes.write(begin_print, rows[0].id, "Ticket").result()
    center.start()
    station.until_out("Facture FA2026-000001")
    day = TodayScreen(station.desk, shell)
    day.show()

    station.qtbot.waitUntil(lambda: day.day is not None)
    lines = {line.line.key: line for card in day.cards.values() for line in card.lines}

    assert lines["doubtful"].accessibleName() == "1 document est peut-être déjà sorti"
    assert lines["doubtful"].line.detail.endswith("dites s’il est sorti.")
    lines["doubtful"].click()
    assert [each.isVisible() for each in day.findChildren(QueueDialog)] == [True]
    shiboken6.delete(day)
