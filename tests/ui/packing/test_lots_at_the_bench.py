"""Lots, kits and boxes at the packing station, with the keys of a scanner."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.models.lot import Lot
from merchant_desk.models.packaging import ParcelPackaging
from merchant_desk.models.stock import Place
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.recall_lot import recall_lot
from merchant_desk.operations.set_goods_kind import follow_lots, use_as_packaging
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.widgets.scan_hero_text import HeroState
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import PlaceId
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import MoveReason
from tests import makers
from tests.conftest import STATION
from tests.ui.packing.bench_room import Room
from tests.ui.packing.packing_shop import SLIP, SOAP

_BOX = "3760123459990"


def _soaps_by_lot(room: Room, **days: int) -> None:
    gesture = Gesture(utc_now(), "Camille Roux", STATION)
    soap, today = room.products["SAV-LAV-100"], paris_date(gesture.at)
    with room.database.write() as session:
        follow_lots(session, gesture, soap, Tracking.LOT)
        place = _bin_of_soaps(session)
        for number, left in days.items():
            read = LotRead(number, today + timedelta(days=left))
            lot = find_lot(session, gesture, soap, read)
            move = Move(soap, OPENING, place, 5, MoveReason.OPENING, lot_id=lot)
            post_move(session, gesture, move)


def _bin_of_soaps(session: Session) -> PlaceId:
    return session.scalars(select(Place.id).where(Place.code == "B2")).one()


def _symbol(lot: str, days: int) -> str:
    expiry = paris_date(utc_now()) + timedelta(days=days)
    return f"]d2010{SOAP}17{expiry:%y%m%d}10{lot}"


def test_a_newer_lot_beeps_its_own_way_and_waits_for_her_word(room: Room) -> None:
    _soaps_by_lot(room, VIEUX=20, NEUF=400)
    room.scan(SLIP, _symbol("NEUF", 400))

    room.wait_state(HeroState.UNKNOWN)
    assert room.heard.sounds[-1] is Sound.OLDER
    assert "lot VIEUX" in room.hero.title
    assert "B2" in room.hero.title
    assert room.packed() == {}

    QTest.keyClick(room.window, Qt.Key.Key_F8)
    room.wait_state(HeroState.ADDED)
    assert room.packed() == {"SAV-LAV-100": 1}


def test_the_older_lot_scanned_instead_is_counted(room: Room) -> None:
    _soaps_by_lot(room, VIEUX=20, NEUF=400)
    room.scan(SLIP, _symbol("NEUF", 400))
    QTest.keyClick(room.screen, Qt.Key.Key_Escape)

    room.scan(_symbol("VIEUX", 20))

    room.wait_state(HeroState.ADDED)
    assert room.packed() == {"SAV-LAV-100": 1}


def test_an_expired_lot_is_refused_and_her_word_changes_nothing(room: Room) -> None:
    _soaps_by_lot(room, VIEUX=-2)
    room.scan(SLIP, _symbol("VIEUX", -2))

    room.wait_state(HeroState.WRONG)
    QTest.keyClick(room.window, Qt.Key.Key_F8)

    assert room.hero.state is HeroState.WRONG
    assert room.heard.sounds[-1] is Sound.WRONG
    assert room.packed() == {}


def test_a_lot_unread_where_only_an_expired_one_lies_is_asked_about(room: Room) -> None:
    _soaps_by_lot(room, VIEUX=-2)
    with room.database.write() as session:
        soap, place = room.products["SAV-LAV-100"], _bin_of_soaps(session)
        rest = Move(soap, place, OPENING, 40, MoveReason.CORRECTION)
        post_move(session, Gesture(utc_now(), "Camille Roux", STATION), rest)
    room.scan(SLIP, SOAP)

    room.wait_state(HeroState.UNKNOWN)
    assert "le lot VIEUX, périmé depuis" in room.hero.title
    assert room.packed() == {}

    QTest.keyClick(room.window, Qt.Key.Key_F8)
    room.wait_state(HeroState.ADDED)
    assert room.packed() == {"SAV-LAV-100": 1}


def test_a_box_scanned_is_noted_and_counts_no_article(room: Room) -> None:
    gesture = Gesture(utc_now(), "Camille Roux", STATION)
    with room.database.write() as session:
        box = makers.make_product(session, "CART-M", name="Carton moyen", ean=_BOX)
        use_as_packaging(session, gesture, box, packaging=True)

    room.scan(SLIP, _BOX)

    room.wait_title("Carton moyen")
    assert room.heard.sounds[-1] is Sound.ADDED
    assert room.all(select(ParcelPackaging.quantity)) == [1]
    assert room.packed() == {}


def test_a_lot_recalled_while_it_is_packed_beeps_and_comes_out_by_a_scan(room: Room) -> None:
    # given a unit of a lot in the open parcel
    _soaps_by_lot(room, MIEUX=20, AUTRE=400)
    room.scan(SLIP, _symbol("MIEUX", 20))
    room.wait_state(HeroState.ADDED)

    # when the lot is recalled, here or at another station
    with room.database.read() as session:
        lot = session.scalars(select(Lot.id).where(Lot.number == "MIEUX")).one()
    gesture = Gesture(utc_now(), "Camille Roux", STATION)
    room.screen.desk.write(None, recall_lot, gesture, lot, "")

    # then the bench beeps without being asked, and the scan of the unit takes it out
    room.wait_state(HeroState.WRONG)
    assert "lot MIEUX" in room.hero.title
    assert room.heard.sounds[-1] is Sound.WRONG
    QTest.keyClick(room.screen, Qt.Key.Key_Escape)
    room.wait_state(HeroState.ADDED)
    room.scan(_symbol("MIEUX", 20))
    room.wait_title("Sorti du colis")
    assert room.packed() == {}
