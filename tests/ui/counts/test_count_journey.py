"""A whole count by scanner and keyboard: opened, walked, mended, validated, undone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from merchant_desk.ui.widgets.button import Button
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from tests.ui.counts.conftest import CANDLE, CARTON, SOAP, CountRoom

_NONE = Qt.KeyboardModifier.NoModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_MANY = 60


def _focused(room: CountRoom) -> QWidget:
    """Return the widget that gets the keys; a count never leaves nobody in charge."""
    room.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _press(room: CountRoom, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(_focused(room), key, held)


def _tab_to(room: CountRoom, widget: QWidget) -> None:
    for _step in range(_MANY):
        if _focused(room) is widget:
            return
        _press(room, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches « {widget.accessibleName()} »")


def test_a_count_is_opened_counted_mended_validated_and_undone_without_the_mouse(
    room: CountRoom,
) -> None:
    stocked, former = room.stocked, room.levels()

    _open_by_keys(room)
    _count_two_bins(room)
    _review_and_mend(room)
    _validate_by_keys(room)

    assert room.levels() == {
        **former,
        (stocked.soap, stocked.first): 14,
        (stocked.candle, stocked.second): 11,
    }
    _press(room, Qt.Key.Key_Z, _CONTROL | _SHIFT)
    question = room.screen.ends.undo_question
    room.qtbot.waitUntil(question.sheet.isVisible)
    _tab_to(room, question.go)
    _press(room, Qt.Key.Key_Space)
    room.qtbot.waitUntil(lambda: not room.screen.review.undo.isVisible())
    assert room.levels() == former


def _open_by_keys(room: CountRoom) -> None:
    screen = room.screen
    screen.list.counts.setFocus()
    _press(room, Qt.Key.Key_N, _CONTROL)
    room.qtbot.waitUntil(screen.open_sheet.sheet.isVisible)
    room.qtbot.waitUntil(lambda: _focused(room) is screen.open_sheet.name.input)
    QTest.keyClicks(_focused(room), "Vitrine")
    _tab_to(room, screen.open_sheet.bins.input)
    QTest.keyClicks(_focused(room), "A1, A2")
    _press(room, Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: screen.faces.currentWidget() is screen.walk.view)
    assert "Vitrine" in screen.walk.view.title.text()


def _count_two_bins(room: CountRoom) -> None:
    room.scan("MDE-A1", SOAP, CARTON, SOAP)
    room.qtbot.waitUntil(lambda: room.hero.figure == "14")
    _press(room, Qt.Key.Key_Return, _CONTROL)
    room.wait_title("1 article attendu n’a pas été scanné")
    _answer(room, "Laisser leur stock")
    room.wait_state(HeroState.COMPLETE)
    room.scan("MDE-A2", CANDLE, CANDLE)
    _press(room, Qt.Key.Key_Return, _CONTROL)
    room.wait_state(HeroState.COMPLETE)


def _review_and_mend(room: CountRoom) -> None:
    """Go through the variances; the worst one is counted again, and is not so bad."""
    screen = room.screen
    _press(room, Qt.Key.Key_R, _CONTROL | _SHIFT)
    room.qtbot.waitUntil(lambda: screen.faces.currentWidget() is screen.review)
    rows = screen.review.rows
    room.qtbot.waitUntil(lambda: rows.row_count() == 3 and rows.current() is not None)
    worst = rows.current()
    assert worst is not None
    assert (worst.title, worst.variance, worst.people) == ("Bougie miel 120 g", -10, ("Camille",))
    assert screen.review.worth.text() == "−84,50\u00a0€"

    _press(room, Qt.Key.Key_Return)
    room.qtbot.waitUntil(screen.review.banner.isVisible)
    _press(room, Qt.Key.Key_C, _CONTROL | _SHIFT)
    room.qtbot.waitUntil(lambda: screen.faces.currentWidget() is screen.walk.view)
    room.scan("MDE-A2", CANDLE)
    room.scanner.type("11", gap_ms=300)
    room.qtbot.waitUntil(lambda: screen.walk.entry.field.value == "11")
    _press(room, Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: room.hero.figure == "11")


def _validate_by_keys(room: CountRoom) -> None:
    screen = room.screen
    _press(room, Qt.Key.Key_R, _CONTROL | _SHIFT)
    room.qtbot.waitUntil(lambda: screen.review.worth.text() == "−29,15\u00a0€")
    assert not screen.review.banner.isVisible()
    _press(room, Qt.Key.Key_Return, _CONTROL)
    room.qtbot.waitUntil(screen.ends.validate_sheet.sheet.isVisible)
    _tab_to(room, screen.ends.validate_sheet.go)
    _press(room, Qt.Key.Key_Space)
    room.qtbot.waitUntil(screen.review.undo.isVisible)


def _answer(room: CountRoom, words: str) -> None:
    """Press a button of the big panel with the keyboard."""
    hero = room.screen.walk.view.hero
    (button,) = [each for each in hero.findChildren(Button) if each.text() == words]
    _tab_to(room, button)
    _press(room, Qt.Key.Key_Space)


def test_the_labels_of_bins_are_written_from_the_counts(room: CountRoom) -> None:
    room.screen.list.counts.setFocus()
    file = room.folder / "emplacements.pdf"

    _press(room, Qt.Key.Key_P, _CONTROL)
    sheet = room.screen.labels
    room.qtbot.waitUntil(sheet.sheet.isVisible)
    room.qtbot.waitUntil(lambda: sheet.location.count() == 3)
    QTest.keyClicks(_focused(room), "A1, B1")
    sheet.write_to(file)

    room.qtbot.waitUntil(file.exists)
    room.qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    assert file.read_bytes().startswith(b"%PDF")


def test_a_bin_that_is_not_there_gets_no_label_and_is_named(room: CountRoom) -> None:
    file = room.folder / "emplacements.pdf"
    room.screen.labels.open_sheet()
    room.screen.labels.bins.set_value("A1, Z9")

    room.screen.labels.write_to(file)

    banner = room.screen.labels.banner
    room.qtbot.waitUntil(banner.isVisible)
    assert not file.exists()
