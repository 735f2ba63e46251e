"""The page of scenarios over an account with a rent that comes back and a customer who owes."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.models.cash import CashAccount, Recurring
from merchant_desk.ui.cash_scenarios.screen import ScenariosScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.values.cash_words import Cadence, CashCategory, RecurringState
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CashAccountId, RecurringId, new_id
from merchant_desk.values.money import Money
from tests.makers import make_profile, make_station
from tests.ui.products.conftest import desk, shop_file, window

__all__ = ["desk", "lanes", "screen", "shop_file", "window"]

TODAY = paris_date(utc_now())


@pytest.fixture
def lanes(shop_file: Database, gesture: Gesture) -> Iterator[Lanes]:
    with shop_file.write() as session:
        make_station(session, gesture)
        make_profile(session)
        session.add(
            CashAccount(
                id=CashAccountId(new_id()), name="Compte courant", key="1",
                opening=Money(300_000), opening_on=TODAY - timedelta(days=1),
                changed_at=gesture.at, by="Camille",
            )
        )  # fmt: skip
        first = TODAY + timedelta(days=10)
        session.add(
            Recurring(
                id=RecurringId(new_id()), label="Loyer", category=CashCategory.RENT,
                cadence=Cadence.YEARLY, amount=Money(-200_000), low=Money(-200_000),
                high=Money(-200_000), day=min(first.day, 28), first_on=first.replace(
                    day=min(first.day, 28)), state=RecurringState.CONFIRMED,
                changed_at=gesture.at, by="Camille",
            )
        )  # fmt: skip
    running = Lanes(shop_file)
    yield running
    running.close()


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> ScenariosScreen:
    window._shell.navigate("cash", page="scenarios")
    pages = window._stack.visible_screen()
    assert isinstance(pages, PagesScreen)
    shown = pages.page
    assert isinstance(shown, ScenariosScreen)
    qtbot.waitUntil(lambda: shown.page is not None and shown.line.chart is not None)
    return shown
