"""The window over a shop with soaps of four lots, one of them sold."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.scanner import Scanner
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.ui.theme import Theme
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.key_layouts import KeySystem
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import MoveReason
from tests.conftest import STATION
from tests.makers import make_profile, make_shop, remote_line, remote_order
from tests.ui.fake_scanner import FakeScanner
from tests.ui.packing.bench_room import Heard, NamedSounds
from tests.ui.products.conftest import Stocked, desk, lanes, shop_file, stocked, window
from tests.ui.scanner_desk import watching

__all__ = ["desk", "lanes", "shop_file", "stocked", "window"]
_LOTS = (("L2409", 3, -4), ("L2411", 12, 9), ("L2502", 40, 200), ("L2503", 8, None))


@pytest.fixture
def shell(theme: Theme) -> Shell:
    sounds = NamedSounds(Heard([]))
    return Shell(theme, Scanner(sounds, system=KeySystem.LINUX), sounds, Services())


@pytest.fixture
def lots(shop_file: Database, stocked: Stocked) -> Stocked:
    """Lots of soap: one expired, one soon, one later, one without a date; two were sold."""
    now = utc_now()
    gesture = Gesture(now, "Camille Roux", STATION)
    with shop_file.write() as session:
        make_profile(session)
        follow_lots(session, gesture, stocked.soap, Tracking.LOT)
        for number, units, days in _LOTS:
            day = None if days is None else paris_date(now) + timedelta(days=days)
            lot = find_lot(session, gesture, stocked.soap, LotRead(number, day))
            move = Move(
                stocked.soap, OPENING, stocked.second, units, MoveReason.OPENING, lot_id=lot
            )
            post_move(session, gesture, move)
        order = remote_order("1042", remote_line(quantity=2))
        shop = make_shop(session)
        accepted = accept_order(session, gesture, shop, order)
        ship_orders(session, gesture, [accepted.order_id])
    return stocked


@pytest.fixture
def scanner(qtbot: QtBot, window: MainWindow) -> Iterator[FakeScanner]:
    with watching(window._shell.scanner):
        window._shell.scanner.install_on(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield FakeScanner(window)
