"""This computer: its name, its people, look and sounds, printers, scanner and copies."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.errors import UnavailableError
from merchant_desk.lanes import Lanes
from merchant_desk.queries.settings import people, settings, stations
from merchant_desk.ui.settings.copies_page import CopiesPage
from merchant_desk.ui.settings.pages import PAGES
from merchant_desk.ui.settings.printers_page import PrintersPage
from merchant_desk.ui.settings.scanner_page import ScannerPage
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.station_page import StationPage
from merchant_desk.ui.shell import Notice, Shell
from merchant_desk.ui.theme import Mode
from merchant_desk.values.scanner_settings import ScannerSettings, Suffix
from merchant_desk.values.settings import (
    CODE_PREFIX,
    FONT_SCALE,
    PDF_FOLDER,
    PRINTER_INVOICE,
    SCANNER_GAP_MS,
    SCANNER_SUFFIX,
    SOUND_MUTED,
    SOUND_VOLUME,
    THEME,
    Setting,
)
from merchant_desk.values.words import DocumentKind
from tests.conftest import STATION
from tests.ui.accessibility import faults
from tests.ui.settings.errands import Outside


@pytest.fixture
def station(settings_screen: SettingsScreen) -> StationPage:
    settings_screen.open_page("station")
    page = settings_screen.page
    assert isinstance(page, StationPage)
    return page


def _kept(lanes: Lanes, setting: Setting[str] | Setting[int] | Setting[bool]) -> object:
    return lanes.read(settings, STATION).result().stored.get((STATION.hex(), setting.key))


def test_every_page_opens_fits_and_has_no_fault(
    qtbot: QtBot, settings_screen: SettingsScreen
) -> None:
    settings_screen.resize(1029, 550)
    for spec in PAGES:
        settings_screen.open_page(spec.key)
        qtbot.wait(60)
        page = settings_screen.page
        inner = page.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= page.viewport().width(), spec.key
        assert faults(settings_screen) == [], spec.key


def test_a_section_is_reached_by_its_name(settings_screen: SettingsScreen) -> None:
    settings_screen.arrive(section="scanner")
    assert isinstance(settings_screen.page, ScannerPage)

    settings_screen.arrive(section="nonsense")

    assert isinstance(settings_screen.page, ScannerPage)


def test_arrow_keys_walk_the_list_of_pages(settings_screen: SettingsScreen, qtbot: QtBot) -> None:
    items = list(settings_screen.list._items.values())
    settings_screen.activateWindow()
    items[0].setFocus()
    qtbot.waitUntil(items[0].hasFocus)

    QTest.keyClick(items[0], Qt.Key.Key_Up)
    assert items[-1].hasFocus()
    QTest.keyClick(items[-1], Qt.Key.Key_Return)

    assert items[-1].isChecked()


def test_a_station_is_renamed_on_leaving_the_field(
    qtbot: QtBot, station: StationPage, lanes: Lanes
) -> None:
    qtbot.waitUntil(lambda: station.name.value == "Poste 1")
    station.name.input.setFocus()
    QTest.keyClicks(station.name.input, " bis")
    QTest.keyClick(station.name.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: lanes.read(stations).result()[0].name == "Poste 1 bis")
    station.name.input.clear()
    station.name.input.setModified(True)
    station.name.input.editingFinished.emit()
    qtbot.waitUntil(lambda: bool(station.name.error))

    assert lanes.read(stations).result()[0].name == "Poste 1 bis"


def test_people_are_added_by_enter_and_taken_back_after_removal(
    qtbot: QtBot, station: StationPage, lanes: Lanes, shell: Shell
) -> None:
    undone = []
    shell.toasted.connect(lambda _text, undo: undone.append(undo))
    station.people.name.input.setText("  Inès <b> ")
    station.people.name.input.returnPressed.emit()
    qtbot.waitUntil(lambda: [each.name for each in lanes.read(people).result()] == ["Inès <b>"])

    station.people._on_remove(lanes.read(people).result()[0])
    qtbot.waitUntil(lambda: lanes.read(people).result() == ())
    undone[0]()

    qtbot.waitUntil(lambda: len(lanes.read(people).result()) == 1)


def test_a_person_without_a_name_is_not_added(
    qtbot: QtBot, station: StationPage, lanes: Lanes
) -> None:
    station.people.name.input.setText("x" * 100)
    station.people.add.click()

    qtbot.waitUntil(lambda: bool(station.people.name.error))
    assert lanes.read(people).result() == ()


def test_the_look_is_used_at_once_and_kept(
    qtbot: QtBot, station: StationPage, lanes: Lanes, shell: Shell
) -> None:
    station.look.mode._segments[1].click()
    station.look.scale.setValue(120)
    station.look.still.click()

    assert shell.theme.look.mode is Mode.DARK
    assert shell.theme.look.font_scale == 120
    qtbot.waitUntil(lambda: _kept(lanes, FONT_SCALE) == "120")
    assert _kept(lanes, THEME) == "dark"


def test_sounds_are_kept_and_heard_at_their_new_volume(
    qtbot: QtBot, station: StationPage, lanes: Lanes, shell: Shell
) -> None:
    station.sound.volume.setValue(30)
    station.sound.tests[0].click()
    station.sound.muted.click()

    assert (shell.sounds.settings.volume, shell.sounds.settings.muted) == (30, True)
    assert not station.sound.tests[0].isEnabled()
    qtbot.waitUntil(lambda: _kept(lanes, SOUND_MUTED) == "1")
    assert _kept(lanes, SOUND_VOLUME) == "30"


def test_a_printer_is_chosen_by_kind_and_tried(
    qtbot: QtBot,
    settings_screen: SettingsScreen,
    lanes: Lanes,
    outside: Outside,
    toasts: list[str],
) -> None:
    settings_screen.open_page("printers")
    page = settings_screen.page
    assert isinstance(page, PrintersPage)
    choice = page.choices[DocumentKind.INVOICE]
    qtbot.waitUntil(lambda: choice.count() == 3)

    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    qtbot.waitUntil(lambda: _kept(lanes, PRINTER_INVOICE) == "Brother HL-L2350DW")
    page.tests[DocumentKind.INVOICE].click()
    page.tests[DocumentKind.LABEL].click()
    qtbot.waitUntil(lambda: len(toasts) == 2)

    assert set(outside.printed) == {
        (DocumentKind.INVOICE, "Brother HL-L2350DW"),
        (DocumentKind.LABEL, ""),
    }


def test_a_printer_that_is_gone_stays_chosen_and_says_so(
    qtbot: QtBot, settings_screen: SettingsScreen, tmp_path: Path
) -> None:
    settings_screen.open_page("printers")
    page = settings_screen.page
    assert isinstance(page, PrintersPage)
    page.kept.keep(PRINTER_INVOICE, "Vieille HP")
    page.use_folder(str(tmp_path))
    page.reload()
    choice = page.choices[DocumentKind.INVOICE]

    qtbot.waitUntil(lambda: choice.currentText() == "Vieille HP (absente)")
    assert page.folder.text() == str(tmp_path)
    assert page._stored is not None
    assert page._stored.get(PDF_FOLDER) == str(tmp_path)


def test_the_pace_of_the_scanner_is_kept(
    qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes
) -> None:
    settings_screen.open_page("scanner")
    page = settings_screen.page
    assert isinstance(page, ScannerPage)

    page.calibration.chosen.emit(ScannerSettings(gap_ms=60, suffix=Suffix.TAB))

    qtbot.waitUntil(lambda: _kept(lanes, SCANNER_SUFFIX) == "tab")
    assert _kept(lanes, SCANNER_GAP_MS) == "60"


def test_the_beginning_of_our_own_codes_is_chosen(
    qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes
) -> None:
    settings_screen.open_page("scanner")
    page = settings_screen.page
    assert isinstance(page, ScannerPage)
    qtbot.waitUntil(lambda: page.prefix.currentData() == 20)

    page.prefix.setCurrentIndex(7)
    page.prefix.activated.emit(7)

    qtbot.waitUntil(lambda: lanes.read(settings, STATION).result().get(CODE_PREFIX) == 27)


def test_a_copy_is_made_and_a_restore_asks_first(
    qtbot: QtBot, settings_screen: SettingsScreen, outside: Outside, toasts: list[str]
) -> None:
    settings_screen.open_page("copies")
    page = settings_screen.page
    assert isinstance(page, CopiesPage)
    qtbot.waitUntil(lambda: page._rows.count() == 4)

    page.make.click()
    qtbot.waitUntil(lambda: bool(toasts))
    page._on_restore(outside._copies()[2])
    assert page._confirm is not None
    assert outside.restored == []
    page._confirm.go.click()

    assert outside.copied == [None]
    assert outside.restored == [outside._copies()[2].path]


def test_a_copy_that_cannot_be_made_says_why(
    qtbot: QtBot, settings_screen: SettingsScreen, outside: Outside, shell: Shell
) -> None:
    noticed: list[Notice] = []
    shell.noticed.connect(noticed.append)
    settings_screen.open_page("copies")
    page = settings_screen.page
    assert isinstance(page, CopiesPage)
    outside.trouble = UnavailableError("La copie n’a pas été faite.", "Libérez de la place.")

    page.make.click()
    qtbot.waitUntil(lambda: bool(noticed))
    page._on_confirmed(outside._copies()[0])

    assert [each.title for each in noticed] == ["La copie n’a pas été faite."] * 2
    assert page.make.isEnabled()
