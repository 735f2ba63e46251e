"""The window over a shop that sold two orders, and settlements on the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.accept_order import accept_order
from merchant_desk.ui.cash_payouts.screen import PayoutsScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.shell import Shell
from merchant_desk.values.gesture import Gesture
from tests.documents.payouts import samples
from tests.makers import make_shop, make_station, remote_order
from tests.ui.deliveries.conftest import shell
from tests.ui.products.conftest import desk, shop_file, window

__all__ = ["desk", "shell", "shop_file", "window"]


@pytest.fixture
def stocked(shop_file: Database, gesture: Gesture) -> None:
    with shop_file.write() as session:
        make_station(session, gesture)
        shop = make_shop(session)
        for number in ("1040", "1042", "1060"):
            accept_order(session, gesture, shop, remote_order(number))


@pytest.fixture
def lanes(shop_file: Database, stocked: None) -> Iterator[Lanes]:
    """The lanes of the shop, once it is filled."""
    assert stocked is None
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def settlement(tmp_path: Path) -> Path:
    path = tmp_path / "stripe.csv"
    path.write_text(samples.STRIPE, "utf-8")
    return path


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow, shell: Shell) -> PayoutsScreen:
    assert window is not None
    shell.navigate("cash", page="payouts")
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    shown = place.page
    assert isinstance(shown, PayoutsScreen)
    qtbot.waitUntil(lambda: shown.counted.text() == "0 versement")
    return shown
