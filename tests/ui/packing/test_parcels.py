"""Whole parcels: closed by the last scan, several, partial, missing, with or without tracking."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.invoice import Invoice
from merchant_desk.models.order import Order
from merchant_desk.models.parcel import Parcel, Shortage
from merchant_desk.models.shop import OutboxMessage
from merchant_desk.models.station import PrintJob
from merchant_desk.ui.packing.screen import PackingScreen
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from merchant_desk.values.words import DocumentKind, OrderState, ParcelState
from tests.ui.packing.bench_room import Hand, Room, packing_room
from tests.ui.packing.packing_shop import (
    BISCUIT,
    CANDLE,
    LABEL,
    OIL,
    POUCH,
    SLIP,
    SOAP,
)

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALL = (SOAP, SOAP, SOAP, OIL, POUCH, CANDLE, CANDLE, BISCUIT)


def _keys(room: Room, key: Qt.Key, held: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(room.window.focusWidget(), key, held)


def _wait_sounds(room: Room, count: int) -> None:
    room.qtbot.waitUntil(lambda: len(room.heard.sounds) >= count)


def test_the_last_scan_closes_the_parcel_with_its_invoice_and_papers(room: Room) -> None:
    room.scan(SLIP, *ALL)

    assert room.hero.state is HeroState.COMPLETE
    assert "facture FA2026-000001" in room.hero.caption
    assert room.heard.sounds[-1] is Sound.COMPLETE
    assert room.all(select(Parcel.state)) == [ParcelState.CLOSED]
    assert set(room.all(select(PrintJob.kind))) == {
        DocumentKind.PICKING,
        DocumentKind.PACKING,
        DocumentKind.INVOICE,
    }
    assert room.all(select(OutboxMessage.kind)) == ["shipped"]


def test_the_carriers_label_is_scanned_after_the_last_article(room: Room) -> None:
    room.scan(SLIP, *ALL)

    room.scan(LABEL)

    assert LABEL in room.hero.caption
    assert room.hero.title == "Scannez le bon suivant"
    assert room.all(select(Parcel.tracking)) == [LABEL]


def test_a_label_whose_digits_look_like_an_article_is_noted_all_the_same(room: Room) -> None:
    room.scan(SLIP, *ALL)

    room.scan("13760123456781")

    assert room.all(select(Parcel.tracking)) == ["13760123456781"]


def test_enter_lets_the_parcel_leave_without_tracking(room: Room) -> None:
    room.scan(SLIP, *ALL)

    _keys(room, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)

    room.wait_title("sans numéro de suivi")
    message = room.ask(lambda session: session.execute(select(OutboxMessage)).scalar_one())
    assert message.next_attempt_at == message.changed_at
    assert room.all(select(Parcel.tracking)) == [""]


def test_the_label_may_be_scanned_before_the_last_article(room: Room) -> None:
    room.scan(SLIP, SOAP, LABEL, *ALL[1:])

    assert room.all(select(Parcel.tracking)) == [LABEL]
    assert room.hero.title == "Scannez le bon suivant"
    assert not room.screen.bench.awaits_tracking


def test_a_number_is_typed_when_the_label_cannot_be_read(room: Room) -> None:
    room.scan(SLIP, *ALL)

    _keys(room, Qt.Key.Key_T)
    entry = room.screen.tracking_entry
    entry.field.set_value("6a 1234 5678 905")
    QTest.keyClick(entry.field.input, Qt.Key.Key_Return)

    room.wait_title("noté")
    assert room.all(select(Parcel.tracking)) == [LABEL]


def test_the_next_slip_opens_the_next_parcel(room: Room) -> None:
    room.scan(SLIP, *ALL, "MDO1047")

    room.settle()
    view = room.screen.bench.view
    assert view is not None
    assert view.order_number == "1047"
    assert room.hero.title == "Scannez un article"


def test_click_and_collect_asks_no_label(room: Room) -> None:
    room.scan("MDO1046", SOAP)

    assert room.hero.state is HeroState.COMPLETE
    assert room.hero.title == "À ranger avec les retraits"
    assert "samedi, 10 h à 12 h" in room.hero.detail


def test_a_full_box_is_closed_and_the_rest_goes_on_in_another(room: Room) -> None:
    room.scan(SLIP, SOAP, SOAP)
    sounds = len(room.heard.sounds)

    _keys(room, Qt.Key.Key_N, CONTROL | SHIFT)
    _wait_sounds(room, sounds + 1)
    room.scan(LABEL)
    room.scan(SOAP)

    parcels = room.ask(
        lambda session: session.execute(
            select(Parcel.number, Parcel.state, Parcel.tracking).order_by(Parcel.number)
        ).all()
    )
    assert [tuple(each) for each in parcels] == [
        (1, ParcelState.CLOSED, LABEL),
        (2, ParcelState.OPEN, ""),
    ]
    assert room.packed() == {"SAV-LAV-100": 1}


def test_what_is_ready_is_sent_and_the_rest_stays_due(room: Room) -> None:
    room.scan(SLIP, SOAP)
    sounds = len(room.heard.sounds)

    _keys(room, Qt.Key.Key_Return)
    _wait_sounds(room, sounds + 1)

    assert room.hero.state is HeroState.COMPLETE
    assert room.hero.caption.startswith("Colis 1 fermé")
    order = select(Order.state).where(Order.number == "1042")
    assert room.all(order) == [OrderState.PARTIAL]


def test_an_empty_parcel_is_not_sent(room: Room) -> None:
    room.scan(SLIP)

    _keys(room, Qt.Key.Key_Return)

    room.wait_state(HeroState.WRONG)
    assert "vide" in room.hero.title
    assert room.all(select(Invoice.id)) == []


def test_a_missing_article_is_chosen_from_the_keyboard_then_taken_back(room: Room) -> None:
    room.scan(SLIP)
    room.settle()

    _keys(room, Qt.Key.Key_M)
    choices = room.screen.lines._choices
    names = [row.name for row in choices.rows]
    QTest.keyClick(choices, Qt.Key(Qt.Key.Key_1 + names.index("Pochon coton, petit")))
    room.wait_title("Signalé manquant")

    assert room.all(select(Shortage.quantity)) == [1]
    _keys(room, Qt.Key.Key_Z)
    room.wait_title("Manque annulé")
    assert room.all(select(Shortage.settled_at)) != [None]


def test_when_only_missing_articles_are_left_the_rest_can_be_sent(room: Room) -> None:
    room.scan("MDO1043", CANDLE)
    room.settle()

    _keys(room, Qt.Key.Key_M)
    QTest.keyClick(room.screen.lines._choices, Qt.Key.Key_Return)
    room.wait_title("Le reste est emballé")
    room.screen.hero._buttons[0].click()

    room.wait_state(HeroState.COMPLETE)


def test_an_order_of_which_all_is_missing_is_held(room: Room) -> None:
    room.scan("MDO1047")
    room.settle()

    _keys(room, Qt.Key.Key_M)
    QTest.keyClick(room.screen.lines._choices, Qt.Key.Key_Return)

    room.wait_title("Commande bloquée")
    room.screen.bench.greet(3)  # as when what waits was counted again
    assert "Commande bloquée" in f"{room.hero.caption} {room.hero.title}"
    assert room.all(select(Order.state).where(Order.number == "1047")) == [OrderState.HELD]
    assert room.screen.bench.parcel_id is None


def test_a_parcel_left_half_full_is_told_and_can_be_resumed(room: Room) -> None:
    room.scan(SLIP, SOAP)
    room.settle()

    room.scan("MDO1047")

    banner = room.screen.parts.banner
    assert banner.isVisible()
    assert "1042" in banner.accessibleName()
    assert "1 sur 8" in banner.accessibleName()
    banner.acted.emit()
    room.wait_title("Commande 1042 reprise")
    assert room.packed() == {"SAV-LAV-100": 1}


def test_an_order_is_opened_from_the_queue_without_a_mouse(room: Room) -> None:
    _keys(room, Qt.Key.Key_O)
    sheet = room.screen.orders
    sheet.search.setText("lemaire")
    room.qtbot.waitUntil(lambda: len(sheet.rows.rows) == 1)
    QTest.keyClick(sheet.search, Qt.Key.Key_Return)

    room.wait_title("Commande 1047 ouverte")


def test_setting_a_parcel_aside_asks_first_when_articles_must_go_back(room: Room) -> None:
    room.scan(SLIP, SOAP)
    room.settle()

    _keys(room, Qt.Key.Key_D)
    room.wait_title("1 article à remettre en rayon")
    room.screen.hero._buttons[0].click()

    room.qtbot.waitUntil(lambda: room.screen.bench.parcel_id is None)
    assert room.all(select(Parcel.state)) == [ParcelState.CANCELLED]


def test_the_last_scan_of_a_closed_parcel_stays_in_it(room: Room) -> None:
    room.scan(SLIP, *ALL)

    _keys(room, Qt.Key.Key_Z)

    room.wait_title("fermé et facturé")
    QTest.keyClick(room.screen.hero, Qt.Key.Key_Escape)
    assert room.hero.state is HeroState.COMPLETE


def test_without_the_shops_identity_the_way_to_the_settings_is_shown(
    qtbot: QtBot, sqlite_database: Database, theme: Theme
) -> None:
    with packing_room(qtbot, sqlite_database, theme, Hand(profile=False)) as room:
        gone: list[object] = []
        room.shell.navigated.connect(lambda key, argument: gone.append((key, dict(argument))))

        room.scan(SLIP)

        assert "l’identité de la boutique manque" in room.hero.title
        assert [each.text for each in room.hero.actions] == [
            "Ouvrir les Réglages",
            "Fermer (Échap)",
        ]
        room.screen.hero._buttons[0].click()
        assert gone == [("settings", {"section": "shop"})]


def test_a_station_that_stopped_goes_on_with_its_open_parcel(room: Room) -> None:
    room.scan(SLIP, SOAP)
    desk, shell = room.screen.desk, room.shell

    again = PackingScreen(desk, shell)
    room.qtbot.addWidget(again)
    again.show()

    room.qtbot.waitUntil(lambda: again.bench.view is not None)
    assert again.hero.shown.caption == "Commande 1042 reprise"
    assert again.bench.view is not None
    assert again.bench.view.packed == 1


@pytest.mark.parametrize("argument", ["order", "nothing"])
def test_arriving_with_an_order_opens_its_parcel(room: Room, argument: str) -> None:
    wanted = {"order_id": room.orders["1042"]} if argument == "order" else {}

    room.shell.navigate("packing", **wanted)

    if argument == "order":
        room.wait_title("Commande 1042 ouverte")
    else:
        assert room.hero.title == "Scannez un bon de préparation"
