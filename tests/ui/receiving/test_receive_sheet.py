"""« Recevoir » with a scanner: units go on sale, or aside while their article is soldé."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.lanes import Lanes
from merchant_desk.models.law_facts import Batch
from merchant_desk.queries.receiving import receivable
from merchant_desk.queries.stock import stock_by_bin, stock_of_everything
from merchant_desk.ui import desk as desk_module
from merchant_desk.ui.main_window import MainWindow
from merchant_desk.ui.pages_screen import PagesScreen
from merchant_desk.ui.receiving import aside_sheet
from merchant_desk.ui.receiving.receive_sheet import ReceiveSheet
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.stall_watch import StallWatch
from merchant_desk.ui.stock.screen import StockScreen
from tests.ui.accessibility import faults
from tests.ui.fake_scanner import FakeScanner
from tests.ui.packing.bench_room import NamedSounds
from tests.ui.products.conftest import Stocked
from tests.ui.receiving.conftest import AFTER

SOAP = "3760123456784"


@pytest.fixture
def screen(qtbot: QtBot, window: MainWindow) -> StockScreen:
    window._shell.navigate("stock")
    place = window._stack.visible_screen()
    assert isinstance(place, PagesScreen)
    shown = place.page
    assert isinstance(shown, StockScreen)
    qtbot.waitUntil(lambda: shown.counted.text() == "2 lignes")
    return shown


@pytest.fixture
def sheet(qtbot: QtBot, window: MainWindow, screen: StockScreen) -> ReceiveSheet:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(screen.table._view, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: screen.sheets.receiving is not None)
    made = screen.sheets.receiving
    assert made is not None
    qtbot.waitUntil(lambda: made.form.bins.count() == 3)
    return made


def _heard(sheet: ReceiveSheet) -> list[Sound]:
    sounds = sheet._shell.sounds
    assert isinstance(sounds, NamedSounds)
    return sounds.heard.sounds


def test_every_scan_adds_a_unit_where_the_article_lies_even_while_she_types_elsewhere(
    qtbot: QtBot, sheet: ReceiveSheet, scanner: FakeScanner, stocked: Stocked, lanes: Lanes
) -> None:
    sheet.form.supplier.input.setFocus()
    QTest.keyClicks(sheet.form.supplier.input, "Savonnerie du Midi")

    for _time in range(3):
        scanner.scan(SOAP)

    qtbot.waitUntil(lambda: len(sheet.entries) == 3)
    assert _heard(sheet) == [Sound.ADDED] * 3
    assert sheet.last.text() == "Savon lavande 100 g — 3 unités"
    assert sheet.form.supplier.value == "Savonnerie du Midi"
    assert (stocked.soap, stocked.first, 10) in lanes.read(stock_by_bin).result()


def test_what_is_scanned_unit_by_unit_is_one_receipt_with_its_supplier_and_payment(
    qtbot: QtBot, sheet: ReceiveSheet, scanner: FakeScanner, shop_file: Database
) -> None:
    sheet.form.supplier.set_value("Savonnerie du Midi")
    sheet.form.payment.choose("paid")
    sheet.form.payment.chosen.emit("paid")
    sheet.form.paid_on.set_value("3/11/2026")

    scanner.scan(SOAP)
    scanner.scan(SOAP)

    qtbot.waitUntil(lambda: len(sheet.entries) == 2)
    with shop_file.read() as session:
        (batch,) = session.scalars(select(Batch)).all()
        assert (batch.quantity, batch.supplier) == (2, "Savonnerie du Midi")
        assert (batch.paid_on, batch.paid_known) == (date(2026, 11, 3), True)


@pytest.mark.usefixtures("winter")
def test_a_scan_of_a_solde_article_is_put_aside_with_a_sound_and_words_that_cannot_be_missed(
    qtbot: QtBot, sheet: ReceiveSheet, scanner: FakeScanner, stocked: Stocked, lanes: Lanes
) -> None:
    scanner.scan(SOAP)

    qtbot.waitUntil(sheet.banner.isVisible)
    assert sheet.banner.accessibleName() == (
        "Mis en quarantaine jusqu’au 2 février 2027\u00a0: réassort interdit pendant les "
        "soldes, C.\u00a0com. L310-3"
    )
    assert _heard(sheet) == [Sound.WRONG]
    assert lanes.read(stock_of_everything).result() == {stocked.soap: 7}


@pytest.mark.usefixtures("winter")
def test_units_put_aside_are_listed_and_go_back_to_the_shelf_after_the_season(
    qtbot: QtBot,
    screen: StockScreen,
    sheet: ReceiveSheet,
    scanner: FakeScanner,
    shop_file: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scanner.scan(SOAP)
    qtbot.waitUntil(lambda: len(sheet.entries) == 1)
    sheet.done.click()
    qtbot.waitUntil(screen.aside.isVisible)
    assert screen.aside.text() == "Quarantaine (1)"

    for module in (desk_module, aside_sheet):
        monkeypatch.setattr(module, "utc_now", lambda: AFTER)
    screen.aside.click()
    aside = screen.sheets.aside
    assert aside is not None
    qtbot.waitUntil(lambda: len(aside.buttons) == 1)
    aside.buttons[0].click()

    qtbot.waitUntil(aside.none.isVisible)
    qtbot.waitUntil(lambda: not screen.aside.isVisible())
    with shop_file.read() as session:
        assert list(stock_of_everything(session).values()) == [8]


def test_a_cost_is_that_of_the_article_scanned_after_it_and_of_no_other(
    qtbot: QtBot, sheet: ReceiveSheet, scanner: FakeScanner, stocked: Stocked, shop_file: Database
) -> None:
    QTest.keyClicks(sheet.form.cost.input, "2,15")
    scanner.scan(SOAP)
    scanner.scan(SOAP)
    qtbot.waitUntil(lambda: len(sheet.entries) == 2)

    sheet._desk.read(sheet._show_chosen, receivable, stocked.candle)
    qtbot.waitUntil(lambda: len(sheet.entries) == 3)

    with shop_file.read() as session:
        batches = session.scalars(select(Batch).order_by(Batch.quantity)).all()
        assert [(each.quantity, each.cost_tenthousandths) for each in batches] == [
            (1, None),
            (2, 21_500),
        ]


def test_a_code_of_no_product_brings_nothing_in(
    qtbot: QtBot, sheet: ReceiveSheet, scanner: FakeScanner, stocked: Stocked, lanes: Lanes
) -> None:
    scanner.scan("3760000000017")

    qtbot.waitUntil(sheet.banner.isVisible)
    assert _heard(sheet) == [Sound.UNKNOWN]
    assert sheet.entries == []
    assert lanes.read(stock_of_everything).result() == {stocked.soap: 7}


def test_the_last_entry_is_taken_back(
    qtbot: QtBot, sheet: ReceiveSheet, scanner: FakeScanner, stocked: Stocked, lanes: Lanes
) -> None:
    sheet.form.quantity.setValue(12)
    scanner.scan(SOAP)
    qtbot.waitUntil(lambda: len(sheet.entries) == 1)
    assert lanes.read(stock_of_everything).result() == {stocked.soap: 19}

    sheet.undo.click()

    qtbot.waitUntil(lambda: not sheet.entries)
    assert lanes.read(stock_of_everything).result() == {stocked.soap: 7}
    assert not sheet.undo.isEnabled()


def test_a_day_that_is_none_keeps_the_units_out_until_it_is_corrected(
    qtbot: QtBot, sheet: ReceiveSheet, scanner: FakeScanner, stocked: Stocked, lanes: Lanes
) -> None:
    sheet.form.payment.choose("paid")
    sheet.form.payment.chosen.emit("paid")
    sheet.form.paid_on.set_value("31/02/2026")

    scanner.scan(SOAP)

    qtbot.waitUntil(sheet.banner.isVisible)
    assert sheet.form.paid_on.error == "Saisissez une date, comme 06/01/2027."
    assert _heard(sheet) == [Sound.WRONG]
    assert lanes.read(stock_of_everything).result() == {stocked.soap: 7}


def test_every_control_has_a_name_and_room(
    qtbot: QtBot, screen: StockScreen, sheet: ReceiveSheet, watch: StallWatch
) -> None:
    screen.sheets.open_aside()
    assert screen.sheets.aside is not None
    qtbot.waitUntil(screen.sheets.aside.none.isVisible)

    with watch.excused():  # the check walks every widget
        assert faults(sheet.sheet) == []
        assert faults(screen.sheets.aside.sheet) == []
