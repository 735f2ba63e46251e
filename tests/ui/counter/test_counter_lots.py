"""Lots at the counter: chosen on the line, read by the scanner, refused when recalled."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.recall_lot import recall_lot
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.ui.sounds import Sound
from merchant_desk.ui.theme import Theme
from merchant_desk.values.clock import paris_date
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LotId
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import MoveReason
from tests.operations.counter_room import SOAP
from tests.ui.counter.till_room import TillRoom, till_room

_LOTS: dict[str, LotId] = {}


@pytest.fixture
def room(qtbot: QtBot, sqlite_database: Database, theme: Theme) -> Iterator[TillRoom]:
    with till_room(qtbot, sqlite_database, theme) as room:
        shop = room.shop
        with shop.database.write() as session:
            gesture = shop.next()
            follow_lots(session, gesture, shop.soap, Tracking.LOT)
            for number, days in (("TOT", 9), ("TARD", 90)):
                read = LotRead(number, paris_date(gesture.at) + timedelta(days=days))
                lot = find_lot(session, gesture, shop.soap, read)
                move = Move(shop.soap, OPENING, shop.shelf, 5, MoveReason.OPENING, lot_id=lot)
                post_move(session, gesture, move)
                _LOTS[number] = lot
        yield room


def _level(room: TillRoom, number: str) -> int:
    with room.shop.database.read() as session:
        return session.execute(
            select(LotLevel.quantity)
            .join(Lot, Lot.id == LotLevel.lot_id)
            .where(Lot.number == number)
        ).scalar_one()


def test_the_lot_of_a_line_is_chosen_with_the_arrows_and_leaves(room: TillRoom) -> None:
    # given a soap on the counter, its line opened by F2: the first to expire is proposed
    room.scan(SOAP)
    room.press(Qt.Key.Key_F2)
    sheet = room.screen.sheets.line
    room.qtbot.waitUntil(lambda: sheet.lot.lots.count() == 3)
    assert sheet.lot.current is not None
    assert sheet.lot.current.number == "TOT"

    # when she takes the other one and is paid
    QTest.keyClick(sheet.lot.lots, Qt.Key.Key_Down)
    QTest.keyClick(sheet.quantity.input, Qt.Key.Key_Return)
    room.qtbot.waitUntil(lambda: room.screen.till.basket.lines[0].lot == "TARD")
    room.press(Qt.Key.Key_F6)
    room.qtbot.waitUntil(room.screen.pay.sell.isEnabled)
    room.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.wait_sound(Sound.COMPLETE)

    # then it is the one that left
    assert (_level(room, "TOT"), _level(room, "TARD")) == (5, 4)


def test_a_recalled_lot_scanned_at_the_counter_is_kept_off(room: TillRoom) -> None:
    shop = room.shop
    with shop.database.write() as session:
        recall_lot(session, shop.next(), _LOTS["TOT"])

    room.scan(f"]d2010{SOAP}10TOT")

    room.wait_sound(Sound.WRONG)
    assert "Lot TOT rappelé" in room.hero.caption
    assert room.screen.till.basket.empty


def test_a_soap_unread_where_only_expired_lots_lie_is_sold_on_her_word_alone(
    room: TillRoom,
) -> None:
    shop = room.shop
    with shop.database.write() as session:
        at = shop.next()
        post_move(session, at, Move(shop.soap, shop.shelf, OPENING, 10, MoveReason.CORRECTION))
        for lot in session.scalars(select(Lot)):
            lot.expires_on, lot.expired_at = paris_date(at.at) - timedelta(days=1), at.at

    room.scan(SOAP)

    room.wait_sound(Sound.UNKNOWN)
    assert "ceux du rayon ne se vendent plus" in room.hero.caption
    assert room.screen.till.basket.empty
    (sell_it,) = (
        each for each in room.screen.hero.findChildren(QPushButton) if "le vendre" in each.text()
    )
    QTest.mouseClick(sell_it, Qt.MouseButton.LeftButton)
    room.qtbot.waitUntil(lambda: not room.screen.till.basket.empty)


def test_a_line_that_is_only_counted_keeps_its_lot_supposed(room: TillRoom) -> None:
    room.scan(SOAP)
    room.press(Qt.Key.Key_F2)
    sheet = room.screen.sheets.line
    room.qtbot.waitUntil(lambda: sheet.lot.lots.count() == 3)

    sheet.quantity.set_value("7")
    QTest.keyClick(sheet.quantity.input, Qt.Key.Key_Return)

    room.qtbot.waitUntil(lambda: room.screen.till.basket.lines[0].quantity == 7)
    assert room.screen.till.basket.lines[0].lot == ""
