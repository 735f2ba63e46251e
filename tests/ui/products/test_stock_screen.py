"""The stock screen: filters, the story, adjusting with a reason, transfers, places."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.lanes import Lanes
from merchant_desk.queries.products import Shown
from merchant_desk.queries.stock import bins, stock_by_bin, stock_of_everything
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.ui.stock.adjust_sheet import AdjustSheet
from merchant_desk.ui.stock.screen import StockScreen
from merchant_desk.ui.stock.stock_chip import stock_chip
from merchant_desk.ui.stock.story_sheet import StorySheet
from merchant_desk.values.ids import PlaceId
from merchant_desk.values.scan import scan_of_text
from tests.ui.accessibility import faults
from tests.ui.products.conftest import Stocked

AT = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> StockScreen:
    window._shell.navigate("stock")
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    shown = place.page
    assert isinstance(shown, StockScreen)
    qtbot.waitUntil(lambda: shown.counted.text() == "2 lignes")
    return shown


def _adjusting(qtbot: QtBot, screen: StockScreen, stocked: Stocked) -> AdjustSheet:
    screen.sheets.adjust(stocked.soap, "Savon", stocked.first)
    sheet = screen.sheets.adjusting
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.bins.bin is not None)
    return sheet


def _told(qtbot: QtBot, screen: StockScreen, stocked: Stocked) -> StorySheet:
    screen.sheets.tell(stocked.soap, "Savon")
    sheet = screen.sheets.story
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.moves.story.rowCount() > 0)
    return sheet


def _shown(screen: StockScreen) -> tuple[str, PlaceId | None] | None:
    row = screen.table.current()
    return None if row is None else (row.sku, row.place_id)


def test_the_zero_tab_leaves_what_is_sold_out(qtbot: QtBot, screen: StockScreen) -> None:
    screen.strip.tabs.choose(Shown.ZERO)

    qtbot.waitUntil(lambda: screen.counted.text() == "1 ligne")
    qtbot.waitUntil(lambda: _shown(screen) == ("BOU-FIG", None))


def test_an_empty_filter_is_told_and_cleared_by_its_button(
    qtbot: QtBot, screen: StockScreen
) -> None:
    screen.strip.tabs.choose(Shown.NEGATIVE)
    qtbot.waitUntil(screen.empty.isVisible)

    screen.empty.primary.emit()

    qtbot.waitUntil(lambda: screen.counted.text() == "2 lignes")


def test_enter_tells_the_story(qtbot: QtBot, screen: StockScreen, stocked: Stocked) -> None:
    qtbot.waitUntil(lambda: screen.table.select_id(stocked.soap + stocked.first))

    QTest.keyClick(screen.table._view, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: screen.sheets.story is not None)
    assert screen.sheets.story is not None
    model = screen.sheets.story.moves.story
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    spoken = model.data(model.index(0), Qt.ItemDataRole.DisplayRole)
    assert spoken == "2 unités cassées en A1 (−2), reste 7. 21 nov., 10:30 · Camille"
    assert model.rowCount(model.index(0)) == 0
    assert not QModelIndex().isValid()


def test_why_seven_and_not_nine_is_answered_as_she_types(
    qtbot: QtBot, screen: StockScreen, stocked: Stocked
) -> None:
    sheet = _told(qtbot, screen, stocked)

    QTest.keyClicks(sheet.expected.input, "9")

    assert sheet.answer.text() == "Il y en avait 9 jusqu’au 21 nov., 10:30. Depuis\u00a0:"
    assert [line.sentence for line in sheet.moves.story.lines] == ["2 unités cassées en A1"]


def test_a_count_is_saved_told_in_the_story_and_can_be_undone(
    qtbot: QtBot, screen: StockScreen, stocked: Stocked, lanes: Lanes
) -> None:
    sheet = _adjusting(qtbot, screen, stocked)
    QTest.keyClicks(sheet.quantity.input, "5")
    assert sheet.preview.text() == "7 → 5   (−2)"

    QTest.keyClick(sheet.quantity.input, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    assert lanes.read(stock_of_everything).result() == {stocked.soap: 5}
    sheet._undo()
    qtbot.waitUntil(lambda: lanes.read(stock_of_everything).result() == {stocked.soap: 7})


def test_a_sign_means_a_change_and_never_a_count(
    qtbot: QtBot, screen: StockScreen, stocked: Stocked
) -> None:
    sheet = _adjusting(qtbot, screen, stocked)

    QTest.keyClicks(sheet.quantity.input, "+3")

    assert sheet.mode.key == "change"
    assert sheet.preview.text() == "7 → 10   (+3)"


def test_taking_more_than_there_is_stays_in_the_sheet_with_the_reason(
    qtbot: QtBot, screen: StockScreen, stocked: Stocked, lanes: Lanes
) -> None:
    sheet = _adjusting(qtbot, screen, stocked)
    QTest.keyClicks(sheet.quantity.input, "-8")

    sheet.save.click()

    qtbot.waitUntil(sheet.banner.isVisible)
    assert sheet.sheet.isVisible()
    assert lanes.read(stock_of_everything).result() == {stocked.soap: 7}


def test_a_quantity_that_is_no_number_is_not_sent(
    qtbot: QtBot, screen: StockScreen, stocked: Stocked
) -> None:
    sheet = _adjusting(qtbot, screen, stocked)
    QTest.keyClicks(sheet.quantity.input, "sept")

    sheet.save.click()

    assert sheet.quantity.error == "Saisissez un nombre entier, comme 7 ou −2."
    qtbot.waitUntil(sheet.quantity.input.hasFocus)


def test_a_transfer_carries_the_units_and_its_undo_brings_them_back(
    qtbot: QtBot, screen: StockScreen, stocked: Stocked, lanes: Lanes
) -> None:
    screen.sheets.transfer(stocked.soap, "Savon", stocked.first)
    sheet = screen.sheets.carrying
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.end.bin is not None)
    QTest.keyClicks(sheet.quantity.input, "4")

    sheet.save.click()

    qtbot.waitUntil(lambda: not sheet.sheet.isVisible())
    places = {place: quantity for _p, place, quantity in lanes.read(stock_by_bin).result()}
    assert places == {stocked.first: 3, stocked.second: 4}
    sheet._undo()
    qtbot.waitUntil(lambda: (stocked.soap, stocked.first, 7) in lanes.read(stock_by_bin).result())


def test_nothing_to_transfer_is_told(qtbot: QtBot, screen: StockScreen, stocked: Stocked) -> None:
    screen.sheets.transfer(stocked.candle, "Bougie")

    sheet = screen.sheets.carrying
    assert sheet is not None
    qtbot.waitUntil(sheet.banner.isVisible)
    assert not sheet.save.isEnabled()


def test_bins_are_added_renamed_and_removed(
    qtbot: QtBot, screen: StockScreen, lanes: Lanes
) -> None:
    screen.sheets.open_places()
    sheet = screen.sheets.places
    assert sheet is not None
    qtbot.waitUntil(sheet.add_bin.isEnabled)

    def codes() -> list[str]:
        return [each.code for each in lanes.read(bins).result()]

    QTest.keyClicks(sheet.bin_code.input, "C3")
    QTest.keyClick(sheet.bin_code.input, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: codes() == ["A1", "B2", "C3"])
    qtbot.waitUntil(lambda: len(sheet._bins) == 3 and sheet.bin_code.value == "")
    sheet.bin_list.setCurrentRow(2)
    sheet.rename.click()
    sheet.bin_code.set_value("D4")
    sheet.add_bin.click()
    qtbot.waitUntil(lambda: codes() == ["A1", "B2", "D4"])
    qtbot.waitUntil(lambda: [each.code for each in sheet._bins] == codes())
    sheet.bin_list.setCurrentRow(2)
    sheet.remove.click()
    qtbot.waitUntil(lambda: codes() == ["A1", "B2"])


def test_a_used_bin_is_not_removed_and_the_sheet_says_why(
    qtbot: QtBot, screen: StockScreen
) -> None:
    screen.sheets.open_places()
    sheet = screen.sheets.places
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.bin_list.count() == 2)

    sheet.remove.click()

    qtbot.waitUntil(sheet.banner.isVisible)


def test_scanning_a_product_tells_its_story(
    qtbot: QtBot, screen: StockScreen, stocked: Stocked
) -> None:
    assert screen.on_scan(scan_of_text("3760123456784", AT))

    qtbot.waitUntil(lambda: screen.sheets.story is not None)
    assert screen.sheets.story is not None
    assert screen.sheets.story._product_id == stocked.soap


def test_every_control_has_a_name_and_room(
    qtbot: QtBot, screen: StockScreen, stocked: Stocked, watch: StallWatch
) -> None:
    story = _told(qtbot, screen, stocked)
    adjusting = _adjusting(qtbot, screen, stocked)
    screen.sheets.open_places()
    places = screen.sheets.places
    assert places is not None
    qtbot.waitUntil(lambda: len(places._bins) == 2)

    with watch.excused():  # the check walks every widget
        assert faults(screen) == []
        assert faults(story.sheet) == []
        assert faults(adjusting.sheet) == []
        assert faults(places.sheet) == []


@pytest.mark.parametrize(
    ("on_hand", "available", "stocked", "words"),
    [
        (5, 5, True, "En stock"),
        (5, 0, True, "Tout réservé"),
        (5, -1, True, "Vendu en trop"),
        (0, 0, True, "Épuisé"),
        (-1, -1, True, "À recompter"),
        (0, 0, False, "Non suivi"),
    ],
)
def test_the_state_of_a_stock_is_a_word(
    on_hand: int, available: int, stocked: bool, words: str
) -> None:
    assert stock_chip(on_hand, available, stocked=stocked).text == words
