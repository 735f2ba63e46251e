"""The proof of every level from every move: one sum of it, exact whatever the figures are."""

import pytest
from sqlalchemy import delete, insert, select, update

from merchant_desk.database.database import Database
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.operations.post_move import Move, post_move
from merchant_desk.queries.stock import StockDifference, stock_differences
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import new_id
from merchant_desk.values.places import SUPPLIER
from merchant_desk.values.words import MoveReason
from tests.queries.soap import soap_in_two_bins


@pytest.mark.parametrize("units", [2**30, 2**38, 2**45])
def test_more_units_than_one_sum_can_carry_are_proved_all_the_same(
    sqlite_database: Database, gesture: Gesture, units: int
) -> None:
    with sqlite_database.write() as session:
        soap, first, _second = soap_in_two_bins(session, gesture)
        for _time in range(4):
            post_move(session, gesture, Move(soap, SUPPLIER, first, units, MoveReason.RECEIPT))

        assert stock_differences(session) == ()

        levels = table(StockLevel)
        session.execute(update(levels).where(levels.c.place_id == first).values(quantity=7))
        assert stock_differences(session) == (
            StockDifference(soap, first, level=7, moves=4 * units + 6),
        )


@pytest.mark.parametrize("lies", [(2**31, 0), (2**32, 0), (2**32, -(2**32)), (-(2**33), 2**33)])
def test_lies_of_a_round_number_of_bits_are_found(
    sqlite_database: Database, gesture: Gesture, lies: tuple[int, int]
) -> None:
    """The proof keeps units and ends of moves in one number: neither may pass for the other."""
    with sqlite_database.write() as session:
        _soap, *bins = soap_in_two_bins(session, gesture)
        levels = table(StockLevel)
        for place, lie in zip(bins, lies, strict=True):
            wrong = update(levels).where(levels.c.place_id == place)
            session.execute(wrong.values(quantity=levels.c.quantity + lie))

        assert {each.level - each.moves for each in stock_differences(session)} == {*lies} - {0}


def test_moves_whose_numbers_leave_a_gap_are_proved_all_the_same(
    sqlite_database: Database, gesture: Gesture
) -> None:
    with sqlite_database.write() as session:
        soap, first, second = soap_in_two_bins(session, gesture)
        moves, levels = table(StockMove), table(StockLevel)
        known = session.execute(select(moves).where(moves.c.row == 1)).mappings().one()
        session.execute(insert(moves).values({**known, "id": new_id(), "row": 40, "quantity": 1}))
        session.execute(update(levels).values(quantity=7).where(levels.c.place_id == first))
        post_move(session, gesture, Move(soap, first, second, 2, MoveReason.TRANSFER))
        assert stock_differences(session) == ()

        session.execute(delete(levels).where(levels.c.place_id == second))
        assert stock_differences(session) == (StockDifference(soap, second, level=0, moves=5),)


def test_the_proof_reads_indexes_and_not_the_moves(
    sqlite_database: Database, gesture: Gesture
) -> None:
    asked: list[str] = []
    with sqlite_database.write() as session:
        soap_in_two_bins(session, gesture)
        driver = session.connection().connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(asked.append)
        assert stock_differences(session) == ()
        driver.set_trace_callback(None)
        plans = [row[3] for each in asked for row in driver.execute(f"EXPLAIN QUERY PLAN {each}")]

    moves = [plan for plan in plans if "stock_move" in plan]
    assert len(moves) == 5
    assert all("COVERING INDEX" in plan for plan in moves)
    assert sum("SCAN" in plan for plan in moves) == 1  # the moves from bin to bin, which are few
