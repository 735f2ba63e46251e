"""Counting with the scanner and the keyboard: bins, articles, mistakes, review, validation."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from tests.ui.counts.conftest import CANDLE, CARTON, CREAM, SHARED, SOAP, CountRoom

_STRANGER = "4006381333931"


def _press(room: CountRoom, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(room.screen.walk.view.hero, key, modifier)


def _control(room: CountRoom, key: Qt.Key) -> None:
    _press(room, key, Qt.KeyboardModifier.ControlModifier)


def _escape(room: CountRoom) -> None:
    _press(room, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)


def test_a_bin_then_its_articles_are_counted_by_the_scanner_alone(room: CountRoom) -> None:
    room.open_count()

    room.scan("MDE-A1", SOAP, CARTON)

    assert room.hero.state is HeroState.ADDED
    assert (room.hero.title, room.hero.figure) == ("Savon lavande 100 g", "13")
    assert room.sounds.heard.sounds == [Sound.OPENED, Sound.ADDED, Sound.ADDED]


def test_ctrl_z_takes_the_last_scan_back(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A1", SOAP, CARTON)

    _control(room, Qt.Key.Key_Z)

    room.wait_title("retiré −12")
    assert room.hero.figure == "1"


def test_a_digit_after_a_scan_writes_its_quantity(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A1", SOAP)

    room.scanner.type("24", gap_ms=300)
    entry = room.screen.walk.entry
    room.qtbot.waitUntil(lambda: entry.field.value == "24")
    QTest.keyClick(entry.field.input, Qt.Key.Key_Return)

    room.qtbot.waitUntil(lambda: room.hero.figure == "24")
    assert not entry.sheet.isVisible()


def test_an_unknown_code_stops_the_scans_until_it_is_closed(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A1", _STRANGER)
    assert room.hero.state is HeroState.UNKNOWN

    room.scan(SOAP)
    room.qtbot.waitUntil(lambda: "1 scan ignoré" in room.hero.detail)
    _escape(room)

    room.scan(SOAP)
    assert (room.hero.state, room.hero.figure) == (HeroState.ADDED, "1")


def test_an_article_before_any_bin_is_not_counted(room: CountRoom) -> None:
    room.open_count()

    room.scan(SOAP)

    assert "Dans quel emplacement" in room.hero.title


def test_a_code_of_two_articles_asks_which(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A1", SHARED)

    room.screen.walk.view.hero.acted.emit("choose")
    buttons = room.screen.walk.choice.buttons
    assert len(buttons) == 2
    QTest.keyClick(buttons[1], Qt.Key.Key_Space)

    room.wait_state(HeroState.ADDED)
    assert room.hero.title == "Bougie miel 120 g"


def test_an_article_followed_by_lot_asks_for_its_lot(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-B1", CREAM)
    assert "Quel lot" in room.hero.title

    room.screen.walk.view.hero.acted.emit("lot")
    entry = room.screen.walk.entry
    entry.field.input.setText("L24")
    QTest.keyClick(entry.field.input, Qt.Key.Key_Return)

    room.wait_state(HeroState.ADDED)
    assert "Lot L24" in room.hero.detail


def test_zero_units_are_asked_about(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A2", CANDLE)

    room.screen.walk.walk.write_units(0)
    room.wait_title("Aucune unité")
    room.screen.walk.view.hero.acted.emit("sure")

    room.qtbot.waitUntil(lambda: room.hero.figure == "0")
    assert room.hero.state is HeroState.ADDED


def test_finishing_a_bin_asks_what_became_of_what_was_not_scanned(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A1", SOAP)

    _control(room, Qt.Key.Key_Return)
    room.wait_title("1 article attendu n’a pas été scanné")
    room.screen.walk.view.hero.acted.emit("gone")

    room.wait_state(HeroState.COMPLETE)
    assert Sound.COMPLETE in room.sounds.heard.sounds


def test_a_bin_of_the_walk_can_be_chosen_with_the_keyboard(room: CountRoom) -> None:
    room.open_count()
    bins = room.screen.walk.view.bins
    room.qtbot.waitUntil(lambda: bins.row_count() == 3)

    bins.activated.emit(bins.current())

    room.wait_title("Emplacement")
    assert room.screen.walk.walk.bin in {"A1", "A2", "B1"}


def test_the_review_validates_the_variances_and_nothing_else(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A1", CARTON, SOAP)

    _press(
        room,
        Qt.Key.Key_R,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    room.qtbot.waitUntil(lambda: room.screen.faces.currentWidget() is room.screen.review)
    assert room.screen.review.worth.text() == "−25,30\u00a0€"
    room.screen.review.validate.click()
    room.screen.ends.validate_sheet.go.click()

    room.qtbot.waitUntil(room.screen.review.undo.isVisible)
    stocked = room.stocked
    assert room.levels()[stocked.soap, stocked.first] == 13
    assert room.levels()[stocked.candle, stocked.first] == 6


def test_what_nobody_counted_becomes_none_when_she_ticks_it(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A1", SOAP)
    room.screen.show_review()
    room.qtbot.waitUntil(lambda: room.screen.faces.currentWidget() is room.screen.review)

    room.screen.review.validate.click()
    sheet = room.screen.ends.validate_sheet
    sheet.gone.setChecked(True)
    sheet.go.click()

    room.qtbot.waitUntil(room.screen.review.undo.isVisible)
    assert sum(room.levels().values()) == 1


def test_a_validated_count_is_undone(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A1", SOAP)
    room.screen.show_review()
    room.qtbot.waitUntil(lambda: room.screen.faces.currentWidget() is room.screen.review)
    room.screen.review.validate.click()
    room.screen.ends.validate_sheet.go.click()
    room.qtbot.waitUntil(room.screen.review.undo.isVisible)

    room.screen.review.undo.click()
    room.screen.ends.undo_question.go.click()

    room.qtbot.waitUntil(lambda: not room.screen.review.undo.isVisible())
    assert room.levels()[room.stocked.soap, room.stocked.first] == 24


def test_the_review_tells_the_earlier_counts_of_an_article(room: CountRoom) -> None:
    room.open_count()
    room.scan("MDE-A1", SOAP)
    room.screen.show_review()
    room.qtbot.waitUntil(lambda: room.screen.faces.currentWidget() is room.screen.review)
    room.screen.review.validate.click()
    room.screen.ends.validate_sheet.go.click()
    room.qtbot.waitUntil(room.screen.review.undo.isVisible)
    rows = room.screen.review.rows
    room.qtbot.waitUntil(lambda: rows.current() is not None)

    _press_review(room)

    history = room.screen.history
    room.qtbot.waitUntil(history.sheet.isVisible)
    assert "attendu 24, compté 1" in history.lines[0]


def _press_review(room: CountRoom) -> None:
    view = room.screen.review.rows.focusProxy()
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)


def test_the_plan_of_the_day_opens_a_count_of_its_bins(room: CountRoom) -> None:
    plan = room.screen.list.plan
    room.qtbot.waitUntil(lambda: plan.row_count() == 3)

    button = room.screen.list.count_plan
    button.click()

    room.qtbot.waitUntil(lambda: room.screen.faces.currentWidget() is room.screen.walk.view)
    assert "Plan du" in room.screen.walk.view.title.text()


def test_a_new_count_refuses_a_bin_that_is_not_there(room: CountRoom) -> None:
    room.screen.list.new.click()
    sheet = room.screen.open_sheet
    room.qtbot.waitUntil(sheet.sheet.isVisible)
    sheet.bins.input.setText("A1, Z9")

    sheet.go.click()

    assert "Z9" in sheet.bins.error
    assert sheet.sheet.isVisible()


@pytest.mark.parametrize("blind", [True, False])
def test_what_is_expected_is_hidden_from_whoever_counts_blind(room: CountRoom, blind: bool) -> None:
    room.screen.list.new.click()
    sheet = room.screen.open_sheet
    room.qtbot.waitUntil(sheet.sheet.isVisible)
    sheet.blind.setChecked(blind)
    sheet.go.click()
    room.qtbot.waitUntil(lambda: room.screen.faces.currentWidget() is room.screen.walk.view)

    room.scan("MDE-A1", SOAP)

    rows = room.screen.walk.view.rows
    room.qtbot.waitUntil(lambda: rows.row_count() == (1 if blind else 2))
    titles = [column.title for column in rows._model.columns]
    assert ("Attendu" in titles) is not blind
