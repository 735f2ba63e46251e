"""The page of reordering: suppliers, quantities, budget, drafts of orders, all by keyboard."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.models.stock_rule import StockRule
from merchant_desk.ui.reorder.page import ReorderScreen
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from merchant_desk.values.reorder import ReorderLine
from tests.ui.accessibility import faults
from tests.ui.reorder.conftest import Selling

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _press(screen: ReorderScreen, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where she works: on the lines, in the window that is awake."""
    screen.window().activateWindow()
    target = screen.table._view
    target.setFocus()
    QTest.keyClick(target, key, held or Qt.KeyboardModifier.NoModifier)


def _wait(_session: Session, released: Event) -> None:
    assert released.wait(20)


def _has_plan(screen: ReorderScreen) -> bool:
    return screen.plan is not None


def _units(screen: ReorderScreen, product_id: ProductId) -> int:
    assert screen.plan is not None
    (found,) = (
        line.quantity
        for group in screen.plan.groups()
        for line in group.lines
        if line.product_id == product_id
    )
    return found


def _line(screen: ReorderScreen, product_id: ProductId) -> ReorderLine:
    assert screen.plan is not None
    (found,) = (e for group in screen.plan.groups() for e in group.lines
                if e.product_id == product_id)  # fmt: skip
    return found


def _drafts(session: Session) -> list[int]:
    return [
        session.query(PurchaseLine).filter_by(purchase_id=each.id).count()
        for each in session.query(Purchase).filter_by(state="draft")
    ]


def test_the_supplier_most_at_risk_comes_first_with_its_totals(
    screen: ReorderScreen, selling: Selling
) -> None:
    assert screen.plan is not None
    group = screen.plan.groups()[0]

    assert screen.title() == "Réassort"
    assert group.supplier_id == selling.candles
    assert screen.supplier.currentText().startswith("Cirerie de Provence (1 article, ")
    assert screen.card.isVisible()
    assert "au minimum" in screen.card.goods.note.text()
    assert "au franco" in screen.card.carriage.note.text()
    assert screen.card.cash.note.text().startswith("vers le ")
    assert "articles à commander" in screen.counted.text()


def test_keys_change_a_quantity_by_packs_and_the_totals_follow(
    screen: ReorderScreen, selling: Selling
) -> None:
    # given
    before, goods = _units(screen, selling.candle), screen.card.goods.value.text()

    # when
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        _press(screen, key)

    # then
    assert _units(screen, selling.candle) == before + 6
    assert screen.card.goods.value.text() != goods
    _press(screen, Qt.Key.Key_Delete)
    assert _units(screen, selling.candle) == 0
    assert not screen.order.isEnabled()


def test_enter_opens_a_line_and_keeps_the_quantity_that_is_typed(
    screen: ReorderScreen, selling: Selling
) -> None:
    # when
    _press(screen, Qt.Key.Key_Return)
    QTest.keyClicks(screen.sheet.quantity.input, "7")
    hint = screen.sheet.quantity._message.text()
    QTest.keyClick(screen.sheet.quantity.input, Qt.Key.Key_Return)

    # then
    assert "vend" in hint
    assert _units(screen, selling.candle) == 7
    assert not screen.sheet.sheet.isVisible()


@pytest.mark.parametrize("typed", ["", "beaucoup", "-4", "9999999"])
def test_a_quantity_that_is_none_is_said_under_its_field(
    screen: ReorderScreen, selling: Selling, typed: str
) -> None:
    row = screen.table.current()
    assert row is not None
    before = _units(screen, selling.candle)
    screen.table.activated.emit(row)

    screen.sheet.quantity.set_value(typed)
    QTest.keyClick(screen.sheet.quantity.input, Qt.Key.Key_Return)

    assert "nombre d’unités" in screen.sheet.quantity.error
    assert _units(screen, selling.candle) == before


def test_one_key_makes_the_draft_of_one_supplier_and_another_those_of_all(
    qtbot: QtBot, screen: ReorderScreen, shop_file: Database
) -> None:
    # when
    with qtbot.waitSignal(screen.shell.toasted) as toast:
        _press(screen, Qt.Key.Key_Return, CTRL)

    # then
    assert "en brouillon" in toast.args[0]
    with shop_file.read() as session:
        assert _drafts(session) == [1]
    qtbot.waitUntil(lambda: "Savonnerie" in screen.supplier.currentText())

    # when
    with qtbot.waitSignal(screen.shell.toasted):
        _press(screen, Qt.Key.Key_Return, CTRL | SHIFT)

    # then
    with shop_file.read() as session:
        assert sorted(_drafts(session)) == [1, 5]
    qtbot.waitUntil(lambda: screen.supplier.currentText().startswith("Sans fournisseur"))
    assert not screen.order.isEnabled()


