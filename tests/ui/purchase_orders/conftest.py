"""The pages of orders and of suppliers in the window, over a shop that buys from one supplier."""

from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.operations.save_supplier import save_supplier
from merchant_desk.operations.save_supplier_article import save_supplier_article
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.purchase_orders.screen import PurchaseOrdersScreen
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, SupplierId
from tests.makers import make_profile
from tests.operations.purchase_desk import GARRIGUE, SOAP
from tests.ui.products.conftest import Stocked, desk, lanes, shop_file, stocked, window

__all__ = ["desk", "lanes", "screen", "shop_file", "stocked", "supplied", "window"]


@dataclass(frozen=True)
class Supplied:
    """The supplier of the soap; no one sells the candle yet."""

    supplier: SupplierId
    soap: ProductId
    candle: ProductId


@pytest.fixture
def supplied(shop_file: Database, stocked: Stocked, gesture: Gesture) -> Supplied:
    with shop_file.write() as session:
        make_profile(session)
        supplier = save_supplier(session, gesture, GARRIGUE)
        save_supplier_article(session, gesture, supplier, stocked.soap, SOAP)
    return Supplied(supplier, stocked.soap, stocked.candle)


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, supplied: Supplied) -> PurchaseOrdersScreen:
    assert supplied.soap, "the supplier is there before its page"
    window._shell.navigate("purchases", page="orders")
    with qtbot.waitActive(window):
        window.activateWindow()
    shown = window._stack.visible_screen()
    page = shown.page if isinstance(shown, PagesScreen) else shown
    assert isinstance(page, PurchaseOrdersScreen)
    qtbot.waitUntil(lambda: page.counted.text() == "0 commande")
    return page
