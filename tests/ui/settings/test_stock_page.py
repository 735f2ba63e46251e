"""The stock page of the settings: how often articles are counted."""

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.count_plan import count_intervals
from merchant_desk.queries.settings import settings
from merchant_desk.ui.settings.screen import SettingsScreen
from merchant_desk.ui.settings.stock_page import StockPage
from merchant_desk.values.count_scope import AbcClass
from merchant_desk.values.settings import COUNT_A_DAY, COUNT_DAYS_B
from tests.conftest import STATION


@pytest.fixture
def page(qtbot: QtBot, settings_screen: SettingsScreen) -> StockPage:
    settings_screen.open_page("stock")
    page = settings_screen.page
    assert isinstance(page, StockPage)
    qtbot.waitUntil(page.counting.isEnabled)
    return page


def test_the_intervals_of_the_plan_are_shown_and_kept(
    qtbot: QtBot, lanes: Lanes, page: StockPage
) -> None:
    field = page.counting.numbers.fields[COUNT_DAYS_B.key]
    assert field.value == "90"

    field.input.setText("45")
    field.input.editingFinished.emit()

    def kept() -> int:
        return count_intervals(lanes.read(settings, STATION).result())[AbcClass.B]

    qtbot.waitUntil(lambda: kept() == 45)


@pytest.mark.parametrize("typed", ["", "0", "-3", "douze", "99999"])
def test_a_number_that_cannot_be_is_told_and_not_kept(
    lanes: Lanes, page: StockPage, typed: str
) -> None:
    field = page.counting.numbers.fields[COUNT_A_DAY.key]

    field.input.setText(typed)
    field.input.editingFinished.emit()

    assert "Un nombre de 1 à" in field.error
    assert lanes.read(settings, STATION).result().get(COUNT_A_DAY) == COUNT_A_DAY.default
