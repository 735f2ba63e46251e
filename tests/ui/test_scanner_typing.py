from collections.abc import Iterator

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.ui.scanner import ScannerSettings
from merchant_desk.values.key_layouts import KeyStroke
from tests.ui.fake_scanner import CONTROL, FakeScanner
from tests.ui.scanner_desk import Desk, focus, scanner_desk


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    with scanner_desk(qtbot) as made:
        yield made


@pytest.mark.parametrize("gap_ms", [40, 110])
def test_typing_by_hand_is_untouched(qtbot: QtBot, desk: Desk, gap_ms: int) -> None:
    focus(qtbot, desk.table.text)
    desk.table.text.end(False)

    hand = FakeScanner(desk.table)
    hand.type("vu 4 fois", gap_ms)
    hand.press("\r")

    qtbot.waitUntil(lambda: desk.table.text.text() == "déjà vu 4 fois")
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

    qtbot.waitUntil(lambda: desk.table.text.text() == "bonjour")
    assert desk.scans == []


def test_hand_typing_with_a_slow_scanner_is_never_held(qtbot: QtBot, desk: Desk) -> None:
    desk.scanner.settings = ScannerSettings(gap_ms=90)
    focus(qtbot, desk.table.text)
    desk.table.text.clear()

    FakeScanner(desk.table).type("abc", 60)

    assert desk.table.text.text() == "abc"
    assert desk.scans == []


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


def test_a_command_is_never_held_and_keeps_its_place(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.text)
    desk.table.text.clear()
    hand = FakeScanner(desk.table)

    hand.type("ab", 20)
    hand.press("a", CONTROL)
    hand.clock += 200
    hand.type("c", 20)

    qtbot.waitUntil(lambda: desk.table.text.text() == "c")


def test_space_alone_is_not_held_and_presses_the_button(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.button)

    FakeScanner(desk.table).press(" ")

    assert desk.table.presses == 1


def test_a_key_held_down_repeats_in_the_field(qtbot: QtBot, desk: Desk) -> None:
    focus(qtbot, desk.table.text)
    desk.table.text.clear()
    hand = FakeScanner(desk.table)

    hand.hold_down("a", times=8)

    qtbot.waitUntil(lambda: desk.table.text.text() == "a" * 9)
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
