"""The red day of the account comes onto the day page, after its first picture and once a change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.cash_compare import kept_forecasts
from merchant_desk.queries.forecast_memory import ForecastMemory
from merchant_desk.queries.today_red_day import RED_DAY, RedDayFound, today_red_day
from merchant_desk.ui.today import red_day
from merchant_desk.ui.today.screen import TodayScreen
from merchant_desk.ui.today.today_line import TodayButton
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import StationId
from merchant_desk.values.money import Money
from merchant_desk.values.settings import CASH_FLOOR_CENTS
from tests.cash_accounts import make_account
from tests.ui.accessibility import faults
from tests.ui.orders.conftest import Counter


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(red_day, "_AFTER_MS", 1)


def _lines(screen: TodayScreen) -> list[TodayButton]:
    lines = [line for card in screen.cards.values() for line in card.lines]
    return [each for each in lines if each.line.key == RED_DAY]


def _short_account(counter: Counter, gesture: Gesture) -> None:
    """Put 120 euros on the account, and do not want to go under 5,000."""
    now = replace(gesture, at=utc_now())
    told = paris_date(now.at) - timedelta(days=1)
    counter.lanes.write(make_account, now, 120_00, told).result()
    counter.lanes.write(save_setting, now, CASH_FLOOR_CENTS, 5_000_00).result()


def test_a_red_day_is_told_and_opens_the_forecast(
    qtbot: QtBot, counter: Counter, gesture: Gesture
) -> None:
    _short_account(counter, gesture)
    screen = TodayScreen(counter.desk, counter.shell)
    qtbot.addWidget(screen)
    screen.show()

    qtbot.waitUntil(lambda: len(_lines(screen)) == 1)
    (line,) = _lines(screen)
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert line.accessibleName() == f"Compte sous {euros(Money(5_000_00))} aujourd’hui (probable)"
    assert "Au plus bas" in line.accessibleDescription()
    assert counter.went == [("cash", {"page": "forecast"})]
    assert faults(screen) == []


def test_the_forecast_of_the_day_is_kept_without_opening_its_page(
    qtbot: QtBot, counter: Counter, gesture: Gesture
) -> None:
    _short_account(counter, gesture)
    screen = TodayScreen(counter.desk, counter.shell)
    qtbot.addWidget(screen)

    screen.show()

    qtbot.waitUntil(lambda: len(counter.lanes.read(kept_forecasts).result()) == 1)
    (kept,) = counter.lanes.read(kept_forecasts).result()
    assert kept.made_on == paris_date(utc_now())


def test_without_a_file_of_the_bank_nothing_is_said(counter: Counter, gesture: Gesture) -> None:
    counter.lanes.write(save_setting, gesture, CASH_FLOOR_CENTS, 5_000_00).result()

    found = counter.lanes.read(today_red_day, gesture.station_id, paris_date(utc_now())).result()

    assert (found.line, found.forecast) == (None, None)


def test_it_is_foreseen_once_a_change_and_goes_when_the_account_is_well(
    qtbot: QtBot, counter: Counter, gesture: Gesture, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[date] = []

    def counted(
        session: Session, station: StationId, today: date, memory: ForecastMemory
    ) -> RedDayFound:
        asked.append(today)
        return today_red_day(session, station, today, memory)

    monkeypatch.setattr("merchant_desk.ui.today.red_day.today_red_day", counted)
    _short_account(counter, gesture)
    screen = TodayScreen(counter.desk, counter.shell)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: len(_lines(screen)) == 1)
    before = len(asked)

    screen.reload()
    screen.reload()
    qtbot.wait(50)
    unchanged = len(asked)
    counter.desk.write(None, save_setting, counter.desk.gesture(), CASH_FLOOR_CENTS, 0)
    qtbot.waitUntil(lambda: not _lines(screen))

    assert unchanged == before
    assert len(asked) > before
