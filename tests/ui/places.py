"""Small screens for trying the frame: a list of things, and a page of nothing."""

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from merchant_desk.ui.command import Command
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.row_table import RowTable
from merchant_desk.ui.scanner import Scan
from merchant_desk.ui.screen import Screen
from merchant_desk.ui.screens import ScreenSpec, Section
from merchant_desk.ui.shell import Shell
from tests.ui.things import COLUMNS, Thing, Things, thing_id


class ThingsScreen(Screen):
    """Lists the things; counts its reloads and keeps what it was given."""

    watches: ClassVar[frozenset[str]] = frozenset({"thing"})

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        self.reloads = 0
        self.scans: list[Scan] = []
        self.arrived: list[dict[str, object]] = []
        self.takes_refusals = False
        self.refusals: list[str] = []
        self.ran = 0
        self.table: RowTable[Thing] = RowTable(
            desk, shell.theme, name="things", label="Objets", columns=COLUMNS, row_id=thing_id
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 24)
        column.addWidget(self.table)

    def title(self) -> str:
        return "Objets"

    def reload(self) -> None:
        self.reloads += 1
        self.table.ask(Things())

    def arrive(self, **argument: object) -> None:
        self.arrived.append(argument)

    def on_scan(self, scan: Scan) -> bool:
        self.scans.append(scan)
        return scan.text.startswith("376")

    def on_refused(self, title: str, advice: str) -> bool:
        self.refusals.append(title)
        return self.takes_refusals

    def commands(self) -> tuple[Command, ...]:
        return (Command("Ranger les objets", "Ctrl+R", self._on_tidy, "boxes"),)

    def _on_tidy(self) -> None:
        self.ran += 1


class EmptyScreen(Screen):
    """Shows nothing."""

    built = 0

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(desk, shell)
        type(self).built += 1
        QWidget(self)


PLACES = (
    ScreenSpec(
        key="today", title="Aujourd’hui", icon="sun", section=Section.DAY, factory=EmptyScreen
    ),
    ScreenSpec(
        key="things", title="Commandes", icon="inbox", section=Section.DAY, factory=ThingsScreen
    ),
    ScreenSpec(
        key="packing",
        title="Préparation",
        icon="scan-barcode",
        section=Section.DAY,
        factory=EmptyScreen,
        pill=True,
    ),
    ScreenSpec(
        key="products",
        title="Produits",
        icon="tag",
        section=Section.CATALOGUE,
        factory=EmptyScreen,
    ),
    ScreenSpec(
        key="stock", title="Stock", icon="boxes", section=Section.CATALOGUE, factory=EmptyScreen
    ),
    ScreenSpec(
        key="invoices",
        title="Factures",
        icon="receipt-text",
        section=Section.BUSINESS,
        factory=EmptyScreen,
    ),
    ScreenSpec(
        key="settings", title="Réglages", icon="settings", section=Section.FOOT, factory=EmptyScreen
    ),
)
