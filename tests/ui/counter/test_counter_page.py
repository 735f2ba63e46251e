"""The counter as she works at it: scans and keys, no mouse."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.ui.counter.pay_card import likely_notes
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from merchant_desk.values.ids import InvoiceId
from merchant_desk.values.money import Money
from merchant_desk.values.payment_means import Means
from tests.operations.counter_room import HONEY, SOAP
from tests.ui.accessibility import faults
from tests.ui.counter.till_room import TillRoom, opened, till_room

_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(qtbot: QtBot, sqlite_database: Database, theme: Theme) -> Iterator[TillRoom]:
    with till_room(qtbot, sqlite_database, theme) as made:
        yield made


def _lines(room: TillRoom) -> list[tuple[str, str]]:
    return [(row.name, row.count) for row in room.screen.basket.lines.rows]


def test_a_scan_shows_the_article_its_price_and_the_total(room: TillRoom) -> None:
    room.scan(SOAP)

    assert (room.hero.state, room.hero.title) == (HeroState.ADDED, "Savon lavande 100\u00a0g")
    assert room.hero.figure == "5,90\u00a0€"
    assert room.total == "5,90\u00a0€"
    assert room.heard.sounds == [Sound.ADDED]


def test_a_sale_by_card_is_a_scan_and_two_keys(room: TillRoom) -> None:
    # given two articles
    room.scan(SOAP, HONEY)
    room.wait_total("13,30 €")

    # when F6, then Enter
    room.press(Qt.Key.Key_F6)
    room.qtbot.waitUntil(lambda: QApplication.focusWidget() is room.screen.pay.sell)
    room.press(Qt.Key.Key_Return)
    room.wait_sound(Sound.COMPLETE)

    # then it is sold, and the next scan begins another basket
    assert room.screen.till.last is not None
    assert room.shop.paid(room.screen.till.last.tickets[0].ticket_id) == [("card", 1330)]
    room.scan(SOAP)
    room.wait_total("5,90 €")


def test_cash_typed_shows_the_change_before_and_after_the_sale(room: TillRoom) -> None:
    # given a soap, and 20 typed after F7
    room.scan(SOAP)
    room.press(Qt.Key.Key_F7)
    room.qtbot.waitUntil(lambda: QApplication.focusWidget() is room.screen.pay.amount)
    room.screen.pay.amount.setText("20")
    room.press(Qt.Key.Key_Return)

    # then the change is shown, and again once it is sold
    room.wait_total("14,10 €")
    room.press(Qt.Key.Key_Return, _CTRL)
    room.wait_sound(Sound.COMPLETE)
    assert room.hero.figure == "14,10\u00a0€"
    assert room.total == "14,10\u00a0€"


def test_an_unknown_code_stops_the_scans_until_escape(room: TillRoom) -> None:
    # when an unknown code is scanned, then a good one
    room.scan("4006381333931", SOAP)

    # then nothing counts before Escape
    assert room.hero.state is HeroState.UNKNOWN
    assert "1 scan" in room.hero.detail
    assert room.screen.till.basket.empty
    room.press(Qt.Key.Key_Escape)
    room.scan(SOAP)
    assert room.screen.till.basket.units == 1


def test_a_card_that_is_too_much_is_refused_in_the_panel(room: TillRoom) -> None:
    room.scan(SOAP)
    room.screen.pay.amount.setText("6")
    room.press(Qt.Key.Key_F6)
    room.wait_sound(Sound.WRONG)

    assert (room.hero.state, "carte" in room.hero.title) == (HeroState.WRONG, True)


def test_the_list_counts_by_plus_and_minus_and_forgets_by_suppr(room: TillRoom) -> None:
    room.scan(SOAP)
    room.screen.basket.lines.setFocus()

    QTest.keyClick(room.screen.basket.lines, Qt.Key.Key_Plus)
    room.wait_total("11,80 €")
    QTest.keyClick(room.screen.basket.lines, Qt.Key.Key_Minus)
    room.wait_total("5,90 €")
    QTest.keyClick(room.screen.basket.lines, Qt.Key.Key_Delete)
    room.wait_total("0,00 €")


def test_the_last_scan_is_taken_back_by_its_key(room: TillRoom) -> None:
    room.scan(SOAP, HONEY)

    room.press(Qt.Key.Key_Z, _CTRL)
    room.wait_total("5,90 €")

    assert _lines(room) == [("Savon lavande 100 g", "1 × 5,90\u00a0€")]


def test_an_article_found_by_its_name_is_put_on_the_counter(room: TillRoom) -> None:
    # given the search, with a word that one article has
    room.press(Qt.Key.Key_F, _CTRL)
    sheet = room.screen.sheets.search
    room.qtbot.waitUntil(sheet.sheet.isVisible)
    sheet.search.setText("lavande")
    room.qtbot.waitUntil(lambda: len(sheet.found.rows) == 1)

    # when Enter is pressed
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)

    room.wait_total("5,90 €")
    assert not sheet.sheet.isVisible()


def test_a_customer_typed_names_the_basket(room: TillRoom) -> None:
    room.scan(SOAP)
    room.press(Qt.Key.Key_L, _CTRL)
    sheet = room.screen.sheets.buyer
    room.qtbot.waitUntil(sheet.sheet.isVisible)
    sheet.name.input.setText("Camille Roux")
    sheet.answer()

    room.qtbot.waitUntil(lambda: room.screen.basket.title.text() == "Camille Roux")


def test_cash_put_into_the_drawer_is_noted(room: TillRoom) -> None:
    # given the drawer's sheet
    room.press(Qt.Key.Key_T, _CTRL)
    sheet = room.screen.sheets.drawer
    room.qtbot.waitUntil(sheet.sheet.isVisible)

    # when an expense has no words it is not taken; with them it goes out
    sheet.kind.choose("expense")
    sheet.amount.input.setText("12,50")
    sheet.answer()
    assert sheet.note.error
    sheet.note.input.setText("Timbres")
    sheet.answer()
    room.qtbot.waitUntil(lambda: room.shop.drawer() == [("expense", -1250, "Timbres")])


def test_a_basket_waits_and_comes_back(room: TillRoom) -> None:
    # given a basket put aside
    room.scan(SOAP)
    room.press(Qt.Key.Key_D, _CTRL)
    room.wait_total("0,00 €")

    # when it is taken again by its digit
    room.press(Qt.Key.Key_O, _CTRL)
    sheet = room.screen.sheets.parked
    room.qtbot.waitUntil(sheet.sheet.isVisible)
    QTest.keyClick(sheet.baskets, Qt.Key.Key_1)

    room.wait_total("5,90 €")


def test_a_scanned_ticket_lists_what_may_come_back(room: TillRoom) -> None:
    # given a sale
    number = room.shop.sold(SOAP, HONEY).tickets[0].number

    # when its ticket is scanned, and the first article picked by its digit
    room.scan(number)
    room.qtbot.waitUntil(lambda: room.screen.basket.choosing)
    room.press(Qt.Key.Key_1)
    room.wait_total("5,90 €")

    # then it is to be given back
    assert room.screen.total.shown.caption == "À rendre au client"
    room.press(Qt.Key.Key_F6)
    room.qtbot.waitUntil(room.screen.pay.sell.isEnabled)
    room.press(Qt.Key.Key_Return, _CTRL)
    room.wait_sound(Sound.COMPLETE)
    assert room.shop.stock(room.shop.soap) == 10


def test_a_line_is_changed_by_hand_with_its_reason(room: TillRoom) -> None:
    # given a soap whose line is opened by F2
    room.scan(SOAP)
    room.press(Qt.Key.Key_F2)
    sheet = room.screen.sheets.line
    room.qtbot.waitUntil(sheet.sheet.isVisible)

    # when a tenth is taken off without a reason, the panel says so; with one it counts
    sheet.discount.input.setText("10 %")
    sheet.answer()
    room.wait_sound(Sound.WRONG)
    room.press(Qt.Key.Key_Escape)
    room.press(Qt.Key.Key_F2)
    sheet.discount.input.setText("10 %")
    sheet.reason.input.setText("Boîte abîmée")
    sheet.answer()

    room.wait_total("5,31 €")


def test_what_lay_on_the_counter_is_there_after_a_restart(
    qtbot: QtBot, sqlite_database: Database, theme: Theme
) -> None:
    with till_room(qtbot, sqlite_database, theme) as first:
        first.scan(SOAP, HONEY)
        first.screen.till.pay(*_cash(500))
        first.wait_total("8,30 €")
        shop = first.shop

    with opened(qtbot, shop, theme) as second:
        second.wait_total("8,30 €")
        assert [name for name, _count in _lines(second)] == ["Miel", "Savon lavande 100 g"]


def _cash(cents: int) -> tuple[Means, Money]:
    return Means.CASH, Money(cents)


@pytest.mark.parametrize("size", [(1093, 614), (1280, 720), (1280, 800), (1920, 1080)])
def test_everything_fits_in_the_window(room: TillRoom, size: tuple[int, int]) -> None:
    # given every size of window, a basket paid by three means
    room.window.resize(*size)
    room.scan(SOAP, HONEY, HONEY)
    for cents in (100, 150, 200, 50, 100):
        room.screen.till.pay(*_cash(cents))
    room.wait_total("14,70 €")

    # then nothing asks for more room than there is
    hint, there = room.screen.minimumSizeHint(), room.screen.size()
    assert hint.width() <= there.width()
    assert hint.height() <= there.height()
    assert not room.screen.hero.title_elided


@pytest.mark.parametrize(
    ("due", "notes"),
    [
        (590, [1000, 2000, 5000, 10_000]),
        (1770, [2000, 5000, 10_000]),
        (2000, [5000, 10_000]),
        (12_345, [12_500, 13_000, 14_000, 15_000]),
    ],
)
def test_the_notes_offered_are_those_that_people_put_down(due: int, notes: list[int]) -> None:
    assert [each.cents for each in likely_notes(Money(due))] == notes


def test_every_part_has_a_name_a_size_and_is_reached_by_keys(room: TillRoom) -> None:
    # given a basket half paid, then each sheet over it
    room.scan(SOAP, HONEY)
    room.screen.till.pay(*_cash(500))
    room.wait_total("8,30 €")
    assert faults(room.window) == []

    sheets = room.screen.sheets
    line = room.screen.till.basket.lines[0].line_id
    opens = (
        sheets.search.open, sheets.returns.open, sheets.open_parked, sheets.open_buyer,
        sheets.open_discount, sheets.drawer.open, lambda: sheets.open_line(line),
        lambda: sheets.invoice.open_ticket(InvoiceId(bytes(16)), "TA2026-000001"),
    )  # fmt: skip
    for each in opens:
        each()
        assert faults(room.window) == []
        sheets.close_all()
        sheets.invoice.sheet.close_sheet()