def test_a_budget_shrinks_the_proposal_and_no_amount_changes_nothing(
    qtbot: QtBot, screen: ReorderScreen
) -> None:
    # when
    screen.budget.setText("250")
    screen.budget.editingFinished.emit()

    # then
    qtbot.waitUntil(lambda: screen.plan is not None and screen.plan.proposal.budget is not None)
    assert screen.plan is not None
    assert 0 < screen.plan.total().cents <= 25_000
    assert "budget" in screen.counted.text()

    # when
    plan = screen.plan
    screen.budget.setText("beaucoup")
    screen.budget.editingFinished.emit()

    # then
    assert screen.plan is plan


def test_the_next_supplier_is_one_key_away(qtbot: QtBot, screen: ReorderScreen) -> None:
    _press(screen, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    assert screen.supplier.currentText().startswith("Savonnerie du Ventoux")
    qtbot.waitUntil(lambda: screen.table.row_count() == 5)


def test_the_estimate_opens_with_what_is_forecast_and_is_kept_only_when_changed(
    qtbot: QtBot, screen: ReorderScreen, selling: Selling
) -> None:
    # given
    row = screen.table.current()
    assert row is not None
    _press(screen, Qt.Key.Key_Return)
    assert screen.sheet.estimate.value == str(row.month) == "28"

    # when she goes through it without changing it
    QTest.keyClick(screen.sheet.estimate.input, Qt.Key.Key_Return)

    # then nothing is written, and what she types next is
    assert not screen.sheet.sheet.isVisible()
    _press(screen, Qt.Key.Key_Return)
    screen.sheet.estimate.input.selectAll()
    QTest.keyClicks(screen.sheet.estimate.input, "400")
    with qtbot.waitSignal(screen.shell.toasted):
        QTest.keyClick(screen.sheet.estimate.input, Qt.Key.Key_Return)
    assert not screen.sheet.sheet.isVisible()
    qtbot.waitUntil(lambda: _line(screen, selling.candle).estimate == 400)
    assert _units(screen, selling.candle) == row.quantity


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
    before = _units(screen, selling.candle)

    _press(screen, Qt.Key.Key_M, CTRL | SHIFT)

    group = screen.plan and screen.plan.group(selling.candles)
    assert group
    assert _units(screen, selling.candle) > before
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
    for _time in range(12):
        _press(screen, Qt.Key.Key_Plus)
    assert screen.plan is not None
    assert screen.plan.over() > Money(0)

    # when
    _press(screen, Qt.Key.Key_Return, CTRL)

    # then the harmless answer has the focus
    asking = screen.acceptance.asking
    assert asking.sheet.isVisible()
    assert "pour un budget de 250,00" in asking.words.text()
    QTest.keyClick(asking.keep, Qt.Key.Key_Return)
    with shop_file.read() as session:
        assert _drafts(session) == []

    # when she says so
    _press(screen, Qt.Key.Key_Return, CTRL)
    with qtbot.waitSignal(screen.shell.toasted):
        QTest.keyClick(asking.go, Qt.Key.Key_Space)

    # then
    with shop_file.read() as session:
        assert len(_drafts(session)) == 1


def test_the_minimum_of_a_line_is_proposed_and_accepted_by_keys(
    qtbot: QtBot, screen: ReorderScreen, selling: Selling, shop_file: Database
) -> None:
    # given
    _press(screen, Qt.Key.Key_M, CTRL)
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
    _press(screen, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: screen.table.row_count() == 5)
    qtbot.waitUntil(lambda: screen.table.current() is not None)

    # when
    _press(screen, Qt.Key.Key_Space)
    _press(screen, Qt.Key.Key_Down)
    _press(screen, Qt.Key.Key_Space)
    assert screen.table.checked().count == 2
    with qtbot.waitSignal(screen.shell.toasted) as toast:
        _press(screen, Qt.Key.Key_A, CTRL | SHIFT)

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
    _press(screen, Qt.Key.Key_R, CTRL)
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


def test_everything_on_the_page_and_its_sheet_has_a_name(screen: ReorderScreen) -> None:
    row = screen.table.current()
    assert row is not None
    screen.sheet.open_for(row, "12,00\u00a0€ à payer")

    assert faults(screen) == []
    assert faults(screen.sheet.sheet) == []
