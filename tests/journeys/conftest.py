"""The sample shop with half a year behind it, in its window, and hands that are counted."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.app.demo_shop import DemoShop
from merchant_desk.app.program import Program
from merchant_desk.app.sample_goods import fill_goods
from merchant_desk.ui.theme import Look, Mode, Theme
from merchant_desk.values.clock import utc_now
from tests.journeys.hands import Cost, Hands
from tests.ui.fake_scanner import FakeScanner
from tests.ui.patient_bot import PatientBot
from tests.ui.scanner_desk import watching

Tell = Callable[[Cost], None]
_COSTS: list[Cost] = []


@pytest.fixture
def tell() -> Tell:
    """Keep what a task asked of her for the table at the end."""
    return _COSTS.append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what every task asked of her."""
    for cost in _COSTS:
        terminalreporter.write_line(cost.line())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoShop]:
    """The sample shop, and half a year of its goods."""
    shop = DemoShop(tmp_path_factory.mktemp("journey"), utc_now())
    shop.prepare()
    shop.home.lanes.write(fill_goods, shop.gesture()).result()
    yield shop
    shop.storefront.stop()


@pytest.fixture(scope="module")
def opened(qapp: QApplication, filled: DemoShop) -> Iterator[Program]:
    """Its window."""
    theme = Theme(qapp, Look(Mode.LIGHT, 100, reduced_motion=True))
    program = Program(qapp, filled.home, theme, filled.secrets)
    program.window.resize(1440, 900)
    program.window.show()
    yield program
    program.window.close()
    program.close()


@pytest.fixture
def hands(request: pytest.FixtureRequest, opened: Program) -> Iterator[Hands]:
    """Hands on the keyboard, the mouse and the scanner; they begin at the first page."""
    qtbot: QtBot = PatientBot(request)
    window = opened.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    opened.shell.navigate("today")
    with watching(opened.scanner):
        opened.scanner.install_on(window)
        made = Hands(qtbot, window, FakeScanner(window))
        yield made
