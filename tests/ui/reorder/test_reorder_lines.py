"""What a line of reordering tells and keeps: its cash, its estimate, its minimum; money passed."""

from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.stock_rule import StockRule
from merchant_desk.ui.reorder.page import ReorderScreen
from merchant_desk.values.money import Money
from tests.ui.reorder.conftest import Selling
from tests.ui.reorder.keys import ALT, CTRL, SHIFT, draft_lines, line_of, press, units_of


def _wait(_session: Session, released: Event) -> None:
    assert released.wait(20)


def _has_plan(screen: ReorderScreen) -> bool:
    return screen.plan is not None


def test_the_estimate_opens_with_what_is_forecast_and_is_kept_only_when_changed(
    qtbot: QtBot, screen: ReorderScreen, selling: Selling
) -> None:
    # given
    row = screen.table.current()
    assert row is not None
    press(screen, Qt.Key.Key_Return)
    assert screen.sheet.estimate.value == str(row.month) == "28"

    # when she goes through it without changing it
    QTest.keyClick(screen.sheet.estimate.input, Qt.Key.Key_Return)

    # then nothing is written, and what she types next is
    assert not screen.sheet.sheet.isVisible()
    press(screen, Qt.Key.Key_Return)
    screen.sheet.estimate.input.selectAll()
    QTest.keyClicks(screen.sheet.estimate.input, "400")
    with qtbot.waitSignal(screen.shell.toasted):
        QTest.keyClick(screen.sheet.estimate.input, Qt.Key.Key_Return)
    assert not screen.sheet.sheet.isVisible()
    qtbot.waitUntil(lambda: line_of(screen, selling.candle).estimate == 400)
    assert units_of(screen, selling.candle) == row.quantity


def test_the_line_says_why_and_what_it_does_to_the_account(screen: ReorderScreen) -> None:
    told = screen.why.text()

    assert told.startswith("28 vendus en 4 semaines, il en reste 1, le fournisseur met ")
    assert "à payer vers le " in told
    assert "d’ici là" in told
    assert "vendus d’ici là" in screen.card.cash.note.text()


def test_an_order_under_its_minimum_is_filled_up_by_one_key(
    screen: ReorderScreen, selling: Selling
) -> None:
    assert screen.fill.isVisible()
    before = units_of(screen, selling.candle)

    press(screen, Qt.Key.Key_M, CTRL | SHIFT)

    group = screen.plan and screen.plan.group(selling.candles)
    assert group
    assert units_of(screen, selling.candle) > before
    assert group.goods >= Money(60_000)
    assert not group.below_minimum
    assert not screen.fill.isVisible()


def test_more_than_the_budget_is_asked_about_and_enter_changes_nothing(
    qtbot: QtBot, screen: ReorderScreen, shop_file: Database
) -> None:
    # given a budget, and more packs than it allows
    screen.budget.setText("250")
    screen.budget.editingFinished.emit()
    qtbot.waitUntil(lambda: screen.plan is not None and screen.plan.proposal.budget is not None)
    qtbot.waitUntil(lambda: screen.table.current() is not None)

    def too_much() -> bool:
        press(screen, Qt.Key.Key_Plus)
        return screen.plan is not None and screen.plan.over() > Money(0)

    qtbot.waitUntil(too_much)

    # when
    press(screen, Qt.Key.Key_Return, CTRL)

    # then the harmless answer has the focus
    asking = screen.acceptance.asking
    assert asking.sheet.isVisible()
    assert "pour un budget de 250,00" in asking.words.text()
    QTest.keyClick(asking.keep, Qt.Key.Key_Return)
    with shop_file.read() as session:
        assert draft_lines(session) == []

    # when she says so
    press(screen, Qt.Key.Key_Return, CTRL)
    with qtbot.waitSignal(screen.shell.toasted):
        QTest.keyClick(asking.go, Qt.Key.Key_Space)

    # then
    with shop_file.read() as session:
        assert len(draft_lines(session)) == 1


def test_the_minimum_of_a_line_is_proposed_and_accepted_by_keys(
    qtbot: QtBot, screen: ReorderScreen, selling: Selling, shop_file: Database
) -> None:
    # given
    press(screen, Qt.Key.Key_M, CTRL)
    sheet = screen.chosen.levels.sheet
    qtbot.waitUntil(sheet.accept.isEnabled)
    (place,) = sheet.places
    assert place.minimum.value == ""
    assert "minimum " in place.told.text()

    # when
    sheet.accept.setFocus()
    with qtbot.waitSignal(screen.shell.toasted):
        QTest.keyClick(sheet.accept, Qt.Key.Key_Space)

    # then
    with shop_file.read() as session:
        (rule,) = session.query(StockRule).all()
        assert (rule.product_id, rule.by_hand) == (selling.candle, False)
        assert rule.minimum > 7
        assert f"minimum {rule.minimum}," in place.told.text()


def test_the_minimums_of_checked_lines_are_accepted_together(
    qtbot: QtBot, screen: ReorderScreen, shop_file: Database
) -> None:
    # given
    press(screen, Qt.Key.Key_Right, ALT)
    qtbot.waitUntil(lambda: screen.table.row_count() == 5)
    qtbot.waitUntil(lambda: screen.table.current() is not None)

    # when
    press(screen, Qt.Key.Key_Space)
    press(screen, Qt.Key.Key_Down)
    press(screen, Qt.Key.Key_Space)
    assert screen.table.checked().count == 2
    with qtbot.waitSignal(screen.shell.toasted) as toast:
        press(screen, Qt.Key.Key_A, CTRL | SHIFT)

    # then
    assert toast.args[0] == "2 minimums acceptés."
    with shop_file.read() as session:
        assert session.query(StockRule).count() == 2


def test_stopping_the_reading_of_sales_says_so_and_offers_to_begin_again(
    qtbot: QtBot, screen: ReorderScreen
) -> None:
    # given readers that are busy, a reading that waits for one, and « Arrêter »
    released = Event()
    for _reader in range(16):
        screen.desk.read(None, _wait, released)
    press(screen, Qt.Key.Key_R, CTRL)
    screen.desk.stop_tasks()
    released.set()

    # then
    qtbot.waitUntil(lambda: screen._progress is None)
    assert not _has_plan(screen)
    qtbot.waitUntil(screen.empty.isVisible)
    assert screen.empty._title.text() == "Calcul arrêté"
    assert not screen.order.isEnabled()

    # when
    QTest.keyClick(screen.empty._primary, Qt.Key.Key_Space)

    # then
    qtbot.waitUntil(lambda: _has_plan(screen))
    qtbot.waitUntil(lambda: screen.table.row_count() > 0)
