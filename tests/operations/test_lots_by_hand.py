"""Lots named by hand: in an adjustment, a transfer, a sale at the counter and what comes back."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.lot import Lot
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.find_lot import LotRead, find_lot
from merchant_desk.operations.move_stock import Transfer, move_stock
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.recall_lot import recall_lot
from merchant_desk.operations.scan_at_counter import CounterOutcome, put_on_counter
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.lot_choices import lot_choices, lot_level
from merchant_desk.queries.recall import recall_of
from merchant_desk.rules.basket_changes import with_lot
from merchant_desk.values.clock import paris_date
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import LotId, PlaceId
from merchant_desk.values.places import OPENING
from merchant_desk.values.words import MoveReason
from tests import makers
from tests.operations.counter_room import SOAP, CounterRoom, counter_room
from tests.operations.lot_bench import LotBench, lot_bench


def _adjust(bench: LotBench, quantity: int, lot: LotRead | None, reason: MoveReason) -> int:
    wanted = Adjustment(
        product_id=bench.shop.soap, place_id=bench.bins["B2"], reason=reason, quantity=quantity,
        counted=reason is MoveReason.COUNT, lot=lot,
    )  # fmt: skip
    return adjust_stock(bench.session, bench.shop.later(), wanted).after


def test_what_is_broken_is_taken_off_the_lot_that_she_names(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "TOT", 5, 20)
        bench.put("B2", "TARD", 5, 40)

        _adjust(bench, -2, LotRead("tard"), MoveReason.BREAKAGE)
        _adjust(bench, -1, None, MoveReason.BREAKAGE)

        assert bench.left() == {("TOT", "B2"): 4, ("TARD", "B2"): 3}
        assert ledger_disagreements(session) == ()


def test_counting_a_lot_leaves_the_others_as_they_are(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "TOT", 5, 20)
        bench.put("B2", "TARD", 5, 40)

        assert _adjust(bench, 7, LotRead("TARD"), MoveReason.COUNT) == 7

        assert bench.left() == {("TOT", "B2"): 5, ("TARD", "B2"): 7}
        assert bench.shop.on_hand() == {bench.shop.soap: 12}


def test_what_is_found_may_be_of_a_lot_met_for_the_first_time(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        day = bench.today + timedelta(days=9)

        _adjust(bench, 3, LotRead("NOUVEAU", day), MoveReason.FOUND)

        assert bench.left() == {("NOUVEAU", "B2"): 3}
        kept = session.execute(select(Lot.expires_on).where(Lot.number == "NOUVEAU")).scalar_one()
        assert kept == day


def test_more_than_lies_of_a_lot_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "TOT", 2, 20)
        bench.put("B2", "TARD", 5, 40)

        with pytest.raises(RefusedError, match="contient 2"):
            _adjust(bench, -3, LotRead("TOT"), MoveReason.LOSS)
        transfer = Transfer(
            product_id=bench.shop.soap, from_place_id=bench.bins["B2"],
            to_place_id=bench.bins["C9"], quantity=3, lot=LotRead("TOT"),
        )  # fmt: skip
        with pytest.raises(RefusedError, match="n’en contient que 2"):
            move_stock(session, bench.shop.later(), transfer)
        assert bench.left() == {("TOT", "B2"): 2, ("TARD", "B2"): 5}


def test_the_lot_that_is_carried_is_the_one_named(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "TOT", 2, 20)
        bench.put("B2", "TARD", 5, 40)

        transfer = Transfer(
            product_id=bench.shop.soap, from_place_id=bench.bins["B2"],
            to_place_id=bench.bins["C9"], quantity=4, lot=LotRead("TARD"),
        )  # fmt: skip
        move_stock(session, bench.shop.later(), transfer)

        assert bench.left() == {("TOT", "B2"): 2, ("TARD", "B2"): 1, ("TARD", "C9"): 4}


def test_the_first_to_expire_is_proposed_and_what_has_expired_comes_last(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "PERIME", 1, -3)
        bench.put("B2", "TARD", 2, 40)
        bench.put("C9", "TOT", 3, 20)
        bench.put("B2", "TOT", 4, 20)

        choices = lot_choices(session, bench.shop.soap, bench.today)
        assert [(each.number, each.units) for each in choices.numbers()] == [
            ("TOT", 7), ("TARD", 2), ("PERIME", 1),
        ]  # fmt: skip
        here = choices.numbers(bench.bins["C9"])
        assert [(each.number, each.units) for each in here] == [("TOT", 3)]
        assert not lot_choices(session, bench.shop.candle, bench.today).tracked


@dataclass
class _Till:
    """A counter that sells soaps of two lots in two bins."""

    room: CounterRoom
    early: LotId
    late: LotId

    def left(self) -> tuple[int, int]:
        with self.room.database.read() as session:
            return _level(session, self.early), _level(session, self.late)

    def scan(self, lot: str) -> CounterOutcome:
        return self.room.scan(f"]d2010{SOAP}10{lot}").outcome


def _level(session: Session, lot: LotId) -> int:
    return sum(lot_level(session, lot, place) for place in _places(session))


def _places(session: Session) -> list[PlaceId]:
    rows = session.execute(select(StockMove.to_place_id).union(select(StockMove.from_place_id)))
    return [PlaceId(row[0]) for row in rows]


@pytest.fixture
def till(database: Database, gesture: Gesture) -> _Till:
    room = counter_room(database, gesture)
    today = paris_date(gesture.at)
    with database.write() as session:
        soap = room.soap
        follow_lots(session, gesture, soap, Tracking.LOT)
        _empty(session, gesture, room)
        location = makers.make_location(session, "Réserve")
        lots = []
        for code, number, days in (("Z1", "TOT", 5), ("Z2", "TARD", 50)):
            read = LotRead(number, today + timedelta(days=days))
            lot = find_lot(session, gesture, soap, read)
            place = makers.make_bin(session, location, code)
            units = 2 if number == "TOT" else 9
            move = Move(soap, OPENING, place, units, MoveReason.OPENING, lot_id=lot)
            post_move(session, gesture, move)
            lots.append(lot)
    return _Till(room, *lots)


def _empty(session: Session, gesture: Gesture, room: CounterRoom) -> None:
    counted = select(StockMove.to_place_id, func.sum(StockMove.quantity)).where(
        StockMove.product_id == room.soap
    )
    for place, units in session.execute(counted.group_by(StockMove.to_place_id)).all():
        move = Move(room.soap, PlaceId(place), OPENING, int(units), MoveReason.CORRECTION)
        post_move(session, gesture, move)


def test_the_counter_takes_the_first_to_expire_out_of_whichever_bin(till: _Till) -> None:
    for _each in range(3):
        till.room.scan(SOAP)
    till.room.sold()

    assert till.left() == (0, 8)


def test_the_counter_sells_the_lot_that_was_scanned_or_chosen(till: _Till) -> None:
    assert till.scan("TARD") is CounterOutcome.ADDED
    line = till.room.scan(SOAP).line_id
    till.room.change(with_lot, line, "tard")
    assert [each.lot for each in till.room.basket.lines] == ["TARD", "TARD"]
    till.room.sold()

    assert till.left() == (2, 7)


@pytest.mark.parametrize(("recalled", "outcome"), [(True, "recalled"), (False, "expired")])
def test_the_counter_keeps_off_what_is_recalled_or_has_expired(
    till: _Till, gesture: Gesture, recalled: bool, outcome: str
) -> None:
    with till.room.database.write() as session:
        if recalled:
            recall_lot(session, till.room.next(), till.early)
        else:
            session.get_one(Lot, till.early).expires_on = _before(gesture)

    assert till.scan("TOT") == outcome
    assert till.room.basket.empty


def test_the_counter_asks_about_a_lot_unread_where_only_expired_ones_are_left(
    till: _Till, gesture: Gesture
) -> None:
    with till.room.database.write() as session:
        lot = session.get_one(Lot, till.late)
        lot.expires_on, lot.expired_at = _before(gesture), gesture.at

    for _fit in range(2):
        assert till.room.scan(SOAP).outcome is CounterOutcome.ADDED
    said = till.room.scan(SOAP)
    assert said.outcome is CounterOutcome.UNREAD_LOT
    assert said.lot == "TARD"
    with till.room.database.write() as session:
        put_on_counter(session, till.room.next(), till.room.soap)

    assert sum(each.quantity for each in till.room.basket.lines) == 3


def test_a_lot_recalled_while_it_lies_in_the_basket_is_not_sold(till: _Till) -> None:
    till.scan("TOT")
    with till.room.database.write() as session:
        recall_lot(session, till.room.next(), till.early)

    till.room.pay()
    with pytest.raises(RefusedError, match=r"le lot TOT de .* est rappelé"):
        till.room.sell()


def _sales(till: _Till, lot: LotId) -> list[tuple[int, bool]]:
    with till.room.database.read() as session:
        found = recall_of(session, lot, till.room.gesture.at)
    assert found is not None
    assert (found.sure, found.supposed) == (
        sum(each.units for each in found.sales if each.sure),
        sum(each.units for each in found.sales if not each.sure),
    )
    return [(each.units, each.sure) for each in found.sales]


def test_a_unit_sold_at_the_counter_is_of_a_recalled_lot_for_sure_once_read(till: _Till) -> None:
    till.scan("TARD")
    till.room.sold()
    till.room.scan(SOAP)
    till.room.sold()

    assert _sales(till, till.late) == [(1, True)]
    assert _sales(till, till.early) == [(1, False)]


def test_a_unit_sold_unread_is_of_a_lot_for_sure_where_no_other_could_lie_there(
    till: _Till,
) -> None:
    for _other in range(2):
        till.scan("TOT")
    till.room.sold()
    for _unread in range(3):
        till.room.scan(SOAP)
    till.room.sold()

    assert _sales(till, till.late) == [(3, True)]


def test_what_comes_back_is_of_the_lot_it_left_with_or_of_the_one_read(till: _Till) -> None:
    till.room.scan(SOAP)
    till.scan("TARD")
    sale = till.room.sold().tickets[0]
    assert till.left() == (1, 8)

    till.room.scan(sale.number)
    till.scan("TARD")
    till.room.pay()
    till.room.sell()

    assert till.left() == (1, 9)


def _before(gesture: Gesture) -> date:
    return paris_date(gesture.at) - timedelta(days=1)
