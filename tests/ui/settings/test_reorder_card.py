"""What the settings ask about reordering and about what keeping stock costs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.reorder_proposal import reorder_policy
from merchant_desk.queries.settings import settings
from merchant_desk.ui.settings.reorder_card import ReorderCard
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.stock_page import StockPage
from merchant_desk.values.settings import REORDER_COVER_DAYS, STOCK_CARRYING_BP
from tests.conftest import STATION
from tests.ui.accessibility import faults


@pytest.fixture
def card(qtbot: QtBot, settings_screen: SettingsScreen) -> ReorderCard:
    settings_screen.open_page("stock")
    page = settings_screen.page
    assert isinstance(page, StockPage)
    qtbot.waitUntil(page.reorder.isEnabled)
    return page.reorder


def _type(card: ReorderCard, key: str, text: str) -> str:
    """Type into a field, leave it, and return what is said under it."""
    field = card.carrying if key == STOCK_CARRYING_BP.key else card.numbers.fields[key]
    field.input.setFocus()
    field.input.selectAll()
    QTest.keyClicks(field.input, text)
    QTest.keyClick(field.input, Qt.Key.Key_Return)
    return field.error


def test_what_is_typed_is_what_the_next_proposal_follows(
    qtbot: QtBot, lanes: Lanes, card: ReorderCard
) -> None:
    assert card.numbers.fields[REORDER_COVER_DAYS.key].value == "28"

    assert _type(card, REORDER_COVER_DAYS.key, "42") == ""

    qtbot.waitUntil(lambda: lanes.read(reorder_policy).result().cover_days == 42)


@pytest.mark.parametrize("typed", ["0", "beaucoup", "400", "-3", ""])
def test_days_that_make_no_sense_are_said_and_not_kept(
    lanes: Lanes, card: ReorderCard, typed: str
) -> None:
    field = card.numbers.fields[REORDER_COVER_DAYS.key]
    field.set_value("")

    assert "Un nombre de 1 à 365" in _type(card, REORDER_COVER_DAYS.key, typed)
    assert lanes.read(reorder_policy).result().cover_days == 28


@pytest.mark.parametrize(("typed", "kept"), [("12,5", 1_250), ("0", 0), ("100", 10_000)])
def test_what_keeping_stock_costs_is_a_rate_a_year(
    qtbot: QtBot, lanes: Lanes, card: ReorderCard, typed: str, kept: int
) -> None:
    assert card.carrying.value == "20"

    assert _type(card, STOCK_CARRYING_BP.key, typed) == ""

    qtbot.waitUntil(lambda: lanes.read(settings, STATION).result().get(STOCK_CARRYING_BP) == kept)


@pytest.mark.parametrize("typed", ["101", "vingt", "1,234"])
def test_a_rate_that_is_none_is_said_and_not_kept(
    lanes: Lanes, card: ReorderCard, typed: str
) -> None:
    assert "Un taux de 0 à 100" in _type(card, STOCK_CARRYING_BP.key, typed)
    assert lanes.read(settings, STATION).result().get(STOCK_CARRYING_BP) == 2_000


def test_every_field_has_a_name(card: ReorderCard) -> None:
    assert faults(card) == []
