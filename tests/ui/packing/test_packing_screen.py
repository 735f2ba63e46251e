"""Packing by scanner alone: what is counted, what is not, what closes an error."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.parcel import ParcelScan
from merchant_desk.models.product import ProductCode
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from merchant_desk.values.key_layouts import GS, Layout
from merchant_desk.values.words import ScanOutcome
from tests.ui.packing.bench_room import Hand, Room, packing_room
from tests.ui.packing.packing_shop import (
    CANDLE,
    CARTON,
    OIL,
    SHARED,
    SLIP,
    SOAP,
    STRANGER,
)

FIG = "3760123450041"
ESCAPE, RETURN = Qt.Key.Key_Escape, Qt.Key.Key_Return


def _press(room: Room, key: Qt.Key) -> None:
    QTest.keyClick(room.window.focusWidget(), key)


def test_the_focus_rests_where_no_text_is_typed(room: Room) -> None:
    assert room.window.focusWidget() is room.screen.hero

    room.scan(SLIP, SOAP)

    assert room.window.focusWidget() is room.screen.hero


def test_scanning_the_slip_opens_the_parcel(room: Room) -> None:
    room.scan(SLIP)

    room.settle()
    view = room.screen.bench.view
    assert view is not None
    assert view.order_number == "1042"
    assert room.hero.title == "Scannez un article"
    assert room.heard.sounds == [Sound.OPENED]


def test_a_wanted_article_is_counted_shown_and_heard(room: Room) -> None:
    room.scan(SLIP)
    room.settle()

    room.scan(SOAP)

    assert (room.hero.state, room.hero.done, room.hero.total) == (HeroState.ADDED, 1, 3)
    assert room.hero.title == "Savon lavande 100 g"
    assert "Emplacement\u00a0B2" in room.hero.detail
    assert "Ajouté au colis" in room.screen.hero.accessibleName()
    assert room.heard.sounds == [Sound.OPENED, Sound.ADDED]
    assert room.packed() == {"SAV-LAV-100": 1}


@pytest.mark.parametrize(
    ("codes", "state", "words", "sound"),
    [
        ((FIG,), HeroState.WRONG, "Pas dans cette commande", Sound.WRONG),
        ((OIL, OIL), HeroState.WRONG, "Un de trop", Sound.WRONG),
        (("CARTON-BOU-6",), HeroState.WRONG, "Carton trop grand", Sound.WRONG),
        ((STRANGER,), HeroState.UNKNOWN, "Code inconnu", Sound.UNKNOWN),
        ((SHARED,), HeroState.UNKNOWN, "plusieurs produits", Sound.UNKNOWN),
    ],
)
def test_what_is_not_counted_is_seen_read_and_heard(
    room: Room, codes: tuple[str, ...], state: HeroState, words: str, sound: Sound
) -> None:
    room.scan(SLIP, *codes)

    assert room.hero.state is state
    assert words in room.hero.caption
    assert room.heard.sounds[-1] is sound


def test_a_carton_counts_its_units(room: Room) -> None:
    room.scan(SLIP, CARTON)

    assert "Lot de 2" in room.hero.caption
    assert room.packed() == {"SAV-LAV-100": 2}


def test_a_data_matrix_shows_its_lot_and_last_day(room: Room) -> None:
    room.scan(SLIP, f"]d2010{SOAP}17271231" + f"10L2041{GS}21S1")

    assert room.hero.state is HeroState.ADDED
    assert room.hero.detail.replace("\u00a0", " ") == "Lot L2041 · jusqu’au 31/12/2027"


def test_scans_never_dismiss_an_error_and_are_listed(room: Room) -> None:
    room.scan(SLIP, FIG)

    room.scan(SOAP, SOAP)

    assert room.hero.state is HeroState.WRONG
    assert "2 scans ignorés" in room.hero.detail
    assert room.heard.sounds[-2:] == [Sound.WRONG, Sound.WRONG]
    assert [each.text for each in room.screen.bench.ignored] == [SOAP, SOAP]
    assert room.packed() == {}
    listed = [row.outcome for row in room.screen.parts.log._list.rows]
    assert listed.count("scan ignoré") == 2


def test_enter_never_closes_an_error_but_escape_does(room: Room) -> None:
    room.scan(SLIP, FIG)

    _press(room, RETURN)
    assert room.screen.bench.blocked
    _press(room, ESCAPE)

    assert room.hero.state is HeroState.IDLE
    room.scan(SOAP)
    assert room.packed() == {"SAV-LAV-100": 1}


def test_the_button_of_the_error_closes_it(room: Room) -> None:
    room.scan(SLIP, SOAP, FIG)

    room.screen.hero._buttons[0].click()

    assert room.hero.state is HeroState.ADDED
    assert not room.screen.bench.blocked


def test_scans_sent_before_an_error_is_seen_are_not_counted_behind_it(room: Room) -> None:
    room.scan(SLIP)

    for code in (SOAP, FIG, SOAP, CANDLE):
        room.scanner.scan(code)  # the scanner waits for no answer

    room.qtbot.waitUntil(lambda: len(room.screen.bench.ignored) == 2)
    assert room.hero.state is HeroState.WRONG
    assert room.packed() == {"SAV-LAV-100": 1}
    outcomes = room.all(select(ParcelScan.outcome).order_by(ParcelScan.at))
    assert outcomes == [ScanOutcome.ADDED, ScanOutcome.WRONG]


def test_quick_scans_are_counted_in_their_order(room: Room) -> None:
    room.scan(SLIP)

    for code in (SOAP, OIL, SOAP, CANDLE, SOAP):
        room.scanner.scan(code)

    room.qtbot.waitUntil(lambda: len(room.heard.sounds) == 6)
    assert room.packed() == {"SAV-LAV-100": 3, "HUI-AMA-050": 1, "BOU-MIE-120": 1}
    assert room.hero.title == "Savon lavande 100 g"


def test_a_slip_and_its_articles_may_come_without_a_pause(room: Room) -> None:
    for code in (SLIP, SOAP, SOAP):
        room.scanner.scan(code)

    room.qtbot.waitUntil(lambda: room.hero.done == 2)
    assert room.packed() == {"SAV-LAV-100": 2}


def test_control_z_takes_the_last_scan_back(room: Room) -> None:
    room.scan(SLIP, SOAP, SOAP)

    QTest.keyClick(room.screen.hero, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    room.wait_title("Retiré du colis")
    assert room.packed() == {"SAV-LAV-100": 1}
    assert room.screen.parts.log._list.rows[0].outcome == "retiré"


def test_control_z_on_an_error_closes_it_and_takes_nothing_back(room: Room) -> None:
    room.scan(SLIP, SOAP, FIG)

    QTest.keyClick(room.screen.hero, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert room.hero.state is HeroState.ADDED
    assert room.packed() == {"SAV-LAV-100": 1}


@pytest.mark.parametrize("digit", ["1", "arrow"])
def test_a_code_of_two_products_is_settled_from_the_keyboard(room: Room, digit: str) -> None:
    room.scan(SLIP, SHARED)
    choices = room.screen.lines._choices
    assert room.window.focusWidget() is choices
    assert [row.name for row in choices.rows] == ["Bougie miel 120 g", "Bougie figuier 180 g"]

    if digit == "1":
        QTest.keyClick(choices, Qt.Key.Key_1)
        room.wait_state(HeroState.ADDED)
        assert room.packed() == {"BOU-MIE-120": 1}
    else:
        QTest.keyClick(choices, Qt.Key.Key_Down)
        QTest.keyClick(choices, RETURN)
        room.wait_title("Pas dans cette commande")
        assert room.packed() == {}
    assert not room.screen.lines.choosing
    assert room.window.focusWidget() is room.screen.hero


def test_escape_gives_the_choice_up(room: Room) -> None:
    room.scan(SLIP, SHARED)

    QTest.keyClick(room.screen.lines._choices, ESCAPE)

    assert not room.screen.lines.choosing
    assert not room.screen.bench.blocked
    assert room.packed() == {}


def test_an_unknown_code_is_given_to_a_product_and_counted(room: Room) -> None:
    room.scan(SLIP, STRANGER)
    sheet = room.screen.associate

    room.screen.hero._buttons[0].click()
    sheet.search.setText("savon")
    room.qtbot.waitUntil(lambda: len(sheet.found.rows) == 1)
    QTest.keyClick(sheet.search, RETURN)
    QTest.keyClick(sheet.found, RETURN)

    room.wait_state(HeroState.ADDED)
    assert room.packed() == {"SAV-LAV-100": 1}
    assert f"0{STRANGER}" in room.all(select(ProductCode.code))


def test_an_article_without_an_open_parcel_is_not_counted(room: Room) -> None:
    room.scan(SOAP)

    assert room.hero.state is HeroState.WRONG
    assert room.hero.caption == "Aucun colis n’est ouvert"
    assert room.hero.title == "Savon lavande 100 g"


def test_a_typed_code_takes_the_same_way(room: Room) -> None:
    room.scan(SLIP)

    QTest.keyClick(room.screen.hero, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    room.screen.code_entry.field.set_value("3 760123 456784")
    QTest.keyClick(room.screen.code_entry.field.input, RETURN)

    room.wait_state(HeroState.ADDED)
    assert room.window.focusWidget() is room.screen.hero
    assert room.packed() == {"SAV-LAV-100": 1}


def test_a_scan_behind_a_dialog_goes_nowhere_but_is_heard(room: Room) -> None:
    room.scan(SLIP)
    dialog = QDialog(room.window)
    dialog.setModal(True)
    dialog.show()
    room.qtbot.waitExposed(dialog)

    room.scan(SOAP)
    dialog.close()

    assert room.heard.sounds[-1] is Sound.WRONG
    assert room.packed() == {}


@pytest.mark.parametrize(
    ("hand", "end"),
    [
        (Hand(Layout.FRENCH, positions=False), "\r"),
        (Hand(Layout.FRENCH, caps=True), "\r"),
        (Hand(Layout.BELGIAN), "\r"),
        (Hand(), ""),
        (Hand(caps=True), "\t"),
    ],
)
def test_keyboards_capitals_and_missing_suffixes_change_nothing(
    qtbot: QtBot, sqlite_database: Database, theme: Theme, hand: Hand, end: str
) -> None:
    with packing_room(qtbot, sqlite_database, theme, hand) as room:
        room.scanner.scan(SLIP, end)
        room.qtbot.waitUntil(lambda: room.heard.sounds == [Sound.OPENED])
        room.scanner.clock += 500
        room.scanner.scan(SOAP, end)

        room.wait_state(HeroState.ADDED)
        assert room.packed() == {"SAV-LAV-100": 1}
