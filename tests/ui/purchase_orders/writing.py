"""Writes an order in its form, as a person at the keyboard does."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.purchase_card import PurchaseCard, purchase_card
from merchant_desk.queries.purchase_list import PurchaseList, PurchaseShown
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.purchase_orders.line_model import NAME, QUANTITY
from merchant_desk.ui.purchase_orders.screen import PurchaseOrdersScreen
from merchant_desk.values.clock import paris_date, utc_now


def begin(qtbot: QtBot, screen: PurchaseOrdersScreen) -> None:
    """Begin an order from the supplier there is."""
    QTest.keyClick(screen.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.editor.head.supplier.count() == 1)
    screen.editor.head.supplier.setCurrentIndex(0)
    screen.editor.head.supplier.activated.emit(0)
    qtbot.waitUntil(screen.editor.lines.hasFocus)


def typed(qtbot: QtBot, screen: PurchaseOrdersScreen) -> QLineEdit:
    """Return the cell that is being typed in."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert screen.editor.lines.isAncestorOf(editor)
    return editor


def type_line(qtbot: QtBot, screen: PurchaseOrdersScreen, words: str, units: str) -> None:
    """Type an article, Enter, its quantity, Enter."""
    lines = screen.editor.lines
    QTest.keyClick(lines, Qt.Key.Key_Return)
    editor = typed(qtbot, screen)
    QTest.keyClicks(editor, words)
    qtbot.waitUntil(lambda: bool(lines.cells._found))
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines.currentIndex().column() == QUANTITY)
    figures = typed(qtbot, screen)
    QTest.keyClicks(figures, units)
    QTest.keyClick(figures, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines.currentIndex().column() == NAME)


def remarks(screen: PurchaseOrdersScreen) -> list[str]:
    """Return what the panel says."""
    found = screen.editor.panel.findChildren(TintBox)
    return [each.accessibleName() for each in found if each.isVisible()]


def only_order(lanes: Lanes) -> PurchaseCard:
    """Return the one order there is, as it is kept."""
    query = PurchaseList(paris_date(utc_now()), shown=PurchaseShown.ALL)
    (row,) = lanes.read(query.fetch, 0, 10).result()
    card = lanes.read(purchase_card, row.purchase_id).result()
    assert card is not None
    return card


def sent_order(qtbot: QtBot, screen: PurchaseOrdersScreen) -> PurchaseCard:
    """Write an order and send it."""
    begin(qtbot, screen)
    type_line(qtbot, screen, "lavande", "60")
    screen.editor.send()
    qtbot.waitUntil(lambda: screen.sheet.is_open)
    card = screen.sheet.card
    assert card is not None
    return card
