"""The window over a shop two of whose orders left, and a scanner to hold."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.models.order import Order
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.returns.pages import ReturnPages
from merchant_desk.ui.returns.screen import ReturnsScreen
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.screens import SCREENS
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.ui.theme import Theme
from merchant_desk.values.barcode import canonical_code
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import OrderId
from merchant_desk.values.key_layouts import KeySystem
from merchant_desk.values.platform_can import PlatformCan
from merchant_desk.values.words import CodeKind
from tests.conftest import STATION
from tests.operations.returns_desk import CANDLE, SOAP, returns_desk
from tests.ui.fake_scanner import FakeScanner
from tests.ui.packing.bench_room import Heard, NamedSounds
from tests.ui.products.conftest import shop_file
from tests.ui.scanner_desk import watching

__all__ = ["shop_file"]

SOAP_CODE, CANDLE_CODE = "3760123456784", "3760123450003"


@dataclass(frozen=True)
class Gone:
    """Orders that left: their slips."""

    order: OrderId
    slip: str
    other: OrderId
    other_slip: str


@pytest.fixture
def gone(shop_file: Database, gesture: Gesture) -> Gone:
    recent = replace(gesture, at=utc_now() - timedelta(days=3))
    with shop_file.write() as session:
        room = returns_desk(session, recent)
        names = ((SOAP, SOAP_CODE, "Savon lavande 100 g"), (CANDLE, CANDLE_CODE, "Bougie miel"))
        for sku, code, name in names:
            product = room.desk.products[sku]
            session.get_one(Product, product).name = name
            session.add(
                ProductCode(code=canonical_code(code), product_id=product, kind=CodeKind.EAN)
            )
        order, other = room.shipped("1042"), room.shipped("1043", 1, 0)
        slips = {row[0]: row[1] for row in session.execute(select(Order.id, Order.slip_code))}
    return Gone(order, slips[order], other, slips[other])


@pytest.fixture
def lanes(shop_file: Database, gone: Gone) -> Iterator[Lanes]:
    assert gone.slip, "the orders left before the lanes run"
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def desk(qapp: QApplication, lanes: Lanes) -> Desk:
    made = Desk(lanes, STATION, qapp)
    made.chosen_person = "Camille"
    return made


@pytest.fixture
def shell(theme: Theme) -> Shell:
    sounds = NamedSounds(Heard([]))
    services = Services(platform_can=lambda _platform: PlatformCan(refund=True))
    return Shell(theme, Scanner(sounds, system=KeySystem.LINUX), sounds, services)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, shell: Shell, watch: StallWatch) -> Iterator[MainWindow]:
    with watch.excused():
        made = MainWindow(desk, shell, SCREENS, watch)
        made.resize(1440, 900)
        made.show()
        qtbot.waitExposed(made)
    yield made
    made.close()
    shiboken6.delete(made)


@pytest.fixture
def screen(window: MainWindow) -> ReturnsScreen:
    window._shell.navigate("returns")
    pages = window._stack.visible_screen()
    assert isinstance(pages, ReturnPages)
    shown = pages.page
    assert isinstance(shown, ReturnsScreen)
    return shown


@pytest.fixture
def scanner(qtbot: QtBot, window: MainWindow) -> Iterator[FakeScanner]:
    with watching(window._shell.scanner):
        window._shell.scanner.install_on(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield FakeScanner(window)
