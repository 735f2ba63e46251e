"""What the law asks about the shop and about the categories of its catalogue."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import update
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.models.product import Product
from merchant_desk.queries.law_sheet import category_laws
from merchant_desk.queries.law_shop import law_shop
from merchant_desk.ui.settings.categories_page import CategoriesPage
from merchant_desk.ui.settings.identity_page import IdentityPage
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.values.law_words import CATEGORY_NAMES, SHOP_KIND_NAMES
from tests.makers import make_product, make_profile
from tests.ui.accessibility import faults


def _groceries(session: Session) -> None:
    make_product(session)
    make_product(session, "ROM-1", ean=None)
    session.execute(update(Product).where(Product.sku == "ROM-1").values(category="Romans"))
    session.execute(update(Product).where(Product.sku != "ROM-1").values(category="Épicerie"))


@pytest.fixture
def page(qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes) -> CategoriesPage:
    lanes.write(_groceries).result()
    settings_screen.arrive(section="categories")
    shown = settings_screen.page
    assert isinstance(shown, CategoriesPage)
    qtbot.waitUntil(lambda: len(shown.choices) == 2)
    return shown


def test_what_a_category_is_before_the_law_is_kept_at_once(
    qtbot: QtBot, page: CategoriesPage, lanes: Lanes
) -> None:
    choice = page.choices["Épicerie"]
    choice.setCurrentIndex(list(CATEGORY_NAMES).index("food") + 1)
    choice.activated.emit(choice.currentIndex())

    qtbot.waitUntil(
        lambda: (
            [
                (each.category, each.articles, each.law_category)
                for each in lanes.read(category_laws).result()
            ]
            == [("Épicerie", 1, "food"), ("Romans", 1, "")]
        )
    )


def test_without_categories_the_page_says_where_they_come_from(
    qtbot: QtBot, settings_screen: SettingsScreen
) -> None:
    settings_screen.arrive(section="categories")
    shown = settings_screen.page
    assert isinstance(shown, CategoriesPage)

    qtbot.waitUntil(shown.empty.isVisible)
    assert not shown.card.isVisible()


def test_the_trade_and_the_room_of_the_shop_are_what_the_rules_are_told(
    qtbot: QtBot, settings_screen: SettingsScreen, lanes: Lanes
) -> None:
    lanes.write(make_profile).result()
    settings_screen.arrive(section="shop")
    page = settings_screen.page
    assert isinstance(page, IdentityPage)
    qtbot.waitUntil(lambda: page.law.kind.currentIndex() == 0)

    page.law.kind.activated.emit(list(SHOP_KIND_NAMES).index("bookshop"))
    page.law.area.selectAll()
    QTest.keyClicks(page.law.area, "350")

    qtbot.waitUntil(lambda: lanes.read(law_shop).result().sales_area_m2 == 350)
    assert lanes.read(law_shop).result().kind == "bookshop"


def test_every_control_of_the_page_has_a_name_and_room(
    page: CategoriesPage, watch: StallWatch
) -> None:
    with watch.excused():  # the check walks every widget
        assert faults(page) == []
