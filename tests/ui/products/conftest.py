"""A small real shop under the products and the stock screens."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database, open_database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.shell import Shell
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import LocationId, PlaceId, ProductId
from merchant_desk.values.places import ADJUSTMENT
from merchant_desk.values.words import MoveReason
from tests.conftest import STATION
from tests.makers import make_bin, make_location, make_product, make_station, put_stock


@dataclass(frozen=True)
class Stocked:
    """What the small shop holds: 7 soaps in A1 (there were 9), a candle nowhere."""

    soap: ProductId
    candle: ProductId
    shop: LocationId
    first: PlaceId
    second: PlaceId


@pytest.fixture
def shop_file(empty_file: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def stocked(shop_file: Database, gesture: Gesture) -> Stocked:
    with shop_file.write() as session:
        make_station(session, gesture)
        shop = make_location(session)
        first, second = make_bin(session, shop, "A1"), make_bin(session, shop, "B2")
        soap = make_product(session)
        candle = make_product(
            session, "BOU-FIG", name="<b>Bougie</b> figuier", ean=None, price_cents=1890
        )
        put_stock(session, gesture, soap, first, 9)
        post_move(session, gesture, Move(soap, first, ADJUSTMENT, 2, MoveReason.BREAKAGE))
    return Stocked(soap, candle, shop, first, second)


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
    yield made
    made.close()
    shiboken6.delete(made)
