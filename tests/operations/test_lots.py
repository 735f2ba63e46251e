"""Lots leave by their date, are named by what was scanned, and are found again when recalled."""

import pytest
from sqlalchemy import func, select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.lot import Lot
from merchant_desk.models.stock import StockMove
from merchant_desk.operations.close_parcel import close_parcel
from merchant_desk.operations.recall_lot import recall_lot, scrap_lot
from merchant_desk.operations.save_kit import save_kit
from merchant_desk.operations.set_goods_kind import follow_lots
from merchant_desk.operations.ship_orders import ship_orders
from merchant_desk.queries.ledger_check import ledger_disagreements
from merchant_desk.queries.lots import LotList, lot_counts, lots_of_product
from merchant_desk.queries.recall import recall_of
from merchant_desk.rules.kit_stock import Part
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.goods_words import Tracking
from merchant_desk.values.words import ScanOutcome
from tests.makers import remote_line
from tests.operations.lot_bench import lot_bench

_SKU = "SAV-LAV-100"


def test_the_first_to_expire_is_picked_first_and_an_expired_lot_never(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "PERIME", 50, -1)
        bench.put("B2", "TARD", 50, 300)
        bench.put("C9", "TOT", 2, 20)

        bench.parcel(3)

        assert bench.chosen() == {"C9": 2, "B2": 1}


def test_a_parcel_names_the_lots_scanned_and_supposes_the_others(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "A", 5, 20)
        bench.put("B2", "B", 5, 40)
        parcel = bench.parcel(3)

        bench.scan(parcel, "A", 20)
        bench.shop.scan(parcel, _SKU)
        said = bench.scan(parcel, "B", 40, anyway=True)

        assert said.closed is not None
        assert bench.left() == {("A", "B2"): 3, ("B", "B2"): 4}
        assert ledger_disagreements(session) == ()
        lot = session.scalars(select(Lot.id).where(Lot.number == "A")).one()
        found = recall_of(session, lot, gesture.at)
        assert found is not None
        assert [(each.sure, each.supposed) for each in found.parcels] == [(1, 1)]


def test_a_unit_of_a_lot_that_lies_elsewhere_left_from_there(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "A", 5, 20)
        bench.put("C9", "B", 5, 20)
        parcel = bench.parcel(1)
        assert bench.chosen() == {"B2": 1}

        bench.scan(parcel, "B", 20)

        assert bench.left() == {("A", "B2"): 5, ("B", "C9"): 4}
        assert ledger_disagreements(session) == ()


def test_an_older_lot_is_asked_for_until_she_says_to_go_on(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "A", 5, 20)
        bench.put("B2", "B", 5, 40)
        parcel = bench.parcel(2)

        refused = bench.scan(parcel, "B", 40)

        assert refused.outcome is ScanOutcome.OLDER_LOT
        assert "lot A" in refused.title
        assert "en B2" in refused.title
        assert "lot B" in refused.advice
        assert bench.shop.packed(parcel) == {bench.shop.soap: 0}
        assert bench.scan(parcel, "B", 40, anyway=True).outcome is ScanOutcome.ADDED
        assert bench.scan(parcel, "A", 20).outcome is ScanOutcome.ADDED


def test_older_units_that_lie_packed_already_hold_nothing_up(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "A", 1, 20)
        bench.put("B2", "B", 5, 40)
        parcel = bench.parcel(3)
        bench.scan(parcel, "A", 20)

        assert bench.scan(parcel, "B", 40).outcome is ScanOutcome.ADDED


