"""What returns cost is asked in euros, and kept in cents."""

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.settings import settings
from merchant_desk.ui.settings.returns_card import ReturnsCard
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.stock_page import StockPage
from merchant_desk.values.settings import (
    RETURNS_BACK_CENTS,
    RETURNS_CARRIAGE_CENTS,
    RETURNS_HOURLY_CENTS,
    RETURNS_LONGER,
    Setting,
)
from tests.conftest import STATION


@pytest.fixture
def card(qtbot: QtBot, settings_screen: SettingsScreen) -> ReturnsCard:
    settings_screen.open_page("stock")
    page = settings_screen.page
    assert isinstance(page, StockPage)
    qtbot.waitUntil(page.returns.isEnabled)
    return page.returns


def _kept(lanes: Lanes, setting: Setting[int]) -> int:
    return lanes.read(settings, STATION).result().get(setting)


def _type(card: ReturnsCard, setting: Setting[int], text: str) -> None:
    field = card.fields[setting.key]
    field.input.setText(text)
    field.input.editingFinished.emit()


@pytest.mark.parametrize(
    ("setting", "text", "cents"),
    [
        (RETURNS_HOURLY_CENTS, "22,50", 2250),
        (RETURNS_BACK_CENTS, "6.90 €", 690),
        (RETURNS_CARRIAGE_CENTS, "4,90", 490),
    ],
)
def test_an_amount_in_euros_is_kept(
    qtbot: QtBot, lanes: Lanes, card: ReturnsCard, setting: Setting[int], text: str, cents: int
) -> None:
    _type(card, setting, text)

    qtbot.waitUntil(lambda: _kept(lanes, setting) == cents)


def test_an_hour_costs_something_and_an_empty_carriage_is_none(
    qtbot: QtBot, lanes: Lanes, card: ReturnsCard
) -> None:
    assert card.fields[RETURNS_HOURLY_CENTS.key].value == "18,00"
    _type(card, RETURNS_BACK_CENTS, "5,00")
    qtbot.waitUntil(lambda: _kept(lanes, RETURNS_BACK_CENTS) == 500)

    _type(card, RETURNS_HOURLY_CENTS, "")
    _type(card, RETURNS_BACK_CENTS, "")

    qtbot.waitUntil(lambda: _kept(lanes, RETURNS_BACK_CENTS) == 0)
    assert card.fields[RETURNS_HOURLY_CENTS.key].error
    assert _kept(lanes, RETURNS_HOURLY_CENTS) == 1800


def test_a_longer_withdrawal_is_typed_as_it_is_said(
    qtbot: QtBot, lanes: Lanes, card: ReturnsCard
) -> None:
    def type_longer(text: str) -> None:
        card.longer.input.setText(text)
        card.longer.input.editingFinished.emit()

    type_longer("30 jours du 15/11/2026 au 24/12/26")
    kept = "30 du 15/11/2026 au 24/12/2026"
    qtbot.waitUntil(lambda: lanes.read(settings, STATION).result().get(RETURNS_LONGER) == kept)
    qtbot.waitUntil(lambda: card.longer.value == kept)

    type_longer("jusqu’à Noël")
    assert "deux dates" in card.longer.error
    assert lanes.read(settings, STATION).result().get(RETURNS_LONGER) == kept

    type_longer("")
    qtbot.waitUntil(lambda: lanes.read(settings, STATION).result().get(RETURNS_LONGER) == "")


@pytest.mark.parametrize("text", ["cher", "-3", "100 000"])
def test_what_is_no_amount_is_said_and_not_kept(lanes: Lanes, card: ReturnsCard, text: str) -> None:
    _type(card, RETURNS_CARRIAGE_CENTS, text)

    assert "Un montant" in card.fields[RETURNS_CARRIAGE_CENTS.key].error
    assert _kept(lanes, RETURNS_CARRIAGE_CENTS) == 0
