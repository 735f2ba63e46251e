"""Units whose lot nobody read, where only lots lie that may not leave: asked, never silent."""

from dataclasses import replace

import pytest

from merchant_desk.database.database import Database
from merchant_desk.operations.open_parcel import open_parcel
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.operations.scan_answers import ItemScanned
from merchant_desk.operations.scan_item import scan_at_packing
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ParcelId
from merchant_desk.values.places import OPENING
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.words import MoveReason, ScanOutcome
from tests.operations.kit_bench import BOX, SOAP, kit_line
from tests.operations.lot_bench import LotBench, lot_bench


def _unread(
    bench: LotBench, parcel: ParcelId, code: str = SOAP, *, anyway: bool = False
) -> ItemScanned:
    scan = replace(scan_of_text(code, bench.shop.gesture.at), anyway=anyway)
    said = scan_at_packing(bench.session, bench.shop.later(), parcel, scan)
    assert isinstance(said, ItemScanned)
    return said


def _put_without_lot(bench: LotBench, units: int) -> None:
    move = Move(bench.shop.soap, OPENING, bench.bins["B2"], units, MoveReason.OPENING)
    post_move(bench.session, bench.shop.later(), move)


def test_an_article_of_which_only_an_expired_lot_lies_there_is_not_packed_in_silence(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "VIEUX", 5, -3)
        parcel = bench.parcel(2)

        said = _unread(bench, parcel)

        assert said.outcome is ScanOutcome.EXPIRED
        assert "VIEUX" in said.title
        assert bench.shop.packed(parcel) == {bench.shop.soap: 0}


def test_on_her_word_the_unit_in_her_hand_is_packed(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "VIEUX", 5, -3)
        parcel = bench.parcel(2)

        said = _unread(bench, parcel, anyway=True)

        assert said.outcome is ScanOutcome.ADDED
        assert bench.shop.packed(parcel) == {bench.shop.soap: 1}


@pytest.mark.parametrize(("fresh", "of_a_lot"), [(1, True), (1, False)])
def test_as_many_as_may_leave_are_packed_unread_and_no_more(
    database: Database, gesture: Gesture, fresh: int, *, of_a_lot: bool
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "VIEUX", 5, -3)
        if of_a_lot:
            bench.put("C9", "FRAIS", fresh, 40)
        else:
            _put_without_lot(bench, fresh)
        parcel, other = bench.parcel(3), bench.parcel(3, "1043")

        assert _unread(bench, parcel).outcome is ScanOutcome.ADDED
        assert _unread(bench, parcel).outcome is ScanOutcome.EXPIRED
        assert _unread(bench, other).outcome is ScanOutcome.EXPIRED


def test_a_lot_on_its_last_day_and_stock_that_is_not_known_ask_nothing(
    database: Database, gesture: Gesture
) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        parcel = bench.parcel(3)
        assert _unread(bench, parcel).outcome is ScanOutcome.ADDED

        bench.put("B2", "JUSTE", 1, 0)

        assert _unread(bench, parcel).outcome is ScanOutcome.ADDED


def test_a_whole_kit_asks_for_the_lot_of_its_part(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        bench = lot_bench(session, gesture)
        bench.put("B2", "VIEUX", 9, -3)
        bench.put("B2", "FRAIS", 1, 40)
        order = bench.shop.receive(kit_line())
        parcel = open_parcel(session, bench.shop.later(), order).parcel_id

        said = _unread(bench, parcel, BOX)

        assert said.outcome is ScanOutcome.EXPIRED
        assert set(bench.shop.packed(parcel).values()) == {0}
