"""The page of minimums: what is proposed is accepted, changed and taken away by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.models.stock_rule import StockRule
from merchant_desk.ui.levels import page
from merchant_desk.ui.levels.page import LevelsScreen
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.products.screen import ProductsScreen
from merchant_desk.values.ids import LocationId, ProductId
from tests.ui.accessibility import faults
from tests.ui.levels.conftest import Selling

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Kept = tuple[int, int | None, bool]


def _press(screen: LevelsScreen, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press a key on the lines, in the window that is awake."""
    screen.window().activateWindow()
    screen.table._view.setFocus()
    QTest.keyClick(screen.table._view, key, held or Qt.KeyboardModifier.NoModifier)


def _kept(shop_file: Database) -> dict[ProductId, Kept]:
    with shop_file.read() as session:
        rules = session.query(StockRule).all()
        return {each.product_id: (each.minimum, each.target, each.by_hand) for each in rules}


def _rows(screen: LevelsScreen) -> list[str]:
    return [row.sku for _place, row in sorted(screen.table._model.loaded())]


def test_every_article_that_sells_is_there_with_what_is_proposed_and_what_is_crossed(
    screen: LevelsScreen, selling: Selling
) -> None:
    assert screen.told is not None
    lines = {each.product_id: each for each in screen.told.lines}

    quick, mine = lines[selling.quick], lines[selling.set_by_hand]
    assert (quick.minimum, quick.on_hand, quick.crossed) == (None, 4, False)
    assert quick.proposed is not None
    assert quick.proposed > 20
    assert (mine.minimum, mine.by_hand, mine.crossed) == (50, True, True)
    assert screen.counted.text() == "3 minimums"


def test_tabs_and_search_keep_the_lines_that_are_meant(qtbot: QtBot, screen: LevelsScreen) -> None:
    screen.strip.tabs.choose("crossed")
    screen._on_filter()
    qtbot.waitUntil(lambda: _rows(screen) == ["C-MOI"])

    screen.strip.tabs.choose("every")
    _press(screen, Qt.Key.Key_F, CTRL)
    QTest.keyClicks(screen.search, "lent")
    qtbot.waitUntil(lambda: _rows(screen) == ["B-LENT"])

    screen.search.setText("rien de tel")
    qtbot.waitUntil(lambda: screen.table.row_count() == 0)
    screen.empty.primary.emit()
    qtbot.waitUntil(lambda: screen.table.row_count() == 3)


def test_the_checked_lines_are_accepted_together_even_those_set_by_hand(
    qtbot: QtBot, screen: LevelsScreen, selling: Selling, shop_file: Database
) -> None:
    # given the quick one and the one she set are checked
    _press(screen, Qt.Key.Key_Space)
    _press(screen, Qt.Key.Key_Down)
    _press(screen, Qt.Key.Key_Down)
    _press(screen, Qt.Key.Key_Space)
    assert screen.table.checked().count == 2

    # when
    with qtbot.waitSignal(screen.shell.toasted) as toast:
        _press(screen, Qt.Key.Key_Return, CTRL)

    # then
    kept = _kept(shop_file)
    assert toast.args[0] == "2 minimums acceptés."
    assert set(kept) == {selling.quick, selling.set_by_hand}
    assert not any(by_hand for _minimum, _target, by_hand in kept.values())
    assert screen.table.checked().count == 0


def test_accepting_all_leaves_what_she_set_and_taking_away_leaves_the_forecast(
    qtbot: QtBot, screen: LevelsScreen, selling: Selling, shop_file: Database
) -> None:
    with qtbot.waitSignal(screen.shell.toasted):
        _press(screen, Qt.Key.Key_Return, CTRL | SHIFT)

    kept = _kept(shop_file)
    assert kept[selling.set_by_hand] == (50, None, True)
    assert {selling.quick, selling.slow} <= set(kept)
    qtbot.waitUntil(lambda: _minimum(screen, selling.quick) is not None)

    with qtbot.waitSignal(screen.shell.toasted):
        _press(screen, Qt.Key.Key_Delete)
    assert selling.quick not in _kept(shop_file)


