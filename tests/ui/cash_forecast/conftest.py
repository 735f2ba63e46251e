"""A shop with an account, an unpaid invoice and a rent, on the page of the forecast."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.models.cash import Recurring
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.ui.cash_forecast.screen import ForecastScreen
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.cash_words import Cadence, CashCategory, RecurringState
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import InvoiceId, RecurringId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.settings import CASH_FLOOR_CENTS
from tests.cash_accounts import make_account
from tests.issued import issued
from tests.makers import make_profile, make_station

BALANCE, RENT, FLOOR, OWED = 1_800_00, 900_00, 500_00, 240_00


@dataclass
class Cash:
    """The page, what stands behind it, and where it went."""

    screen: ForecastScreen
    lanes: Lanes
    desk: Desk
    today: date
    invoice_id: InvoiceId
    went: list[tuple[str, Any]] = field(default_factory=list)


@pytest.fixture
def lanes(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Lanes]:
    """The background lanes over a shop without an account."""
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    running = Lanes(open_database(f"sqlite:///{path}"))
    running.write(_founded, gesture).result()
    yield running
    running.close()


def _founded(session: Session, gesture: Gesture) -> None:
    make_station(session, gesture)
    make_profile(session)


def fill(session: Session, gesture: Gesture) -> InvoiceId:
    """Hold 1,800 euros, owe 900 of rent every month, be owed 240 since 40 days."""
    today = paris_date(gesture.at)
    lines = [(today - timedelta(days=each), -50_00, "CB LIBRAIRIE") for each in (12, 8, 3)]
    make_account(session, gesture, BALANCE, today - timedelta(days=1), lines)
    save_setting(session, gesture, CASH_FLOOR_CENTS, FLOOR)
    first = today + timedelta(days=10)
    session.add(
        Recurring(
            id=RecurringId(new_id()),
            label="Loyer",
            category=CashCategory.RENT,
            cadence=Cadence.MONTHLY,
            amount=Money(-RENT),
            low=Money(-RENT),
            high=Money(-RENT),
            day=first.day,
            first_on=first,
            state=RecurringState.CONFIRMED,
            changed_at=gesture.at,
            by=gesture.person,
        )
    )
    return issued(session, gesture, OWED, day=today - timedelta(days=40))


@pytest.fixture
def cash(qtbot: QtBot, desk: Desk, shell: Shell, lanes: Lanes, gesture: Gesture) -> Iterator[Cash]:
    """The page, shown and read; gone before the lanes close."""
    now = replace(gesture, at=utc_now())
    invoice_id = lanes.write(fill, now).result()
    desk.chosen_person = "Camille"
    made = Cash(ForecastScreen(desk, shell), lanes, desk, paris_date(now.at), invoice_id)
    shell.navigated.connect(lambda key, argument: made.went.append((key, argument)))
    screen = made.screen
    screen.bind_commands()
    screen.resize(1052, 690)
    screen.show()
    qtbot.waitExposed(screen)
    qtbot.waitUntil(lambda: screen.page is not None and screen.tables.weeks.row_count() > 0)
    qtbot.waitUntil(lambda: screen.tables.flows.row_count() > 0)
    yield made
    shiboken6.delete(screen)
