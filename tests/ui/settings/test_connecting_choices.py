"""What is chosen when a shop is connected: its place of stock, its view, and what new keys keep."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.lanes import Lanes
from merchant_desk.models.shop import Shop
from merchant_desk.queries.shops import shops
from merchant_desk.ui.settings.add_shop_sheet import AddShopSheet
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.storefronts_page import StorefrontsPage
from merchant_desk.values.shop_settings import read_shop_settings
from tests.makers import make_shop
from tests.ui.settings.errands import GOOD_SECRET, Outside
from tests.ui.settings.test_connecting import MAGENTO, PLACES, _fill, _said


@pytest.fixture
def page(settings_screen: SettingsScreen) -> StorefrontsPage:
    settings_screen.open_page("storefronts")
    page = settings_screen.page
    assert isinstance(page, StorefrontsPage)
    return page


@pytest.fixture
def sheet(page: StorefrontsPage) -> AddShopSheet:
    page.sheets.add.open_sheet()
    return page.sheets.add


def test_the_chosen_place_of_the_stock_is_kept_with_the_shop(
    qtbot: QtBot, sheet: AddShopSheet, outside: Outside, lanes: Lanes
) -> None:
    outside.facts = replace(outside.facts, locations=PLACES)
    _fill(sheet)
    sheet.probe.click()
    qtbot.waitUntil(sheet.add.isVisible)

    sheet.found.location.setCurrentIndex(1)
    sheet.add.click()
    qtbot.waitUntil(lambda: bool(lanes.read(shops).result()))

    kept = lanes.read(lambda session: session.scalars(select(Shop.settings)).one()).result()
    assert read_shop_settings(kept).location == "avignon"


def test_which_of_several_places_is_meant_is_asked_before_the_shop_is_added(
    qtbot: QtBot, sheet: AddShopSheet, outside: Outside, lanes: Lanes
) -> None:
    outside.facts = replace(outside.facts, locations=PLACES)
    _fill(sheet)
    sheet.probe.click()
    qtbot.waitUntil(sheet.add.isVisible)

    sheet.add.click()

    assert "lieu de stock n’est pas choisi" in sheet.banner.accessibleName()
    assert sheet.found.location.currentText() == ""
    assert lanes.read(shops).result() == ()


def test_the_view_of_a_platform_is_a_choice_and_no_key(
    qtbot: QtBot, sheet: AddShopSheet, outside: Outside, lanes: Lanes
) -> None:
    sheet.platform.setCurrentIndex(MAGENTO)
    _fill(sheet, token="jeton", store="fr")
    sheet.probe.click()
    qtbot.waitUntil(sheet.add.isVisible)

    sheet.add.click()
    qtbot.waitUntil(lambda: bool(lanes.read(shops).result()))

    (access,) = outside.accesses
    assert (dict(access.more), dict(access.settings)) == ({"token": "jeton"}, {"store": "fr"})
    kept = lanes.read(lambda session: session.scalars(select(Shop.settings)).one()).result()
    assert read_shop_settings(kept).store == "fr"


def test_new_keys_keep_the_view_unless_she_writes_another(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes, outside: Outside
) -> None:
    lanes.write(lambda session: make_shop(session, platform="magento")).result()
    outside.kept_sign_in = {"store": "fr"}
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))

    page.shop_cards[0].keys.trigger()
    sheet = page.sheets.add
    qtbot.waitUntil(lambda: sheet.form.fields["store"].value == "fr")
    for name in ("key", "secret", "token"):
        sheet.form.fields[name].set_value(GOOD_SECRET)
    sheet.probe.click()
    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())

    assert dict(outside.accesses[0].settings) == {"store": "fr"}


def test_a_single_place_is_told_and_not_asked(
    qtbot: QtBot, sheet: AddShopSheet, outside: Outside
) -> None:
    outside.facts = replace(outside.facts, locations=PLACES[:1])
    _fill(sheet)

    sheet.probe.click()
    qtbot.waitUntil(sheet.add.isVisible)

    assert "Entrepôt" in _said(sheet)
    assert not sheet.found.location.isVisible()
    assert sheet.found.chosen_location == ""


def test_new_keys_are_asked_for_as_the_platform_of_the_shop_does(
    qtbot: QtBot, page: StorefrontsPage, lanes: Lanes
) -> None:
    made = lanes.write(lambda session: make_shop(session, platform="magento")).result()
    page.reload()
    qtbot.waitUntil(lambda: bool(page.shop_cards))

    page.shop_cards[0].keys.trigger()

    sheet = page.sheets.add
    assert page.shop_cards[0].shop.shop_id == made
    assert sheet.platform.currentText() == "Magento 2"
    assert not sheet.platform.isEnabled()
    assert "token" in sheet.form.fields
