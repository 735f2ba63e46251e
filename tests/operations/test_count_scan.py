"""What a scan does to a count: counted, asked about, refused, taken back, counted anew."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.count import CountEntry
from merchant_desk.models.lot import Lot, LotLevel
from merchant_desk.models.product import Product
from merchant_desk.models.stock import Place
from merchant_desk.operations.change_counted import change_counted, recount, take_back_count
from merchant_desk.operations.close_bin import close_bin
from merchant_desk.operations.count_answers import CountOutcome
from merchant_desk.operations.count_scan import CountScan, count_scan
from merchant_desk.operations.find_lot import LotRead
from merchant_desk.operations.open_count import NewCount, open_count
from merchant_desk.operations.validate_count import validate_count
from merchant_desk.queries.count_review import CountReview, count_review
from merchant_desk.rules.counting.figure import Doubt
from merchant_desk.values.count_key import CountKey
from merchant_desk.values.count_scope import CountScope
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.ids import CountId
from merchant_desk.values.scan import scan_of_text
from tests import makers
from tests.operations.shelf_world import BAG, CANDLE, SOAP, ShelfWorld, shelf_world


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


def test_a_scan_taken_back_or_rewritten_no_longer_counts(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [9, 0, 0], [9, 0, 0])
        count_id = _count(session, gesture)
        scan = CountScan(count_id, world.bins[0], scan_of_text(SOAP, gesture.at))
        first = count_scan(session, world.later(), scan)
        assert first.entry_id is not None
        twelve = change_counted(session, world.later(), first.entry_id, 12)
        assert twelve.total == 12

        back = take_back_count(session, world.later(), count_id)

        assert back.total == 0
        with pytest.raises(RefusedError, match="ne compte plus"):
            change_counted(session, world.later(), first.entry_id, 3)
        with pytest.raises(RefusedError, match="rien n’est encore compté"):
            take_back_count(session, world.later(), count_id)


def test_an_article_whose_only_scan_was_a_mistake_is_not_counted_as_none(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [9, 0, 0], [9, 0, 0])
        count_id = _count(session, gesture)
        key = CountKey(world.bins[0], world.products[SOAP])
        assert _scan(world, count_id, SOAP) is CountOutcome.COUNTED
        take_back_count(session, world.later(), count_id)

        closed = close_bin(session, world.later(), count_id, world.bins[0])
        with pytest.raises(RefusedError, match="rien n’y est compté"):
            validate_count(session, world.later(), count_id)

        assert key in closed.missing
        assert (closed.articles, _review(world, count_id).counted) == (0, ())


def test_an_article_to_count_anew_is_still_so_once_its_scan_is_taken_back(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [9, 0, 0], [9, 0, 0])
        count_id = _count(session, gesture)
        _scan(world, count_id, SOAP, 8)
        recount(session, world.later(), count_id, CountKey(world.bins[0], world.products[SOAP]))
        _scan(world, count_id, SOAP)
        take_back_count(session, world.later(), count_id)

        (asked,) = _review(world, count_id).counted

    assert asked.doubt is Doubt.ASKED


def test_recounting_makes_what_was_counted_void(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [9, 0, 0], [9, 0, 0])
        count_id = _count(session, gesture)
        assert _scan(world, count_id, SOAP, 8) is CountOutcome.COUNTED

        recount(session, world.later(), count_id, CountKey(world.bins[0], world.products[SOAP]))
        (asked,) = _review(world, count_id).counted
        assert _scan(world, count_id, SOAP, 9) is CountOutcome.COUNTED

        (row,) = _review(world, count_id).counted
    assert asked.doubt is Doubt.ASKED
    assert (row.counted, row.variance, row.doubt) == (9, 0, Doubt.NONE)


@pytest.mark.parametrize(
    ("code", "times", "outcome"),
    [
        ("0000000000000", 1, CountOutcome.UNKNOWN),
        (SOAP, 0, CountOutcome.ASKS),
        (SOAP, 100_000, CountOutcome.ASKS),
        ("R1", 1, CountOutcome.OTHER_PLACE),
        ("A2", 1, CountOutcome.OUT_OF_SCOPE),
        (CANDLE, 1, CountOutcome.OUT_OF_SCOPE),
        (BAG, 1, CountOutcome.NOT_STOCKED),
    ],
)
def test_what_cannot_be_counted_is_told_and_not_counted(
    database: Database, gesture: Gesture, code: str, times: int, outcome: CountOutcome
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 3], [5, 0, 3])
        makers.make_bin(session, makers.make_location(session, "Réserve"), "R1")
        session.get_one(Product, world.products[BAG]).stocked = False
        scope = CountScope(
            bins=(world.bins[0],), articles=(world.products[SOAP], world.products[BAG])
        )
        here = session.execute(select(Place.location_id).filter_by(code="A1")).scalar_one()
        wanted = NewCount(scope=scope, location_id=here)
        count_id = open_count(session, gesture, wanted).count_id

        assert _scan(world, count_id, code, times) is outcome

        assert session.execute(select(CountEntry.id)).first() is None


def test_the_lots_of_an_article_are_counted_each_for_itself(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [0, 0, 0], [0, 0, 0])
        session.get_one(Product, world.products[SOAP]).tracking = Tracking.LOT
        session.flush()
        count_id = _count(session, gesture)
        scan = CountScan(count_id, world.bins[0], scan_of_text(SOAP, gesture.at), 4)
        assert count_scan(session, world.later(), scan).outcome is CountOutcome.NEEDS_LOT

        for number, units in (("L1", 4), ("L2", 2)):
            told = replace(scan, lot=LotRead(number), times=units)
            assert count_scan(session, world.later(), told).outcome is CountOutcome.COUNTED
        validate_count(session, world.later(), count_id)

        lots = sorted(session.scalars(select(LotLevel.quantity)))
        assert lots == [2, 4]
        assert world.in_ledger()[world.bins[0], SOAP] == 6


def test_an_expired_lot_lies_there_and_is_counted_with_its_date(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [0, 0, 0], [0, 0, 0])
        session.get_one(Product, world.products[SOAP]).tracking = Tracking.LOT
        session.flush()
        count_id = _count(session, gesture)
        symbol = f"]C101{SOAP.zfill(14)}1724013110OLD"
        scan = CountScan(count_id, world.bins[0], scan_of_text(symbol, gesture.at), 3)

        said = count_scan(session, world.later(), scan)

        (lot,) = session.scalars(select(Lot))
        assert (said.outcome, said.lot, said.total) == (CountOutcome.COUNTED, "OLD", 3)
        assert (lot.number, lot.expires_on) == ("OLD", date(2024, 1, 31))


@pytest.mark.parametrize("times", [0, 100_000, 9_999_999])
def test_none_or_a_great_many_are_asked_about_before_they_count(
    database: Database, gesture: Gesture, times: int
) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [5, 0, 0], [5, 0, 0])
        count_id = _count(session, gesture)
        scan = CountScan(count_id, world.bins[0], scan_of_text(SOAP, gesture.at), times)

        asked = count_scan(session, world.later(), scan)
        nothing = _review(world, count_id).counted
        sure = count_scan(session, world.later(), replace(scan, sure=True))

        assert (asked.outcome, nothing) == (CountOutcome.ASKS, ())
        assert (sure.outcome, sure.total) == (CountOutcome.COUNTED, times)


def test_a_serial_number_is_counted_once(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        world = shelf_world(session, gesture, [0, 0, 0], [0, 0, 0])
        session.get_one(Product, world.products[SOAP]).tracking = Tracking.SERIAL
        session.flush()
        count_id = _count(session, gesture)
        scan = CountScan(
            count_id, world.bins[0], scan_of_text(SOAP, gesture.at), lot=LotRead("SN-1")
        )

        outcomes = [count_scan(session, world.later(), scan).outcome for _time in range(2)]

    assert outcomes == [CountOutcome.COUNTED, CountOutcome.TWICE]
