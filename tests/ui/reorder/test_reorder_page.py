"""The page of reordering: suppliers, quantities, budget, drafts of orders, all by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.ui.reorder.page import ReorderScreen
from tests.ui.accessibility import faults
from tests.ui.reorder.conftest import Selling
from tests.ui.reorder.keys import ALT, CTRL, SHIFT, draft_lines, press, units_of


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
    before, goods = units_of(screen, selling.candle), screen.card.goods.value.text()

    # when
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        press(screen, key)

    # then
    assert units_of(screen, selling.candle) == before + 6
    assert screen.card.goods.value.text() != goods
    press(screen, Qt.Key.Key_Delete)
    assert units_of(screen, selling.candle) == 0
    assert not screen.order.isEnabled()


def test_enter_opens_a_line_and_keeps_the_quantity_that_is_typed(
    screen: ReorderScreen, selling: Selling
) -> None:
    # when
    press(screen, Qt.Key.Key_Return)
    QTest.keyClicks(screen.sheet.quantity.input, "7")
    hint = screen.sheet.quantity._message.text()
    QTest.keyClick(screen.sheet.quantity.input, Qt.Key.Key_Return)

    # then
    assert "vend" in hint
    assert units_of(screen, selling.candle) == 7
    assert not screen.sheet.sheet.isVisible()


@pytest.mark.parametrize("typed", ["", "beaucoup", "-4", "9999999"])
def test_a_quantity_that_is_none_is_said_under_its_field(
    screen: ReorderScreen, selling: Selling, typed: str
) -> None:
    row = screen.table.current()
    assert row is not None
    before = units_of(screen, selling.candle)
    screen.table.activated.emit(row)

    screen.sheet.quantity.set_value(typed)
    QTest.keyClick(screen.sheet.quantity.input, Qt.Key.Key_Return)

    assert "nombre d’unités" in screen.sheet.quantity.error
    assert units_of(screen, selling.candle) == before


def test_one_key_makes_the_draft_of_one_supplier_and_another_those_of_all(
    qtbot: QtBot, screen: ReorderScreen, shop_file: Database
) -> None:
    # when
    with qtbot.waitSignal(screen.shell.toasted) as toast:
        press(screen, Qt.Key.Key_Return, CTRL)

    # then
    assert "en brouillon" in toast.args[0]
    with shop_file.read() as session:
        assert draft_lines(session) == [1]
    qtbot.waitUntil(lambda: "Savonnerie" in screen.supplier.currentText())

    # when
    with qtbot.waitSignal(screen.shell.toasted):
        press(screen, Qt.Key.Key_Return, CTRL | SHIFT)

    # then
    with shop_file.read() as session:
        assert sorted(draft_lines(session)) == [1, 5]
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
    press(screen, Qt.Key.Key_Right, ALT)

    assert screen.supplier.currentText().startswith("Savonnerie du Ventoux")
    qtbot.waitUntil(lambda: screen.table.row_count() == 5)


def test_everything_on_the_page_and_its_sheet_has_a_name(screen: ReorderScreen) -> None:
    row = screen.table.current()
    assert row is not None
    screen.sheet.open_for(row, "12,00\u00a0€ à payer")

    assert faults(screen) == []
    assert faults(screen.sheet.sheet) == []
