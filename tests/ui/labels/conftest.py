"""A station that prints labels of a soap and of a candle that has no code."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.printing.print_center import PrintCenter
from merchant_desk.ui.shell import Shell
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ProductId
from tests.makers import make_product, make_station
from tests.ui.printing.trays import Trays


@pytest.fixture
def lanes(sqlite_database: Database) -> Iterator[Lanes]:
    """The background lanes over a real shop."""
    running = Lanes(sqlite_database)
    yield running
    running.close()


@dataclass(frozen=True)
class Bench:
    """Where labels are printed."""

    qtbot: QtBot
    lanes: Lanes
    desk: Desk
    shell: Shell
    window: QWidget
    data: Path
    trays: Trays
    soap: ProductId
    candle: ProductId


def _articles(session: Session, gesture: Gesture) -> tuple[ProductId, ProductId]:
    make_station(session, gesture)
    candle = make_product(session, "BOU-FIG", name="Bougie", ean=None, price_cents=1890)
    return make_product(session), candle


@pytest.fixture
def bench(
    qtbot: QtBot, lanes: Lanes, desk: Desk, shell: Shell, gesture: Gesture, tmp_path: Path
) -> Iterator[Bench]:
    soap, candle = lanes.write(_articles, gesture).result()
    trays = Trays(tmp_path, "Zebra")
    center = PrintCenter(desk, lanes, shell.theme, tmp_path, printers=trays)
    shell.services = replace(shell.services, print_center=center)
    window = QWidget()
    window.resize(1200, 800)
    window.show()
    center.start()
    yield Bench(qtbot, lanes, desk, shell, window, tmp_path, trays, soap, candle)
    center.stop()
    shiboken6.delete(window)
