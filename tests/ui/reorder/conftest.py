"""The page of reordering in the window, over a shop that sold for months."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.reorder.page import ReorderScreen
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId, SupplierId
from merchant_desk.values.money import Money
from tests.reorder_shop import (
    make_offer,
    make_order,
    make_selling,
    make_supplier,
    open_reorder_shop,
)
from tests.ui.products.conftest import desk, shop_file, window

__all__ = ["desk", "lanes", "screen", "selling", "shop_file", "window"]


@dataclass(frozen=True)
class Selling:
    """What runs out, and of whom it is bought."""

    soaps: SupplierId
    candles: SupplierId
    soap: ProductId
    candle: ProductId


@pytest.fixture
def selling(shop_file: Database, gesture: Gesture) -> Selling:
    today = replace(gesture, at=utc_now())
    with shop_file.write() as session:
        shop = open_reorder_shop(session, today)
        candles = make_supplier(
            session, today, "Cirerie de Provence", lead_days=6, minimum=Money(60_000),
            carriage=Money(1_450), free_carriage_from=Money(90_000), month_end=True,
        )  # fmt: skip
        soap = make_selling(session, today, shop, "SAV-LAV", weekly=6, left=4)
        for place, (left, weekly) in enumerate(((0, 3), (2, 9), (8, 4), (1, 1), (300, 5))):
            each = make_selling(
                session, today, shop, f"SAV-{place}", weekly=weekly, left=left, price_cents=790
            )
            cost = None if place == 3 else 21_500
            make_offer(session, today, shop.supplier, each, pack_units=12, cost_tenthousandths=cost)
        candle = make_selling(
            session, today, shop, "BOU-FIG", weekly=7, left=1, price_cents=3890, category="bougies"
        )
        make_offer(session, today, shop.supplier, soap, pack_units=12, cost_tenthousandths=24_000)
        make_offer(session, today, candles, candle, pack_units=6, cost_tenthousandths=72_500)
        make_order(session, today, shop, soap, 24, came_after=12)
        make_selling(session, today, shop, "SANS-FOURNISSEUR", weekly=2, left=0)
    return Selling(shop.supplier, candles, soap, candle)


@pytest.fixture
def lanes(shop_file: Database, selling: Selling) -> Iterator[Lanes]:
    assert selling.soap, "the shop is filled before its lanes run"
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> ReorderScreen:
    window._shell.navigate("purchases", page="reorder")
    pages = window._stack.visible_screen()
    assert isinstance(pages, PagesScreen)
    shown = pages.page
    assert isinstance(shown, ReorderScreen)
    qtbot.waitUntil(lambda: shown.plan is not None)
    qtbot.waitUntil(lambda: shown.table.row_count() > 0)
    qtbot.waitUntil(lambda: shown.table.current() is not None)
    shown.table.setFocus()
    return shown
