"""Suppliers are listed, kept and opened; their articles get prices, packs and breaks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.queries.product_search import find_products
from merchant_desk.queries.supplier_articles import supplier_terms, terms_of_articles
from merchant_desk.queries.supplier_list import supplier_choices
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.purchase_orders.screen import PurchaseOrdersScreen
from merchant_desk.ui.suppliers.article_sheet import read_breaks, written_breaks
from merchant_desk.ui.suppliers.screen import SuppliersScreen
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.purchases import PriceBreak, SupplierTerms
from tests.operations.purchase_desk import SOAP, Buying, sent
from tests.ui.accessibility import faults
from tests.ui.products.conftest import Stocked, desk, lanes, shop_file, stocked, window
from tests.ui.purchase_orders.conftest import Supplied, supplied

__all__ = ["desk", "lanes", "shop_file", "stocked", "supplied", "window"]


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, supplied: Supplied) -> SuppliersScreen:
    assert supplied.soap, "the supplier is there before its page"
    window._shell.navigate("purchases", page="suppliers")
    with qtbot.waitActive(window):
        window.activateWindow()
    shown = window._stack.visible_screen()
    assert isinstance(shown, PagesScreen)
    page = shown.page
    assert isinstance(page, SuppliersScreen)
    qtbot.waitUntil(lambda: page.counted.text() == "1 fournisseur")
    return page


def _open(qtbot: QtBot, screen: SuppliersScreen, supplied: Supplied) -> None:
    screen.arrive(supplier_id=supplied.supplier)
    qtbot.waitUntil(lambda: screen.sheet.is_open)


def test_the_card_of_a_supplier_says_its_terms_and_its_articles(
    qtbot: QtBot,
    screen: SuppliersScreen,
    supplied: Supplied,
    shop_file: Database,
    gesture: Gesture,
    stocked: Stocked,
) -> None:
    with shop_file.write() as session:
        buying = Buying(supplied.supplier, supplied.soap, supplied.candle, stocked.first)
        sent(session, gesture, buying)

    _open(qtbot, screen, supplied)

    card = screen.sheet.card
    assert card is not None
    assert card.terms.name == "Savonnerie de la Garrigue"
    assert [each.on_order for each in card.articles] == [60]
    assert [each.number for each in card.orders] == ["CF2026-0001"]
    reached = screen.sheet.sheet.subtitle.text()
    assert reached == "commandes@garrigue.example · 04\u00a090\u00a000\u00a000\u00a000"
    assert faults(screen) == []
    assert faults(screen.sheet.sheet) == []


def test_a_supplier_is_made_with_the_keyboard(
    qtbot: QtBot, screen: SuppliersScreen, lanes: Lanes
) -> None:
    QTest.keyClick(screen.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    edit = screen.sheet.edit
    qtbot.waitUntil(edit.sheet.isVisible)
    assert faults(edit.sheet) == []
    QTest.keyClicks(edit.name.input, "Moulin bleu")
    edit.lead.set_value("5")
    edit.minimum.set_value("150")
    QTest.keyClick(edit.name.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: screen.sheet.is_open)
    kept = lanes.read(supplier_choices).result()
    assert [each.name for each in kept] == ["Moulin bleu", "Savonnerie de la Garrigue"]
    terms = lanes.read(supplier_terms, kept[0].supplier_id).result()
    assert (terms.lead_days, terms.minimum) == (5, Money(15_000))


def test_a_card_that_cannot_be_is_not_kept(
    qtbot: QtBot, screen: SuppliersScreen, lanes: Lanes
) -> None:
    edit = screen.sheet.edit
    edit.open_new()
    edit.go.click()
    assert edit.name.error
    edit.name.set_value("Moulin bleu")
    edit.lead.set_value("bientôt")
    edit.go.click()
    assert edit.lead.error
    edit.lead.set_value("")
    edit.siren.set_value("123")
    edit.go.click()

    qtbot.waitUntil(edit.banner.isVisible)
    assert len(lanes.read(supplier_choices).result()) == 1


def test_an_article_gets_its_price_and_zero_asks(
    qtbot: QtBot, screen: SuppliersScreen, supplied: Supplied, lanes: Lanes
) -> None:
    _open(qtbot, screen, supplied)
    screen.sheet.add.click()
    sheet = screen.sheet.article
    qtbot.waitUntil(sheet.sheet.isVisible)
    (candle,) = lanes.read(find_products, "figuier", 2).result()
    sheet.search.chosen.emit(candle)
    assert faults(sheet.sheet) == []
    sheet.pack.set_value("6")
    sheet.cost.set_value("0")
    sheet.go.click()
    qtbot.waitUntil(sheet.banner.isVisible)
    assert sheet.go.text() == "Oui, zéro euro"

    sheet.go.click()

    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    sold = lanes.read(terms_of_articles, supplied.supplier).result()
    assert (sold[supplied.candle].pack_units, sold[supplied.candle].cost_tenthousandths) == (6, 0)


def test_breaks_are_typed_and_wrong_ones_are_told(
    qtbot: QtBot, screen: SuppliersScreen, supplied: Supplied, lanes: Lanes
) -> None:
    _open(qtbot, screen, supplied)
    card = screen.sheet.card
    assert card is not None
    sheet = screen.sheet.article
    sheet.open_for(card, card.articles[0])
    assert sheet.breaks.value == "60 = 1,9875 ; 120 = 1,80"
    sheet.breaks.set_value("60 euros")
    sheet.go.click()
    assert sheet.breaks.error

    sheet.breaks.set_value("48=2,00")
    sheet.go.click()

    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    sold = lanes.read(terms_of_articles, supplied.supplier).result()
    assert sold[supplied.soap].breaks == (PriceBreak(48, 20_000),)


def test_two_cards_become_one(
    qtbot: QtBot,
    screen: SuppliersScreen,
    supplied: Supplied,
    shop_file: Database,
    gesture: Gesture,
    lanes: Lanes,
) -> None:
    with shop_file.write() as session:
        save_supplier(session, gesture, SupplierTerms(name="Garrigue SARL"))
    _open(qtbot, screen, supplied)
    screen.sheet.change.click()
    screen.sheet.edit.merge.click()
    merge = screen.sheet.merge
    qtbot.waitUntil(merge.sheet.isVisible)
    assert faults(merge.sheet) == []
    merge.go.click()
    assert merge.sheet.isVisible()

    merge.other.setCurrentIndex(0)
    merge.go.click()

    qtbot.waitUntil(lambda: not merge.sheet.isVisible())
    assert [each.name for each in lanes.read(supplier_choices).result()] == [
        "Savonnerie de la Garrigue"
    ]


def test_an_article_is_taken_away(
    qtbot: QtBot, screen: SuppliersScreen, supplied: Supplied, lanes: Lanes
) -> None:
    _open(qtbot, screen, supplied)
    card = screen.sheet.card
    assert card is not None
    screen.sheet.article.open_for(card, card.articles[0])

    screen.sheet.article.remove.click()

    qtbot.waitUntil(lambda: not screen.sheet.article.sheet.isVisible())
    assert lanes.read(terms_of_articles, supplied.supplier).result() == {}


def test_ordering_goes_to_the_form_of_an_order(
    qtbot: QtBot, screen: SuppliersScreen, supplied: Supplied, window: MainWindow
) -> None:
    _open(qtbot, screen, supplied)

    screen.sheet.order.click()

    shown = window._stack.visible_screen()
    assert isinstance(shown, PagesScreen)
    page = shown.page
    assert isinstance(page, PurchaseOrdersScreen)
    qtbot.waitUntil(lambda: page.editor.head.supplier.currentIndex() == 0)


def test_a_search_that_finds_nothing_is_cleared_from_the_page(
    qtbot: QtBot, screen: SuppliersScreen
) -> None:
    screen.search.setText("inconnu")
    qtbot.waitUntil(lambda: screen.counted.text() == "0 fournisseur")

    screen.empty.primary.emit()

    qtbot.waitUntil(lambda: screen.counted.text() == "1 fournisseur")


def test_breaks_read_back_as_they_are_written() -> None:
    assert read_breaks(written_breaks(SOAP.breaks)) == SOAP.breaks
    assert read_breaks("") == ()
    assert read_breaks("60") is None
    assert read_breaks("x = 2") is None
