"""The window over a shop whose order is at the door, and a scanner to hold."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.models.delivery import Delivery
from merchant_desk.ui.deliveries.screen import DeliveriesScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.theme import Theme
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.key_layouts import KeySystem
from tests.operations.delivery_desk import DeliveryDesk, delivery_desk
from tests.ui.fake_scanner import FakeScanner
from tests.ui.packing.bench_room import Heard, NamedSounds
from tests.ui.products.conftest import desk, lanes, shop_file, window
from tests.ui.scanner_desk import watching

__all__ = ["desk", "lanes", "shop_file", "window"]


@pytest.fixture
def stocked(shop_file: Database, gesture: Gesture) -> DeliveryDesk:
    """12 soaps and 6 candles are on their way; nothing is open yet."""
    with shop_file.write() as session:
        made = delivery_desk(session, gesture)
        made.track()
        session.delete(session.get_one(Delivery, made.delivery))
    return replace(made)


@pytest.fixture
def shell(theme: Theme) -> Shell:
    sounds = NamedSounds(Heard([]))
    return Shell(theme, Scanner(sounds, system=KeySystem.LINUX), sounds, Services())


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> DeliveriesScreen:
    window._shell.navigate("purchases", page="deliveries")
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    shown = place.page
    assert isinstance(shown, DeliveriesScreen)
    qtbot.waitUntil(lambda: shown.list.counted.text() == "0 réception")
    return shown


@pytest.fixture
def unloading(qtbot: QtBot, screen: DeliveriesScreen) -> DeliveriesScreen:
    """The order is being unloaded: chosen by its digit, no mouse."""
    screen.opening.open()
    qtbot.waitUntil(lambda: len(screen.opening.orders.rows) == 1)
    QTest.keyClick(screen.opening.orders, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: screen.bench.view is not None)
    return screen


@pytest.fixture
def scanner(qtbot: QtBot, window: MainWindow) -> Iterator[FakeScanner]:
    with watching(window._shell.scanner):
        window._shell.scanner.install_on(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield FakeScanner(window)