def test_many_are_accepted_some_at_a_time(
    qtbot: QtBot,
    screen: LevelsScreen,
    selling: Selling,
    shop_file: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given
    monkeypatch.setattr(page, "_CHUNK", 1)
    writes: list[frozenset[str]] = []
    screen.desk._lanes.after_write(writes.append)

    # when
    with qtbot.waitSignal(screen.shell.toasted) as toast:
        _press(screen, Qt.Key.Key_Return, CTRL | SHIFT)

    # then
    assert toast.args[0] == "2 minimums acceptés."
    assert len(writes) == 2
    assert {selling.quick, selling.slow} <= set(_kept(shop_file))
    qtbot.waitUntil(lambda: _minimum(screen, selling.slow) is not None)


def _minimum(screen: LevelsScreen, product_id: ProductId) -> int | None:
    assert screen.told is not None
    (found,) = (each.minimum for each in screen.told.lines if each.product_id == product_id)
    return found


def test_enter_opens_an_article_and_keeps_what_is_typed_for_its_place(
    qtbot: QtBot, screen: LevelsScreen, selling: Selling, shop_file: Database
) -> None:
    # given
    _press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    (place,) = screen.sheet.places
    assert place.line.location_id == selling.location
    assert place.minimum.input.hasFocus()

    # when a target under the minimum is typed, it is refused and nothing is kept
    QTest.keyClicks(place.minimum.input, "12")
    QTest.keyClicks(place.target.input, "3")
    QTest.keyClick(place.target.input, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.sheet.banner.isVisible)
    assert selling.quick not in _kept(shop_file)

    # when it is mended
    place.target.input.selectAll()
    QTest.keyClicks(place.target.input, "30")
    with qtbot.waitSignal(screen.shell.toasted):
        QTest.keyClick(place.target.input, Qt.Key.Key_Return)

    # then
    assert _kept(shop_file)[selling.quick] == (12, 30, True)


def test_a_number_that_is_none_is_said_under_its_field(
    qtbot: QtBot, screen: LevelsScreen, selling: Selling, shop_file: Database
) -> None:
    _press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)
    (place,) = screen.sheet.places

    QTest.keyClicks(place.minimum.input, "-4")
    QTest.keyClick(place.minimum.input, Qt.Key.Key_Return)

    assert "nombre d’unités" in place.minimum.error
    assert selling.quick not in _kept(shop_file)


def test_the_card_of_a_product_tells_its_minimum_and_leads_to_it(
    qtbot: QtBot, window: MainWindow, screen: LevelsScreen, selling: Selling
) -> None:
    # given
    window._shell.navigate("products", product_id=selling.set_by_hand)
    products = window._stack.visible_screen()
    assert isinstance(products, ProductsScreen)
    assert products.sheet is not None
    minimum = products.sheet.minimum
    qtbot.waitUntil(lambda: minimum.change is not None)

    # when
    assert minimum.change is not None
    minimum.change.setFocus()
    QTest.keyClick(minimum.change, Qt.Key.Key_Space)

    # then
    qtbot.waitUntil(lambda: minimum.sheet is not None and bool(minimum.sheet.places))
    assert minimum.sheet is not None
    (place,) = minimum.sheet.places
    assert (place.minimum.value, place.line.location_id) == ("50", LocationId(selling.location))
    qtbot.waitUntil(minimum.sheet.accept.isEnabled)
    assert screen.title() == "Minimums"


def test_everything_on_the_page_and_its_sheet_has_a_name(
    qtbot: QtBot, screen: LevelsScreen
) -> None:
    _press(screen, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.sheet.sheet.isVisible)

    assert faults(screen) == []
    assert faults(screen.sheet.sheet) == []
