from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.printing.print_center import PrintCenter
from merchant_desk.ui.theme import Theme
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ShopId
from merchant_desk.values.settings import PRINTER_INVOICE, PRINTER_LABEL, PRINTER_PACKING
from merchant_desk.values.words import PrintState
from tests.ui.printing.shop import Packed, open_shop, pack, states
from tests.ui.printing.trays import Trays


@pytest.fixture
def lanes(sqlite_database: Database) -> Iterator[Lanes]:
    """The background lanes over a real shop."""
    running = Lanes(sqlite_database)
    yield running
    running.close()


@dataclass(frozen=True)
class Station:
    """A packing station with its papers, its trays and its folder."""

    qtbot: QtBot
    lanes: Lanes
    desk: Desk
    theme: Theme
    gesture: Gesture
    shop: ShopId
    data: Path
    trays: Trays
    window: QWidget

    def center(self, retry_ms: int = 60_000) -> PrintCenter:
        return PrintCenter(
            self.desk, self.lanes, self.theme, self.data, printers=self.trays, retry_ms=retry_ms
        )

    def pack(self, number: str) -> Packed:
        return self.lanes.write(pack, self.gesture, self.shop, number).result()

    def states(self) -> list[tuple[str, PrintState]]:
        return self.lanes.read(states).result()

    def pdfs(self) -> list[str]:
        return sorted(path.name for path in (self.data / "documents").glob("*"))

    def choose(self, printer: str) -> None:
        for setting in (PRINTER_INVOICE, PRINTER_PACKING, PRINTER_LABEL):
            self.lanes.write(save_setting, self.gesture, setting, printer).result()

    def until_out(self, *titles: str) -> None:
        """Wait until exactly these papers are out."""

        def out() -> None:
            done = [title for title, state in self.states() if state is PrintState.PRINTED]
            assert done == list(titles)

        self.qtbot.waitUntil(out)


@pytest.fixture
def station(
    qtbot: QtBot, lanes: Lanes, desk: Desk, theme: Theme, gesture: Gesture, tmp_path: Path
) -> Iterator[Station]:
    shop = lanes.write(open_shop, gesture).result()
    window = QWidget()
    window.show()
    trays = Trays(tmp_path, "Ticket", "Bureau")
    made = Station(qtbot, lanes, desk, theme, gesture, shop, tmp_path, trays, window)
    yield made
    for center in desk.findChildren(PrintCenter):
        center.stop()
    window.deleteLater()
    QCoreApplication.processEvents()
