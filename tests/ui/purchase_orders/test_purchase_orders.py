"""Orders are written with the keyboard and the scanner, sent, answered and ended."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.purchase_card import PurchaseCard, purchase_card
from merchant_desk.queries.purchase_list import PurchaseList, PurchaseShown
from merchant_desk.queries.purchase_page import purchase_page
from merchant_desk.rules.purchasing.order_mail import order_mail
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.orders.tint_box import TintBox
from merchant_desk.ui.products.screen import ProductsScreen
from merchant_desk.ui.purchase_orders.line_model import NAME, PRICE, QUANTITY, TOTAL
from merchant_desk.ui.purchase_orders.mailing import mail_link
from merchant_desk.ui.purchase_orders.screen import PurchaseOrdersScreen
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.goods_words import PurchaseState
from merchant_desk.values.scan import scan_of_text
from tests.documents.reading import whole_text
from tests.ui.accessibility import faults
from tests.ui.purchase_orders.conftest import Supplied

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support grabbing the keyboard"  # of the list under a name, offscreen
)
_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


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


def test_an_empty_page_says_what_to_do(qtbot: QtBot, screen: PurchaseOrdersScreen) -> None:
    qtbot.waitUntil(screen.empty.isVisible)

    assert screen.title() == "Achats"
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


def _sent(qtbot: QtBot, screen: PurchaseOrdersScreen) -> PurchaseCard:
    begin(qtbot, screen)
    type_line(qtbot, screen, "lavande", "60")
    screen.editor.send()
    qtbot.waitUntil(lambda: screen.sheet.is_open)
    card = screen.sheet.card
    assert card is not None
    return card


def test_the_answer_of_the_supplier_is_kept(
    qtbot: QtBot, screen: PurchaseOrdersScreen, lanes: Lanes
) -> None:
    card = _sent(qtbot, screen)
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
    card = _sent(qtbot, screen)
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
    card = _sent(qtbot, screen)

    screen.sheet.actions.cancel_wanted.emit(card)
    assert screen.sheet.confirm.sheet.isVisible()
    screen.sheet.confirm.go.click()

    qtbot.waitUntil(lambda: only_order(lanes).state is PurchaseState.CANCELLED)


def test_the_order_is_written_copied_and_mailed(
    qtbot: QtBot, screen: PurchaseOrdersScreen, lanes: Lanes, tmp_path: Path
) -> None:
    card = _sent(qtbot, screen)
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
    _sent(qtbot, screen)

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
    _sent(qtbot, screen)

    window._shell.navigate("products", product_id=supplied.soap)

    page = window._stack.visible_screen()
    assert isinstance(page, ProductsScreen)
    sheet = page.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.coming.text().startswith("60 attendus le "))
