"""The page of the forecast: its figures, its red day, its lists, the documents behind them."""

from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.models.cash_aside import KeptForecast
from merchant_desk.ui.cash_forecast.figures import read_floor
from merchant_desk.ui.cash_forecast.opening import open_document
from merchant_desk.ui.cash_forecast.screen import ForecastScreen
from merchant_desk.ui.desk import Desk
from merchant_desk.ui.shell import Services, Shell
from merchant_desk.values.cash_flow import FlowSource, Reading
from merchant_desk.values.french import euros
from merchant_desk.values.money import Money
from merchant_desk.values.words import DocumentKind
from tests.ui.accessibility import faults
from tests.ui.cash_forecast.conftest import BALANCE, FLOOR, Cash


def test_the_balance_the_low_and_the_red_day_are_told(cash: Cash) -> None:
    screen = cash.screen
    assert screen.page is not None
    low = screen.page.forecast.low(Reading.LIKELY)

    assert screen.figures.balance.value.text() == euros(Money(BALANCE))
    assert screen.figures.balance.note.text().startswith("Relevés connus jusqu’au")
    assert screen.figures.low.value.text().startswith(euros(low.balance))
    assert "Loyer" in screen.figures.low.note.text()
    assert screen.banner.isVisible()
    assert screen.banner.accessibleName().startswith(f"Compte sous {euros(Money(FLOOR))}")
    assert "Relancer la facture échue" in screen.banner.accessibleDescription()
    assert faults(screen) == []


def test_the_evenings_before_today_are_those_of_the_bank(cash: Cash) -> None:
    page = cash.screen.page
    assert page is not None

    assert page.past[-1].balance == Money(BALANCE)
    assert page.past[0].balance == Money(BALANCE + 3 * 50_00)
    assert [each.day for each in page.past] == sorted(each.day for each in page.past)
    assert page.past[-1].day < cash.today


def test_enter_on_a_week_shows_what_moves_in_it_and_escape_of_the_filter_shows_all(
    cash: Cash, qtbot: QtBot
) -> None:
    tables = cash.screen.tables
    forecast = cash.screen.page.forecast if cash.screen.page else None
    assert forecast is not None
    whole = tables.flows.row_count()
    week = next(each for each in forecast.weeks if each.money_out)

    tables.show_between(week.monday, week.monday.fromordinal(week.monday.toordinal() + 6))
    qtbot.waitUntil(lambda: tables.flows.row_count() == len(week.keys))

    assert tables.key == "flows"
    assert tables.filter.isVisible()
    QTest.keyClick(tables.filter, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: tables.flows.row_count() == whole)
    assert not tables.filter.isVisible()


def test_every_amount_opens_its_document(cash: Cash, qtbot: QtBot) -> None:
    tables = cash.screen.tables
    tables.choose("flows")
    tables.flows.setFocus()
    row = next(
        each
        for each in cash.screen.page.forecast.flows  # type: ignore[union-attr]  # shown by the fixture
        if each.source is FlowSource.INVOICE
    )
    qtbot.waitUntil(lambda: tables.flows.select_id(row.key.encode()))

    QTest.keyClick(tables.flows.focusProxy() or tables.flows, Qt.Key.Key_Return)

    assert cash.went == [("invoices", {"invoice_id": cash.invoice_id})]


def test_the_figures_open_what_they_are_made_of(cash: Cash, qtbot: QtBot) -> None:
    screen = cash.screen
    assert screen.page is not None
    low = screen.page.forecast.low(Reading.LIKELY).day

    QTest.keyClick(screen.figures.balance, Qt.Key.Key_Return)
    QTest.mouseClick(screen.figures.low, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.tables.span == (cash.today, low))
    first = screen.tables.key
    QTest.keyClick(screen.figures.end, Qt.Key.Key_Space)

    assert cash.went == [("cash", {"page": "bank"})]
    assert (first, screen.tables.key) == ("flows", "weeks")


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (FlowSource.ORDER, ("orders", {"order_id": b"x"})),
        (FlowSource.SUPPLIER_INVOICE, ("purchases", {"page": "invoices", "invoice_id": b"x"})),
        (FlowSource.PURCHASE, ("purchases", {"page": "orders", "purchase_id": b"x"})),
        (FlowSource.PAYOUT, ("cash", {"page": "payouts", "payout_id": b"x"})),
        (FlowSource.DEPOSIT, ("cash", {"page": "deposits", "deposit_id": b"x"})),
        (FlowSource.RECURRING, ("cash", {"page": "recurring", "recurring_id": b"x"})),
        (FlowSource.GOODS, ("purchases", {"page": "reorder"})),
        (None, ("cash", {"page": "match"})),
    ],
)
def test_each_kind_of_document_has_its_place(
    shell: Shell, source: FlowSource | None, wanted: tuple[str, dict[str, Any]]
) -> None:
    went: list[tuple[str, Any]] = []
    shell.navigated.connect(lambda key, argument: went.append((key, argument)))

    open_document(shell, source, b"x")

    assert went == [wanted]


