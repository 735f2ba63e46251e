from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.ui.scanner import TAKES_SCANS, ScannerSettings
from merchant_desk.values.calibration import Measured
from merchant_desk.values.key_layouts import KeySystem
from merchant_desk.values.scan import choose
from merchant_desk.values.scanner_settings import Suffix
from tests.scanner_keys import keys_of
from tests.ui.fake_scanner import FakeScanner
from tests.ui.scanner_desk import Desk, Table, focus, scanner_desk

EAN = "3760123456784"
OTHER_EAN = "3017620422003"
GTIN = f"0{EAN}"
GS1 = f"]d201{GTIN}10LOT-7\x1d17271231"


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with scanner_desk(qtbot) as made:
        yield made


@pytest.mark.parametrize("layout", ["us", "fr", "be", "bepo", "afnor"])
@pytest.mark.parametrize("positions", [True, False])
@pytest.mark.parametrize("caps", [True, False])
def test_an_article_is_read_on_every_layout(
    desk: Desk, layout: str, positions: bool, caps: bool
) -> None:
    FakeScanner(desk.table, layout, positions=positions, caps=caps).scan(EAN)

    assert desk.codes() == [GTIN]


@pytest.mark.parametrize("layout", ["us", "fr"])
@pytest.mark.parametrize("positions", [True, False])
def test_a_datamatrix_keeps_its_separator(desk: Desk, layout: str, positions: bool) -> None:
    FakeScanner(desk.table, layout, positions=positions).scan(GS1)

    (found,) = choose(desk.scans[0].candidates, known=())
    assert (found.aim_id, found.gtin14, found.lot) == ("]d2", GTIN, "LOT-7")
    assert found.gs1 is not None
    assert not found.gs1.guessed


@pytest.mark.parametrize("end", ["\r", "\t"])
def test_enter_or_tab_ends_a_scan_and_goes_nowhere_else(qtbot: QtBot, desk: Desk, end: str) -> None:
    focus(qtbot, desk.table.button)

    FakeScanner(desk.table).scan(EAN, end)

    assert desk.codes() == [GTIN]
    assert desk.table.presses == 0
    assert desk.table.button.hasFocus()


def test_a_scan_without_suffix_is_found_by_silence(qtbot: QtBot, desk: Desk) -> None:
    FakeScanner(desk.table).scan(EAN, end="")

    assert desk.scans == []
    qtbot.waitUntil(lambda: desk.codes() == [GTIN])


def test_two_scans_back_to_back_are_two_scans(desk: Desk) -> None:
    hand = FakeScanner(desk.table, "fr")

    hand.scan(EAN)
    hand.scan(OTHER_EAN)
    hand.scan(EAN)

    assert desk.codes() == [GTIN, f"0{OTHER_EAN}", GTIN]


def test_a_scan_cut_by_a_busy_window_is_whole(desk: Desk) -> None:
    hand = FakeScanner(desk.table)
    first, rest = keys_of(EAN[:3], "us"), keys_of(EAN[3:], "us")

    for key in first:
        hand.stroke(key)
    desk.scanner._due -= 0.3  # the timer fires 300 ms late, before the keys that wait
    desk.scanner._on_silence()
    for key in rest:
        hand.stroke(key)
    hand.press("\r")

    assert desk.codes() == [GTIN]


@pytest.mark.parametrize("name", ["text", "note", "quantity"])
def test_a_scan_leaves_nothing_in_a_field(qtbot: QtBot, desk: Desk, name: str) -> None:
    widget: QWidget = getattr(desk.table, name)
    focus(qtbot, widget)

    FakeScanner(desk.table).scan(EAN)

    assert desk.codes() == [GTIN]
    assert desk.table.text.text() == "déjà "
    assert desk.table.note.toPlainText() == "note "
    assert desk.table.quantity.value() == 2
    assert desk.table.quantity.text() == "2"


@pytest.mark.parametrize("name", ["text", "note", "quantity"])
def test_a_slow_scanner_is_taken_out_of_the_field_again(
    qtbot: QtBot, desk: Desk, name: str
) -> None:
    desk.scanner.settings = ScannerSettings(gap_ms=90)
    widget: QWidget = getattr(desk.table, name)
    focus(qtbot, widget)
    hand = FakeScanner(desk.table)
    hand.gap_ms = 50

    hand.scan("37601")
    hand.scan(EAN)

    assert desk.codes() == ["37601", GTIN]
    assert desk.table.text.text() == "déjà "
    assert desk.table.note.toPlainText() == "note "
    assert desk.table.quantity.text() == "2"


