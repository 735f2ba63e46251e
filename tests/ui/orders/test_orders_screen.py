"""The list of orders by keyboard, mouse and scanner."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Wave
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.orders import bulk_actions
from merchant_desk.ui.orders.screen import OrdersScreen
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.values.clock import utc_now
from merchant_desk.values.order_views import OrderMark, OrderTab, Period
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import OrderState
from tests.ui.accessibility import faults
from tests.ui.orders.conftest import Counter

CTRL = Qt.KeyboardModifier.ControlModifier


def _numbers(screen: OrdersScreen) -> list[str]:
    return [row.number for _place, row in screen.table._model.loaded()]


def _check(screen: OrdersScreen, counter: Counter, *numbers: str) -> None:
    for number in numbers:
        assert screen.table.select_id(counter.day.orders[number])
        QTest.keyClick(screen.table._view, Qt.Key.Key_Space)


def _states(counter: Counter) -> dict[str, OrderState]:
    with counter.lanes.database.read() as session:
        rows = session.execute(select(Order.number, Order.state))
        return {row.number: row.state for row in rows}


def test_the_views_count_what_is_work_and_the_list_says_what_it_amounts_to(
    qtbot: QtBot, orders: OrdersScreen
) -> None:
    tabs = [orders.strip.tabs.accessibleTabName(place) for place in range(8)]

    assert tabs[:6] == [
        "Toutes 10",
        "À préparer 4",
        "En cours 2",
        f"En retard {orders._views.counts[OrderTab.LATE] if orders._views else -1}",
        "En attente 1",
        "Bloquées 1",
    ]
    qtbot.waitUntil(lambda: orders.total.text().startswith("10 commandes · "))
    assert orders.bulk.prepare_all.text() == "Tout préparer (4)"


def test_a_view_keeps_its_orders(qtbot: QtBot, orders: OrdersScreen) -> None:
    orders.strip.tabs.choose(OrderTab.TO_PREPARE)

    qtbot.waitUntil(lambda: _numbers(orders) == ["1047", "1046", "1045", "1044"])


def test_typing_finds_over_all_dates_and_says_so(qtbot: QtBot, orders: OrdersScreen) -> None:
    orders.strip.tabs.choose(OrderTab.SHIPPED)
    orders.filters.changed.emit({"period": Period.TODAY})
    qtbot.waitUntil(lambda: orders.table.row_count() == 0)

    orders.search.setText("epicerie")

    qtbot.waitUntil(lambda: _numbers(orders) == ["1040"])
    assert orders.filters.chips["period"].active is False


@pytest.mark.parametrize("text", ["\"' OR ((*", "%%%", "x" * 3000])
def test_absurd_words_show_an_empty_list_that_offers_a_way_out(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter, text: str
) -> None:
    orders.strip.tabs.choose(OrderTab.TO_PREPARE)

    orders.search.setText(text)
    qtbot.waitUntil(orders.empty.isVisible)
    orders.empty.primary.emit()
    orders.search.clear()

    qtbot.waitUntil(lambda: orders.table.row_count() == 10)
    assert counter.notices == []


def test_a_filter_is_said_by_its_chip_and_taken_away_by_it(
    qtbot: QtBot, orders: OrdersScreen
) -> None:
    assert "mark" in orders.filters.hidden_filters()

    orders.filters.changed.emit({"mark": OrderMark.GIFT})
    qtbot.waitUntil(lambda: _numbers(orders) == ["1046"])
    chip = orders.filters.chips["mark"]
    assert (chip.isVisible(), chip.active, chip.text()) == (True, True, "Cadeau")
    chip.cleared.emit()

    qtbot.waitUntil(lambda: orders.table.row_count() == 10)
    assert chip.isHidden()


def test_the_new_orders_of_the_day_are_those_it_counted_until_the_chip_is_taken_away(
    qtbot: QtBot, orders: OrdersScreen
) -> None:
    since = utc_now() - timedelta(hours=10)

    orders.arrive(tab="all", new_since=since.isoformat())

    qtbot.waitUntil(lambda: set(_numbers(orders)) == {"1045", "1046", "1047", "1048"})
    chip = orders.filters.chips["new_since"]
    assert chip.isVisible()
    assert chip.text().startswith("Nouvelles depuis ")
    assert "new_since" in {each.field for each in orders.filters._filters()}
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: orders.table.row_count() == 10)
    assert chip.isHidden()
    assert "new_since" not in orders.filters.hidden_filters()


def test_every_filter_offers_its_choices(orders: OrdersScreen) -> None:
    said = {
        field: [action.text() for action in orders.filters.menu_of(field).actions()]
        for field in orders.filters.chips
        if field != "new_since"  # only the day page asks for it
    }

    assert said["shop_id"] == ["Tous les canaux", "Maison Lavande"]
    assert "7 derniers jours" in said["period"]
    assert all(len(choices) > 1 for choices in said.values())


def test_the_archive_begins_with_the_last_week_and_work_with_everything(
    orders: OrdersScreen,
) -> None:
    periods = {tab: orders._memory.query(tab, utc_now()).period for tab in OrderTab}

    assert {tab for tab, period in periods.items() if period is Period.WEEK} == {
        OrderTab.ALL,
        OrderTab.SHIPPED,
        OrderTab.CANCELLED,
    }


def test_checked_orders_are_prepared_together_by_one_key(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    _check(orders, counter, "1047", "1046")
    assert orders.bulk.bar.isVisible()

    QTest.keyClick(orders.table._view, Qt.Key.Key_Return, CTRL)

    qtbot.waitUntil(lambda: len(counter.toasts) == 1)
    assert counter.toasts == ["Vague 2\u00a0: 2 commandes à prélever, le bon s’imprime."]
    states = _states(counter)
    assert {states["1047"], states["1046"]} == {OrderState.PREPARING}
    assert orders.bulk.bar.isHidden()


def test_all_that_is_ready_is_prepared_by_one_click_and_shortage_is_said(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    orders.bulk.prepare_all.click()

    qtbot.waitUntil(lambda: len(counter.notices) == 1)
    assert counter.notices == ["Il manque 12 articles en rayon pour cette vague."]
    with counter.lanes.database.read() as session:
        assert session.scalars(select(Wave.number)).all() == [1, 2]
    qtbot.waitUntil(lambda: not orders.bulk.prepare_all.isEnabled())


def test_an_order_left_out_of_the_wave_is_said_with_its_reason(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    _check(orders, counter, "1047", "1041")

    orders.bulk.prepare.click()

    qtbot.waitUntil(lambda: len(counter.notices) == 1)
    assert counter.notices == ["1 commande n’a pas été prise dans la vague."]


def test_more_than_a_thousand_orders_are_not_done_at_once(
    orders: OrdersScreen, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_actions, "_AT_ONCE", 9)
    orders.table.check_everything()

    orders.bulk.prepare.click()

    assert counter.notices == ["Rien n’a été fait\u00a0: 10 commandes sont choisies."]
    assert counter.toasts == []


def test_orders_put_aside_come_back_by_undo(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    _check(orders, counter, "1047", "1046")

    next(each for each in orders.bulk.menu().actions() if each.text() == "Mettre de côté").trigger()
    qtbot.waitUntil(lambda: counter.toasts == ["2 commandes mises de côté."])
    assert _states(counter)["1047"] is OrderState.HELD
    undo = counter.undos[0]
    assert callable(undo)
    undo()

    qtbot.waitUntil(lambda: counter.toasts[1:] == ["2 commandes débloquées."])
    assert _states(counter)["1047"] is OrderState.TO_PREPARE


def test_papers_are_asked_for_and_what_has_none_is_said(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    _check(orders, counter, "1040", "1047")

    orders.bulk.invoices.click()

    qtbot.waitUntil(lambda: len(counter.toasts) == 1 and len(counter.notices) == 1)
    assert counter.toasts == ["1 document s’imprime."]
    assert counter.notices == ["1 commande n’a pas encore de facture."]


def test_a_slip_opens_packing_and_a_label_opens_its_order(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    assert orders.on_scan(scan_of_text("MDO1042", utc_now()))
    qtbot.waitUntil(lambda: counter.went == [("packing", {"order_id": counter.day.orders["1042"]})])

    assert orders.on_scan(scan_of_text("XY123456789JB", utc_now()))
    qtbot.waitUntil(lambda: orders.sheet is not None and orders.sheet.is_open)

    assert orders.sheet is not None
    assert orders.sheet.order_id == counter.day.orders["1040"]


def test_a_slip_of_no_order_is_said_and_an_article_is_left_to_the_window(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    assert orders.on_scan(scan_of_text("MDO9999", utc_now()))
    qtbot.waitUntil(lambda: counter.notices == ["Aucune commande ne porte ce code."])

    assert not orders.on_scan(scan_of_text("3760123456784", utc_now()))


def test_an_empty_shop_is_told_where_orders_come_from(qtbot: QtBot, empty_counter: Counter) -> None:
    screen = OrdersScreen(empty_counter.desk, empty_counter.shell)
    qtbot.addWidget(screen)
    screen.show()

    qtbot.waitUntil(lambda: screen.empty.accessibleName() == "Pas encore de commande")
    screen.empty.primary.emit()

    assert empty_counter.went == [("settings", {"section": "storefronts"})]


@pytest.mark.parametrize("size", [(1093, 614), (1280, 800), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("key", ["orders", "today"])
def test_the_page_fits_every_usual_window(
    qtbot: QtBot, counter: Counter, size: tuple[int, int], key: str
) -> None:
    window = MainWindow(counter.desk, counter.shell, SCREENS)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()

    counter.shell.navigate(key)
    qtbot.wait(150)

    assert (window.width(), window.height()) == size
    screen = window._stack.visible_screen()
    assert screen is not None
    assert faults(screen) == []
    if isinstance(screen, OrdersScreen):
        last = screen.strip.tabs.tabRect(7)
        assert last.right() <= screen.strip.tabs.width()
        assert screen.total.geometry().right() <= screen.width() - 23


def test_the_page_is_drawn_in_the_dark_look_too(
    qtbot: QtBot, orders: OrdersScreen, theme: Theme
) -> None:
    light = orders.grab().toImage().pixelColor(QPoint(40, 300))

    theme.use(Look(Mode.DARK, 100, reduced_motion=True))
    qtbot.wait(20)

    dark = orders.grab().toImage().pixelColor(QPoint(40, 300))
    assert dark.lightness() < light.lightness()
