"""The five minutes of the week, in the real window, by keyboard alone: no mouse, no other call."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.app.demo_shop import DemoShop, sample_seller
from merchant_desk.app.home import seal_from_now
from merchant_desk.app.program import Program
from merchant_desk.app.sample_bank import bring_file
from merchant_desk.app.sample_cash import answer_bank
from merchant_desk.app.sample_papers import Paper, issue
from merchant_desk.models.cash import BankLine, CashMatch
from merchant_desk.operations.save_profile import save_profile
from merchant_desk.queries.bank_accounts import bank_accounts
from merchant_desk.queries.cash_forecast import cash_forecast
from merchant_desk.queries.match_lines import LinesAsked, waiting_lines
from merchant_desk.queries.scenario_page import scenario_page
from merchant_desk.rules.cash_sentences import low_words
from merchant_desk.ui.cash_bank.screen import BankScreen
from merchant_desk.ui.cash_forecast.screen import ForecastScreen
from merchant_desk.ui.cash_match.screen import MatchScreen
from merchant_desk.ui.cash_recurring.screen import RecurringScreen
from merchant_desk.ui.cash_scenarios.screen import ScenariosScreen
from merchant_desk.ui.printing.preview import Preview
from merchant_desk.ui.widgets.toast import Toast
from merchant_desk.values.cash_flow import FlowSource, Forecast, Reading
from merchant_desk.values.cash_words import CashCategory, MatchTarget
from merchant_desk.values.clock import utc_now
from merchant_desk.values.entries import written_day
from merchant_desk.values.french import euros
from merchant_desk.values.money import ZERO, Money
from merchant_desk.values.vat import VatTreatment
from tests.journeys.conftest import Tell
from tests.journeys.hands import CTRL, Hands
from tests.journeys.keyboard import Keyboard
from tests.journeys.week_bank import LAST_WEEK, OPENING, TODAY, ofx, week, year

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoShop]:
    """A shop with a year of bank, matched, and an invoice that waits for its money."""
    shop = DemoShop(tmp_path_factory.mktemp("week"), utc_now())
    lanes = shop.home.lanes
    seal_from_now(shop.home, shop.gesture())
    lanes.write(save_profile, shop.gesture(), sample_seller(), VatTreatment.NORMAL, None)
    lanes.write(issue, shop.gesture(), Paper("Épicerie Martin", 214_80, 28), TODAY).result()
    told = year()
    closing = OPENING + sum(each[1] for each in told)
    bring_file(shop, "annee.ofx", ofx(told, told[0][0], LAST_WEEK, closing))
    answer_bank(lanes, shop.gesture, TODAY + timedelta(days=28))
    yield shop
    shop.storefront.stop()


@pytest.fixture
def keyboard(opened: Program, hands: Hands) -> Iterator[Keyboard]:
    yield Keyboard(opened, hands)
    for toast in opened.window.findChildren(Toast):
        toast.dismiss()  # its seconds are waited for, otherwise


def _import(keyboard: Keyboard, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+O, the file, Enter."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([str(path)], ""))
    bank = keyboard.turn(BankScreen, 2)
    go = bank.coming.go
    keyboard.press(Qt.Key.Key_O, lambda: go.isEnabled() and go.hasFocus(), CTRL)
    assert "4" in go.text()
    keyboard.press(Qt.Key.Key_Return, lambda: not bank.coming.sheet.isVisible())


def _match(keyboard: Keyboard) -> None:
    """All that is sure by one gesture, the two others by two keys each."""
    match = keyboard.turn(MatchScreen, -1)
    rows = match.list.rows
    keyboard.hands.wait(lambda: len(rows.lines) == 4)
    keyboard.press(Qt.Key.Key_Return, lambda: len(rows.lines) == 2, CTRL)
    for left in (1, 0):
        comes_in = rows.lines[0].fact.amount > ZERO
        keyboard.press(Qt.Key.Key_C, lambda: QApplication.activePopupWidget() is not None)
        letter = Qt.Key.Key_V if comes_in else Qt.Key.Key_Z
        keyboard.press(letter, partial(_has_lines, match, left))


def _has_lines(match: MatchScreen, count: int) -> bool:
    return len(match.list.rows.lines) == count


def _confirm(keyboard: Keyboard) -> None:
    """Say that the telephone comes back."""
    recurring = keyboard.turn(RecurringScreen, -2)
    keyboard.hands.wait(lambda: recurring.lists.table.current() is not None)
    keyboard.press(Qt.Key.Key_Return, lambda: not recurring.lists.table.row_count())


def _look(keyboard: Keyboard) -> tuple[str, str]:
    """Return what the lowest evening is and what it is due to, as she reads it."""
    forecast = keyboard.turn(ForecastScreen, 1)

    def is_fresh() -> bool:
        page = forecast.page
        return page is not None and any("Orange" in each.label for each in page.forecast.flows)

    keyboard.hands.wait(is_fresh)
    tables = forecast.tables
    keyboard.press(Qt.Key.Key_M, lambda: tables.flows.isAncestorOf(keyboard.there()), CTRL)
    return forecast.figures.low.accessibleName(), low_words(_forecast(forecast), Reading.LIKELY)


def _forecast(screen: ForecastScreen) -> Forecast:
    assert screen.page is not None
    return screen.page.forecast


def _try_purchase(keyboard: Keyboard) -> None:
    """An order of 2,900 € invoiced in two weeks: tried, named, kept."""
    tried = keyboard.turn(ScenariosScreen, -3)
    keyboard.hands.wait(lambda: tried.page is not None)
    keyboard.press(Qt.Key.Key_N, lambda: QApplication.activePopupWidget() is not None, CTRL)
    menu = tried.changes.menu
    keyboard.press(Qt.Key.Key_Down, lambda: menu.activeAction() is not None)
    sheet = tried.sheet
    keyboard.press(Qt.Key.Key_Return, sheet.sheet.isVisible)
    form = sheet.form
    keyboard.hands.wait(form.fields[0].input.hasFocus)
    keyboard.press(Qt.Key.Key_Tab, form.fields[1].input.hasFocus)
    keyboard.write("2900")
    keyboard.press(Qt.Key.Key_Tab, form.fields[2].input.hasFocus)
    keyboard.write(written_day(TODAY + timedelta(days=14)))
    keyboard.press(Qt.Key.Key_Return, lambda: "Au plus bas" in tried.changes.verdict.text())
    keyboard.press(Qt.Key.Key_S, tried.changes.name.hasFocus, CTRL)
    keyboard.write("Cadeaux")
    keyboard.press(Qt.Key.Key_Return, lambda: not tried.changes.foot.isVisible())


def _review(keyboard: Keyboard, path: Path) -> None:
    """Ctrl+P shows the page, Ctrl+S writes it."""
    forecast = keyboard.turn(ForecastScreen, 3)
    keyboard.hands.wait(lambda: forecast.page is not None)
    keyboard.press(
        Qt.Key.Key_P, lambda: isinstance(QApplication.activeModalWidget(), Preview), CTRL
    )
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, Preview)
    keyboard.hands.wait(lambda: preview._drawn is not None)

    def is_asked() -> bool:
        chooser = preview.findChild(QFileDialog)
        if chooser is None:
            return False
        chooser.fileSelected.emit(str(path))
        chooser.close()
        return True

    keyboard.press(Qt.Key.Key_S, is_asked, CTRL)
    keyboard.hands.wait(path.exists)
    keyboard.hands.wait(lambda: QApplication.activeModalWidget() is None)


def test_the_week_is_done_in_fifty_three_keys(
    keyboard: Keyboard,
    filled: DemoShop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tell: Tell,
) -> None:
    # given: the file she downloaded, and an invoice that waits
    lanes, station = filled.home.lanes, filled.home.station_id
    moves, closing = week(), _closing(filled)
    brought, review = tmp_path / "semaine.ofx", tmp_path / "revue.pdf"
    first = LAST_WEEK + timedelta(days=1)
    brought.write_text(ofx(moves, first, TODAY - timedelta(days=1), closing))
    before = lanes.read(cash_forecast, station, TODAY).result()
    assert FlowSource.INVOICE in {each.source for each in before.flows}

    # when
    keyboard.hands.begin()
    keyboard.press(Qt.Key.Key_9, lambda: keyboard.opened.window._stack.key == "cash", CTRL)
    _import(keyboard, brought, monkeypatch)
    _match(keyboard)
    _confirm(keyboard)
    lowest, cause = _look(keyboard)
    _try_purchase(keyboard)
    _review(keyboard, review)
    cost = keyboard.hands.cost("12. The week: bank, matches, forecast, a purchase, review")
    tell(cost)

    # then: the whole week in fifty-three keys, and no mouse
    assert (cost.scans, cost.keys, cost.clicks) == (0, 53, 0)
    assert lanes.read(_matched, moves[0][0]).result() == {
        (MatchTarget.CUSTOMER_INVOICE, CashCategory.SALES, 214_80),
        (MatchTarget.CATEGORY, CashCategory.DEPOSIT, 180_00),
        (MatchTarget.CATEGORY, CashCategory.OTHER, -46_90),
        (MatchTarget.CATEGORY, CashCategory.SALES, 150_00),
    }
    assert lanes.read(waiting_lines, LinesAsked()).result() == ()
    after = lanes.read(cash_forecast, station, TODAY).result()
    assert after.opening == Money(closing)
    assert {each.source for each in after.flows} == {FlowSource.RECURRING}
    assert {each.label for each in after.flows} == {"SCI Simples Loyer", "Orange PRO"}
    assert euros(after.low(Reading.LIKELY).balance) in lowest
    assert "SCI Simples Loyer" in cause
    (kept,) = lanes.read(scenario_page, station, TODAY).result().lines
    assert (kept.kept.scenario.name, kept.kept.planned) == ("Cadeaux", False)
    assert review.read_bytes().startswith(b"%PDF")


def _closing(shop: DemoShop) -> int:
    (account,) = shop.home.lanes.read(bank_accounts).result()
    return account.balance.cents + sum(cents for _day, cents, _label in week())


def _matched(session: Session, since: date) -> set[tuple[MatchTarget, CashCategory, int]]:
    rows = session.execute(
        select(CashMatch.target, CashMatch.category, CashMatch.amount)
        .join(BankLine, BankLine.id == CashMatch.line_id)
        .where(BankLine.booked_on >= since)
    )
    return {(target, category, amount.cents) for target, category, amount in rows}
