"""A desk over a shop that issued some documents, and its « Factures » screen."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database, open_database
from merchant_desk.lanes import Lanes
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.invoices.screen import InvoicesScreen
from merchant_desk.ui.shell import Notice, Shell
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, ProductId
from merchant_desk.values.invoice_page import Buyer
from merchant_desk.values.remote import Address
from tests.conftest import STATION
from tests.issued import issued, paid
from tests.makers import make_product, make_profile, make_station

EVE = Buyer(
    address=Address(name="Ève Lefèvre", line1="3 rue Haute", postcode="45000", city="Orléans")
)


@dataclass
class Office:
    """The shop, its desk, what it issued, and what the screen asked of the window."""

    desk: Desk
    shell: Shell
    lanes: Lanes
    late: InvoiceId
    waits: InvoiceId
    settled: InvoiceId
    soap: ProductId
    toasts: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    went: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def listen(self) -> None:
        """Write down what is asked of the window."""
        self.shell.toasted.connect(lambda text, _undo: self.toasts.append(text))
        self.desk.crashed.connect(lambda _what, report: self.notices.append(report))
        self.shell.noticed.connect(self._on_notice)
        self.shell.navigated.connect(lambda key, argument: self.went.append((key, argument)))

    def _on_notice(self, notice: Notice | None) -> None:
        if notice is not None:
            self.notices.append(notice.title)


def _fill(database: Database) -> tuple[InvoiceId, InvoiceId, InvoiceId, ProductId]:
    gesture = Gesture(utc_now(), "Camille", STATION)
    today = paris_date(gesture.at)
    with database.write() as session:
        make_station(session, gesture)
        make_profile(session)
        soap = make_product(session)
        due = today - timedelta(days=40)
        late = issued(session, gesture, 10_000, day=today - timedelta(days=70), due_on=due)
        waits = issued(
            session, gesture, 5_000, day=today - timedelta(days=2), due_on=today + timedelta(28)
        )
        settled = issued(session, gesture, 2_400, day=today - timedelta(days=1), who=EVE)
        paid(session, gesture, 2_400, invoice_id=settled, means="card")
    return late, waits, settled, soap


@pytest.fixture
def office(qapp: QApplication, shell: Shell, empty_file: Path, tmp_path: Path) -> Iterator[Office]:
    """Three documents: one forty days late, one that waits, one paid."""
    path = tmp_path / "bureau.sqlite3"
    shutil.copyfile(empty_file, path)
    database = open_database(f"sqlite:///{path}")
    made = _fill(database)
    lanes = Lanes(database)
    desk = Desk(lanes, STATION, qapp)
    desk.chosen_person = "Camille Roux"
    office = Office(desk, shell, lanes, *made)
    office.listen()
    yield office
    lanes.close()
    database.close()


@pytest.fixture
def screen(qtbot: QtBot, office: Office) -> Iterator[InvoicesScreen]:
    """The screen, shown and read; gone before the lanes close, its timers with it."""
    made = InvoicesScreen(office.desk, office.shell)
    made.resize(1216, 800)
    made.bind_commands()
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.list.table.current() is not None and made.list.views is not None)
    yield made
    made.close()
    shiboken6.delete(made)