def test_a_scan_behind_a_dialog_is_refused_with_a_sound(qtbot: QtBot, desk: Desk) -> None:
    dialog = QDialog(desk.table)
    field_ = QLineEdit(dialog)
    dialog.setModal(True)
    dialog.show()
    desk.scanner.install_on(dialog)
    focus(qtbot, field_)

    FakeScanner(dialog).scan(EAN)

    assert desk.scans == []
    assert [choose(each.candidates, ())[0].code for each in desk.refused] == [GTIN]
    assert len(desk.heard.played) == 1
    assert field_.text() == ""
    dialog.close()


def test_a_dialog_that_wants_scans_gets_them(qtbot: QtBot, desk: Desk) -> None:
    dialog = QDialog(desk.table)
    dialog.setProperty(TAKES_SCANS, True)
    dialog.setModal(True)
    dialog.show()
    desk.scanner.install_on(dialog)
    qtbot.waitUntil(dialog.isVisible)

    FakeScanner(dialog).scan(EAN)

    assert desk.codes() == [GTIN]
    assert desk.heard.played == []
    dialog.close()


def test_a_new_window_is_watched_when_it_gets_the_focus(qtbot: QtBot, desk: Desk) -> None:
    second = Table()
    qtbot.addWidget(second)
    second.show()
    second.activateWindow()
    focus(qtbot, second.text)

    FakeScanner(second).scan(EAN)

    assert desk.codes() == [GTIN]
    assert second.text.text() == "déjà "


def test_a_dead_key_eaten_by_the_field_still_counts(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.text)
    hand = FakeScanner(desk.table, "fr")

    for key in keys_of("AB[12", "fr"):
        hand.stroke(key, press_eaten=key.text == "^")
        if key.text == "^":
            late = QInputMethodEvent("", [])
            late.setCommitString("^")
            QApplication.sendEvent(desk.table.text, late)
    hand.press("\r")

    assert desk.codes() == ["AB[12"]
    assert desk.table.text.text() == "déjà "


def test_no_shortcut_fires_during_a_scan(desk: Desk) -> None:
    pressed: list[str] = []
    shortcut = QShortcut(Qt.Key.Key_3, desk.table)
    shortcut.activated.connect(lambda: pressed.append("3"))
    window = desk.table.windowHandle()
    window.removeEventFilter(desk.scanner)
    QTest.keyClick(window, Qt.Key.Key_3)
    window.installEventFilter(desk.scanner)

    for digit in EAN:
        QTest.keyClick(window, ord(digit))
    QTest.keyClick(window, Qt.Key.Key_Return)

    assert pressed == ["3"]  # the one before the scanner watched
    assert desk.codes() == [GTIN]


@pytest.mark.parametrize(
    ("suffix", "end", "found"),
    [
        (Suffix.ENTER, "\t", []),
        (Suffix.ENTER, "\r", ["AB12"]),
        (Suffix.TAB, "\t", ["AB12"]),
    ],
)
def test_a_station_may_name_its_suffix(
    desk: Desk, suffix: Suffix, end: str, found: list[str]
) -> None:
    desk.scanner.settings = ScannerSettings(suffix=suffix)

    FakeScanner(desk.table).scan("AB12", end)

    assert desk.codes() == found


def test_a_code_typed_by_hand_takes_the_same_way(desk: Desk) -> None:
    desk.scanner.submit(" 3 760123 456784 ")
    desk.scanner.submit("  ")

    assert desk.codes() == [GTIN]
    assert desk.scans[0].typed


def test_the_calibration_hears_the_pace_of_each_scan_and_nothing_else_does(desk: Desk) -> None:
    measured: list[Measured] = []
    desk.scanner.measured.connect(measured.append)
    desk.scanner.listening = True
    hand = FakeScanner(desk.table)
    hand.gap_ms = 80

    hand.scan(EAN)
    desk.scanner.settings = ScannerSettings(gap_ms=90)
    desk.scanner.listening = False
    hand.gap_ms = 30
    hand.scan(OTHER_EAN)

    assert [(each.gaps_ms, each.suffix) for each in measured] == [((80,) * 12, Suffix.ENTER)]
    assert desk.codes() == [f"0{OTHER_EAN}"]
    assert desk.scanner.settings == ScannerSettings(gap_ms=90)


@pytest.mark.parametrize("system", KeySystem)
@pytest.mark.parametrize("caps", [True, False])
def test_each_system_delivers_positions_in_its_own_numbers(
    desk: Desk, system: KeySystem, caps: bool
) -> None:
    desk.scanner._system = system

    FakeScanner(desk.table, "fr", caps=caps, system=system).scan("AB-12")
    FakeScanner(desk.table, "fr", caps=caps, system=system).scan(GS1)

    assert desk.codes() == ["AB-12", GTIN]
    assert desk.scans[0].candidates[0].text == "AB-12"
