from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from merchant_desk.ui.scanner import TAKES_SCANS, Scan, Scanner, ScannerSettings
from merchant_desk.ui.sounds import Sounds
from merchant_desk.values.key_layouts import KeyStroke, KeySystem
from merchant_desk.values.scan import choose
from merchant_desk.values.scanner_settings import Suffix
from tests.scanner_keys import keys_of
from tests.ui.fake_scanner import CONTROL, FakeScanner

EAN = "3760123456784"
OTHER_EAN = "3017620422003"
GTIN = f"0{EAN}"
GS1 = f"]d201{GTIN}10LOT-7\x1d17271231"


@dataclass
class Heard:
    """What the loudspeaker would have played."""

    played: list[bytes] = field(default_factory=list)

    def play(self, pcm: bytes) -> None:
        self.played.append(pcm)

    def close(self) -> None:
        pass


class Table(QWidget):
    """A window with everything a scan must not touch."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QLineEdit("déjà ")
        self.note = QPlainTextEdit("note ")
        self.quantity = QSpinBox(maximum=10**6, value=2)
        self.button = QPushButton("Expédier")
        self.presses = 0
        self.button.clicked.connect(self._on_clicked)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        for each in (self.text, self.note, self.quantity, self.button):
            column.addWidget(each)

    def _on_clicked(self) -> None:
        self.presses += 1


@dataclass
class Desk:
    """The window, its scanner, and what came out."""

    table: Table
    scanner: Scanner
    heard: Heard
    scans: list[Scan] = field(default_factory=list)
    refused: list[Scan] = field(default_factory=list)

    def codes(self) -> list[str]:
        return [choose(each.candidates, known=())[0].code for each in self.scans]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    heard = Heard()
    table = Table()
    qtbot.addWidget(table)
    scanner = Scanner(Sounds(player=heard), system=KeySystem.LINUX)
    made = Desk(table, scanner, heard)
    scanner.scanned.connect(made.scans.append)
    scanner.refused.connect(made.refused.append)
    table.show()
    scanner.watch(qapp)
    scanner.install_on(table)
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    yield made
    qapp.focusWindowChanged.disconnect(scanner._on_focus_window)
    qapp.focusObjectChanged.disconnect(scanner._on_focus_object)


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


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
    qtbot.waitUntil(lambda: desk.codes() == [GTIN], timeout=1000)


def test_two_scans_back_to_back_are_two_scans(desk: Desk) -> None:
    hand = FakeScanner(desk.table, "fr")

    hand.scan(EAN)
    hand.scan(OTHER_EAN)
    hand.scan(EAN)

    assert desk.codes() == [GTIN, f"0{OTHER_EAN}", GTIN]


@pytest.mark.parametrize("gap_ms", [40, 110])
def test_typing_by_hand_is_untouched(qtbot: QtBot, desk: Desk, gap_ms: int) -> None:
    focus(qtbot, desk.table.text)
    desk.table.text.end(False)

    hand = FakeScanner(desk.table)
    hand.type("vu 4 fois", gap_ms)
    hand.press("\r")

    qtbot.waitUntil(lambda: desk.table.text.text() == "déjà vu 4 fois", timeout=1000)
    assert desk.scans == []


def test_a_fast_roll_of_three_keys_is_untouched(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.text)
    desk.table.text.clear()

    hand = FakeScanner(desk.table)
    hand.type("les", 20)
    hand.press("\r")

    assert desk.table.text.text() == "les"
    assert desk.scans == []


def test_keys_that_waited_for_a_busy_window_are_timed_by_the_system(
    qtbot: QtBot, desk: Desk
) -> None:
    focus(qtbot, desk.table.text)
    desk.table.text.clear()

    FakeScanner(desk.table).type("bonjour", 110)  # delivered at once, pressed 110 ms apart

    qtbot.waitUntil(lambda: desk.table.text.text() == "bonjour", timeout=1000)
    assert desk.scans == []


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


def test_hand_typing_with_a_slow_scanner_is_never_held(qtbot: QtBot, desk: Desk) -> None:
    desk.scanner.settings = ScannerSettings(gap_ms=90)
    focus(qtbot, desk.table.text)
    desk.table.text.clear()

    FakeScanner(desk.table).type("abc", 60)

    assert desk.table.text.text() == "abc"
    assert desk.scans == []


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


def test_a_dead_key_typed_by_hand_is_left_alone(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.text)
    hand = FakeScanner(desk.table, "fr")
    hand.gap_ms = 120

    hand.stroke(KeyStroke("^", 26), press_eaten=True)
    made = QInputMethodEvent("", [])
    made.setCommitString("ê")
    QApplication.sendEvent(desk.table.text, made)

    assert desk.table.text.text() == "déjà ê"
    assert desk.scans == []


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


def test_a_command_is_never_held_and_keeps_its_place(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.text)
    desk.table.text.clear()
    hand = FakeScanner(desk.table)

    hand.type("ab", 20)
    hand.press("a", CONTROL)
    hand.clock += 200
    hand.type("c", 20)

    qtbot.waitUntil(lambda: desk.table.text.text() == "c", timeout=1000)


def test_space_alone_is_not_held_and_presses_the_button(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.button)

    FakeScanner(desk.table).press(" ")

    assert desk.table.presses == 1


def test_a_key_held_down_repeats_in_the_field(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.text)
    desk.table.text.clear()
    hand = FakeScanner(desk.table)

    hand.hold_down("a", times=8)

    qtbot.waitUntil(lambda: desk.table.text.text() == "a" * 9, timeout=1000)
    assert desk.scans == []


def test_a_burst_longer_than_any_scan_is_given_back_whole(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.text)
    desk.table.text.clear()
    hand = FakeScanner(desk.table)
    hand.gap_ms = 16
    text = "0123456789" * 12

    hand.scan(text)

    qtbot.wait(150)
    assert desk.scans == []
    assert desk.table.text.text() == text


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


def test_the_calibration_hears_the_pace_of_each_scan(desk: Desk) -> None:
    measured: list[tuple[int, ...]] = []
    desk.scanner.measured.connect(measured.append)
    hand = FakeScanner(desk.table)
    hand.gap_ms = 9

    hand.scan(EAN)

    assert measured == [(9,) * 12]
