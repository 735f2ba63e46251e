"""The sheet of an order: its answer, its papers, its end, and where else it is told."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.purchase_page import purchase_page
from merchant_desk.rules.purchasing.order_mail import order_mail
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.products.screen import ProductsScreen
from merchant_desk.ui.purchase_orders.mailing import mail_link
from merchant_desk.ui.purchase_orders.screen import PurchaseOrdersScreen
from merchant_desk.values.goods_words import PurchaseState
from tests.documents.reading import whole_text
from tests.ui.accessibility import faults
from tests.ui.purchase_orders.conftest import Supplied
from tests.ui.purchase_orders.writing import only_order, sent_order

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support grabbing the keyboard"  # of the list under a name, offscreen
)


def test_the_answer_of_the_supplier_is_kept(
    qtbot: QtBot, screen: PurchaseOrdersScreen, lanes: Lanes
) -> None:
    card = sent_order(qtbot, screen)
    QTest.mouseClick(screen.sheet.actions.main, Qt.MouseButton.LeftButton)
    answer = screen.sheet.answer
    qtbot.waitUntil(answer.sheet.isVisible)
    assert faults(answer.sheet) == []
    answer.day.set_value("31/12/2027")
    answer.fields[card.lines[0].line_id].set_value("48")
    QTest.keyClick(answer.reference.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not answer.sheet.isVisible())
    kept = only_order(lanes)
    assert (kept.state, kept.open_units) == (PurchaseState.CONFIRMED, 48)


def test_an_answer_that_cannot_be_is_told_in_its_sheet(
    qtbot: QtBot, screen: PurchaseOrdersScreen
) -> None:
    card = sent_order(qtbot, screen)
    answer = screen.sheet.answer
    answer.open_for(card)
    answer.fields[card.lines[0].line_id].set_value("beaucoup")
    answer.go.click()
    assert answer.fields[card.lines[0].line_id].error

    answer.fields[card.lines[0].line_id].set_value("")
    answer.day.set_value("01/01/2020")
    answer.go.click()

    qtbot.waitUntil(answer.banner.isVisible)


def test_an_order_is_cancelled_after_a_question(
    qtbot: QtBot, screen: PurchaseOrdersScreen, lanes: Lanes
) -> None:
    card = sent_order(qtbot, screen)

    screen.sheet.actions.cancel_wanted.emit(card)
    assert screen.sheet.confirm.sheet.isVisible()
    screen.sheet.confirm.go.click()

    qtbot.waitUntil(lambda: only_order(lanes).state is PurchaseState.CANCELLED)


def test_the_order_is_written_copied_and_mailed(
    qtbot: QtBot, screen: PurchaseOrdersScreen, lanes: Lanes, tmp_path: Path
) -> None:
    card = sent_order(qtbot, screen)
    page = lanes.read(purchase_page, card.purchase_id).result()
    mailing = screen.sheet.mailing

    with qtbot.waitSignal(screen.shell.toasted):
        mailing.save_to(page, str(tmp_path / "commande.pdf"))
    with qtbot.waitSignal(screen.shell.toasted):
        mailing.copy(card.purchase_id)

    assert "GAR-LAV" in whole_text((tmp_path / "commande.pdf").read_bytes())
    assert "GAR-LAV" in QGuiApplication.clipboard().text()
    link = mail_link(order_mail(page)).toString()
    assert link.startswith("mailto:commandes@garrigue.example?subject=")


def test_the_menu_offers_what_the_order_allows(qtbot: QtBot, screen: PurchaseOrdersScreen) -> None:
    sent_order(qtbot, screen)

    menu = screen.sheet.actions.menu()
    words = [each.text() for each in menu.actions()]
    menu.deleteLater()

    assert words == [
        "Modifier…", "Réponse du fournisseur…", "Enregistrer le PDF…", "Ouvrir le courriel",
        "Copier le texte", "Annuler…",
    ]  # fmt: skip


def test_an_order_begins_for_the_supplier_one_comes_from(
    qtbot: QtBot, screen: PurchaseOrdersScreen, supplied: Supplied
) -> None:
    screen.arrive(supplier_id=supplied.supplier)

    qtbot.waitUntil(
        lambda: screen.editor.head.supplier.currentText() == "Savonnerie de la Garrigue"
    )
    qtbot.waitUntil(screen.editor.lines.hasFocus)


def test_the_sheet_of_a_product_says_what_is_to_come(
    qtbot: QtBot, screen: PurchaseOrdersScreen, supplied: Supplied, window: MainWindow
) -> None:
    sent_order(qtbot, screen)

    window._shell.navigate("products", product_id=supplied.soap)

    page = window._stack.visible_screen()
    assert isinstance(page, ProductsScreen)
    sheet = page.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.coming.text().startswith("60 attendus le "))
