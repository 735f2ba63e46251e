"""What the settings ask about taxes and social charges."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.operations.save_settings import save_setting
from merchant_desk.queries.settings import settings
from merchant_desk.queries.tax_profile import read_years, tax_profile
from merchant_desk.rules.cash_taxes.due import CompanyTax, OwnerRhythm, TaxProfile, VatRhythm
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings_taxes.choice import Choice
from merchant_desk.ui.settings_taxes.page import TaxesPage
from merchant_desk.ui.widgets.field import Field
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.money import Money
from merchant_desk.values.settings import (
    TAXES_COMPANY,
    TAXES_OWNER,
    TAXES_PROFIT,
    TAXES_VAT,
    TAXES_VAT_CREDIT_CENTS,
    TAXES_VAT_CREDIT_ON,
)
from tests.conftest import STATION
from tests.ui.accessibility import faults


@pytest.fixture
def page(qtbot: QtBot, settings_screen: SettingsScreen) -> TaxesPage:
    settings_screen.open_page("taxes")
    page = settings_screen.page
    assert isinstance(page, TaxesPage)
    qtbot.waitUntil(page.profit.isEnabled)
    return page


def _told(lanes: Lanes) -> TaxProfile:
    return tax_profile(lanes.read(settings, STATION).result(), None)


def _pick(choice: Choice, word: str) -> None:
    """Choose an answer as the keyboard does."""
    choice.setFocus()
    for _each in range(choice.count()):
        QTest.keyClick(choice, Qt.Key.Key_Up)
    while choice.word != word:
        QTest.keyClick(choice, Qt.Key.Key_Down)


def _type(field: Field, text: str) -> str:
    """Type into a field, leave it, and return what is said under it."""
    field.input.setFocus()
    field.input.selectAll()
    QTest.keyClick(field.input, Qt.Key.Key_Backspace)
    QTest.keyClicks(field.input, text)
    QTest.keyClick(field.input, Qt.Key.Key_Return)
    return field.error


def test_only_what_goes_with_the_answers_is_asked(qtbot: QtBot, page: TaxesPage) -> None:
    assert not page.vat.day.isVisible()
    assert not page.charges.owner_amount.isVisible()
    assert not page.charges.employer_amount.isVisible()
    assert not page.profit.tax.isVisible()

    _pick(page.vat.rhythm, VatRhythm.MONTHLY.value)
    qtbot.waitUntil(page.vat.day.isVisible)
    assert not page.vat.last_year.isVisible()
    _pick(page.vat.rhythm, VatRhythm.YEARLY.value)
    qtbot.waitUntil(page.vat.last_year.isVisible)


def test_the_forecast_follows_what_is_typed(qtbot: QtBot, lanes: Lanes, page: TaxesPage) -> None:
    _pick(page.vat.rhythm, VatRhythm.MONTHLY.value)
    qtbot.waitUntil(page.vat.day.isVisible)
    assert _type(page.vat.day, "19") == ""
    assert _type(page.profit.cfe, "1 250,50") == ""

    qtbot.waitUntil(lambda: _told(lanes).cfe == Money(125_050))
    assert (_told(lanes).vat, _told(lanes).vat_day) == (VatRhythm.MONTHLY, 19)


def test_charges_are_asked_by_rhythm_and_headcount(
    qtbot: QtBot, lanes: Lanes, page: TaxesPage
) -> None:
    _pick(page.charges.owner, OwnerRhythm.FIFTH.value)
    qtbot.waitUntil(page.charges.owner_amount.isVisible)
    assert _type(page.charges.owner_amount, "412") == ""
    assert _type(page.charges.people.fields["taxes.headcount"], "2") == ""
    qtbot.waitUntil(page.charges.employer_amount.isVisible)
    assert page.charges.quarterly.isVisible()
    assert _type(page.charges.employer_amount, "980,00") == ""

    qtbot.waitUntil(lambda: _told(lanes).employer_monthly == Money(98_000))
    assert _told(lanes).owner_amount == Money(41_200)


def test_the_tax_is_kept_with_its_year_and_the_profit_with_the_next(
    qtbot: QtBot, lanes: Lanes, page: TaxesPage
) -> None:
    _pick(page.profit.company, CompanyTax.CORPORATE.value)
    qtbot.waitUntil(page.profit.tax.isVisible)
    assert _type(page.profit.tax, "8000") == ""
    qtbot.waitUntil(lambda: len(_told(lanes).corporate_tax) == 1)
    assert _type(page.profit.profit, "60000") == ""
    qtbot.waitUntil(lambda: len(_told(lanes).corporate_tax) == 2)

    stored = lanes.read(settings, STATION).result()
    (following,) = read_years(stored.get(TAXES_PROFIT))
    closed, expected = sorted(_told(lanes).corporate_tax)
    assert (expected, closed.year + 1) == (following, following.year)
    assert _told(lanes).corporate_tax[closed] == Money(8_000_00)


def test_a_credit_is_kept_with_the_return_it_is_of(
    qtbot: QtBot, lanes: Lanes, page: TaxesPage
) -> None:
    _pick(page.vat.rhythm, VatRhythm.MONTHLY.value)
    qtbot.waitUntil(page.vat.credit.isVisible)
    assert _type(page.vat.credit, "300") == ""

    qtbot.waitUntil(
        lambda: lanes.read(settings, STATION).result().get(TAXES_VAT_CREDIT_CENTS) == 30_000
    )
    closed = date.fromisoformat(lanes.read(settings, STATION).result().get(TAXES_VAT_CREDIT_ON))
    assert (closed.replace(day=28) - closed).days <= 0


@pytest.mark.parametrize("typed", ["14", "25", "vingt", "-3"])
def test_a_day_that_cannot_be_is_said_and_not_kept(
    qtbot: QtBot, lanes: Lanes, page: TaxesPage, typed: str
) -> None:
    _pick(page.vat.rhythm, VatRhythm.MONTHLY.value)
    qtbot.waitUntil(page.vat.day.isVisible)

    assert "15" in _type(page.vat.day, typed)
    assert _told(lanes).vat_day == 0


@pytest.mark.parametrize("typed", ["beaucoup", "-12", "2000000", "1/2"])
def test_an_amount_that_is_none_is_said_and_not_kept(
    lanes: Lanes, page: TaxesPage, typed: str
) -> None:
    assert "Un montant" in _type(page.profit.cfe, typed)
    assert _told(lanes).cfe is None


def test_a_field_left_empty_stays_untold(lanes: Lanes, page: TaxesPage) -> None:
    assert _type(page.profit.cfe, "") == ""
    assert _told(lanes).cfe is None


def test_every_field_has_a_name(
    qtbot: QtBot, lanes: Lanes, page: TaxesPage, gesture: Gesture
) -> None:
    lanes.write(save_setting, gesture, TAXES_VAT, "yearly").result()
    lanes.write(save_setting, gesture, TAXES_OWNER, "day5").result()
    lanes.write(save_setting, gesture, TAXES_COMPANY, "corporate").result()
    page.reload()
    qtbot.waitUntil(page.vat.last_year.isVisible)

    assert faults(page) == []
