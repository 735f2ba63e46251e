"""The page of reordering: suppliers, quantities, budget, drafts of orders, all by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.models.purchasing import Purchase, PurchaseLine
from merchant_desk.ui.reorder.page import ReorderScreen
from merchant_desk.values.ids import ProductId
from tests.ui.accessibility import faults
from tests.ui.reorder.conftest import Selling


def _units(screen: ReorderScreen, product_id: ProductId) -> int:
    assert screen.plan is not None
    (found,) = (
        line.quantity
        for group in screen.plan.groups()
        for line in group.lines
        if line.product_id == product_id
    )
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
    for key in ("+", "+", "-"):
        screen._bound[key].trigger()

    # then
    assert _units(screen, selling.candle) == before + 6
    assert screen.card.goods.value.text() != goods
    screen._bound["Del"].trigger()
    assert _units(screen, selling.candle) == 0
    assert not screen.order.isEnabled()


def test_enter_opens_a_line_and_keeps_the_quantity_that_is_typed(
    screen: ReorderScreen, selling: Selling
) -> None:
    # when
    row = screen.table.current()
    assert row is not None
    screen.table.activated.emit(row)
    screen.sheet.quantity.input.setText("7")
    screen.sheet.quantity.input.textEdited.emit("7")
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
        screen._bound["Ctrl+Return"].trigger()

    # then
    assert "en brouillon" in toast.args[0]
    with shop_file.read() as session:
        assert _drafts(session) == [1]
    qtbot.waitUntil(lambda: "Savonnerie" in screen.supplier.currentText())

    # when
    with qtbot.waitSignal(screen.shell.toasted):
        screen.every.click()

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
    screen._bound["Alt+Right"].trigger()

    assert screen.supplier.currentText().startswith("Savonnerie du Ventoux")
    qtbot.waitUntil(lambda: screen.table.row_count() == 5)


def test_an_estimate_is_kept_from_the_line(
    qtbot: QtBot, screen: ReorderScreen, selling: Selling
) -> None:
    row = screen.table.current()
    assert row is not None
    screen.table.activated.emit(row)
    screen.sheet.estimate.set_value("400")

    with qtbot.waitSignal(screen.shell.toasted):
        QTest.keyClick(screen.sheet.estimate.input, Qt.Key.Key_Return)

    assert not screen.sheet.sheet.isVisible()
    qtbot.waitUntil(lambda: screen._asked is not None and screen._progress is None)
    assert _units(screen, selling.candle) == row.quantity


def test_everything_on_the_page_and_its_sheet_has_a_name(screen: ReorderScreen) -> None:
    row = screen.table.current()
    assert row is not None
    screen.sheet.open_for(row)

    assert faults(screen) == []
    assert faults(screen.sheet.sheet) == []
