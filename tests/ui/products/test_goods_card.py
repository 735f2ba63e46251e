"""The card of an article: make it a kit, follow its lots, see its sister variations."""

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.kit import KitPart
from merchant_desk.models.product import Product
from merchant_desk.queries.packaging import usual_carton
from merchant_desk.queries.product_search import FoundProduct, find_products
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.products.goods_part import GoodsPart
from merchant_desk.ui.products.screen import ProductsScreen
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.ids import ProductId
from tests.makers import make_product, put_stock
from tests.ui.products.conftest import Stocked


@pytest.fixture
def screen(window: MainWindow) -> ProductsScreen:
    window._shell.navigate("products")
    shown = window._stack.visible_screen()
    assert isinstance(shown, ProductsScreen)
    return shown


def _goods(qtbot: QtBot, screen: ProductsScreen, product: ProductId) -> GoodsPart:
    screen.open_product(product)
    qtbot.waitUntil(lambda: screen.sheet is not None and screen.sheet.is_open)
    assert screen.sheet is not None
    goods = screen.sheet.goods
    qtbot.waitUntil(lambda: goods._goods is not None and goods._goods.product_id == product)
    return goods


def _found(shop_file: Database, text: str) -> FoundProduct:
    with shop_file.read() as session:
        return find_products(session, text, 1)[0]


def test_an_article_becomes_a_kit_and_its_stock_is_that_of_its_parts(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database
) -> None:
    goods = _goods(qtbot, screen, stocked.candle)
    goods.card.compose.click()
    goods.units.setValue(2)

    goods.finder.chosen.emit(_found(shop_file, "savon"))

    sheet = screen.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet._card is not None and sheet._card.on_hand == 3)
    with shop_file.read() as session:
        part = session.scalars(select(KitPart)).one()
        assert (part.product_id, part.quantity) == (stocked.soap, 2)

    def removing() -> list[QAbstractButton]:
        buttons = goods.card.findChildren(QAbstractButton)
        return [each for each in buttons if each.accessibleName().startswith("Retirer")]

    qtbot.waitUntil(lambda: bool(removing()))  # its parts are read apart from its card
    removing()[0].click()
    qtbot.waitUntil(lambda: goods._goods is not None and not goods._goods.parts)


def test_what_cannot_be_a_kit_is_told_on_the_card(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database
) -> None:
    goods = _goods(qtbot, screen, stocked.soap)
    goods.card.compose.click()

    goods.finder.chosen.emit(_found(shop_file, "bougie"))

    qtbot.waitUntil(goods.banner.isVisible)
    with shop_file.read() as session:
        assert session.get_one(Product, stocked.soap).kind is ProductKind.ARTICLE


def test_lots_are_followed_from_the_card(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database
) -> None:
    goods = _goods(qtbot, screen, stocked.soap)

    goods.card.tracking.setCurrentIndex(1)
    goods.card.tracking.activated.emit(1)

    qtbot.waitUntil(lambda: goods._goods is not None and goods._goods.tracking is Tracking.LOT)
    with shop_file.read() as session:
        assert session.get_one(Product, stocked.soap).tracking is Tracking.LOT


def test_a_box_is_made_the_usual_carton_from_its_card(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database
) -> None:
    goods = _goods(qtbot, screen, stocked.candle)
    goods.card.packaging.setChecked(True)
    qtbot.waitUntil(goods.card.usual.isVisible)

    goods.card.usual.setChecked(True)

    qtbot.waitUntil(lambda: goods._goods is not None and goods._goods.usual_carton)
    with shop_file.read() as session:
        assert usual_carton(session) == stocked.candle


def test_sister_variations_stand_in_a_grid_and_lead_to_each_other(
    qtbot: QtBot, screen: ProductsScreen, stocked: Stocked, shop_file: Database, gesture: Gesture
) -> None:
    shirts = {}
    with shop_file.write() as session:
        for colour in ("Bleu", "Rouge"):
            for size in ("M", "S"):
                sku = f"TEE-{colour}-{size}"
                shirts[sku] = make_product(session, sku, name="Tee-shirt", ean=None)
                product = session.get_one(Product, shirts[sku])
                product.family, product.option_text = "Tee-shirt", f"{colour}, {size}"
        put_stock(session, gesture, shirts["TEE-Rouge-S"], stocked.first, 4)
    goods = _goods(qtbot, screen, shirts["TEE-Bleu-M"])

    red_small = next(
        each
        for each in goods.card.findChildren(QAbstractButton)
        if each.accessibleName().startswith("Rouge, S")
    )
    assert "4" in red_small.accessibleName()
    red_small.click()

    qtbot.waitUntil(
        lambda: goods._goods is not None and goods._goods.product_id == shirts["TEE-Rouge-S"]
    )
