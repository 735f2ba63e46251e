"""Orders are written with the keyboard and the scanner, sent, answered and ended."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.ui.purchase_orders.line_model import NAME, PRICE, QUANTITY, TOTAL
from merchant_desk.ui.purchase_orders.screen import PurchaseOrdersScreen
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.scan import scan_of_text
from tests.ui.accessibility import faults
from tests.ui.purchase_orders.writing import begin, only_order, remarks, type_line

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support grabbing the keyboard"  # of the list under a name, offscreen
)
_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def test_an_empty_page_says_what_to_do(qtbot: QtBot, screen: PurchaseOrdersScreen) -> None:
    qtbot.waitUntil(screen.empty.isVisible)

    assert screen.title() == "Commandes fournisseurs"
    assert faults(screen) == []


def test_an_order_is_typed_totalled_and_sent_without_the_mouse(
    qtbot: QtBot, screen: PurchaseOrdersScreen, lanes: Lanes
) -> None:
    begin(qtbot, screen)
    type_line(qtbot, screen, "lavande", "60")
    qtbot.waitUntil(lambda: "134,25" in screen.editor.panel.whole.text())
    assert screen.editor.lines.currentIndex().column() == NAME
    assert faults(screen.editor) == []

    QTest.keyClick(screen.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: screen.sheet.is_open)
    card = only_order(lanes)
    assert (card.state, card.lines[0].quantity) == (PurchaseState.SENT, 60)
    assert card.lines[0].cost_tenthousandths == 19_875
    qtbot.waitUntil(lambda: screen.counted.text() == "1 commande")
    assert faults(screen.sheet.sheet) == []


def test_a_quantity_off_the_packs_is_told_and_rounded_on_request(
    qtbot: QtBot, screen: PurchaseOrdersScreen
) -> None:
    begin(qtbot, screen)
    type_line(qtbot, screen, "lavande", "55")
    qtbot.waitUntil(lambda: "Savon lavande 100 g" in remarks(screen))
    assert screen.editor.panel.round_up.isVisible()

    screen.editor.round_up()

    lines = screen.editor.lines.lines
    assert lines.index(0, QUANTITY).data() == "60"
    assert lines.index(0, PRICE).data() == "1,9875"
    assert lines.index(0, TOTAL).data() == "119,25\u00a0€"
    assert not screen.editor.panel.round_up.isVisible()


def test_scans_add_packs_and_an_unknown_code_is_told(
    qtbot: QtBot, screen: PurchaseOrdersScreen
) -> None:
    begin(qtbot, screen)

    for _scan in range(2):
        assert screen.on_scan(scan_of_text("3760123456784", _AT))
    qtbot.waitUntil(lambda: screen.editor.lines.lines.index(0, QUANTITY).data() == "36")
    assert screen.on_scan(scan_of_text("4006381333931", _AT))

    qtbot.waitUntil(lambda: "Ce code n’appartient à aucun produit." in remarks(screen))
    assert len(screen.editor.lines.lines.lines) == 1


def test_a_scan_before_the_supplier_is_refused(qtbot: QtBot, screen: PurchaseOrdersScreen) -> None:
    QTest.keyClick(screen.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)

    assert screen.on_scan(scan_of_text("3760123456784", _AT))

    qtbot.waitUntil(lambda: any("choisissez d’abord" in each for each in remarks(screen)))


def test_the_list_leaves_a_scan_to_the_window(screen: PurchaseOrdersScreen) -> None:
    assert not screen.on_scan(scan_of_text("3760123456784", _AT))


def test_what_is_typed_wrong_keeps_the_order_from_leaving(
    qtbot: QtBot, screen: PurchaseOrdersScreen
) -> None:
    begin(qtbot, screen)
    type_line(qtbot, screen, "lavande", "0")

    screen.editor.send()

    qtbot.waitUntil(lambda: any("1 au moins" in each for each in remarks(screen)))
    assert screen.editor.isVisible()


def test_a_small_order_asks_and_leaves_once_it_is_meant(
    qtbot: QtBot, screen: PurchaseOrdersScreen, lanes: Lanes
) -> None:
    begin(qtbot, screen)
    type_line(qtbot, screen, "lavande", "24")
    screen.editor.send()
    qtbot.waitUntil(lambda: any("minimum de Savonnerie" in each for each in remarks(screen)))

    screen.editor.panel.confirmed.emit()

    qtbot.waitUntil(lambda: screen.sheet.is_open)
    assert only_order(lanes).state is PurchaseState.SENT


def test_a_price_of_zero_asks(qtbot: QtBot, screen: PurchaseOrdersScreen, lanes: Lanes) -> None:
    begin(qtbot, screen)
    type_line(qtbot, screen, "lavande", "24")
    lines = screen.editor.lines.lines
    lines.setData(lines.index(0, PRICE), "0")
    screen.editor.keep()
    qtbot.waitUntil(lambda: any("zéro" in each for each in remarks(screen)))

    screen.editor.panel.confirmed.emit()

    qtbot.waitUntil(lambda: screen.sheet.is_open)
    assert only_order(lanes).lines[0].cost_tenthousandths == 0


def test_leaving_keeps_a_draft_that_opens_again(
    qtbot: QtBot, screen: PurchaseOrdersScreen, lanes: Lanes
) -> None:
    begin(qtbot, screen)
    type_line(qtbot, screen, "lavande", "48")
    qtbot.waitUntil(screen.editor.lines.hasFocus)
    QTest.keyClick(screen.editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.sheet.is_open)
    kept = only_order(lanes)
    assert kept.state is PurchaseState.DRAFT

    screen.sheet.actions.edit_wanted.emit(kept)
    qtbot.waitUntil(lambda: screen.editor.heading.text() == f"Commande {kept.number}")
    qtbot.waitUntil(screen.editor.lines.hasFocus)

    screen.editor.leave()
    qtbot.waitUntil(screen.list.isVisible)
    assert only_order(lanes) == kept