def test_every_source_opens_something(shell: Shell) -> None:
    went: list[str] = []
    shell.navigated.connect(lambda key, _argument: went.append(key))

    for source in FlowSource:
        open_document(shell, source, None)

    assert len(went) == len(FlowSource)


def test_the_table_says_what_the_line_draws(cash: Cash, qtbot: QtBot) -> None:
    screen = cash.screen
    assert screen.page is not None

    QTest.keySequence(screen, QKeySequence("Ctrl+T"))
    days = screen.page.forecast.days
    qtbot.waitUntil(lambda: screen.tables.days.row_count() == len(days))

    assert screen.tables.key == "days"
    qtbot.waitUntil(lambda: screen.tables.days.current() is not None)
    row = screen.tables.days.current()
    assert row is not None
    assert row.day == days[0]


def test_another_reading_is_looked_at_with_one_key(cash: Cash) -> None:
    screen = cash.screen
    assert screen.page is not None

    QTest.keySequence(screen, QKeySequence("Ctrl+L"))

    low = screen.page.forecast.low(Reading.CAUTIOUS)
    assert screen.reading is Reading.CAUTIOUS
    assert screen.card.line.chart is not None
    assert screen.card.line.chart.reading is Reading.CAUTIOUS
    assert screen.figures.low.value.text().startswith(euros(low.balance))


def test_the_floor_is_typed_in_place_and_kept(cash: Cash, qtbot: QtBot) -> None:
    screen = cash.screen
    edit = screen.figures.floor

    QTest.keySequence(screen, QKeySequence("Ctrl+J"))
    edit.input.setText("n’importe quoi")
    QTest.keyClick(edit.input, Qt.Key.Key_Return)
    wrong = edit.words.text()
    edit.input.setText("-20")
    QTest.keyClick(edit.input, Qt.Key.Key_Escape)
    left = edit.button.text()
    QTest.keySequence(screen, QKeySequence("Ctrl+J"))
    edit.input.setText("0")
    QTest.keyClick(edit.input, Qt.Key.Key_Return)

    assert "Saisissez un montant" in wrong
    assert left == euros(Money(FLOOR))
    qtbot.waitUntil(lambda: screen.page is not None and screen.page.forecast.floor == Money(0))


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("500", 500_00), ("1 200,50 €", 1_200_50), ("-300", -300_00), ("−0,50", -50),
        ("=1+1", None), ("--5", None), ("1e9", None), ("9" * 30, None), ("", None), ("- €", None),
    ],
)  # fmt: skip
def test_a_floor_may_be_an_overdraft_that_the_bank_allows(typed: str, cents: int | None) -> None:
    assert read_floor(typed) == (None if cents is None else Money(cents))


def test_the_forecast_is_kept_once_a_day(cash: Cash, qtbot: QtBot) -> None:
    def kept(session: Session) -> int:
        return session.execute(select(func.count()).select_from(KeptForecast)).scalar_one()

    qtbot.waitUntil(lambda: cash.lanes.read(kept).result() == 1)
    cash.screen.reload()
    qtbot.waitUntil(lambda: cash.screen.page is not None)

    assert cash.lanes.read(kept).result() == 1


def test_ctrl_p_shows_the_review(cash: Cash) -> None:
    asked: list[tuple[DocumentKind, object]] = []

    class Center:
        def open_preview(self, kind: DocumentKind, subject: object, _over: object) -> None:
            asked.append((kind, subject))

    center: Any = Center()
    cash.screen.shell.services = Services(print_center=center)
    QTest.keySequence(cash.screen, QKeySequence("Ctrl+P"))

    assert asked == [(DocumentKind.WEEKLY_REVIEW, cash.desk.gesture().station_id)]


@pytest.fixture
def bare(qtbot: QtBot, desk: Desk, shell: Shell) -> Iterator[ForecastScreen]:
    screen = ForecastScreen(desk, shell)
    screen.resize(1052, 690)
    screen.show()
    qtbot.waitUntil(lambda: screen.page is not None)
    yield screen
    shiboken6.delete(screen)


def test_without_a_statement_the_page_says_where_to_begin(bare: ForecastScreen) -> None:
    went: list[tuple[str, Any]] = []
    bare.shell.navigated.connect(lambda key, argument: went.append((key, argument)))

    bare.empty.primary.emit()

    assert bare.pages.currentWidget() is bare.empty
    assert bare.empty.accessibleName() == "Rien à prévoir encore"
    assert went == [("cash", {"page": "bank"})]
    assert faults(bare) == []