@pytest.mark.parametrize(
    ("days", "recalled", "outcome"),
    [(-1, False, ScanOutcome.EXPIRED), (50, True, ScanOutcome.RECALLED)],
)
def test_an_expired_or_recalled_lot_is_refused_even_on_her_word(
    database: Database, gesture: Gesture, days: int, recalled: bool, outcome: ScanOutcome
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        lot = bench.put("B2", "A", 5, days)
        bench.put("B2", "B", 5, 60)
        if recalled:
            recall_lot(session, bench.shop.later(), lot)
        parcel = bench.parcel(1)

        said = bench.scan(parcel, "A", days, anyway=True)

        assert said.outcome is outcome
        assert bench.shop.packed(parcel) == {bench.shop.soap: 0}


def test_a_symbol_that_says_another_date_is_refused(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "A", 5, 20)
        parcel = bench.parcel(1)

        with pytest.raises(RefusedError, match="est connu pour le"):
            bench.scan(parcel, "A", 21)


def test_a_recall_takes_the_lot_off_the_shelves_and_finds_who_has_it(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        lot = bench.put("B2", "A", 5, 20)
        first = bench.parcel(1, "1042")
        bench.scan(first, "A", 20)
        second = bench.shop.receive(remote_line(_SKU, 2), number="1043")
        ship_orders(session, bench.shop.later(), [second])

        done = recall_lot(session, bench.shop.later(), lot, "Allergène non déclaré")
        again = recall_lot(session, bench.shop.later(), lot)

        assert (done.units, done.again, again.units, again.again) == (2, False, 0, True)
        found = recall_of(session, lot, gesture.at)
        assert found is not None
        told = [(each.order_number, each.sure, each.supposed) for each in found.parcels]
        assert told == [("1042", 1, 0), ("1043", 0, 2)]
        assert (found.lot.units, found.aside, found.note) == (0, 2, "Allergène non déclaré")
        assert bench.shop.on_hand() == {bench.shop.soap: 0}
        assert ledger_disagreements(session) == ()


def test_lots_are_listed_by_the_days_left(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "TARD", 1, 300)
        bench.put("C9", "TOT", 2, 3)
        old = bench.put("B2", "PERIME", 4, -1)
        bench.put("B2", "SANS", 1, None)

        rows = LotList(bench.today).fetch(session, 0, 10)

        assert [(row.number, row.units, row.bins, row.days_left) for row in rows] == [
            ("PERIME", 4, ("B2",), -1),
            ("TOT", 2, ("C9",), 3),
            ("TARD", 1, ("B2",), 300),
            ("SANS", 1, ("B2",), None),
        ]
        counts = lot_counts(session, bench.today)
        assert (counts.lying, counts.soon, counts.expired, counts.recalled) == (4, 1, 1, 0)
        found = LotList(bench.today, text="tot").fetch(session, 0, 10)
        assert [row.number for row in found] == ["TOT"]
        scrap_lot(session, bench.shop.later(), old)
        assert len(lots_of_product(session, bench.shop.soap, bench.today)) == 3


def test_a_kit_has_no_lots_of_its_own_and_its_parts_do(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        with pytest.raises(RefusedError, match="un kit n’a pas de lots"):
            follow_lots(session, gesture, bench.shop.kit, Tracking.LOT)
        bench.put("B2", "A", 6, 20)
        save_kit(session, gesture, bench.shop.kit, [Part(bench.shop.soap, 2)])
        order = bench.shop.receive(remote_line("COF-PRO", 2))

        ship_orders(session, bench.shop.later(), [order])

        assert bench.left() == {("A", "B2"): 2}
        moved = select(func.sum(StockMove.quantity)).where(
            StockMove.parcel_id.is_not(None), StockMove.lot_id.is_not(None)
        )
        assert session.execute(moved).scalar_one() == 4


def test_a_parcel_with_a_recalled_unit_stays_until_it_is_scanned_out(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        # given a parcel with a unit of a lot that is recalled while it is packed
        bench = lot_bench(session, gesture)
        lot = bench.put("B2", "A", 5, 20)
        bench.put("B2", "B", 5, 40)
        parcel = bench.parcel(2)
        bench.scan(parcel, "A", 20)
        recall_lot(session, bench.shop.later(), lot)

        # when it is closed, or completed by the last scan, it does not leave
        for leave in (
            lambda: bench.scan(parcel, "B", 40),
            lambda: close_parcel(session, bench.shop.later(), parcel),
        ):
            with pytest.raises(RefusedError, match="lot A, est rappelé"), session.begin_nested():
                leave()

        # then the scan of that unit takes it out, another goes in, and the parcel leaves
        out = bench.scan(parcel, "A", 20)
        assert out.outcome is ScanOutcome.RECALLED
        assert "Sorti du colis" in out.title
        assert bench.shop.packed(parcel) == {bench.shop.soap: 0}
        assert bench.scan(parcel, "A", 20).title.startswith("Lot rappelé")
        bench.scan(parcel, "B", 40)
        assert bench.scan(parcel, "B", 40).closed is not None
        assert bench.left() == {("B", "B2"): 3}
        assert ledger_disagreements(session) == ()
        found = recall_of(session, lot, gesture.at)
        assert found is not None
        assert (found.parcels, found.aside) == ((), 5)
