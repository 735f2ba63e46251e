"""What was foreseen against what happened: two evenings, their causes, the documents behind."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.database.database import open_database
from merchant_desk.lanes import Lanes
from merchant_desk.models.cash_aside import KeptForecast
from merchant_desk.rules.cash_compare.kept_months import missing_months, offered, usual
from merchant_desk.rules.cash_sentences import signed
from merchant_desk.ui.cash_compare.columns import DifferenceRow
from merchant_desk.ui.cash_compare.screen import CompareScreen
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Shell
from merchant_desk.values.cash_compare import Cause, KeptRow
from merchant_desk.values.cash_flow_json import kept_body
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.french import euros
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import KeptForecastId, new_id
from merchant_desk.values.money import Money, total
from tests.cash_accounts import make_account
from tests.cash_forecasts import Event, make_forecast
from tests.makers import make_profile, make_station
from tests.ui.accessibility import faults

OPENING = 1_000_00


@pytest.fixture
def lanes(empty_file: Path, tmp_path: Path, gesture: Gesture) -> Iterator[Lanes]:
    path = tmp_path / "boutique.sqlite3"
    shutil.copyfile(empty_file, path)
    running = Lanes(open_database(f"sqlite:///{path}"))
    running.write(_founded, gesture).result()
    yield running
    running.close()


def _founded(session: Session, gesture: Gesture) -> None:
    make_station(session, gesture)
    make_profile(session)


def _keep(session: Session, gesture: Gesture, day: date) -> None:
    """Keep a forecast of that day: a rent of 400 in five days, sales of 300 in ten."""
    events = (Event(5, -400_00, "Loyer"), Event(10, 300_00, "Ventes"))
    made = make_forecast(events, opening=OPENING, today=day)
    session.add(
        KeptForecast(
            id=KeptForecastId(new_id()),
            made_on=day,
            last_day=made.days[-1].day,
            opening=Money(OPENING),
            body=kept_body(made.opening_on, made.flows),
            at=gesture.at,
            by=gesture.person,
            station_id=gesture.station_id,
        )
    )


def _tell(session: Session, gesture: Gesture, day: date) -> None:
    """Have the bank tell that only the rent came, and a repair nobody foresaw."""
    lines = [
        (day + timedelta(days=5), -400_00, "LOYER"),
        (day + timedelta(days=8), -120_00, "REPARATION"),
    ]
    until = paris_date(gesture.at) - timedelta(days=1)
    make_account(session, gesture, OPENING - 520_00, until, lines)


@pytest.fixture
def screen(desk: Desk, shell: Shell) -> Iterator[CompareScreen]:
    made = CompareScreen(desk, shell)
    made.resize(1052, 690)
    yield made
    shiboken6.delete(made)


def _show(qtbot: QtBot, screen: CompareScreen) -> None:
    screen.show()
    qtbot.waitExposed(screen)


def test_the_error_is_told_and_its_causes_add_up(
    qtbot: QtBot, screen: CompareScreen, lanes: Lanes, gesture: Gesture
) -> None:
    now = replace(gesture, at=utc_now())
    day = paris_date(now.at) - timedelta(days=30)
    lanes.write(_keep, now, day).result()
    lanes.write(_tell, now, day).result()

    _show(qtbot, screen)
    qtbot.waitUntil(lambda: screen.told is not None)
    told = screen.told
    assert told is not None

    assert told.error == Money(-420_00)
    assert screen.figures.error.text() == signed(Money(-420_00))
    assert screen.figures.happened.text() == euros(Money(OPENING - 520_00))
    assert total(bar.amount for bar in screen.bars.bars) == told.error
    qtbot.waitUntil(
        lambda: screen.table.row_count() == sum(len(each.differences) for each in told.causes)
    )
    assert "de moins que prévu" in screen.sentence.text()
    assert faults(screen) == []


def test_a_line_that_waits_opens_the_matching_and_arrows_walk_the_days(
    qtbot: QtBot, screen: CompareScreen, lanes: Lanes, gesture: Gesture
) -> None:
    now = replace(gesture, at=utc_now())
    day = paris_date(now.at) - timedelta(days=30)
    lanes.write(_keep, now, day).result()
    lanes.write(_tell, now, day).result()
    went: list[tuple[str, Any]] = []
    screen.shell.navigated.connect(lambda key, argument: went.append((key, argument)))
    _show(qtbot, screen)
    qtbot.waitUntil(lambda: screen.table.row_count() > 0)
    qtbot.waitUntil(lambda: screen.table.select_id(b"Lignes \xc3\xa0 rapprocher:0"))

    QTest.keyClick(screen.table.focusProxy() or screen.table, Qt.Key.Key_Return)
    QTest.keyClick(screen.lines, Qt.Key.Key_Home)

    assert went == [("cash", {"page": "match"})]
    assert screen.lines.day == day
    assert "Prévu" in screen.lines.accessibleDescription()
    assert "Constaté" in screen.lines.accessibleDescription()


def test_lines_of_one_purpose_open_the_bank(
    qtbot: QtBot, screen: CompareScreen, lanes: Lanes, gesture: Gesture
) -> None:
    now = replace(gesture, at=utc_now())
    day = paris_date(now.at) - timedelta(days=30)
    lanes.write(_keep, now, day).result()
    lanes.write(_tell, now, day).result()
    went: list[tuple[str, Any]] = []
    screen.shell.navigated.connect(lambda key, argument: went.append((key, argument)))
    _show(qtbot, screen)
    qtbot.waitUntil(lambda: screen.told is not None)
    assert screen.told is not None
    pooled = next(
        each
        for share in screen.told.causes
        for each in share.differences
        if each.source is None and share.cause is not Cause.UNMATCHED
    )

    screen.table.activated.emit(DifferenceRow(0, "", pooled))

    assert went == [("cash", {"page": "bank"})]


def test_without_a_kept_forecast_the_page_says_so(qtbot: QtBot, screen: CompareScreen) -> None:
    _show(qtbot, screen)
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.empty)

    assert screen.empty.accessibleName() == "Aucune prévision gardée"
    assert faults(screen) == []


def test_when_the_bank_said_nothing_since_the_refusal_stands_on_the_page(
    qtbot: QtBot, screen: CompareScreen, lanes: Lanes, gesture: Gesture
) -> None:
    now = replace(gesture, at=utc_now())
    lanes.write(_keep, now, paris_date(now.at) - timedelta(days=30)).result()

    _show(qtbot, screen)
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.empty)

    assert "la banque n’a rien dit depuis" in screen.empty.accessibleName()


def _row(day: date) -> KeptRow:
    return KeptRow(
        forecast_id=KeptForecastId(new_id()), made_on=day, last_day=day + timedelta(days=91)
    )


def test_one_forecast_a_week_is_offered_and_months_without_one_are_said() -> None:
    today = date(2026, 11, 23)
    kept = [_row(date(2026, 8, 3)), _row(date(2026, 8, 5)), _row(date(2026, 11, 2))]

    offers = offered(kept)

    assert [each.made_on for each in offers] == [date(2026, 11, 2), date(2026, 8, 3)]
    assert missing_months(kept, today) == (date(2026, 9, 1), date(2026, 10, 1))
    assert usual(offers, today) == offers[1]
    assert usual(offers[:1], today) == offers[0]
    assert usual((), today) is None
    assert missing_months((), today) == ()
