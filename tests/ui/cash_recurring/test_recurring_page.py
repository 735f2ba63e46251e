"""What comes back is confirmed, refused, changed and ended by keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.models.cash import Recurring
from merchant_desk.ui.cash_recurring.screen import RecurringScreen
from merchant_desk.values.cash_words import RecurringState
from merchant_desk.values.money import Money
from tests.ui.accessibility import faults


def _press(screen: RecurringScreen, key: Qt.Key) -> None:
    """Press a key on the list in sight, in the window that is awake."""
    screen.window().activateWindow()
    view = screen.lists.table._view
    view.setFocus()
    QTest.keyClick(view, key)


def _kept(shop_file: Database) -> dict[str, RecurringState]:
    with shop_file.read() as session:
        return {each.label: each.state for each in session.query(Recurring)}


def _counts(screen: RecurringScreen) -> tuple[int, int, int]:
    told = screen.told
    assert told is not None
    return len(told.proposed), len(told.confirmed), len(told.ended)


def _wait(qtbot: QtBot, screen: RecurringScreen, counts: tuple[int, int, int]) -> None:
    qtbot.waitUntil(lambda: _counts(screen) == counts)
    shown = {"proposed": 0, "confirmed": 1, "ended": 2}[screen.lists.key]
    qtbot.waitUntil(lambda: screen.lists.table.row_count() == counts[shown])


def _undo(toasts: list[Callable[[], None] | None]) -> None:
    undo = toasts[-1]
    assert undo is not None
    undo()


def test_each_proposal_says_why(screen: RecurringScreen) -> None:
    reasons = [row.reason for _place, row in sorted(screen.lists.table._model.loaded())]

    assert reasons[0] == "6 fois depuis juin 2026, chaque mois, vers le 5, 890,00\u00a0€."


def test_enter_confirms_and_delete_refuses_and_both_may_be_taken_back(
    qtbot: QtBot, screen: RecurringScreen, shop_file: Database
) -> None:
    toasts: list[Callable[[], None] | None] = []
    screen.shell.toasted.connect(lambda _text, undo: toasts.append(undo))

    _press(screen, Qt.Key.Key_Return)
    _wait(qtbot, screen, (1, 1, 0))
    qtbot.waitUntil(lambda: screen.lists.table.current() is not None)
    _press(screen, Qt.Key.Key_Delete)
    _wait(qtbot, screen, (0, 1, 0))
    qtbot.waitUntil(lambda: len(toasts) == 2)

    assert _kept(shop_file) == {
        "Loyer SCI Tilleuls": RecurringState.CONFIRMED,
        "EDF Clients Pros": RecurringState.REFUSED,
    }
    _undo(toasts)
    _wait(qtbot, screen, (1, 1, 0))
    assert screen.figures.out.value.text() == "−890,00\u00a0€"


def test_two_enters_confirm_two_things_without_waiting(
    qtbot: QtBot, screen: RecurringScreen, shop_file: Database
) -> None:
    _press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.lists.table.row_count() == 1)
    qtbot.waitUntil(lambda: screen.lists.table.current() is not None)
    _press(screen, Qt.Key.Key_Return)

    _wait(qtbot, screen, (0, 2, 0))
    assert set(_kept(shop_file).values()) == {RecurringState.CONFIRMED}


def test_a_proposal_is_corrected_before_it_is_confirmed(
    qtbot: QtBot, screen: RecurringScreen, shop_file: Database
) -> None:
    _press(screen, Qt.Key.Key_F2)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    form = screen.sheet.form
    form.label.input.selectAll()
    QTest.keyClicks(form.label.input, "Loyer de la boutique")
    form.amount.input.selectAll()
    QTest.keyClicks(form.amount.input, "900")
    form.least.set_value("")
    form.most.set_value("")
    QTest.keyClick(form.amount.input, Qt.Key.Key_Return)

    _wait(qtbot, screen, (1, 1, 0))
    with shop_file.read() as session:
        kept = session.query(Recurring).one()
    assert (kept.label, kept.amount) == ("Loyer de la boutique", Money(-90_000))
    assert kept.pattern == "loyer sci tilleuls"


def test_the_first_time_tells_the_day_until_she_writes_it(
    qtbot: QtBot, screen: RecurringScreen
) -> None:
    screen.add.click()
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    form = screen.sheet.form

    for typed, day in (("05/12/2026", "5"), ("30/11/2026", "31")):
        form.first.input.selectAll()
        QTest.keyClicks(form.first.input, typed)
        assert form.day.value == day
    form.day.input.selectAll()
    QTest.keyClicks(form.day.input, "12")
    form.first.input.selectAll()
    QTest.keyClicks(form.first.input, "07/12/2026")

    assert form.day.value == "12"


def test_what_cannot_be_is_said_in_the_sheet(qtbot: QtBot, screen: RecurringScreen) -> None:
    screen.add.click()
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    form = screen.sheet.form
    form.label.set_value("Assurance")
    form.amount.set_value("300")
    form.first.set_value("15/12/2026")
    form.until.set_value("01/12/2026")

    QTest.keyClick(form.until.input, Qt.Key.Key_Return)

    qtbot.waitUntil(screen.sheet.banner.isVisible)
    assert screen.sheet.sheet.isVisible()


def test_a_confirmed_one_is_ended_then_resumed(
    qtbot: QtBot, screen: RecurringScreen, shop_file: Database
) -> None:
    _press(screen, Qt.Key.Key_Return)
    _wait(qtbot, screen, (1, 1, 0))
    screen.lists.choose("confirmed")
    qtbot.waitUntil(lambda: screen.lists.table.current() is not None)

    _press(screen, Qt.Key.Key_Delete)
    _wait(qtbot, screen, (1, 0, 1))
    assert _kept(shop_file) == {"Loyer SCI Tilleuls": RecurringState.ENDED}

    screen.lists.choose("ended")
    qtbot.waitUntil(lambda: screen.lists.table.current() is not None)
    _press(screen, Qt.Key.Key_Return)
    _wait(qtbot, screen, (1, 1, 0))


def test_everything_can_be_reached_and_has_a_name(screen: RecurringScreen) -> None:
    assert faults(screen) == []
