"""A small real shop under the calendar of promotions: what it sells has a price since long."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from merchant_desk.database.database import Database, open_database
from merchant_desk.lanes import Lanes
from merchant_desk.models.base import table
from merchant_desk.models.product import Product
from merchant_desk.operations.save_product import note_price
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.promotions.screen import PromotionsScreen
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from merchant_desk.values.money import Money
from tests.conftest import STATION
from tests.makers import (
    make_bin,
    make_location,
    make_product,
    make_profile,
    make_station,
    put_stock,
)
from tests.ui.promotions.planner import Planner


@dataclass(frozen=True)
class Stocked:
    """Soap at 5,90 € whose cost is known, a candle at 18,90 € whose cost is not."""

    soap: ProductId
    candle: ProductId
    unpriced: ProductId
    """No price of it was ever noted."""


@pytest.fixture
def shop_file(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def stocked(shop_file: Database, gesture: Gesture) -> Stocked:
    long_ago = replace(gesture, at=utc_now() - timedelta(days=200))
    with shop_file.write() as session:
        make_station(session, gesture)
        make_profile(session)
        place = make_bin(session, make_location(session), "A1")
        soap = make_product(session)
        candle = make_product(session, "BOU-FIG", name="Bougie figuier", ean=None, price_cents=1890)
        unpriced = make_product(session, "NEUF", name="Nouveauté", ean=None, price_cents=1000)
        for each, cents in ((soap, 590), (candle, 1890)):
            note_price(session, long_ago, each, Money(cents), "desk")
        for each in (soap, candle, unpriced):
            put_stock(session, gesture, each, place, 9)
        products = table(Product)
        costs = update(products).where(products.c.id == soap)
        session.execute(costs.values(cost_tenthousandths=20_000))
    return Stocked(soap, candle, unpriced)


@pytest.fixture
def lanes(shop_file: Database, stocked: Stocked) -> Iterator[Lanes]:
    assert stocked.soap, "the shop is filled before its lanes run"
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def desk(qapp: QApplication, lanes: Lanes) -> Desk:
    made = Desk(lanes, STATION, qapp)
    made.chosen_person = "Camille"
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, shell: Shell, watch: StallWatch) -> Iterator[MainWindow]:
    """The real window; gone before the lanes close, so that no timer of it asks for more."""
    with watch.excused():
        made = MainWindow(desk, shell, SCREENS, watch)
        made.resize(1280, 800)
        made.show()
        qtbot.waitExposed(made)
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made._shell.navigate("promotions")
    yield made
    made.close()
    shiboken6.delete(made)


@pytest.fixture
def planner(qtbot: QtBot, window: MainWindow, lanes: Lanes) -> Planner:
    """Hands and eyes on the screen."""
    screen = window._stack.visible_screen()
    assert isinstance(screen, PromotionsScreen)
    qtbot.waitUntil(lambda: screen.calendar._shown is not None)
    return Planner(qtbot, window, screen, lanes)
