"""A shop connected through the window, against the sample storefront that really answers."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.open_shops import platforms
from merchant_desk.demo.storefront import DEMO_KEY, DEMO_SECRET
from merchant_desk.models.shop import Shop
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.shop_words import shop_words
from merchant_desk.queries.shops import ShopRow, shops
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.storefronts_page import StorefrontsPage
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.sound_players import SilentPlayer
from merchant_desk.ui.sounds import Sounds
from merchant_desk.ui.theme import Theme
from merchant_desk.values import settings as declared
from merchant_desk.values.clock import utc_now
from merchant_desk.values.words import Master

LONG = 90_000  # everything is really pulled, on machines that do other things too


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[DemoShop]:
    made = DemoShop(tmp_path, utc_now())
    made.home.lanes.write(save_setting, made.gesture(), declared.PERSON, "Camille").result()
    yield made
    made.close()


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, theme: Theme, shop: DemoShop
) -> Iterator[StorefrontsPage]:
    errands = shop.errands
    services = Services(
        platforms=platforms,
        probe_shop=errands.probe_shop,
        add_shop=errands.add_shop,
        sync_shop=errands.sync_shop,
        count_orders=errands.count_orders,
        platform_limits=errands.platform_limits,
        platform_choices=errands.platform_choices,
        shows_physical=errands.shows_physical,
        take_opening=errands.take_opening,
        meet_again=errands.meet_again,
    )
    sounds = Sounds(player=SilentPlayer())
    desk = Desk(shop.home.lanes, shop.home.station_id, qapp)
    screen = SettingsScreen(desk, Shell(theme, Scanner(sounds), sounds, services))
    screen.resize(1100, 800)
    screen.show()
    qtbot.waitExposed(screen)
    screen.open_page("storefronts")
    page = screen.page
    assert isinstance(page, StorefrontsPage)
    yield page
    shiboken6.delete(screen)


def _rows(shop: DemoShop) -> tuple[ShopRow, ...]:
    return shop.home.lanes.read(shops).result()


def _wanted_since(shop: DemoShop) -> datetime | None:
    query = select(Shop.orders_since)
    return shop.home.lanes.read(lambda session: session.scalars(query).one()).result()


def _connect(qtbot: QtBot, page: StorefrontsPage, shop: DemoShop) -> None:
    sheet = page.sheets.add
    sheet.open_sheet()
    sheet.platform.setCurrentText("WooCommerce")
    sheet.form.url.set_value(shop.storefront.url)
    sheet.form.fields["key"].set_value(DEMO_KEY)
    sheet.form.fields["secret"].set_value(DEMO_SECRET)
    sheet.probe.click()
    qtbot.waitUntil(sheet.add.isVisible, timeout=LONG)
    sheet.add.click()
    qtbot.waitUntil(page.sheets.since.sheet.isVisible, timeout=LONG)


def test_nothing_is_pulled_by_itself_before_she_says_how_far_back(
    qtbot: QtBot, page: StorefrontsPage, shop: DemoShop
) -> None:
    _connect(qtbot, page, shop)

    assert shop.storefronts.sync_all(begun=True) == ()

    assert _rows(shop)[0].last_pull_at is None
    assert _wanted_since(shop) is not None


@pytest.mark.journey
def test_a_shop_is_connected_pulled_decided_and_ready_in_one_go(
    qtbot: QtBot, page: StorefrontsPage, shop: DemoShop
) -> None:
    _connect(qtbot, page, shop)
    since, question = page.sheets.since, page.sheets.question
    qtbot.waitUntil(lambda: "commandes" in since.since._buttons["month"].text(), timeout=LONG)

    since.go.click()
    qtbot.waitUntil(question.sheet.isVisible, timeout=LONG)
    qtbot.waitUntil(question.save.isEnabled, timeout=LONG)
    assert question.changes.summary.text().startswith("Rien"), "the stock is taken from the shop"
    question.save.click()
    qtbot.waitUntil(lambda: not question.sheet.isVisible(), timeout=LONG)

    (row,) = _rows(shop)
    assert (row.stock_master, row.price_master) == (Master.DESK, Master.DESK)
    assert row.opening_taken_at is not None
    words = {each.word for each in shop.home.lanes.read(shop_words, row.shop_id).result()}
    assert "processing" in words
    assert len(shop.storefronts.sync_all(begun=True)) == 1
