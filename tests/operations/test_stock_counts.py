"""Counts: what is expected while parcels are open, what is doubtful, who counted what."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.lanes import Lanes
from merchant_desk.models.base import table
from merchant_desk.models.count import CountEntry, CountLine
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.adjust_stock import Adjustment, adjust_stock
from merchant_desk.operations.cancel_count import cancel_count
from merchant_desk.operations.close_bin import close_bin
from merchant_desk.operations.count_answers import CountOutcome
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.validate_count import Settlement, validate_count
from merchant_desk.queries.count_review import CountReview, count_review
from merchant_desk.queries.stock import stock_differences
from merchant_desk.rules.counting.figure import Doubt
from merchant_desk.values.count_scope import AbcClass, CountScope, scope_of
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CountId, StationId, new_id
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import MoveReason
from tests.operations.shelf_world import CANDLE, SKUS, SOAP, ShelfWorld, shelf_world


def _count(session: Session, gesture: Gesture, **scope: object) -> CountId:
    wanted = NewCount(scope=CountScope(**scope))  # type: ignore[arg-type] # its own fields
    return open_count(session, gesture, wanted).count_id


def _review(world: ShelfWorld, count_id: CountId) -> CountReview:
    review = count_review(world.session, count_id)
    assert review is not None
    return review


def _scan(world: ShelfWorld, count_id: CountId, code: str, times: int = 1) -> CountOutcome:
    wanted = CountScan(count_id, world.bins[0], scan_of_text(code, world.gesture.at), times)
    return count_scan(world.session, world.later(), wanted).outcome


def test_units_packed_in_an_open_parcel_are_not_expected_on_the_shelf(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [5, 0, 0])
        count_id = _count(session, gesture)
        world.open_box(SOAP, 2)
        world.pack(world.boxes[0], from_seen=False)

        world.count(count_id, "Camille", (world.bins[0], SOAP), 4)

        (row,) = _review(world, count_id).counted
    assert (row.expected, row.counted, row.doubt) == (4, 4, Doubt.NONE)


def test_a_sale_between_two_scans_of_an_article_has_it_counted_again(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [5, 0, 0])
        count_id = _count(session, gesture)
        key = (world.bins[0], SOAP)
        world.count(count_id, "Camille", key, 2)
        world.sell(SOAP, 1, from_seen=True)
        world.count(count_id, "Camille", key, 3)

        (row,) = _review(world, count_id).doubtful
        with pytest.raises(RefusedError, match="à recompter"):
            validate_count(session, world.later(), count_id)
    assert row.doubt is Doubt.MOVED


def test_closing_a_parcel_packed_before_is_no_doubt(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [5, 0, 0])
        count_id = _count(session, gesture)
        key = (world.bins[0], SOAP)
        world.open_box(SOAP, 1)
        world.pack(world.boxes[0], from_seen=False)
        world.count(count_id, "Camille", key, 2)

        world.close(world.boxes[0])
        world.count(count_id, "Camille", key, 2)

        (row,) = _review(world, count_id).counted
    assert (row.expected, row.counted, row.doubt) == (4, 4, Doubt.NONE)


def test_a_stock_corrected_by_hand_since_is_not_corrected_twice(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [3, 0, 0])
        count_id = _count(session, gesture)
        world.count(count_id, "Camille", (world.bins[0], SOAP), 3)
        by_hand = Adjustment(
            product_id=world.products[SOAP], place_id=world.bins[0],
            reason=MoveReason.COUNT, quantity=3, counted=True,
        )  # fmt: skip
        adjust_stock(session, world.later(), by_hand)

        (row,) = _review(world, count_id).doubtful
        done = validate_count(
            session, world.later(), count_id, Settlement(leave_doubtful=True, zero_uncounted=True)
        )
        assert world.in_ledger()[world.bins[0], SOAP] == 3
    assert row.doubt is Doubt.CORRECTED
    assert done.left == 1


def test_two_counts_of_one_shelf_correct_it_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [3, 0, 0])
        one, two = _count(session, gesture), _count(session, gesture)
        for count_id in (one, two):
            world.piles[world.bins[0], SOAP].unseen = 3
            world.count(count_id, "Camille", (world.bins[0], SOAP), 3)
        validate_count(session, world.later(), one)

        with pytest.raises(RefusedError, match="à recompter"):
            validate_count(session, world.later(), two)
        assert world.in_ledger()[world.bins[0], SOAP] == 3


def test_a_count_is_validated_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [4, 0, 0])
        count_id = _count(session, gesture)
        world.count(count_id, "Camille", (world.bins[0], SOAP), 4)
        validate_count(session, world.later(), count_id)

        with pytest.raises(RefusedError, match="déjà validé"):
            validate_count(session, world.later(), count_id)
        with pytest.raises(RefusedError, match="déjà validé"):
            _scan(world, count_id, SOAP)
        moves = session.scalars(select(StockMove).where(StockMove.reason == MoveReason.COUNT)).all()
        line = session.scalars(select(CountLine)).one()
        assert [each.cause_id for each in moves] == [line.id]
        assert (line.expected, line.counted, line.move_id) == (5, 4, moves[0].id)


def test_a_finished_bin_counts_as_none_what_she_says_is_gone(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 3], [5, 0, 0])
        count_id = _count(session, gesture)

        closed = close_bin(session, world.later(), count_id, world.bins[1], gone=True)

        (row,) = _review(world, count_id).counted
    assert [key.product_id for key in closed.missing] == [world.products[CANDLE]]
    assert (row.expected, row.counted) == (3, 0)


def test_a_count_given_up_leaves_the_stock_and_what_was_counted(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [3, 0, 0])
        count_id = _count(session, gesture)
        world.count(count_id, "Camille", (world.bins[0], SOAP), 3)

        cancel_count(session, world.later(), count_id)

        assert world.in_ledger()[world.bins[0], SOAP] == 5
        with pytest.raises(RefusedError, match="abandonné"):
            validate_count(session, world.later(), count_id)
        assert len(_review(world, count_id).counted) == 1


def test_the_articles_of_a_class_are_those_it_had_when_the_count_was_opened(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [9, 0, 9], [9, 0, 9])
        world.sell(SOAP, 5, from_seen=False)
        opened = open_count(
            session, world.later(), NewCount(scope=CountScope(classes=(AbcClass.A,)))
        )
        world.sell(CANDLE, 9, from_seen=False)

        rows = _review(world, opened.count_id).uncounted

    assert {row.sku for row in rows} == {SKUS[SOAP]}


def test_a_scope_that_is_kept_is_read_back() -> None:
    scope = CountScope(categories=("Bain",), classes=(AbcClass.B,))

    assert scope_of(scope.to_text()) == scope
    assert scope_of("{}") == CountScope()
    assert scope_of(json.dumps({"classes": ["Z"]})) == CountScope()


def test_what_was_counted_can_be_neither_changed_nor_forgotten(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [5, 0, 0])
        count_id = _count(session, gesture)
        world.count(count_id, "Camille", (world.bins[0], SOAP), 5)
        session.flush()

    with pytest.raises(DBAPIError, match="append-only"), database.write() as session:
        session.execute(update(table(CountEntry)).values(quantity=1))


def test_several_people_at_several_stations_count_one_shelf_together(
    postgresql_database: Database, gesture: Gesture
) -> None:
    with postgresql_database.write() as session:
        world = shelf_world(session, gesture, [40, 0, 0], [40, 0, 0])
        count_id = _count(session, gesture)
        place = world.bins[0]
        sold = world.products[SOAP]
    one, two = Lanes(postgresql_database), Lanes(postgresql_database)

    def count_ten(lanes: Lanes, person: str) -> None:
        station = StationId(new_id())
        for step in range(10):
            at = gesture.at + timedelta(seconds=step)
            scan = CountScan(count_id, place, scan_of_text(SOAP, at), 2)
            lanes.write(count_scan, Gesture(at, person, station), scan).result()

    together: list[Callable[[], None]] = [
        lambda: count_ten(one, "Camille"), lambda: count_ten(two, "Sacha"),
    ]  # fmt: skip
    threads = [threading.Thread(target=each) for each in together]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    review = one.read(count_review, count_id).result()
    assert review is not None
    (row,) = review.counted
    assert (row.counted, row.expected, row.people) == (40, 40, ("Camille", "Sacha"))
    assert row.key.product_id == sold
    assert one.read(stock_differences).result() == ()
    one.close()
    two.close()
