"""Everything of one order beside the list."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.models.order import Order
from merchant_desk.models.shop import Shop
from merchant_desk.models.station import PrintJob
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.note_edit import note_edit
from merchant_desk.operations.queue_print import begin_print, mark_printed
from merchant_desk.ui.orders.line_row import LineRow
from merchant_desk.ui.orders.order_sheet import OrderSheet
from merchant_desk.ui.orders.screen import OrdersScreen
from merchant_desk.ui.widgets.button import Button
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId
from merchant_desk.values.words import DocumentKind, OrderState
from tests.conftest import STATION
from tests.makers import remote_line, remote_order
from tests.ui.accessibility import faults
from tests.ui.orders.conftest import Counter


def _open(qtbot: QtBot, screen: OrdersScreen, order_id: OrderId) -> OrderSheet:
    screen.open_order(order_id)
    sheet = screen.sheet
    assert sheet is not None
    qtbot.waitUntil(
        lambda: sheet.is_open and sheet.card is not None and sheet.card.head.order_id == order_id
    )
    return sheet


def _texts(sheet: OrderSheet) -> str:
    labels = [label.text() for label in sheet.sheet.findChildren(QLabel) if label.isVisible()]
    rows = [row.accessibleName() for row in sheet.sheet.findChildren(LineRow)]
    return "\n".join(labels + rows)


def _button(sheet: OrderSheet, words: str) -> QPushButton:
    buttons = sheet.sheet.findChildren(Button)
    return next(each for each in buttons if each.isVisible() and words in each.text())


def test_a_slip_printed_before_the_order_changed_is_told_with_the_way_out(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    order_id = counter.day.orders["1043"]
    gesture = Gesture(utc_now(), "Camille", STATION)
    with counter.lanes.database.write() as session:
        job_id = session.scalars(
            select(PrintJob.id).where(PrintJob.kind == DocumentKind.PICKING)
        ).one()
        begin_print(session, job_id, "Bureau")
        mark_printed(session, gesture, job_id)
        edited = replace(gesture, at=gesture.at + timedelta(seconds=1))
        note_edit(session, edited, session.get_one(Order, order_id))

    said = _texts(_open(qtbot, orders, order_id))

    assert "Bon imprimé avant la modification de la commande" in said
    assert "Réimprimer le bon" in said


@pytest.mark.parametrize(
    ("number", "main", "said"),
    [
        ("1047", "Préparer", "FR-066974"),
        ("1046", "Préparer", "Joyeux anniversaire, maman\u00a0!"),
        ("1042", "Emballer", "Merci de laisser le colis chez la voisine du 2e."),
        ("1041", "Associer l’article", "Cette commande est bloquée"),
        ("1040", "Imprimer un duplicata", "Chronopost XY123456789JB"),
        ("1039", "Fermer", "Annulée"),
    ],
)
def test_an_order_says_what_matters_and_offers_its_next_step(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter, number: str, main: str, said: str
) -> None:
    sheet = _open(qtbot, orders, counter.day.orders[number])

    assert sheet.sheet.title.text() == f"Commande #{number}"
    assert sheet.actions.main.text() == main
    assert QApplication.focusWidget() is sheet.actions.main
    assert said in _texts(sheet)
    assert faults(sheet.sheet) == []


def test_enter_opens_the_order_and_escape_goes_back_to_the_list(
    qtbot: QtBot, orders: OrdersScreen
) -> None:
    orders.table._view.setFocus()
    QTest.keyClick(orders.table._view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: orders.sheet is not None and orders.sheet.is_open)
    assert orders.sheet is not None

    QTest.keyClick(orders.sheet.actions.main, Qt.Key.Key_Escape)

    assert not orders.sheet.is_open
    assert QApplication.focusWidget() is orders.table._view


def test_packing_is_one_key_away(qtbot: QtBot, orders: OrdersScreen, counter: Counter) -> None:
    sheet = _open(qtbot, orders, counter.day.orders["1042"])

    QTest.keyClick(sheet.actions.main, Qt.Key.Key_Return)

    assert counter.went == [("packing", {"order_id": counter.day.orders["1042"]})]


def test_an_unknown_article_is_linked_and_the_order_goes_on(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    sheet = _open(qtbot, orders, counter.day.orders["1041"])
    sheet.actions.main.click()
    qtbot.waitUntil(lambda: sheet.picker.results.count() > 0)
    assert sheet.picker.search.text() == "Savon"

    choices = sheet.picker.sheet.findChildren(Button)
    next(each for each in choices if each.text() == "Savon lavande 100 g").click()

    qtbot.waitUntil(lambda: len(counter.toasts) == 1)
    assert counter.toasts[0].endswith("1 commande débloquée.")
    qtbot.waitUntil(lambda: sheet.actions.main.text() == "Préparer")


def test_an_order_put_aside_is_released_from_its_sheet(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    sheet = _open(qtbot, orders, counter.day.orders["1047"])
    hold = next(each for each in sheet.actions.menu().actions() if each.text() == "Mettre de côté")
    hold.trigger()
    qtbot.waitUntil(lambda: sheet.actions.main.text() == "Débloquer")

    sheet.actions.main.click()

    qtbot.waitUntil(lambda: sheet.actions.main.text() == "Préparer")
    with counter.lanes.database.read() as session:
        state = session.scalars(select(Order.state).where(Order.number == "1047")).one()
    assert state is OrderState.TO_PREPARE


def test_a_duplicate_is_asked_for(qtbot: QtBot, orders: OrdersScreen, counter: Counter) -> None:
    sheet = _open(qtbot, orders, counter.day.orders["1040"])

    sheet.actions.main.click()

    qtbot.waitUntil(lambda: counter.toasts == ["1 document s’imprime."])
    with counter.lanes.database.read() as session:
        titles = session.scalars(select(PrintJob.title)).all()
    assert "Duplicata de la facture FA2026-000001" in titles


def test_the_scans_of_a_parcel_unfold(qtbot: QtBot, orders: OrdersScreen, counter: Counter) -> None:
    sheet = _open(qtbot, orders, counter.day.orders["1040"])

    _button(sheet, "Voir les 3 scans").click()
    qtbot.wait(10)

    assert _texts(sheet).count("— compté") == 3


def test_a_hostile_order_is_shown_as_text_and_bounded(
    qtbot: QtBot, orders: OrdersScreen, counter: Counter
) -> None:
    script = "<script>alert(1)</script><b>Zoé</b>"
    lines = [remote_line(f"S{rank}", remote_id=str(rank), name=script) for rank in range(10_000)]
    remote = remote_order("66", *lines, note="n" * 5_000_000, gift_note="<img src=x>")
    gesture = Gesture(datetime(2026, 11, 21, 9, tzinfo=UTC), "Camille", STATION)
    with counter.lanes.database.write() as session:
        shop = session.scalars(select(Shop.id)).one()
        order_id = accept_order(session, gesture, shop, remote).order_id

    sheet = _open(qtbot, orders, order_id)

    rows = sheet.sheet.findChildren(LineRow)
    assert len(rows) == 60
    assert script in rows[0].accessibleName()
    labels = sheet.sheet.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels if label.text())
    assert max(len(label.text()) for label in labels) < 5_000
    assert "5\u202f000\u202f000 caractères" in _texts(sheet)
    more = _button(sheet, "Afficher la suite")
    assert "9\u202f940" in more.text()
    more.click()
    qtbot.waitUntil(lambda: sheet.card is not None and len(sheet.card.lines) == 260)
