"""Shipping the chosen orders at once from the list: asked first, told afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.ui.confirm_sheet import ConfirmSheet
from merchant_desk.ui.orders.screen import OrdersScreen
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.values.words import OrderState
from tests.ui.accessibility import faults
from tests.ui.orders.conftest import Counter


def _check(screen: OrdersScreen, counter: Counter, *numbers: str) -> None:
    for number in numbers:
        assert screen.table.select_id(counter.day.orders[number])
        QTest.keyClick(screen.table._view, Qt.Key.Key_Space)


def _asked(qtbot: QtBot, screen: OrdersScreen) -> ConfirmSheet:
    actions = screen.bulk.menu().actions()
    next(each for each in actions if each.text() == "Expédier sans scanner…").trigger()
    sheet = screen.bulk.unscanned.sheet()
    qtbot.waitUntil(sheet.go.isVisible)
    return sheet


def _states(counter: Counter) -> dict[str, OrderState]:
    with counter.lanes.database.read() as session:
        rows = session.execute(select(Order.number, Order.state))
        return {row.number: row.state for row in rows}


def _invoices(counter: Counter) -> int:
    with counter.lanes.database.read() as session:
        return session.scalar(select(func.count()).select_from(Invoice)) or 0


def test_the_chosen_orders_leave_once_she_confirms(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    before = _invoices(counter)
    _check(orders, counter, "1047", "1046")

    sheet = _asked(qtbot, orders)

    assert sheet.sheet.subtitle.text() == "2 colis partent avec tout ce qui leur est dû."
    assert "Cela ne peut pas être repris" in sheet.words.text()
    assert sheet.keep.hasFocus()
    assert _invoices(counter) == before
    sheet.go.click()
    qtbot.waitUntil(lambda: len(counter.toasts) == 1)
    assert counter.toasts[0].startswith("2 commandes expédiées, factures FA")
    assert counter.undos == [None]
    assert {_states(counter)[each] for each in ("1047", "1046")} == {OrderState.SHIPPED}
    assert orders.bulk.bar.isHidden()


def test_nothing_leaves_when_she_keeps_them(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    before = _invoices(counter)
    _check(orders, counter, "1047")

    sheet = _asked(qtbot, orders)
    sheet.keep.click()
    qtbot.wait(50)

    assert _invoices(counter) == before
    assert _states(counter)["1047"] is OrderState.TO_PREPARE


def test_what_stays_is_counted_before_and_said_with_its_reason_after(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    _check(orders, counter, "1047", "1041")

    sheet = _asked(qtbot, orders)

    assert sheet.sheet.subtitle.text() == "1 colis part avec tout ce qui lui est dû."
    assert "1 autre commande choisie n’est pas à préparer\u00a0: elle reste." in sheet.words.text()
    sheet.go.click()
    qtbot.waitUntil(lambda: len(counter.notices) == 1)
    assert counter.notices == ["1 commande n’est pas partie."]


def test_orders_of_which_none_may_leave_are_not_asked_about(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    _check(orders, counter, "1041")

    orders.bulk.unscanned.ask([counter.day.orders["1041"]])

    qtbot.waitUntil(lambda: len(counter.notices) == 1)
    assert counter.notices[0].startswith("Rien n’est parti\u00a0:")


def test_the_palette_offers_it(orders: OrdersScreen) -> None:
    assert "Expédier sans scanner…" in [each.title for each in orders.bulk.commands()]


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_question_can_be_read_in_both_looks(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter, theme: Theme, mode: Mode
) -> None:
    theme.use(Look(mode, 100, reduced_motion=True))
    _check(orders, counter, "1047", "1046", "1041")

    sheet = _asked(qtbot, orders)

    assert faults(sheet.sheet) == []
    assert sheet.words.width() <= sheet.sheet.width()
