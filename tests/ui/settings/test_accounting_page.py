"""The accounting page of the settings: accounts, the year, the counter, VAT on debits."""

import json

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.queries.settings import profile, settings
from merchant_desk.ui.settings.accounting_page import AccountingPage
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.settings import (
    ACCOUNTING_ACCOUNTS,
    ACCOUNTING_COUNTER,
    ACCOUNTING_MEANS,
    FISCAL_FIRST_MONTH,
)
from tests.conftest import STATION
from tests.makers import make_profile
from tests.queries.books_desk import issue, pay


@pytest.fixture
def page(qtbot: QtBot, lanes: Lanes, settings_screen: SettingsScreen) -> AccountingPage:
    lanes.write(make_profile).result()
    settings_screen.open_page("accounting")
    page = settings_screen.page
    assert isinstance(page, AccountingPage)
    qtbot.waitUntil(lambda: page.debits.isEnabled() and page.accounts.isEnabled())
    return page


def test_a_number_of_hers_is_kept_and_an_impossible_one_is_not(
    qtbot: QtBot, lanes: Lanes, page: AccountingPage
) -> None:
    goods, bank = page.accounts.fields["goods"], page.accounts.fields["bank"]

    goods.input.setText("707110")
    goods.input.editingFinished.emit()
    bank.input.setText("BNP")
    bank.input.editingFinished.emit()

    def kept() -> str:
        return lanes.read(settings, STATION).result().get(ACCOUNTING_ACCOUNTS)

    qtbot.waitUntil(lambda: json.loads(kept()) == {"goods": "707110"})
    assert "Trois chiffres" in bank.error
    goods.input.setText("")
    goods.input.editingFinished.emit()
    qtbot.waitUntil(lambda: json.loads(kept()) == {})


def test_the_year_and_the_counter_are_kept(
    qtbot: QtBot, lanes: Lanes, page: AccountingPage
) -> None:
    page.month.setCurrentIndex(3)
    page.month.activated.emit(3)
    page.counter.setCurrentIndex(1)
    page.counter.activated.emit(1)

    def kept() -> tuple[int, str]:
        stored = lanes.read(settings, STATION).result()
        return stored.get(FISCAL_FIRST_MONTH), stored.get(ACCOUNTING_COUNTER)

    qtbot.waitUntil(lambda: kept() == (4, "ticket"))
    qtbot.waitUntil(lambda: page.month.currentText() == "Avril")


def test_the_option_for_debits_is_kept_with_the_identity(
    qtbot: QtBot, lanes: Lanes, page: AccountingPage
) -> None:
    page.debits.click()

    def on_debits() -> bool:
        told = lanes.read(profile).result()
        return told is not None and told.seller.vat_on_debits

    qtbot.waitUntil(on_debits)


def test_a_means_of_payment_goes_to_the_account_she_chooses(
    qtbot: QtBot, lanes: Lanes, page: AccountingPage, gesture: Gesture
) -> None:
    lanes.write(_paid_by, gesture, "Alma").result()
    page.reload()
    qtbot.waitUntil(lambda: "Alma" in page.means.choices)
    choice = page.means.choices["Alma"]
    assert choice.currentText() == "Prestataire de paiement"

    choice.setCurrentIndex(0)
    choice.activated.emit(0)

    def kept() -> str:
        return lanes.read(settings, STATION).result().get(ACCOUNTING_MEANS)

    qtbot.waitUntil(lambda: json.loads(kept()) == {"Alma": "bank"})
    qtbot.waitUntil(lambda: page.means.choices["Alma"].currentText() == "Banque")


def _paid_by(session: Session, gesture: Gesture, means: str) -> None:
    pay(session, gesture, issue(session, gesture), 1200, means)
