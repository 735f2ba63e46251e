"""The stock ledger: levels always equal the sum of the moves, and moves never change."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.base import table
from merchant_desk.models.stock import StockLevel, StockMove
from merchant_desk.operations.post_move import Move, post_move, post_moves
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.places import CUSTOMER, OPENING
from merchant_desk.values.words import MoveReason
from tests.makers import make_bin, make_location, make_product, put_stock


def test_a_move_changes_the_level_of_both_bins(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        shop = make_location(session)
        first, second = make_bin(session, shop, "A1"), make_bin(session, shop, "A2")
        soap = make_product(session)
        put_stock(session, gesture, soap, first, 9)

        post_move(session, gesture, Move(soap, first, second, 4, MoveReason.TRANSFER))

        levels = dict(session.execute(select(StockLevel.place_id, StockLevel.quantity)).all())
    assert levels == {first: 5, second: 4}


@pytest.mark.parametrize("quantity", [0, -3])
def test_a_quantity_that_is_not_positive_changes_nothing(
    database: Database, gesture: Gesture, quantity: int
) -> None:
    with database.write() as session:
        shop = make_location(session)
        bin_id, soap = make_bin(session, shop), make_product(session)
        with pytest.raises(RefusedError, match="supérieur à zéro"):
            post_move(session, gesture, Move(soap, OPENING, bin_id, quantity, MoveReason.COUNT))

        assert session.execute(select(StockMove)).first() is None


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_a_posted_move_can_be_neither_changed_nor_deleted(
    database: Database, gesture: Gesture, verb: str
) -> None:
    with database.write() as session:
        bin_id, soap = make_bin(session, make_location(session)), make_product(session)
        put_stock(session, gesture, soap, bin_id, 9)
    moves = table(StockMove)
    statement = update(moves).values(quantity=1) if verb == "update" else delete(moves)

    with pytest.raises(DBAPIError, match="append-only"), database.write() as session:
        session.execute(statement)


_STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(1, 50)).filter(
        lambda step: step[0] != step[1]
    ),
    min_size=1,
    max_size=30,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=_STEPS)
def test_levels_equal_the_sum_of_the_moves(
    sqlite_database: Database, gesture: Gesture, steps: list[tuple[int, int, int]]
) -> None:
    with sqlite_database.write() as session:
        shop = make_location(session)
        places = [OPENING, CUSTOMER, make_bin(session, shop, "A1"), make_bin(session, shop, "A2")]
        soap = make_product(session)

        post_moves(
            session,
            gesture,
            [
                Move(soap, places[start], places[end], quantity, MoveReason.TRANSFER)
                for start, end, quantity in steps
            ],
        )

        levels = dict(session.execute(select(StockLevel.place_id, StockLevel.quantity)).all())
        for index in (2, 3):
            expected = sum(qty * ((end == index) - (start == index)) for start, end, qty in steps)
            assert levels.get(places[index], 0) == expected
        session.rollback()
